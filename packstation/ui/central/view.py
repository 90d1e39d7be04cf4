"""The line about central at the top of the window: a dot or a cross, and words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from packstation.domain.sync_status import Link, SyncStatus
from packstation.ui.central.presenter import CentralPresenter, CentralShown
from packstation.ui.central.words import PART, central_words
from packstation.ui.design.palette import colours
from packstation.ui.design.shapes import draw_cross
from packstation.ui.theme import Look
from packstation.ui.translation import _
from packstation.ui.widgets.aloud import say_aloud
from packstation.ui.widgets.quiet_line import QuietLine

TICK_MS = 1000
ILL = frozenset({Link.BARRED, Link.FORKED})
"""What is loud whatever else is well."""


class CentralSignals(QObject):
    """Brings what the sync says from its thread to the window's."""

    _told = Signal(object)

    def connect_to(self, presenter: CentralPresenter) -> None:
        """Deliver to this presenter from now on."""
        self._presenter = presenter  # a connection alone keeps nobody
        self._told.connect(presenter.on_status, Qt.ConnectionType.QueuedConnection)

    def tell(self, status: SyncStatus) -> None:
        """Called on the sync's thread."""
        self._told.emit(status)


class TaskLine(QuietLine):
    """So many tasks wait at this bench for a person; touched it leads to them. Without any it is hidden."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        super().__init__("central_tasks", pressed)
        self.setProperty("alarm", True)
        self._count = 0

    def show_count(self, count: int) -> None:
        """Say how many."""
        self._count = count
        self.put(_("To settle: {count}").format(count=count) if count else "")

    def speak(self, _look: Look | None = None) -> None:
        """Say it again."""
        self.show_count(self._count)


class CentralLine(QuietLine):
    """Quiet as long as nobody has to know; told by its mark and by words, not by colour alone."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        super().__init__("central", pressed)
        self._shown: CentralShown | None = None
        self._said = ""
        self._ticker = QTimer(self)

    def tick(self, act: Callable[[], None]) -> None:
        """Do this once a second from now on."""
        self._ticker.timeout.connect(act)
        self._ticker.start(TICK_MS)

    def show_central(self, shown: CentralShown) -> None:
        """Say it."""
        self._shown = shown
        loud = shown.alarm is not None or shown.link in ILL
        if self.property("alarm") is not loud:
            self.setProperty("alarm", loud)
            self.style().unpolish(self)
            self.style().polish(self)
        self._mark()
        words = central_words(shown)
        first = words.partition(PART)[0] if loud else ""
        self.put(words, first)
        if first and first != self._said:
            # Read aloud once, and by no tone: a tone is the answer to a scan.
            say_aloud(self, first, at_once=False)
        self._said = first

    def speak(self, _look: Look | None = None) -> None:
        """Say it again: the language, the colours or the letters are others now."""
        if self._shown is not None:
            self.show_central(self._shown)

    def changeEvent(self, event: QEvent) -> None:
        """The mark grows with the letters."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._mark()

    def _mark(self) -> None:
        shown = getattr(self, "_shown", None)
        if shown is None:
            return
        side = self.fontMetrics().height()
        loud = bool(self.property("alarm"))
        ink = QColor(colours().alarm_ink if loud else _ink(shown))
        self.setIcon(QIcon(_drawn(side, ink, well=shown.link is Link.CONNECTED)))
        self.setIconSize(QSize(side, side))


def _ink(shown: CentralShown) -> str:
    return colours().lamp_well if shown.link is Link.CONNECTED else colours().lamp_bad


def _drawn(side: int, ink: QColor, *, well: bool) -> QPixmap:
    """A filled dot, or a cross, as the lamps of the devices have them."""
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rim = side / 8
    box = QRectF(0, 0, side, side).adjusted(rim, rim, -rim, -rim)
    if well:
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box)
    else:
        painter.setPen(QPen(ink, side / 5))
        draw_cross(painter, box)
    painter.end()
    return pixmap
