"""Brings what ports say from their threads to the window's thread: frozen data by queued signals."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from packstation.domain.device import Lamp
from packstation.domain.scan import Scan
from packstation.domain.weight import Reading


class Listener(Protocol):
    """Who hears the ports, on the window's thread."""

    def on_scan(self, scan: Scan) -> None:
        """A scanner read something."""

    def on_reading(self, reading: Reading) -> None:
        """The scale said something."""

    def on_lamp(self, lamp: Lamp) -> None:
        """A device was lost or came back."""


class PortSignals(QObject):
    """The one crossing from port threads into the window."""

    _scanned = Signal(object)
    _weighed = Signal(object)
    _lit = Signal(object)

    def connect_to(self, listener: Listener) -> None:
        """Deliver to this listener from now on."""
        queued = Qt.ConnectionType.QueuedConnection
        self._scanned.connect(listener.on_scan, queued)
        self._weighed.connect(listener.on_reading, queued)
        self._lit.connect(listener.on_lamp, queued)

    def scan(self, scan: Scan) -> None:
        """Called on a scanner's thread."""
        self._scanned.emit(scan)

    def reading(self, reading: Reading) -> None:
        """Called on the scale's thread."""
        self._weighed.emit(reading)

    def lamp(self, lamp: Lamp) -> None:
        """Called on any port's thread."""
        self._lit.emit(lamp)
