"""The dialog in which a person picks files, in the look and the language of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QToolButton, QTreeView, QWidget

from packstation.domain.value import value
from packstation.ui.translation import _

FORMS = "(*.csv *.json *.xlsx *.xlsm *.tsv *.txt)"
SHARE_OF_WINDOW = 0.8
PLACES_SHARE = 5
NAME, SIZE, KIND, CAME = range(4)
"""The columns of Qt's list of files."""
WAYS = {"backButton": "\u25c0", "forwardButton": "\u25b6", "toParentButton": "\u25b2"}
"""The keys of Qt's dialog that lead from folder to folder, and marks for them in the ink of the theme."""
NOT_NEEDED = ("newFolderButton", "listModeButton", "detailModeButton")


@value
class Wanted:
    """What is asked for, what such files are called, and their endings as Qt wants them."""

    title: str
    kind: str
    forms: str


def open_file_dialog(
    window: QWidget,
    picked: Callable[[Sequence[Path]], None],
    closed: Callable[[], None],
    wanted: Wanted | None = None,
) -> None:
    """Open it and come back at once; `picked` is told the files, `closed` that it is gone, either way.

    Without `wanted` it is for orders and products.
    """
    wanted = wanted or Wanted(_("Which file is to be taken in?"), _("Orders and products"), FORMS)
    dialog = QFileDialog(window, wanted.title)
    dialog.setObjectName("pick_files")
    # The PC's own would speak the PC's language, and have its letters.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([f"{wanted.kind} {wanted.forms}", f"{_('All files')} (*)"])
    # Of these two Qt has no words but English and German ones.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, _("Folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, _("Kind of file:"))
    dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation))
    dialog.resize(window.size() * SHARE_OF_WINDOW)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _make_room(dialog)
    dialog.filesSelected.connect(lambda names: picked([Path(name) for name in names]))
    dialog.finished.connect(lambda _result: closed())
    dialog.open()


def _make_room(dialog: QFileDialog) -> None:
    """Names and when they came are read in full, the newest first: that is the one just downloaded."""
    files = dialog.findChild(QTreeView, "treeView")
    if isinstance(files, QTreeView):
        head = files.header()
        for column in (SIZE, KIND):
            files.setColumnHidden(column, True)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(CAME, QHeaderView.ResizeMode.ResizeToContents)
        files.sortByColumn(CAME, Qt.SortOrder.DescendingOrder)
    for name, mark in WAYS.items():
        way = dialog.findChild(QToolButton, name)
        if isinstance(way, QToolButton):
            # Qt's own are black in any theme.
            way.setIcon(QIcon())
            way.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            way.setText(mark)
    for name in NOT_NEEDED:
        spare = dialog.findChild(QToolButton, name)
        if isinstance(spare, QToolButton):
            spare.hide()
    split = dialog.findChild(QSplitter, "splitter")
    if isinstance(split, QSplitter):
        split.setSizes([dialog.width() // PLACES_SHARE, dialog.width()])
