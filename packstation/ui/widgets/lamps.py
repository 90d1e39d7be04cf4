"""A lamp for each device: a filled dot when it is well, a crossed one with a word when it is not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from packstation.domain.device import Lamp
from packstation.ui.design.palette import colours
from packstation.ui.design.shapes import draw_cross
from packstation.ui.fault_words import device_word, fault_word
from packstation.ui.theme import BASE_HEIGHT, BASE_WIDTH, Sizes, sizes_for
from packstation.ui.widgets.plain_text import OneLine

DOT_SHARE = 1.3
"""The height of a dot, in heights of its word."""


class LampDot(QWidget):
    """The dot or the cross of one device."""

    def __init__(self) -> None:
        super().__init__()
        self.well = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """Green and round, or crossed."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = self.height() / 8
        box = QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)
        if self.well:
            painter.setBrush(QColor(colours().lamp_well))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box)
            return
        painter.setPen(QPen(QColor(colours().lamp_bad), self.height() / 5))
        draw_cross(painter, box)


class Lamps(QWidget):
    """All devices in a row; a device appears with its first lamp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._lamps: dict[str, tuple[LampDot, OneLine]] = {}
        self._shown: dict[str, Lamp] = {}
        self._sizes = sizes_for(BASE_WIDTH, BASE_HEIGHT)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._sizes = sizes
        self._row.setSpacing(sizes.space // 2)
        for dot, text in self._lamps.values():
            self._grow(dot, text)

    def put(self, lamp: Lamp) -> None:
        """Show one device as it is."""
        self._shown[lamp.device] = lamp
        dot, text = self._lamps.get(lamp.device) or self._add(lamp.device)
        dot.well = lamp.fault is None
        dot.update()
        word = device_word(lamp.device)
        text.put(word if lamp.fault is None else f"{word}: {fault_word(lamp.fault)}")
        dot.setAccessibleName(text.text())

    def speak(self) -> None:
        """Say them in the language of the window."""
        for lamp in self._shown.values():
            self.put(lamp)

    def _grow(self, dot: LampDot, text: OneLine) -> None:
        side = round(self._sizes.small * DOT_SHARE)
        dot.setFixedSize(side, side)
        text.setContentsMargins(0, 0, self._sizes.space, 0)

    def _add(self, device: str) -> tuple[LampDot, OneLine]:
        dot, text = LampDot(), OneLine(f"lamp_{device}", soft=True)
        self._row.addWidget(dot)
        self._row.addWidget(text)
        self._grow(dot, text)
        self._lamps[device] = dot, text
        return dot, text
