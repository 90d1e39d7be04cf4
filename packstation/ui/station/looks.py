"""The keys for larger and smaller letters and for the other hand, the same on every screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from packstation.ui.theme import Look

LARGER, SMALLER, USUAL, OTHER_HAND = ("Ctrl++", "Ctrl+="), ("Ctrl+-",), ("Ctrl+0",), ("Ctrl+L",)
"""Ctrl = is the key of the plus sign where that stands above the equals sign."""


class Looks:
    """The look of one window: `worn` shows it, and `on_change` is told what somebody chose by key."""

    def __init__(self, window: QWidget, worn: Callable[[], None]) -> None:
        self.now = Look()
        self.on_change: Callable[[Look], None] = lambda _look: None
        self._usual = Look()
        self._worn = worn
        self._listen(window, LARGER, Look.larger)
        self._listen(window, SMALLER, Look.smaller)
        self._listen(window, USUAL, lambda look: replace(look, text_percent=self._usual.text_percent))
        self._listen(window, OTHER_HAND, Look.for_other_hand)

    def wear(self, look: Look, usual: Look) -> None:
        """Look like this; Ctrl 0 brings the usual size back."""
        self.now, self._usual = look, usual
        self._worn()

    def _listen(self, window: QWidget, all_keys: tuple[str, ...], wanted: Callable[[Look], Look]) -> None:
        for keys in all_keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda: self._choose(wanted(self.now)))

    def _choose(self, look: Look) -> None:
        if look != self.now:
            self.wear(look, self._usual)
            self.on_change(look)
