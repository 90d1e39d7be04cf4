"""A lamp for each device: a filled dot when it is well, a crossed one with a word when it is not.

Where there is little room, a lamp that is well is known by its dot alone, one that is not by its name, and
where there is none by its cross.
"""

from __future__ import annotations

from enum import IntEnum

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


class Words(IntEnum):
    """How much a row of lamps says, from all of it to what it cannot do without."""

    ALL = 0
    ILL = 1
    """What is well says nothing."""
    NAMES = 2
    """What is ill says its name, and what is wrong is heard, or read in the band."""
    MARKS = 3
    """Nothing: names of people and of the bench come first."""


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
        self._words = Words.ALL

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._sizes = sizes
        self._row.setSpacing(sizes.space // 2)
        for dot, text in self._lamps.values():
            self._grow(dot, text)

    def put(self, lamp: Lamp) -> None:
        """Show one device as it is."""
        self._shown[lamp.device] = lamp
        dot, _text = self._lamps.get(lamp.device) or self._add(lamp.device)
        dot.well = lamp.fault is None
        dot.update()
        dot.setAccessibleName(_words(lamp, Words.ALL))
        self._say(lamp)

    def shorten(self, words: Words) -> None:
        """Say only so much."""
        if words is not self._words:
            self._words = words
            for lamp in self._shown.values():
                self._say(lamp)

    def width_of(self, words: Words) -> int:
        """The pixels it takes to say so much."""
        said = [(text, _words(self._shown[device], words)) for device, (_dot, text) in self._lamps.items()]
        spoken = [
            text.fontMetrics().horizontalAdvance(word) + self._sizes.space for text, word in said if word
        ]
        gaps = max(0, len(self._lamps) + len(spoken) - 1) * self._row.spacing()
        return len(self._lamps) * self._side() + sum(spoken) + gaps

    def speak(self) -> None:
        """Say them in the language of the window."""
        for lamp in self._shown.values():
            self.put(lamp)

    def _say(self, lamp: Lamp) -> None:
        _dot, text = self._lamps[lamp.device]
        text.put(_words(lamp, self._words))
        text.setVisible(bool(text.text()))

    def _side(self) -> int:
        return round(self._sizes.small * DOT_SHARE)

    def _grow(self, dot: LampDot, text: OneLine) -> None:
        dot.setFixedSize(self._side(), self._side())
        text.setContentsMargins(0, 0, self._sizes.space, 0)

    def _add(self, device: str) -> tuple[LampDot, OneLine]:
        dot, text = LampDot(), OneLine(f"lamp_{device}", soft=True)
        self._row.addWidget(dot)
        self._row.addWidget(text)
        self._grow(dot, text)
        self._lamps[device] = dot, text
        return dot, text


def _words(lamp: Lamp, words: Words) -> str:
    """What is read beside a lamp."""
    name = device_word(lamp.device)
    if words is Words.MARKS:
        return ""
    if lamp.fault is None:
        return name if words is Words.ALL else ""
    return name if words is Words.NAMES else f"{name}: {fault_word(lamp.fault)}"
