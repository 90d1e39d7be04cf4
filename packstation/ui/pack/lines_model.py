"""The lines of an order as rows: count, tick, SKU and name; components under the name of their kit."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.ui.design.palette import colours
from packstation.ui.pack.line_words import kit_text, line_text, traces_text
from packstation.ui.translation import _

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_INSIDE = "    "
"""In front of a component, so that it is seen to belong to the heading above it."""


class LinesModel(QAbstractTableModel):
    """One row a line, and one over the components of a kit. Plain text; item views draw no markup."""

    COUNT, SKU, NAME = range(3)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[OrderLine | str] = []
        self._row_of: dict[int, int] = {}
        self._counts: list[int] = []
        self._traces: list[str] = []
        self._now = -1

    def show(self, task: PackTask | None) -> None:
        """Show an order, or none."""
        self.beginResetModel()
        self._rows = _rows(task.order.lines) if task else []
        lines = {row: line for row, line in enumerate(self._rows) if not isinstance(line, str)}
        self._row_of = {line.line_no: row for row, line in lines.items()}
        packed = task.by_line if task else {}
        traced = {trace.line_no for carton in (task.cartons if task else ()) for trace in carton.traces}
        self._counts = [0] * len(self._rows)
        self._traces = [""] * len(self._rows)
        for row, line in lines.items():
            self._counts[row] = packed.get(line.line_no, 0)
            if task and line.line_no in traced:
                self._traces[row] = traces_text(task, line.line_no)
        self._now = -1
        self.endResetModel()

    def count(self, task: PackTask, line_no: int) -> int:
        """Show a line's new count; its row."""
        row = self._row_of[line_no]
        self._counts[row] = task.packed(line_no)
        self._traces[row] = traces_text(task, line_no)
        before, self._now = self._now, row
        for changed in {row, before} - {-1}:
            self.dataChanged.emit(self.index(changed, 0), self.index(changed, self.NAME))
        return row

    @property
    def now(self) -> int | None:
        """The row that was counted last in this order."""
        return self._now if self._now >= 0 else None

    def line_at(self, row: int) -> OrderLine | None:
        """The line of a row; None for the heading of a kit."""
        line = self._rows[row]
        return None if isinstance(line, str) else line

    def widest_count(self) -> str:
        """A text as wide as the first column can become with this order."""
        most = max((line.leaving for line in self._rows if not isinstance(line, str)), default=88)
        digits = int("8" * len(str(most)))
        return count_text(digits, digits)

    def longest_sku(self) -> str:
        """The longest SKU of this order."""
        return max((line.sku for line in self._rows if not isinstance(line, str)), key=len, default="")

    def rowCount(self, parent: Index = _TOP) -> int:
        """Lines of the order and headings of kits."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Count, SKU, name."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        line = self._rows[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(colours().ink))
        if isinstance(line, str):
            heading = role == Qt.ItemDataRole.DisplayRole and index.column() == self.NAME
            return line if heading else None
        packed = self._counts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, packed, index)
        if role == Qt.ItemDataRole.BackgroundRole:
            if packed >= line.leaving:
                return QBrush(QColor(colours().done_row))
            return QBrush(QColor(colours().now_row)) if index.row() == self._now else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column titles."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (_("Packed"), _("SKU"), _("Product"))[section]

    def _text(self, line: OrderLine, packed: int, index: Index) -> str:
        if index.column() == self.COUNT:
            tick = "✓ " if packed >= line.leaving else ""
            return tick + count_text(packed, line.leaving)
        if index.column() == self.SKU:
            return line.sku
        name, traces = line_text(line), self._traces[index.row()]
        whole = f"{name} · {traces}" if traces else name
        return _INSIDE + whole if line.kit_sku else whole


def _rows(lines: tuple[OrderLine, ...]) -> list[OrderLine | str]:
    rows: list[OrderLine | str] = []
    for kit, group in groupby(lines, key=lambda line: line.kit_sku):
        held = list(group)
        rows += [kit_text(held[0]), *held] if kit else held
    return rows


def count_text(packed: int, wanted: int) -> str:
    """How many of how many are in."""
    return _("{packed} of {wanted}").format(packed=packed, wanted=wanted)
