"""A lamp for each device: a filled dot when it is well, a crossed one with a word when it is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from packstation.domain.device import Lamp
from packstation.ui import theme
from packstation.ui.fault_words import device_word, fault_word
from packstation.ui.widgets.plain_text import OneLine

DOT_PX = 22


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.well = False
        self.setFixedSize(DOT_PX, DOT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(3, 3, -3, -3)
        if self.well:
            painter.setBrush(QColor(theme.LAMP_WELL))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(box)
            return
        painter.setPen(QPen(QColor(theme.LAMP_BAD), 5))
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomLeft())


class Lamps(QWidget):
    """All devices in a row; a device appears with its first lamp."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._lamps: dict[str, tuple[_Dot, OneLine]] = {}

    def put(self, lamp: Lamp) -> None:
        """Show one device as it is."""
        dot, text = self._lamps.get(lamp.device) or self._add(lamp.device)
        dot.well = lamp.fault is None
        dot.update()
        word = device_word(lamp.device)
        text.put(word if lamp.fault is None else f"{word}: {fault_word(lamp.fault)}")
        dot.setAccessibleName(text.text())

    def _add(self, device: str) -> tuple[_Dot, OneLine]:
        dot, text = _Dot(), OneLine(f"lamp_{device}", soft=True)
        self._row.addWidget(dot)
        self._row.addWidget(text)
        self._row.addSpacing(DOT_PX // 2)
        self._lamps[device] = dot, text
        return dot, text
