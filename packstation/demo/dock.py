"""The simulated world beside the bench, in the order in which one needs it: badge, tote, goods, scale, label.

The section whose turn it is, as far as the bench's next act says, is marked.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
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
from packstation.demo.player import Player
from packstation.demo.thing_list import ThingList
from packstation.demo.warehouse import DemoPerson, Warehouse
from packstation.devices.simulated.printer import Jam
from packstation.labels.preview import preview_png
from packstation.ui.design.palette import colours
from packstation.ui.design.sheet import world_style

LOOK_EVERY_MS = 250
LABEL_WIDTH, LABEL_HEIGHT = 200, 300
"""Kept also while no label is there: nothing below it moves when one comes out."""
SCROLL_BAR_WIDTH = 24
BARCODE_HEIGHT = 30

TURNS: dict[str, str] = {
    "Scan your badge": "badges",
    "Scan a tote": "totes",
    "Scan the goods": "goods",
    "Scan what goes out": "goods",
    "Put back": "goods",
    "Put the carton on the scale": "scale",
    "Clear the scale": "scale",
    "Take the carton off": "scale",
    "Too light": "scale",
    "Too heavy": "scale",
    "Stick label": "label",
    "Did label": "label",
    "Printer: ": "trouble",
    "Scale: ": "trouble",
}
"""How the bench's next act begins, and the section where one does it."""


class WorldDock(QDockWidget):
    """Everything a person can take, scan, weigh, stick, pull or jam.

    `turn` names the section that is marked, `others` offers every product the tote did not bring.
    """

    def __init__(self, player: Player, warehouse: Warehouse) -> None:
        super().__init__("Simulated warehouse")
        self.setObjectName("world_dock")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.player = player
        self._label: bytes | None = None
        self.turn: str | None = None
        self._totes: ThingList[Tote] = ThingList("totes")
        self._goods: ThingList[Good] = ThingList("goods")
        self._box: ThingList[Good] = ThingList("box")
        self.others = QComboBox()
        self._where = QLabel()
        self._picture = QLabel()
        self._sections: dict[str, QGroupBox] = {}
        self._cables: dict[str, QPushButton] = {}
        self._jams: dict[Jam, QPushButton] = {}
        self._area = QScrollArea()
        self._page = QVBoxLayout()
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
        self.setStyleSheet(world_style(colours()))

    def look(self) -> None:
        """Show where everything lies now."""
        table = self.player.world.table
        self._totes.put([(tote_words(tote), tote) for tote in table.rack])
        self._goods.put([(good_words(good), good) for good in table.tote.goods] if table.tote else [])
        self._box.put([(good_words(good), good) for good in table.box.goods] if table.box else [])
        where = "The carton is on the scale." if table.on_scale else "The carton is on the table."
        self._where.setText(where if table.box else "There is no carton yet.")
        self._show_label(self.player.world.machines.look_in_tray())
        self._mark_turn()

    def _show_label(self, label: bytes | None) -> None:
        if label is not None and label == self._label:
            return
        self._label = label
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
        act = self.player.screen.text("next_act")
        turn = next((name for beginning, name in TURNS.items() if act.startswith(beginning)), "")
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
        self._totes.itemDoubleClicked.connect(lambda _: self._scan_tote())
        page.addWidget(self._totes)
        page.addLayout(row(button("scan_tote", "Scan it", self._scan_tote)))

    def _add_goods(self, warehouse: Warehouse) -> None:
        page = self._section("goods", "3  Goods that came in this tote")
        self._goods.setFixedHeight(96)
        self._goods.itemDoubleClicked.connect(lambda _: self._scan_good())
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
        page.addLayout(row(self.others, button("scan_other", "Scan this one", self._scan_other)))

    def _add_scale(self) -> None:
        page = self._section("scale", "4  The carton and the scale")
        self._box.setFixedHeight(64)
        on = button("put_on", "Put the carton on the scale", self.player.put_on_scale)
        off = button("take_off", "Take it off", self.player.take_off_scale)
        page.addWidget(self._where)
        page.addLayout(row(on, off))
        page.addWidget(self._box)
        page.addLayout(row(button("take_out", "Take this out of it", self._take_out)))

    def _add_label(self) -> None:
        page = self._section("label", "5  The printer's tray")
        self._picture.setFixedSize(LABEL_WIDTH, LABEL_HEIGHT)
        right = QVBoxLayout()
        right.addWidget(button("stick", "Stick it on and scan it", self.player.stick_and_scan))
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
