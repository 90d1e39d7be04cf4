"""The open order: its lines on the left, weight and plate on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.pack_task import PackTask
from packstation.ui import theme
from packstation.ui.pack.lines_model import LinesModel
from packstation.ui.pack.weighing import WeightShown
from packstation.ui.pack.weight_panel import WeightPanel
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import PlainText


class PackScreen(QWidget):
    """Shows one task; a count repaints one row."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pack")
        self.order = PlainText("order")
        self.order.setProperty("strong", True)
        self.detail = PlainText("order_detail", soft=True)
        self.model = LinesModel()
        self.lines = self._make_table()
        self.weight = WeightPanel()
        self.plate = PlainText("plate")
        left = QVBoxLayout()
        left.addWidget(self.order)
        left.addWidget(self.detail)
        left.addWidget(self.lines)
        label = QFrame()
        label.setProperty("panel", True)
        inside = QVBoxLayout(label)
        inside.addWidget(_caption("label_caption", _("Label of this carton")))
        inside.addWidget(self.plate)
        right = QVBoxLayout()
        right.addWidget(self.weight)
        right.addWidget(label)
        right.addStretch()
        page = QHBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(theme.SPACE_PX)
        page.addLayout(left, stretch=3)
        page.addLayout(right, stretch=1)

    def show_task(self, task: PackTask) -> None:
        """Show the order and all its lines."""
        order = task.order
        self.order.put(_("Order {number}").format(number=order.number))
        parts = [_("tote {tote}").format(tote=order.tote)] if order.tote else []
        if order.cutoff_at is not None:
            local = order.cutoff_at.astimezone().strftime("%H:%M")
            parts.append(_("leaves at {time}").format(time=local))
        parts += [order.carrier] if order.carrier else []
        parts += [", ".join(order.ship_to)] if order.ship_to else []
        self.detail.put("   ".join(parts))
        self.model.show(task)

    def show_count(self, task: PackTask, line_no: int) -> None:
        """Show one line's new count."""
        row = self.model.count(task, line_no)
        self.lines.scrollTo(self.model.index(row, 0))

    def show_weight(self, weight: WeightShown) -> None:
        """Show the live weight."""
        self.weight.put(weight)

    def show_plate(self, number: str | None) -> None:
        """Show the plate, its last four digits apart: those are compared by eye."""
        self.plate.put(f"{number[:-4]} {number[-4:]}" if number else _("none yet"))

    def clear(self) -> None:
        """Nothing of the order stays readable."""
        self.order.put("")
        self.detail.put("")
        self.plate.put("")
        self.model.show(None)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("lines")
        table.setAccessibleName(_("Lines of the order"))
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.ROW_PX)
        rows.hide()
        columns = table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setColumnWidth(LinesModel.COUNT, 190)
        table.setColumnWidth(LinesModel.SKU, 260)
        return table


def _caption(name: str, text: str) -> PlainText:
    caption = PlainText(name, soft=True)
    caption.put(text)
    return caption
