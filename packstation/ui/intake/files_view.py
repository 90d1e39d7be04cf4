"""What files need of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from packstation.application.import_progress import ImportProgress
from packstation.application.take_in_file import FileReport
from packstation.domain.value import value
from packstation.ui.intake.columns.presenter import ColumnsInputs, ColumnsView
from packstation.ui.intake.note import FileNote
from packstation.ui.intake.waiting.presenter import RowsInputs, RowsView
from packstation.ui.runner import Failed


class FilesInputs(Protocol):
    """Whoever listens to the window about files."""

    def on_files(self, paths: Sequence[Path]) -> None:
        """Files were dragged into the window, or picked."""

    def on_note(self) -> None:
        """The line that says how a file fares was touched."""

    def on_count(self) -> None:
        """The mark of the rows that wait was touched."""


class FilesView(Protocol):
    """The window, as far as files are concerned."""

    def pick_files(self, picked: Callable[[Sequence[Path]], None]) -> None:
        """Let a person pick files; returns at once, `picked` is told those that were."""

    def show_note(self, note: FileNote | None) -> None:
        """Say how a file fares, quietly; None: there is nothing to say."""

    def show_count(self, waiting: int) -> None:
        """Mark that so many rows wait; 0: no mark."""

    def rows_screen(self, inputs: RowsInputs) -> RowsView:
        """The screen of rows that wait."""

    def columns_screen(self, inputs: ColumnsInputs) -> ColumnsView:
        """The screen of a table's columns."""


@value
class FileJob:
    """A file to be taken in, and who hears of it, on the window's thread."""

    work: Callable[[Callable[[ImportProgress], None], Callable[[], bool]], FileReport]
    told: Callable[[ImportProgress], None]
    done: Callable[[FileReport], None]
    failed: Failed


class FileWorker(Protocol):
    """One thread that takes in one file after the other."""

    def take(self, job: FileJob) -> bool:
        """Put it behind the others; False where too many wait already."""

    def cancel(self) -> None:
        """Stop the file at work at its next whole order."""
