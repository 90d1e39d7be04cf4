"""The simulated world beside the bench, in the order in which one needs it: badge, tote, goods, scale, label.

The section whose turn it is, as far as the bench's next act says, is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from packstation.bootstrap import resources
from packstation.demo.album import DPI
from packstation.demo.barcode_picture import barcode_picture
from packstation.demo.dock_parts import button, good_words, row, switch, tote_words
from packstation.demo.goods import Good, Tote
from packstation.demo.grip import Grip
from packstation.demo.player import Player
from packstation.demo.thing_list import ThingList
from packstation.demo.warehouse import DemoPerson, Warehouse
from packstation.devices.simulated.printer import Jam
from packstation.labels.preview import preview_png
from packstation.ui.design.palette import colours
from packstation.ui.design.sheet import world_style
from packstation.ui.verdict import ActCode

LOOK_EVERY_MS = 250
LABEL_WIDTH, LABEL_HEIGHT = 200, 300
"""Kept also while no label is there: nothing below it moves when one comes out."""
SCROLL_BAR_WIDTH = 24
BARCODE_HEIGHT = 30

PAD_HEIGHT = 36

TURNS: Mapping[ActCode, str] = {
    ActCode.SIGN_IN: "badges",
    ActCode.START_ORDER: "totes",
    ActCode.SCAN_GOODS: "goods",
    ActCode.MOVE_UNIT: "goods",
    ActCode.PUT_BACK: "goods",
    ActCode.WEIGH_CARTON: "scale",
    ActCode.CLEAR_SCALE: "scale",
    ActCode.CLEAR_BENCH: "scale",
    ActCode.LIGHT_CARTON: "scale",
    ActCode.HEAVY_CARTON: "scale",
    ActCode.SCAN_LABEL: "label",
    ActCode.SCAN_COPY: "label",
    ActCode.ANSWER_LABEL: "label",
    ActCode.MEND_PRINTER: "trouble",
    ActCode.MEND_SCALE: "trouble",
}
"""The bench's next act, and the section where one does it."""


class WorldDock(QDockWidget):
    """Everything a person can take, scan, weigh, stick, pull or jam.

    Things are clicked to be scanned, and carried to where they shall lie. `on_guide` is told to begin or to
    end pointing, `on_training` that somebody wants to practise, or has practised enough. `label` lies on top
    in the printer's tray. `turn` names the section that is marked, `others` offers every product the tote
    did not bring.
    """

    def __init__(self, player: Player, warehouse: Warehouse) -> None:
        super().__init__("Simulated warehouse")
        self.setObjectName("world_dock")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.player = player
        self.label: bytes | None = None
        self.turn: str | None = None
        self._totes: ThingList[Tote] = ThingList("totes")
        self._goods: ThingList[Good] = ThingList("goods", _drawn)
        self._box: ThingList[Good] = ThingList("box", _drawn)
        self.others = QComboBox()
        self._where = QLabel()
        self._pad = QLabel("Scale: carry the carton or a thing here")
        self._picture = QLabel()
        self.on_guide: Callable[[bool], None] = lambda _wanted: None
        self.on_training: Callable[[], None] = lambda: None
        self.guide_switch = switch("guide", "Show me how", self._guide)
        self.training_button = button("training", "Training", self._train)
        self._sections: dict[str, QGroupBox] = {}
        self._cables: dict[str, QPushButton] = {}
        self._jams: dict[Jam, QPushButton] = {}
        self._area = QScrollArea()
        self._page = QVBoxLayout()
        self._page.addLayout(row(self.guide_switch, self.training_button))
        self._add_badges(warehouse.people)
        self._add_totes()
        self._add_goods(warehouse)
        self._add_scale()
        self._add_label()
        self._add_trouble()
        self._show_page()
        player.changed.connect(self.look)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._mark_turn)
        self._clock.start(LOOK_EVERY_MS)
        self.look()

    def dress(self) -> None:
        """Wear the colours of the window."""
        palette = colours()
        self.setStyleSheet(world_style(palette))
        self.guide_switch.setStyleSheet(
            f"QPushButton:checked {{ background: {palette.turn_ground}; color: {palette.ink};"
            f" border-color: {palette.accent}; }}"
        )

    def look(self) -> None:
        """Show where everything lies now."""
        table = self.player.world.table
        self.player.world.spoil_tray()
        self._totes.put([(tote_words(tote), tote) for tote in table.rack])
        self._goods.put([(good_words(good), good) for good in table.tote.goods] if table.tote else [])
        self._box.put([(good_words(good), good) for good in table.box.goods] if table.box else [])
        where = "The carton is on the scale." if table.on_scale else "The carton is on the table."
        self._where.setText(where if table.box else "There is no carton yet.")
        self._show_label(self.player.world.machines.look_in_tray())
        self._show_machines()
        self._mark_turn()

    def _guide(self, wanted: bool) -> None:
        self.on_guide(wanted)

    def _train(self) -> None:
        self.on_training()

    def _show_machines(self) -> None:
        """What went wrong by itself is seen at its switch, too."""
        machines = self.player.world.machines
        seen = {self._cables[device]: machines.unplugged(device) for device in self._cables}
        seen |= {self._jams[jam]: jam in machines.jams for jam in self._jams}
        for pressed, down in seen.items():
            pressed.blockSignals(True)
            pressed.setChecked(down)
            pressed.blockSignals(False)

    def _show_label(self, label: bytes | None) -> None:
        if label is not None and label == self.label:
            return
        self.label = label
        if label is None:
            self._picture.clear()
            self._picture.setText("empty")
            return
        picture = QPixmap()
        picture.loadFromData(preview_png(label, DPI, resources()))
        self._picture.setPixmap(
            picture.scaled(
                LABEL_WIDTH,
                LABEL_HEIGHT,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )

    def _mark_turn(self) -> None:
        turn = TURNS.get(self.player.screen.act, "")
        if turn == self.turn:
            return
        self.turn = turn
        for name, section in self._sections.items():
            section.setProperty("turn", name == turn)
            section.style().polish(section)
        if turn:
            self._area.ensureWidgetVisible(self._sections[turn])

    def _section(self, name: str, title: str) -> QVBoxLayout:
        section = QGroupBox(title)
        self._sections[name] = section
        self._page.addWidget(section)
        return QVBoxLayout(section)

    def _add_badges(self, people: tuple[DemoPerson, ...]) -> None:
        page = self._section("badges", "1  Badges")
        for person in people:
            words = QLabel(f"{person.name}, {person.role.value}, PIN {person.pin}")
            name = f"scan_badge_{person.role.value}"
            scan = button(name, "Scan this badge", partial(self.player.scan_badge, person))
            picture, code = QLabel(), QLabel(person.badge)
            picture.setPixmap(barcode_picture(person.badge, BARCODE_HEIGHT))
            page.addLayout(row(words, scan))
            page.addWidget(picture)
            page.addWidget(code)

    def _add_totes(self) -> None:
        page = self._section("totes", "2  Totes and order sheets")
        self._totes.setFixedHeight(96)
        self._totes.on_clicked = self.player.scan_tote
        page.addWidget(self._totes)
        page.addLayout(row(button("scan_tote", "Scan it", self._scan_tote)))

    def _add_goods(self, warehouse: Warehouse) -> None:
        page = self._section("goods", "3  Goods that came in this tote")
        self._goods.setFixedHeight(96)
        self._goods.on_clicked = self.player.scan_good
        self._goods.on_dropped = self._put_down
        scan = button("scan_good", "Scan it, then put it in", self._scan_good)
        slip = button("put_in", "Put it in unscanned", self._put_in)
        for product in warehouse.products.values():
            for code in product.codes:
                good = Good(product, code)
                self.others.addItem(good_words(good), good)
        self.others.setObjectName("world_others")
        self.others.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.addWidget(self._goods)
        page.addLayout(row(scan, slip))
        page.addLayout(row(button("put_aside", "It does not belong here: put it aside", self._put_aside)))
        page.addLayout(row(self.others, button("scan_other", "Scan this one", self._scan_other)))

    def _add_scale(self) -> None:
        page = self._section("scale", "4  The carton and the scale")
        self._box.setFixedHeight(64)
        self._box.on_dropped = self._put_down
        self._pad.setObjectName("world_pad")
        self._pad.setFixedHeight(PAD_HEIGHT)
        self._pad.setFrameShape(QFrame.Shape.Box)
        self._pad.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._where.setObjectName("world_carton")
        Grip(self._where, lambda _: self._where.grab(), lambda _: None, self._move_carton)
        on = button("put_on", "Put the carton on the scale", self.player.put_on_scale)
        off = button("take_off", "Take it off", self.player.take_off_scale)
        page.addWidget(self._where)
        page.addLayout(row(on, off))
        page.addWidget(self._pad)
        page.addWidget(self._box)
        out = button("take_out", "Take this out of it", self._take_out)
        page.addLayout(row(out, button("look_beside", "Look beside it", self.player.look_beside)))

    def _add_label(self) -> None:
        page = self._section("label", "5  The printer's tray")
        self._picture.setFixedSize(LABEL_WIDTH, LABEL_HEIGHT)
        self._picture.setObjectName("world_label")
        Grip(self._picture, self._carried_label, lambda _: self.player.stick_and_scan(), self._stick)
        right = QVBoxLayout()
        right.addWidget(button("stick", "Stick it on and scan it", self.player.stick_and_scan))
        right.addWidget(button("throw_label", "Throw it away", self._throw_label))
        right.addWidget(button("scan_last", "Scan the carton before", self.player.scan_last_box))
        right.addStretch()
        side_by_side = QHBoxLayout()
        side_by_side.addWidget(self._picture)
        side_by_side.addLayout(right)
        page.addLayout(side_by_side)

    def _add_trouble(self) -> None:
        page = self._section("trouble", "Make trouble, and mend it")
        for device in ("scanner", "scale", "printer"):
            self._cables[device] = switch(f"cable_{device}", device, partial(self._pull, device))
        for jam, words in ((Jam.PAPER_OUT, "no paper"), (Jam.HEAD_OPEN, "lid open")):
            self._jams[jam] = switch(f"jam_{jam.value}", words, self._jam)
        page.addLayout(row(QLabel("pull the cable of the"), *self._cables.values()))
        page.addLayout(row(QLabel("at the printer"), *self._jams.values()))

    def _show_page(self) -> None:
        world = QWidget()
        world.setObjectName("world")
        self._page.addStretch()
        world.setLayout(self._page)
        area = self._area
        area.setWidget(world)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(area)
        self.dress()
        area.setMinimumWidth(world.minimumSizeHint().width() + SCROLL_BAR_WIDTH)

    def _scan_tote(self) -> None:
        tote = self._totes.chosen()
        if tote is not None:
            self.player.scan_tote(tote)

    def _scan_good(self) -> None:
        good = self._goods.chosen()
        if good is not None:
            self.player.scan_good(good)

    def _scan_other(self) -> None:
        good = self.others.currentData()
        if isinstance(good, Good):
            self.player.scan_good(good)

    def _put_aside(self) -> None:
        good = self.player.refused or self._goods.chosen()
        if good is not None:
            self.player.put_aside(good)

    def _put_down(self, good: Good, place: QPoint) -> None:
        """Something was carried: into the carton, onto the scale, or out of the carton again."""
        table = self.player.world.table
        inside = table.box is not None and good in table.box.goods
        if self._lies(place, self._box) and not inside:
            self.player.put_in(good)
        elif self._lies(place, self._pad) and not inside:
            self.player.weigh_good(good)
        elif inside and not self._lies(place, self._box):
            self.player.take_out(good)

    def _move_carton(self, _: QPoint, place: QPoint) -> None:
        if self._lies(place, self._pad):
            self.player.put_on_scale()
        else:
            self.player.take_off_scale()

    def _stick(self, _: QPoint, place: QPoint) -> None:
        if any(self._lies(place, part) for part in (self._box, self._pad, self._where)):
            self.player.stick_and_scan()

    def _carried_label(self, _: QPoint) -> QPixmap | None:
        picture = self._picture.pixmap()
        return None if picture.isNull() else picture.scaledToHeight(LABEL_HEIGHT // 2)

    def _throw_label(self) -> None:
        self.player.world.machines.take_label()
        self.look()

    def _lies(self, place: QPoint, part: QWidget) -> bool:
        return part.rect().contains(part.mapFrom(self.window(), place))

    def _put_in(self) -> None:
        good = self._goods.chosen()
        if good is not None:
            self.player.put_in(good)

    def _take_out(self) -> None:
        good = self._box.chosen()
        if good is not None:
            self.player.take_out(good)

    def _pull(self, device: str, out: bool) -> None:
        machines = self.player.world.machines
        (machines.pull_cable if out else machines.plug_in)(device)

    def _jam(self, _: bool) -> None:
        machines = self.player.world.machines
        machines.clear_jams()
        for jam, pressed in self._jams.items():
            if pressed.isChecked():
                machines.jam(jam)


def _drawn(good: Good) -> tuple[str, str]:
    return good.product.sku, good.product.name
