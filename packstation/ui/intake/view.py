"""Files at the window: dragged into it or picked, and two quiet lines in the bar above everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from packstation.ui import theme
from packstation.ui.desk import Screen
from packstation.ui.intake.columns.presenter import ColumnsInputs
from packstation.ui.intake.files_view import FilesInputs
from packstation.ui.intake.note import FileNote
from packstation.ui.intake.told import note_words
from packstation.ui.intake.waiting.presenter import RowsInputs
from packstation.ui.station.view import StationWindow
from packstation.ui.theme import Look, Sizes
from packstation.ui.translation import _

if TYPE_CHECKING:
    from packstation.ui.intake.columns.view import ColumnsScreen
    from packstation.ui.intake.waiting.view import RowsScreen

LINE_PERCENT, MARK_PERCENT = 42, 22
"""So much of the window's width they take at most: which bench it is, and who is here, stays readable."""


class QuietLine(QPushButton):
    """A line in the bar: as long as it has room for, then dots, touched for more."""

    def __init__(self, name: str, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("quiet", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(True)
        self.clicked.connect(lambda _checked=False: pressed())
        self.words = ""
        self._room = 0
        self.hide()

    def put(self, words: str) -> None:
        """Say this; nothing is no line."""
        self.words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self._fill()

    def fit(self, sizes: Sizes, most_px: int) -> None:
        """Take the sizes of the window."""
        self.setMaximumWidth(most_px)
        self._room = most_px - 4 * sizes.space
        self._fill()

    def _fill(self) -> None:
        letters = self.fontMetrics()
        self.setText(letters.elidedText(self.words, Qt.TextElideMode.ElideRight, self._room))


class FilesAtWindow(QObject):
    """Listens for files dragged anywhere into the window; its screens are made when they are first seen."""

    def __init__(self, window: StationWindow) -> None:
        super().__init__(window)
        self._window = window
        self._inputs: FilesInputs | None = None
        self._made: list[RowsScreen | ColumnsScreen] = []
        self._note: FileNote | None = None
        self._count = 0
        self.line = QuietLine("file_note", self._note_touched)
        self.mark = QuietLine("rows_wait", self._mark_touched)
        window.top.add(self.mark)
        window.top.add(self.line)
        window.setAcceptDrops(True)
        # A code field would write the file's name down; the window is to get it.
        window.entry.setAcceptDrops(False)
        window.installEventFilter(self)
        window.looks.followers.append(self._looked_at_anew)
        self._fit()

    def attach(self, inputs: FilesInputs) -> None:
        """Speak to this presenter from now on."""
        self._inputs = inputs

    def pick_files(self, picked: Callable[[Sequence[Path]], None]) -> None:
        """Open the PC's own dialog for files; packing goes on behind it."""
        dialog = QFileDialog(self._window, _("Which file is to be taken in?"))
        dialog.setObjectName("pick_files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [_("Orders and products") + " (*.csv *.json *.xlsx *.xlsm *.tsv *.txt)", _("All files") + " (*)"]
        )
        dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
        dialog.resize(self._window.size() * 0.8)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: picked([Path(name) for name in names]))
        dialog.open()

    def show_note(self, note: FileNote | None) -> None:
        """Say how a file fares."""
        self._note = note
        self.line.put(note_words(note) if note is not None else "")

    def show_count(self, waiting: int) -> None:
        """Mark that so many rows wait."""
        self._count = waiting
        self.mark.put(_("Rows that wait: {count}").format(count=waiting) if waiting else "")

    def rows_screen(self, inputs: RowsInputs) -> RowsScreen:
        """The screen of rows that wait."""
        from packstation.ui.intake.waiting.view import RowsScreen  # noqa: PLC0415  most days see none

        screen = RowsScreen(inputs)
        self._add(Screen.WAITING_ROWS, screen)
        return screen

    def columns_screen(self, inputs: ColumnsInputs) -> ColumnsScreen:
        """The screen of a table's columns."""
        from packstation.ui.intake.columns.view import ColumnsScreen  # noqa: PLC0415  as above

        screen = ColumnsScreen(inputs)
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
        self._window.screens[screen] = widget
        self._window.stack.addWidget(widget)
        self._made.append(widget)
        self._fit()

    def _looked_at_anew(self, _look: Look) -> None:
        self.show_note(self._note)
        self.show_count(self._count)
        for screen in self._made:
            screen.speak()
        self._fit()

    def _fit(self) -> None:
        window = self._window
        sizes = theme.sizes_for(window.width(), window.height(), window.looks.now.text_percent)
        for line, percent in ((self.line, LINE_PERCENT), (self.mark, MARK_PERCENT)):
            line.fit(sizes, window.width() * percent // 100)
        for screen in self._made:
            screen.fit(sizes)


def files_of(data: QMimeData) -> list[Path]:
    """The files of this PC in what is dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
