"""The code of the thing that is pointed at, large enough for a scanner in somebody's hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from packstation.demo.barcode_picture import barcode_picture
from packstation.demo.thing_list import ThingList

T = TypeVar("T")

HEIGHT = 60


class ShownCode(QLabel):
    """Follows a list; empty while nothing lies in it."""

    def __init__(self, name: str, things: ThingList[T], code_of: Callable[[T], str]) -> None:
        super().__init__()
        self.setObjectName(f"world_code_{name}")

        def show() -> None:
            thing = things.chosen()
            code = code_of(thing) if thing is not None else ""
            self.setPixmap(barcode_picture(code, HEIGHT) if code else QPixmap())
            self.setAccessibleName(code)

        things.currentRowChanged.connect(lambda _row: show())
        show()
