"""What the pages of the gallery are built of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from packstation.ui.theme import Sizes


class Showcase(QWidget):
    """A page: parts below each other. `fit` gives all of them the sizes of the window."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sizes = sizes
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(*(sizes.space,) * 4)
        self.page.setSpacing(sizes.space)

    def add(self, *parts: QWidget, stretch: int = 0) -> None:
        """Parts beside each other."""
        row = QHBoxLayout()
        row.setSpacing(self.sizes.space)
        for part in parts:
            row.addWidget(part)
        self.page.addLayout(row, stretch)
