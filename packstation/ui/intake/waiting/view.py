"""The screen of rows that wait: which, why, and the cells of the one in front to write anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.mend import cells
from packstation.domain.quarantine import QuarantineEntry
from packstation.ui.design.palette import colours
from packstation.ui.intake.pick_list import PickList
from packstation.ui.intake.waiting.presenter import RowsInputs
from packstation.ui.quarantine_words import quarantine_sentence
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import OneLine, PlainText

LIST_SHARE, CELLS_SHARE = 2, 3
LEAST_ROWS = 2
"""So many rows of list and cells are seen; of the cells only one where letters are large."""
_ENTRY = Qt.ItemDataRole.UserRole


class _CellMaker(QStyledItemDelegate):
    """Tells of every field that opens in a cell."""

    def __init__(self, cells: QWidget, made: Callable[[QLineEdit], None]) -> None:
        super().__init__(cells)
        self._made = made

    def createEditor(  # noqa: N802  Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """The field Qt makes."""
        cell = super().createEditor(parent, option, index)
        if isinstance(cell, QLineEdit):
            self._made(cell)
        return cell


def _table() -> QTableWidget:
    """A cell a row: its column, and what stands there."""
    made = QTableWidget(0, 2)
    made.setObjectName("row_cells")
    made.setTabKeyNavigation(False)
    made.verticalHeader().hide()
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    made.horizontalHeader().setStretchLastSection(True)
    made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    triggers = QAbstractItemView.EditTrigger
    # A touch opens a cell at once: Qt would wait for a second click.
    made.setEditTriggers(triggers.AllEditTriggers & ~triggers.SelectedClicked)
    return made


class RowsScreen(QWidget):
    """A list at the left, the cells of its row at the right, what can be done below them."""

    def __init__(self, inputs: RowsInputs) -> None:
        super().__init__()
        self.setObjectName("waiting_rows")
        self._inputs = inputs
        self._rows: Sequence[QuarantineEntry] = ()
        self._entry: QuarantineEntry | None = None
        self._filling = False
        self._file = PickList("row_file")
        self._file.activated.connect(lambda _index: self._list())
        self._count = OneLine("row_count", soft=True)
        self._all = QListWidget()
        self._all.setObjectName("row_list")
        self._all.setWordWrap(True)
        self._all.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._all.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._all.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._all.setTabKeyNavigation(False)
        self._all.currentItemChanged.connect(lambda now, _was: self._show(now))
        self._why = PlainText("row_why", wrap=True)
        self._why.setProperty("strong", True)
        self._blamed: int | None = None
        self._roomy = False
        self._cells = _table()
        self._cells.cellChanged.connect(lambda _row, _column: self._inputs.on_touched())
        self._cells.cellClicked.connect(self._touched_cell)
        self.on_cell: Callable[[QLineEdit], None] = lambda _cell: None
        self.on_cell_touched: Callable[[QLineEdit], None] = lambda _cell: None
        self._cells.setItemDelegate(_CellMaker(self._cells, self._made_cell))
        self._again = self._button("row_again", self._read_again)
        self._drop = self._button("row_drop", self._drop_row)
        self._lay_out()
        self.setFocusProxy(self._all)
        self.speak()

    def show_rows(self, rows: Sequence[QuarantineEntry], waiting: int) -> None:
        """Show these; the row in front stays in front while it waits."""
        self._rows = rows
        self._fill_files()
        words = _("{shown} of {count} rows that wait").format(shown=len(rows), count=waiting)
        self._count.put(words if len(rows) < waiting else "")
        self._count.setVisible(len(rows) < waiting)
        self.speak()
        self._list()

    def pick(self, number: int) -> bool:
        """Bring the row of that number to the front."""
        known = 0 < number <= self._all.count()
        if known:
            self._all.setCurrentRow(number - 1)
        return known

    def clear(self) -> None:
        """Forget every row."""
        self._rows, self._entry = (), None
        self._filling = True
        self._all.clear()
        self._file.clear()
        self._cells.setRowCount(0)
        self._filling = False
        self._why.put("")

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._grid.setSpacing(sizes.space)
        self._cells.verticalHeader().setDefaultSectionSize(sizes.row)
        # Else Qt asks for more than large letters leave, and what can be done would be out of sight.
        heading = self._cells.horizontalHeader()
        heading.setHidden(sizes.roomy)
        seen = sizes.row if sizes.roomy else heading.sizeHint().height() + LEAST_ROWS * sizes.row
        self._cells.setMinimumHeight(seen + sizes.frame)
        self._all.setMinimumHeight(LEAST_ROWS * sizes.row)
        self._all.setSpacing(sizes.space // 3)
        self._why.setMargin(sizes.space // 2)
        self._roomy = sizes.roomy
        self._say_why()
        self._fit_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another place for the names of cells; the open one stays in sight."""
        super().resizeEvent(event)
        self._fit_names()
        self._cells.scrollToItem(self._cells.currentItem())

    def speak(self) -> None:
        """Say it in the language of the window."""
        self._cells.setHorizontalHeaderLabels([_("Column"), _("What stands there")])
        for button, words in ((self._again, _("Read again")), (self._drop, _("Not for packing"))):
            button.setText(words)
            button.setAccessibleName(words)
        for place in range(self._all.count()):
            item = self._all.item(place)
            item.setText(_told(place + 1, item.data(_ENTRY)))
        self._say_why()
        self._paint_blamed()
        if self._file.count():
            self._file.setItemText(0, _all_files(len(self._rows)))
        self._all.setAccessibleName(_("Rows that wait"))
        self._file.setAccessibleName(_("Rows of which file"))
        self._cells.setAccessibleName(_("The cells of the row"))

    @property
    def changed(self) -> Mapping[str, str]:
        """The cells somebody wrote anew."""
        found = {}
        for row in range(self._cells.rowCount()):
            name, cell = self._cells.item(row, 0), self._cells.item(row, 1)
            if name is not None and cell is not None and cell.text() != cell.data(_ENTRY):
                found[name.text()] = cell.text()
        return found

    def _button(self, name: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked=False: pressed())
        return button

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        top = QVBoxLayout()
        self._file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        top.addWidget(self._file)
        top.addWidget(self._count)
        acts = QHBoxLayout()
        acts.addWidget(self._again)
        acts.addWidget(self._drop)
        acts.addStretch(1)
        beside = QVBoxLayout()
        beside.addWidget(self._why)
        beside.addWidget(self._cells, stretch=1)
        beside.addLayout(acts)
        self._grid.addLayout(top, 0, 0)
        self._grid.addWidget(self._all, 1, 0)
        self._grid.addLayout(beside, 0, 1, 2, 1)
        self._grid.setColumnStretch(0, LIST_SHARE)
        self._grid.setColumnStretch(1, CELLS_SHARE)
        self._grid.setRowStretch(1, 1)

    def _fill_files(self) -> None:
        chosen = self._file.currentData()
        counted: dict[str, int] = {}
        for entry in self._rows:
            counted[entry.file_name] = counted.get(entry.file_name, 0) + 1
        self._file.clear()
        self._file.addItem(_all_files(len(self._rows)), "")
        for file, count in counted.items():
            self._file.addItem(f"{file} ({count})", file)
        self._file.setCurrentIndex(max(0, self._file.findData(chosen)) if chosen else 0)

    def _list(self) -> None:
        """The rows of the file that was chosen."""
        front = self._entry.entry_no if self._entry else None
        at = max(0, self._all.currentRow())
        file = self._file.currentData()
        rows = [entry for entry in self._rows if not file or entry.file_name == file]
        self._filling = True
        self._all.clear()
        for number, entry in enumerate(rows, 1):
            item = QListWidgetItem(_told(number, entry))
            item.setData(_ENTRY, entry)
            self._all.addItem(item)
        self._filling = False
        numbers = [entry.entry_no for entry in rows]
        self._all.setCurrentRow(numbers.index(front) if front in numbers else min(at, len(rows) - 1))
        self._show(self._all.currentItem())

    def _show(self, item: QListWidgetItem | None) -> None:
        """Bring a row to the front: why it waits, its cells, the one that is wrong first in sight."""
        if self._filling:
            return
        self._inputs.on_touched()
        entry = item.data(_ENTRY) if item is not None else None
        self._entry = entry
        self._say_why()
        self._cells.blockSignals(True)
        stand = _mendable(entry) if entry else ()
        self._cells.setRowCount(len(stand))
        self._blamed = None
        for row, (name, text) in enumerate(stand):
            self._put_cell(row, name, text)
            if entry is not None and name == entry.facts.get("column"):
                self._blamed = row
        self._cells.blockSignals(False)
        self._paint_blamed()
        self._fit_names()
        if stand:
            self._cells.setCurrentCell(self._blamed or 0, 1)
            place = self._cells.model().index(self._blamed or 0, 1)
            self._cells.scrollTo(place, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _put_cell(self, row: int, name: str, text: str) -> None:
        head, cell = QTableWidgetItem(name), QTableWidgetItem(text)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        cell.setData(_ENTRY, text)
        self._cells.setItem(row, 0, head)
        self._cells.setItem(row, 1, cell)

    def _paint_blamed(self) -> None:
        """Mark the cells that are wrong, in the colours of now."""
        self._cells.blockSignals(True)
        for column in range(self._cells.columnCount()):
            item = self._cells.item(self._blamed, column) if self._blamed is not None else None
            if item is not None:
                item.setBackground(QColor(colours().alarm_ground))
                item.setForeground(QColor(colours().alarm_ink))
        self._cells.blockSignals(False)

    def _say_why(self) -> None:
        """Over its cells the open row, by its number; where it stands, large letters leave to the list."""
        said = (_why if self._roomy else _line)(self._entry) if self._entry else ""
        self._why.put(f"{self._all.currentRow() + 1}  {said}" if said else "")

    def _fit_names(self) -> None:
        """What stands in a cell gets what its name does not need."""
        needed = max(self._cells.sizeHintForColumn(0), self._cells.horizontalHeader().sectionSizeHint(0))
        self._cells.setColumnWidth(0, min(needed, self._cells.width() // 2))

    def _made_cell(self, cell: QLineEdit) -> None:
        self.on_cell(cell)

    def _touched_cell(self, row: int, column: int) -> None:
        touched = self._cells.item(row, column)
        if touched is None or not touched.flags() & Qt.ItemFlag.ItemIsEditable:
            return
        self._cells.editItem(touched)
        cell = QApplication.focusWidget()
        if isinstance(cell, QLineEdit):
            self.on_cell_touched(cell)

    def _drop_row(self) -> None:
        if self._entry is not None:
            self._inputs.on_drop(self._entry)

    def _read_again(self) -> None:
        if self._entry is not None:
            # What is still being typed counts: whoever presses the button means it.
            self._again.setFocus()
            self._inputs.on_read_again(self._entry, self.changed)


def _all_files(count: int) -> str:
    return _("All files ({count})").format(count=count)


def _place(entry: QuarantineEntry) -> str:
    """Where it stands."""
    place = _("{file}, line {line}").format(file=entry.file_name, line=entry.line)
    return f"{place}, {entry.order_key}" if entry.order_key else place


def _told(number: int, entry: QuarantineEntry) -> str:
    """A row of the list."""
    return f"{number}  {_place(entry)}\n{_why(entry)}"


def _line(entry: QuarantineEntry) -> str:
    """The row in front."""
    return f"{_place(entry)}: {_why(entry)}"


def _why(entry: QuarantineEntry) -> str:
    return quarantine_sentence(entry.reason, entry.facts)


def _mendable(entry: QuarantineEntry) -> tuple[tuple[str, str], ...]:
    """What can be mended: every cell that says something, and the one that is missed."""
    stand, missed = cells(entry.text), entry.facts.get("column", "")
    named = any(name == missed for name, _ in stand)
    return stand if named or not missed or "." in missed else (*stand, (missed, ""))
