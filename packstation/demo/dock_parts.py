"""Buttons, switches, rows and words of the dock; none of them takes the keyboard from the bench."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from packstation.demo.goods import Good, Tote


def button(name: str, words: str, clicked: Callable[[], None]) -> QPushButton:
    """A button that does something."""
    made = QPushButton(words)
    made.setObjectName(f"world_{name}")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


def switch(name: str, words: str, toggled: Callable[[bool], None]) -> QPushButton:
    """A button that stays down until it is pressed again."""
    made = QPushButton(words)
    made.setObjectName(f"world_{name}")
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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


def tote_words(tote: Tote) -> str:
    """How a tote or a sheet looks from outside."""
    order = tote.order
    if order.tote:
        return f"tote {order.tote}, with order {order.number}"
    return f"sheet of order {order.number}"


def good_words(good: Good) -> str:
    """How a thing looks."""
    pieces = f"case of {good.code.pieces}: " if good.code.pieces > 1 else ""
    serial = f", serial number {good.serial}" if good.serial else ""
    broken = " (it is broken)" if good.damaged else ""
    return f"{pieces}{good.product.name}{serial}{broken}"
