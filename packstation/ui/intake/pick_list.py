"""A list that opens to pick one of its words: it shows that it opens, and fingers hit what is in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView

from packstation.ui.design.palette import colours


class PickList(QComboBox):
    """Keys and fingers pick; the wheel scrolls the screen and never changes what was picked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Only such a view heeds how high its rows are to be.
        self.setView(QListView())

    def sizeHint(self) -> QSize:
        """Room for its longest word beside the arrow, which Qt does not count in."""
        hint = super().sizeHint()
        return QSize(hint.width() + hint.height() // 2, hint.height())

    def wheelEvent(self, e: QWheelEvent) -> None:
        """Leave it to whoever scrolls."""
        e.ignore()

    def paintEvent(self, e: QPaintEvent) -> None:
        """The arrow is painted by hand: a style sheet has none without a file."""
        super().paintEvent(e)
        half = self.height() / 8
        middle = QPointF(self.width() - 4 * half, self.height() / 2)
        corners = ((-half, -half / 2), (half, -half / 2), (0, half * 3 / 4))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().accent))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
