"""The simulated world beside the bench, in the order in which one needs it: badge, tote, goods, scale, label.

The section whose turn it is, as far as the bench's next act says, is marked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
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

from packstation.demo.barcode_picture import barcode_picture
from packstation.demo.dock_parts import button, row, switch
from packstation.demo.dock_words import (
    badge_words,
    carton_words,
    good_words,
    key_words,
    section_words,
    tote_words,
    world_words,
)
from packstation.demo.goods import Good, Tote
from packstation.demo.grip import Grip
from packstation.demo.player import Player
from packstation.demo.shown_code import ShownCode
from packstation.demo.thing_list import ThingList
from packstation.demo.tray import Tray
from packstation.demo.trouble_keys import TroubleKeys
from packstation.demo.turn import TURNS
from packstation.demo.warehouse import DemoPerson, Warehouse
from packstation.ui.design.palette import colours
from packstation.ui.design.sheet import world_style

LOOK_EVERY_MS = 250
SCROLL_BAR_WIDTH = 36
OTHERS_LETTERS = 12
"""So many letters of a product are read in the closed list of all; the open one shows them whole."""
BARCODE_HEIGHT = 30

PAD_HEIGHT = 36


class WorldDock(QDockWidget):
    """Everything a person can take, scan, weigh, stick, pull or jam.

    Things are clicked to be scanned, and carried to where they shall lie. `on_guide` is told to begin or to
    end pointing, `on_training` that somebody wants to practise, or has practised enough. `turn` names the
    section that is marked, `others` offers every product the tote did not bring, `area` is what is scrolled.
    """

    def __init__(self, player: Player, warehouse: Warehouse) -> None:
        super().__init__()
        self.setObjectName("world_dock")
        self.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        self.player = player
        self._warehouse = warehouse
        self.turn: str | None = None
        self._totes: ThingList[Tote] = ThingList("totes")
        self._goods: ThingList[Good] = ThingList("goods", _drawn)
        self._box: ThingList[Good] = ThingList("box", _drawn)
        self.others = QComboBox()
        self._where = QLabel()
        self._pad = QLabel()
        self._picture = Tray()
        self.on_guide: Callable[[bool], None] = lambda _wanted: None
        self.on_training: Callable[[], None] = lambda: None
        self.in_training = False
        self.guide_switch = switch("guide", self._guide)
        self.training_button = button("training", self._train)
        self._captions: dict[str, QLabel] = {"pad": self._pad}
        self._badges: list[tuple[DemoPerson, QLabel, QPushButton]] = []
        self._sections: dict[str, QGroupBox] = {}
        self._keys: list[QPushButton] = [self.guide_switch]
        self._trouble = TroubleKeys(lambda: self.player.world.machines)
        self.area, self._world = QScrollArea(), QWidget()
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
        self.speak()

    def show_codes(self) -> None:
        """Whoever has a scanner in the hand reads the code of what is pointed at off the screen."""
        shown = {
            "totes": ShownCode("totes", self._totes, lambda tote: tote.code),
            "goods": ShownCode("goods", self._goods, lambda good: good.code.text),
        }
        for name, code in shown.items():
            page = self._sections[name].layout()
            if page is not None:
                page.addWidget(code)

    def dress(self) -> None:
        """Wear the colours of the window."""
        palette = colours()
        self.setStyleSheet(world_style(palette))
        self.guide_switch.setStyleSheet(
            f"QPushButton:checked {{ background: {palette.turn_ground}; color: {palette.ink};"
            f" border-color: {palette.accent}; }}"
        )

    @property
    def label(self) -> bytes | None:
        """What lies on top in the printer's tray."""
        return self._picture.label

    def speak(self) -> None:
        """Say everything in the language of the window."""
        self.setWindowTitle(world_words())
        for name, section in self._sections.items():
            section.setTitle(section_words(name))
        for name, words in self._captions.items():
            words.setText(key_words(name))
        for person, words, scan in self._badges:
            words.setText(badge_words(person))
            scan.setText(key_words("scan_badge"))
            scan.setAccessibleName(f"{key_words('scan_badge')}: {badge_words(person)}")
        self._speak_keys()
        self._picture.speak()
        self.look()
        self._make_room()

    def _speak_keys(self) -> None:
        self._trouble.speak()
        for key in self._keys:
            key.setText(key_words(key.objectName().removeprefix("world_")))
        self.training_button.setText(key_words("end_training" if self.in_training else "training"))
        for things, name in ((self._totes, "totes"), (self._goods, "goods"), (self._box, "scale")):
            things.setAccessibleName(section_words(name, numbered=False))
        self.others.setAccessibleName(key_words("others"))
        for place in range(self.others.count()):
            self.others.setItemText(place, good_words(self.others.itemData(place)))

    def _make_room(self) -> None:
        """As wide as its longest words need it."""
        for section in self._sections.values():
            held = section.layout()
            if held is not None:
                held.activate()
            section.updateGeometry()
        self._page.activate()
        self.area.setMinimumWidth(self._world.minimumSizeHint().width() + SCROLL_BAR_WIDTH)

    def look(self) -> None:
        """Show where everything lies now."""
        table = self.player.world.table
        self.player.world.spoil_tray()
        self._totes.put([(tote_words(tote), tote) for tote in table.rack])
        self._goods.put([(good_words(good), good) for good in table.tote.goods] if table.tote else [])
        self._box.put([(good_words(good), good) for good in table.box.goods] if table.box else [])
        self._where.setText(carton_words(table))
        self._picture.put(self.player.world.machines.look_in_tray())
        self._trouble.look()
        self._mark_turn()

    def _guide(self, wanted: bool) -> None:
        self.on_guide(wanted)

    def _train(self) -> None:
        self.on_training()

    def _mark_turn(self) -> None:
        turn = TURNS.get(self.player.screen.act, "")
        if turn == self.turn:
            return
        self.turn = turn
        for name, section in self._sections.items():
            section.setProperty("turn", name == turn)
            section.style().polish(section)
        if turn:
            self.area.ensureWidgetVisible(self._sections[turn])

    def _key(self, name: str, clicked: Callable[[], None]) -> QPushButton:
        made = button(name, clicked)
        self._keys.append(made)
        return made

    def _section(self, name: str) -> QVBoxLayout:
        section = QGroupBox()
        self._sections[name] = section
        self._page.addWidget(section)
        return QVBoxLayout(section)

    def _add_badges(self, people: tuple[DemoPerson, ...]) -> None:
        page = self._section("badges")
        for person in people:
            words = QLabel()
            scan = button(f"scan_badge_{person.role.value}", partial(self.player.scan_badge, person))
            self._badges.append((person, words, scan))
            picture, code = QLabel(), QLabel(person.badge)
            picture.setPixmap(barcode_picture(person.badge, BARCODE_HEIGHT))
            page.addLayout(row(words, scan))
            page.addWidget(picture)
            page.addWidget(code)

    def _add_totes(self) -> None:
        page = self._section("totes")
        self._totes.setFixedHeight(96)
        self._totes.on_clicked = self.player.scan_tote
        page.addWidget(self._totes)
        page.addLayout(row(self._key("scan_tote", self._scan_tote)))

    def _add_goods(self, warehouse: Warehouse) -> None:
        page = self._section("goods")
        self._goods.setFixedHeight(96)
        self._goods.on_clicked = self.player.scan_good
        self._goods.on_dropped = self._put_down
        scan = self._key("scan_good", self._scan_good)
        slip = self._key("put_in", self._put_in)
        for product in warehouse.products.values():
            for code in product.codes:
                good = Good(product, code)
                self.others.addItem(good_words(good), good)
        self.others.setObjectName("world_others")
        self.others.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.others.setMinimumContentsLength(OTHERS_LETTERS)
        self.others.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        page.addWidget(self._goods)
        page.addLayout(row(scan, slip))
        page.addLayout(row(self._key("put_aside", self._put_aside)))
        page.addLayout(row(self.others, self._key("scan_other", self._scan_other)))

    def _add_scale(self) -> None:
        page = self._section("scale")
        self._box.setFixedHeight(64)
        self._box.on_dropped = self._put_down
        self._pad.setObjectName("world_pad")
        self._pad.setFixedHeight(PAD_HEIGHT)
        self._pad.setFrameShape(QFrame.Shape.Box)
        self._pad.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._where.setObjectName("world_carton")
        Grip(self._where, lambda _: self._where.grab(), lambda _: None, self._move_carton)
        on = self._key("put_on", self.player.put_on_scale)
        off = self._key("take_off", self.player.take_off_scale)
        page.addWidget(self._where)
        page.addLayout(row(on, off))
        page.addWidget(self._pad)
        page.addWidget(self._box)
        out = self._key("take_out", self._take_out)
        page.addLayout(row(out, self._key("look_beside", self.player.look_beside)))

    def _add_label(self) -> None:
        page = self._section("label")
        Grip(self._picture, self._picture.carried, lambda _: self.player.stick_and_scan(), self._stick)
        right = QVBoxLayout()
        right.addWidget(self._key("stick", self.player.stick_and_scan))
        right.addWidget(self._key("throw_label", self._throw_label))
        right.addWidget(self._key("scan_last", self.player.scan_last_box))
        right.addStretch()
        side_by_side = QHBoxLayout()
        side_by_side.addWidget(self._picture)
        side_by_side.addLayout(right)
        page.addLayout(side_by_side)

    def _add_trouble(self) -> None:
        page = self._section("trouble")
        for keys in self._trouble.rows():
            page.addLayout(keys)

    def _show_page(self) -> None:
        world = self._world
        world.setObjectName("world_inside")
        self._page.addStretch()
        world.setLayout(self._page)
        area = self.area
        area.setWidget(world)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Guide and training are always at hand, however far the rest is scrolled.
        whole = QWidget()
        whole.setObjectName("world")
        page = QVBoxLayout(whole)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(row(self.guide_switch, self.training_button))
        page.addWidget(area, stretch=1)
        self.setWidget(whole)
        self.dress()

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


def _drawn(good: Good) -> tuple[str, str]:
    return good.product.sku, good.product.name
