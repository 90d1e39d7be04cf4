"""Where Tab leads: parts that are made late come where they are read, not behind everything."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(place: QWidget, parts: Iterable[QWidget]) -> None:
    """From `place` through these parts, and on from there; `place` and parts may be mere frames."""
    for part in parts:
        _put_behind(place, part)
        place = part


def _put_behind(first: QWidget, second: QWidget) -> None:
    # Qt orders only what takes the focus; a frame that holds a place in the order takes it just for this.
    frames = [part for part in (first, second) if part.focusPolicy() is Qt.FocusPolicy.NoFocus]
    for frame in frames:
        frame.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    QWidget.setTabOrder(first, second)
    for frame in frames:
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
