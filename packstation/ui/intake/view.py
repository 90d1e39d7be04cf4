"""Files at the window: dragged into it or picked, and two quiet lines in the bar above everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from packstation.ui import theme
from packstation.ui.desk import Screen
from packstation.ui.intake.columns.presenter import ColumnsInputs
from packstation.ui.intake.file_dialog import open_file_dialog
from packstation.ui.intake.files_view import FilesInputs
from packstation.ui.intake.note import FileNote
from packstation.ui.intake.told import note_percent, note_words, waiting_words
from packstation.ui.intake.waiting.presenter import RowsInputs
from packstation.ui.qt_words import QtWords
from packstation.ui.station.looks import Looks
from packstation.ui.theme import Look
from packstation.ui.translation import _
from packstation.ui.widgets.how_far import HowFar
from packstation.ui.widgets.quiet_line import QuietLine
from packstation.ui.widgets.touch_keys import TouchKeys

if TYPE_CHECKING:
    from packstation.ui.intake.columns.view import ColumnsScreen
    from packstation.ui.intake.waiting.view import RowsScreen


class FilesHome(Protocol):
    """Where files are brought to: a window, or a part of one, with room for lines and screens of its own."""

    @property
    def looks(self) -> Looks:
        """How its window looks."""

    @property
    def touch_keys(self) -> TouchKeys:
        """What brings letters to a field that is touched."""

    @property
    def usual_focus(self) -> QWidget:
        """Where keys go while nothing else asks for them."""

    def add_line(self, line: QuietLine) -> None:
        """Take in a quiet line."""

    def add_screen(self, screen: Screen, widget: QWidget) -> None:
        """Take in a screen, to be brought to the front by its name."""


class FilesAtWindow(QObject):
    """Listens for files dragged onto `window`; its screens are made when they are first seen."""

    def __init__(self, window: QWidget, home: FilesHome) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._inputs: FilesInputs | None = None
        self._made: list[RowsScreen | ColumnsScreen] = []
        self._note: FileNote | None = None
        self._count = 0
        self.line = QuietLine("file_note", self._note_touched)
        self.mark = QuietLine("rows_wait", self._mark_touched, short=True)
        home.add_line(self.mark)
        home.add_line(self.line)
        self.bar = HowFar("file_bar", self.line)
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._qt_words = QtWords(self)
        self._qt_words.follow()
        home.looks.followers.append(self._qt_words.follow)
        home.looks.followers.append(self._looked_at_anew)
        self._fit()

    def attach(self, inputs: FilesInputs) -> None:
        """Speak to this presenter from now on."""
        self._inputs = inputs

    def pick_files(self, picked: Callable[[Sequence[Path]], None]) -> None:
        """Open the dialog for files; what comes in meanwhile goes on behind it."""
        self._qt_words.follow()
        open_file_dialog(self._window.window(), picked, self._take_keys_back)

    def show_note(self, note: FileNote | None) -> None:
        """Say how a file fares."""
        self._note = note
        self.line.put(note_words(note) if note is not None else "")
        self.bar.put(note_percent(note), _("How far {file} is").format(file=note.file) if note else "")

    def show_count(self, waiting: int) -> None:
        """Mark that so many rows wait."""
        self._count = waiting
        self.mark.put(waiting_words(waiting))

    def rows_screen(self, inputs: RowsInputs) -> RowsScreen:
        """The screen of rows that wait."""
        from packstation.ui.intake.waiting.view import RowsScreen  # noqa: PLC0415  most days see none

        screen, keys = RowsScreen(inputs), self._home.touch_keys
        screen.on_cell, screen.on_cell_touched = keys.serve, keys.come
        self._add(Screen.WAITING_ROWS, screen)
        return screen

    def columns_screen(self, inputs: ColumnsInputs) -> ColumnsScreen:
        """The screen of a table's columns."""
        from packstation.ui.intake.columns.view import ColumnsScreen  # noqa: PLC0415  as above

        screen = ColumnsScreen(inputs)
        self._home.touch_keys.serve(*screen.fields)
        self._add(Screen.COLUMNS, screen)
        return screen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files that are dragged in, and sizes that change."""
        if isinstance(event, QDropEvent) and (paths := files_of(event.mimeData())):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop:
                self._dropped(paths)
            return True
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _dropped(self, paths: Sequence[Path]) -> None:
        if self._inputs is not None:
            self._inputs.on_files(paths)

    def _note_touched(self) -> None:
        if self._inputs is not None:
            self._inputs.on_note()

    def _mark_touched(self) -> None:
        if self._inputs is not None:
            self._inputs.on_count()

    def _add(self, screen: Screen, widget: RowsScreen | ColumnsScreen) -> None:
        self._home.add_screen(screen, widget)
        self._made.append(widget)
        self._fit()

    def _take_keys_back(self) -> None:
        """Keys go to what the window asks for again: without a window manager nobody else sees to it."""
        window = self._window.window()
        window.activateWindow()
        asked: QWidget | None = window.focusWidget()
        (self._home.usual_focus if asked is None else asked).setFocus()

    def _looked_at_anew(self, _look: Look) -> None:
        self.show_note(self._note)
        self.show_count(self._count)
        for screen in self._made:
            screen.speak()
        self._fit()

    def _fit(self) -> None:
        window = self._window.window()
        sizes = theme.sizes_for(window.width(), window.height(), self._home.looks.now.text_percent)
        self.bar.fit(sizes)
        for screen in self._made:
            screen.fit(sizes)


def files_of(data: QMimeData) -> list[Path]:
    """The files of this PC in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
