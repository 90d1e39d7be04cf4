"""A list of things one can point at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

T = TypeVar("T")


class ThingList(QListWidget, Generic[T]):
    """Shows things by their words; without a choice the first one is meant."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"world_{name}")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._things: list[T] = []

    def put(self, things: Sequence[tuple[str, T]]) -> None:
        """Show these; the row pointed at stays."""
        row = self.currentRow()
        self._things = [thing for _, thing in things]
        self.clear()
        self.addItems([words for words, _ in things])
        self.setCurrentRow(min(max(row, 0), len(things) - 1))

    def chosen(self) -> T | None:
        """The thing pointed at; None in an empty list."""
        row = self.currentRow()
        return self._things[row] if 0 <= row < len(self._things) else None
