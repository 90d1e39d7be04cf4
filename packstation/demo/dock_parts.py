"""Keys, switches and rows of the dock: Tab comes to them, and no click takes the keyboard from the bench."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


def button(name: str, clicked: Callable[[], None]) -> QPushButton:
    """A key that does something; its words come when the dock is spoken."""
    made = _key(name)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def switch(name: str, toggled: Callable[[bool], None]) -> QPushButton:
    """A key that stays down until it is pressed again."""
    made = _key(name)
    made.setCheckable(True)
    made.toggled.connect(toggled)
    return made


def row(*widgets: QWidget) -> QHBoxLayout:
    """Widgets side by side."""
    made = QHBoxLayout()
    for widget in widgets:
        made.addWidget(widget)
    made.addStretch()
    return made


def _key(name: str) -> QPushButton:
    made = QPushButton()
    made.setObjectName(f"world_{name}")
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(True)
    return made
