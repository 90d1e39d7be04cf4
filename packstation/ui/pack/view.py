"""The open order: its lines on the left; on the right the weight, and once closed the carton's label."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSlider,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.pack_task import PackTask
from packstation.ui.pack.batch import Place
from packstation.ui.pack.carton_panel import CartonPanel
from packstation.ui.pack.line_words import line_detail
from packstation.ui.pack.lines_model import LinesModel, count_text
from packstation.ui.pack.weighing import WeightShown
from packstation.ui.pack.weight_panel import WeightPanel
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import OneLine, PlainText
from packstation.ui.widgets.product_picture import ProductPicture
from packstation.ui.widgets.scrolled_stack import bring_into_sight

WIDEST_SKU = 16
"""Letters of a SKU that fit at the usual text size; a longer one ends in dots."""
LINES_SHARE, SCALE_SHARE, WIDE_SCALE_SHARE = 5, 2, 3
"""How lines and scale share the width beside the picture: the scale's words break less in large letters."""
SKU_SHARE = 5
"""One in so many parts of the screen's width is the most that SKUs get."""


class PackScreen(QWidget):
    """Shows one task; a count repaints one row."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pack")
        self.order = OneLine("order")
        self.order.setProperty("strong", True)
        self.detail = OneLine("order_detail", soft=True)
        self.model = LinesModel()
        self._widest_sku = self._rim = 0
        self.lines = self._make_table()
        self.batch = OneLine("batch")
        self.batch.setProperty("strong", True)
        self.cartons = CartonPanel()
        self.weight = WeightPanel()
        self.plate = OneLine("plate")
        self.picture = ProductPicture()
        self._label = self._make_label_panel()
        self.touched = self._make_detail()
        self._lay_out()
        self._label.hide()
        self._task: PackTask | None = None
        self._counted: int | None = None
        self._batch: Place | None = None
        self._weight: WeightShown | None = None
        self.speak()

    def _lay_out(self) -> None:
        """Whose order it is above all; below it lines, picture, and what the scale says."""
        self._title = QHBoxLayout()
        self._title.addWidget(self.order)
        self._title.addWidget(self.batch)
        self._title.addWidget(self.detail, stretch=1)
        self._left = QVBoxLayout()
        self._left.addWidget(self.lines, stretch=1)
        self._left.addWidget(self.touched)
        self._right = right = QVBoxLayout()
        right.addWidget(self.cartons)
        right.addWidget(self.weight)
        right.addWidget(self._label)
        right.addStretch()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(self._title)
        self._page = QHBoxLayout()
        self._whole.addLayout(self._page, stretch=1)
        self._page.addLayout(self._left, stretch=LINES_SHARE)
        self._page.addWidget(self.picture)
        self._page.addLayout(right, stretch=SCALE_SHARE)

    def speak(self) -> None:
        """Say everything in the language of the window."""
        self.lines.setAccessibleName(_("Lines of the order"))
        self._caption.put(_("Label of this carton"))
        if self._task is not None:
            counted = self._counted
            self.show_task(self._task)
            if counted is not None:
                self.show_count(self._task, counted)
        if self._weight is not None:
            self.show_weight(self._weight)
        self.show_batch(self._batch)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, LinesModel.NAME)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._page.setSpacing(sizes.space)
        self._page.setStretch(
            self._page.indexOf(self._right), WIDE_SCALE_SHARE if sizes.larger else SCALE_SHARE
        )
        # Two lines stay readable, however large the letters; what the columns are is seen without a heading.
        heading = self.lines.horizontalHeader()
        heading.setVisible(not sizes.roomy)
        self.lines.setMinimumHeight((0 if sizes.roomy else heading.sizeHint().height()) + 2 * sizes.row)
        self._title.setSpacing(sizes.space * 2)
        self._whole.setSpacing(sizes.space // 2)
        self._left.setSpacing(sizes.space // 2)
        self.weight.fit(sizes)
        self.picture.fit(sizes)
        self._right.setSpacing(sizes.space)
        self.lines.verticalHeader().setDefaultSectionSize(sizes.row)
        letter = self.lines.fontMetrics().horizontalAdvance
        self._widest_sku = letter("0" * WIDEST_SKU)
        self._rim = 2 * sizes.space
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another place for SKUs."""
        super().resizeEvent(event)
        self.picture.take_height(self.height() - self.order.height())
        self._fit_columns()
        # Once the lines have taken their place.
        QTimer.singleShot(0, self, self._show_line)

    def _fit_columns(self) -> None:
        """Large letters leave SKUs less room than they like: the names need some too."""
        letter = self.lines.fontMetrics().horizontalAdvance
        heading = self.lines.horizontalHeader().fontMetrics().horizontalAdvance
        count = max(letter(f"✓ {self.model.widest_count()}"), heading(_("Packed")))
        self.lines.setColumnWidth(LinesModel.COUNT, count + self._rim)
        sku = max(letter(self.model.longest_sku()), heading(_("SKU"))) + self._rim
        self.lines.setColumnWidth(LinesModel.SKU, min(sku, self._widest_sku, self.width() // SKU_SHARE))

    def turn(self, direction: QBoxLayout.Direction) -> None:
        """Lay weight and label out for the other hand; what is read stays as it is."""
        self._page.setDirection(direction)

    def show_task(self, task: PackTask) -> None:
        """Show the order and all its lines."""
        self._task, order = task, task.order
        self._counted = None
        self.order.put(_("Order {number}").format(number=order.number))
        parts = [_("tote {tote}").format(tote=", ".join(order.totes))] if order.totes else []
        if order.cutoff_at is not None:
            local = order.cutoff_at.astimezone().strftime("%H:%M")
            parts.append(_("leaves at {time}").format(time=local))
        parts += [order.carrier] if order.carrier else []
        parts += [", ".join(order.ship_to)] if order.ship_to else []
        self.detail.put("   ".join(parts))
        self.model.show(task)
        self._fit_columns()
        self.cartons.put(task)
        self.touched.hide()
        self._show_next(task)

    def show_count(self, task: PackTask, line_no: int) -> None:
        """Show one line's new count."""
        self._task, self._counted = task, line_no
        self.model.count(task, line_no)
        self.touched.hide()
        self.cartons.put(task)
        self._show_next(task, line_no)
        self._show_line()

    def _show_line(self) -> None:
        """The line that was counted last is seen in full, also where the screen is higher than its place."""
        row = self.model.now
        if row is not None:
            index = self.model.index(row, 0)
            self.lines.scrollTo(index)
            place = self.lines.visualRect(index)
            bring_into_sight(self, place.translated(self.lines.viewport().mapTo(self, QPoint(0, 0))))

    def _show_next(self, task: PackTask, line_no: int | None = None) -> None:
        """The product in hand until all of it is in, then the next one; once all are in, the last."""
        lines, packed = task.order.lines, task.by_line  # one walk, however many lines
        if task.cancelled:
            # The other way round: what is in goes out, line by line.
            open_lines = [line for line in lines if packed.get(line.line_no, 0)]
        else:
            open_lines = [line for line in lines if packed.get(line.line_no, 0) < line.leaving]
        in_hand = [line for line in open_lines or lines if line.line_no == line_no]
        for line in (*in_hand, *open_lines, *lines[-1:])[:1]:
            count = count_text(packed.get(line.line_no, 0), line.leaving)
            self.picture.put(line.sku, line.name or line.sku, count)

    def _touch(self, row: int) -> None:
        """A finger on a row: all of its line, until the next count or a second touch."""
        line, task = self.model.line_at(row), self._task
        if line is None or task is None:
            return
        detail = line_detail(task, line)
        shown = self.touched.isVisible() and self.touched.text() == detail
        self.touched.put("" if shown else detail)
        self.touched.setVisible(not shown)
        if shown:
            self._show_next(task)
        else:
            packed = count_text(task.packed(line.line_no), line.leaving)
            self.picture.put(line.sku, line.name or line.sku, packed)
            # Once the screen has found out how high it is with all of it.
            QTimer.singleShot(0, self.touched, lambda: bring_into_sight(self.touched))

    def show_batch(self, place: Place | None) -> None:
        """Show which of how many orders of its kind this is."""
        self._batch = place
        facts = {"number": place.number, "count": place.count} if place else {}
        self.batch.put(_("{number} of {count} of this kind").format(**facts) if place else "")

    def show_weight(self, weight: WeightShown) -> None:
        """Show the live weight."""
        self._weight = weight
        self.weight.put(weight)

    def show_plate(self, number: str | None) -> None:
        """Show the plate instead of the weight, its last four digits apart: those are compared by eye."""
        self.plate.put(f"…{number[-4:]}" if number else "")
        self._whole_plate.put(number or "")
        self._label.setVisible(bool(number))
        self.weight.setVisible(not number)

    def clear(self) -> None:
        """Nothing of the order stays readable."""
        self._task = self._batch = self._weight = self._counted = None
        self.touched.hide()
        for part in (self.order, self.detail, self.plate, self._whole_plate, self.touched):
            part.put("")
        self.weight.clear()
        self.batch.put("")
        self.cartons.put(None)
        self.model.show(None)
        self.picture.put("", "", "")

    def turn_page(self, action: QAbstractSlider.SliderAction) -> None:
        """A key shows the lines further up or down."""
        self.lines.verticalScrollBar().triggerAction(action)

    def _make_detail(self) -> PlainText:
        detail = PlainText("line_detail", wrap=True)
        detail.setProperty("panel", True)
        detail.hide()
        self.lines.clicked.connect(lambda index: self._touch(index.row()))
        return detail

    def _make_label_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("panel", True)
        self._caption = PlainText("label_caption", soft=True)
        self._whole_plate = OneLine("whole_plate", soft=True)
        inside = QVBoxLayout(panel)
        for part in (self._caption, self.plate, self._whole_plate):
            inside.addWidget(part)
        return panel

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("lines")
        table.setModel(self.model)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        # What is typed belongs into the code field; the window scrolls the lines by PgUp and PgDn.
        table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = table.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        columns = table.horizontalHeader()
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setStretchLastSection(True)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table
