"""The lines of an order as rows: count, tick, SKU and name."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QBrush, QColor

from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.ui import theme
from packstation.ui.translation import _

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class LinesModel(QAbstractTableModel):
    """One row a line. Text goes to the view as plain text; item views draw no markup."""

    COUNT, SKU, NAME = range(3)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[OrderLine, ...] = ()
        self._row_of: dict[int, int] = {}
        self._counts: list[int] = []
        self._now = -1

    def show(self, task: PackTask | None) -> None:
        """Show an order, or none."""
        self.beginResetModel()
        self._lines = task.order.lines if task else ()
        self._row_of = {line.line_no: row for row, line in enumerate(self._lines)}
        self._counts = [task.packed(line.line_no) for line in self._lines] if task else []
        self._now = -1
        self.endResetModel()

    def count(self, task: PackTask, line_no: int) -> int:
        """Show a line's new count; its row."""
        row = self._row_of[line_no]
        self._counts[row] = task.packed(line_no)
        before, self._now = self._now, row
        for changed in {row, before} - {-1}:
            self.dataChanged.emit(self.index(changed, 0), self.index(changed, self.NAME))
        return row

    def widest_count(self) -> str:
        """A text as wide as the first column can become."""
        return _count(888, 888)

    def rowCount(self, parent: Index = _TOP) -> int:
        """Lines of the order."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _TOP) -> int:
        """Count, SKU, name."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        line, packed = self._lines[index.row()], self._counts[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, packed, index.column())
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor(theme.INK))
        if role == Qt.ItemDataRole.BackgroundRole:
            if packed >= line.leaving:
                return QBrush(QColor(theme.DONE_ROW))
            return QBrush(QColor(theme.NOW_ROW)) if index.row() == self._now else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column titles."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return (_("Packed"), _("SKU"), _("Product"))[section]

    def _text(self, line: OrderLine, packed: int, column: int) -> str:
        if column == self.COUNT:
            tick = "✓ " if packed >= line.leaving else ""
            return tick + _count(packed, line.leaving)
        return line.sku if column == self.SKU else line.name


def _count(packed: int, wanted: int) -> str:
    return _("{packed} of {wanted}").format(packed=packed, wanted=wanted)
