"""The screen of a table's columns: what stands in each, what it holds, and the first orders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from packstation.application.say_columns import OrderAhead, TableSeen
from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping
from packstation.ui.intake.columns.presenter import ColumnsInputs
from packstation.ui.intake.columns.words import ahead_words, day_words, field_words
from packstation.ui.intake.pick_list import PickList
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import OneLine, PlainText

FIELDS: tuple[OrderField | None, ...] = (None, *OrderField)
DAYS: tuple[DayOrder | None, ...] = (None, *DayOrder)


class ColumnsScreen(QWidget):
    """What is kept stands above, a row for each column below it."""

    def __init__(self, inputs: ColumnsInputs) -> None:
        super().__init__()
        self.setObjectName("columns")
        self._inputs = inputs
        self._chosen: dict[str, PickList] = {}
        self._needed: Sequence[OrderField] = ()
        self._under_each_other: bool | None = None
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._ahead = PlainText("orders_ahead", wrap=True)
        self._ahead.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._missing = PlainText("columns_missing", wrap=True)
        self._missing.setProperty("strong", True)
        self._days = PickList("day_order")
        for order in DAYS:
            self._days.addItem(day_words(order), order)
        self._days.activated.connect(lambda at: self._inputs.on_day_order(DAYS[at]))
        self._name = QLineEdit()
        self._name.setObjectName("columns_name")
        self._name.setAcceptDrops(False)
        self._name.textEdited.connect(self._inputs.on_name)
        self._name.returnPressed.connect(self._inputs.on_keep)
        self._keep = QPushButton()
        self._keep.setObjectName("columns_keep")
        self._keep.setAutoDefault(True)
        self._keep.clicked.connect(lambda _checked=False: self._inputs.on_keep())
        self._columns = QWidget()
        self._rows = QGridLayout(self._columns)
        self._parts: list[tuple[OneLine, OneLine, PickList]] = []
        self._top = QGridLayout()
        self._lay_out()

    def show_table(self, table: TableSeen) -> None:
        """A row for each column: its name, three cells of it, what it holds."""
        self.clear()
        self._columns = QWidget()
        self._rows = QGridLayout(self._columns)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._parts = []
        for place, column in enumerate(table.columns):
            name = OneLine(f"column_{place}")
            name.setProperty("strong", True)
            name.put(column)
            cells = OneLine(f"cells_{place}", soft=True)
            cells.put(" · ".join(table.samples(column)))
            chosen = PickList(f"holds_{place}")
            for meant in FIELDS:
                chosen.addItem(field_words(meant), meant)
            # Where a list is called what was picked in it, as on Linux, this says what of.
            name.setBuddy(chosen)
            chosen.activated.connect(lambda at, of=column: self._inputs.on_field(of, FIELDS[at]))
            self._chosen[column] = chosen
            self._parts.append((name, cells, chosen))
        self._arrange_rows()
        self._page.insertWidget(1, self._columns)
        self.speak()
        self.setFocusProxy(next(iter(self._chosen.values()), self._name))

    def show_mapping(self, mapping: TableMapping, *, ready: bool) -> None:
        """What was said so far, and what is missing."""
        held = {column: meant for meant, column in mapping.columns.items()}
        for column, chosen in self._chosen.items():
            with QSignalBlocker(chosen):
                chosen.setCurrentIndex(FIELDS.index(held.get(column)))
            chosen.setProperty("told", column in held)
            chosen.style().unpolish(chosen)
            chosen.style().polish(chosen)
        self._days.setCurrentIndex(DAYS.index(mapping.day_order))
        if self._name.text() != mapping.name:
            self._name.setText(mapping.name)
        self._needed = mapping.missing
        self._say_missing()
        self._ahead.setVisible(not mapping.missing)
        self._keep.setEnabled(ready)

    def show_ahead(self, orders: Sequence[OrderAhead]) -> None:
        """The first orders, a line each."""
        self._ahead.put("\n".join(map(ahead_words, orders)))

    def clear(self) -> None:
        """Forget the table."""
        self._chosen, self._parts = {}, []
        self.setFocusProxy(self._name)
        self._columns.hide()
        # At once, and not when the loop comes round: these are a customer's data.
        self._columns.setParent(None)
        self._columns.deleteLater()
        self._columns = QWidget()
        self._ahead.put("")
        self._name.clear()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window; large letters have no room beside each other and stand below."""
        self._page.setSpacing(sizes.space)
        self._top.setSpacing(sizes.space // 2)
        if sizes.roomy is not self._under_each_other:
            self._under_each_other = sizes.roomy
            self._arrange_top()
            self._arrange_rows()

    @property
    def fields(self) -> tuple[QLineEdit]:
        """Where letters are put in."""
        return (self._name,)

    def speak(self) -> None:
        """Say it in the language of the window."""
        self._keep.setText(_("Keep and take in"))
        self._keep.setAccessibleName(_("Keep and take in"))
        self._days.setAccessibleName(_("Which comes first in a date"))
        self._name.setAccessibleName(_("The name to keep it under"))
        self._name.setPlaceholderText(_("The name to keep it under"))
        for at, order in enumerate(DAYS):
            self._days.setItemText(at, day_words(order))
        for column, chosen in self._chosen.items():
            chosen.setAccessibleName(_("What {column} holds").format(column=column))
            for at, meant in enumerate(FIELDS):
                chosen.setItemText(at, field_words(meant))
        self._say_missing()

    def _say_missing(self) -> None:
        missing = ", ".join(field_words(one).removesuffix(" *") for one in self._needed)
        self._missing.put(_("Still needed: {fields}").format(fields=missing) if missing else "")
        self._missing.setVisible(bool(missing))

    def _lay_out(self) -> None:
        self._top.addWidget(self._missing, 0, 0, 1, 3)
        self._top.addWidget(self._ahead, 1, 0, 1, 3)
        self._arrange_top()
        self._top.setColumnStretch(1, 1)
        self._page.addLayout(self._top)
        self._page.addStretch(1)

    def _arrange_top(self) -> None:
        row, wide = (3, 2) if self._under_each_other else (2, 1)
        self._top.addWidget(self._days, 2, 0, 1, 3 if self._under_each_other else 1)
        self._top.addWidget(self._name, row, 2 - wide, 1, wide)
        self._top.addWidget(self._keep, row, 2)

    def _arrange_rows(self) -> None:
        """Name, cells and what they hold in one line, or the last below the two."""
        for place, (name, cells, chosen) in enumerate(self._parts):
            self._rows.addWidget(name, 2 * place, 0)
            self._rows.addWidget(cells, 2 * place, 1)
            if self._under_each_other:
                self._rows.addWidget(chosen, 2 * place + 1, 0, 1, 2)
            else:
                self._rows.addWidget(chosen, 2 * place, 2)
        for at, share in enumerate((3, 3, 0 if self._under_each_other else 5)):
            self._rows.setColumnStretch(at, share)
