"""What a person does with the simulated world: the hands behind the dock's buttons.

Goods go into the box when the bench took them, as a packer would do it; whatever else one wants to try
(put something in unscanned, take something out, scan the wrong label) is there as well.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from packstation.demo.goods import Good, Tote
from packstation.demo.mishap import Mishap
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.warehouse import DemoPerson
from packstation.demo.world import World
from packstation.domain.refusal import RefusalCode
from packstation.ui.verdict import Said, Verdict, VerdictKind

TAKEN = frozenset({VerdictKind.YES, VerdictKind.LINE_COMPLETE})
COUNTS = frozenset({Said.COUNTED, Said.LINE_DONE, Said.GOODS_DONE, Said.SOONER_LOT})
ONE_OF_SEVERAL = frozenset({Said.LABEL_VERIFIED, Said.GO_ON_WITH})


class Player(QObject):
    """One person between the world and the screen. `changed` says that something lies elsewhere now.

    `refused` is the thing in the tote the bench has just said no to.
    """

    changed = Signal()

    def __init__(self, world: World, screen: ScreenReader) -> None:
        super().__init__(screen)
        self.world = world
        self.screen = screen
        self._scanned: list[Good] = []
        self.refused: Good | None = None
        screen.flashed.connect(self._answered)

    def scan_badge(self, person: DemoPerson) -> None:
        """Hold somebody's badge under the scanner."""
        self.world.trigger.scan_badge(person)

    def scan_tote(self, tote: Tote) -> None:
        """Scan a tote on the rack, or a sheet of paper; it is taken when the bench opens its order."""
        self.world.scan_tote(tote)

    def scan_good(self, good: Good) -> None:
        """Scan a thing."""
        reads = 2 if good.mishap is Mishap.DOUBLE_READ else 1
        self._scanned += [good] * reads
        self.refused = None
        self.world.scan_good(good)

    def put_in(self, good: Good) -> None:
        """Put a thing into the box, scanned or not."""
        table = self.world.table
        if table.box is None:
            return
        if table.tote is not None and good in table.tote.goods:
            table.tote.goods.remove(good)
        table.put_in(good)
        self.changed.emit()

    def take_out(self, good: Good) -> None:
        """Take a thing out of the box, back into the tote."""
        table = self.world.table
        table.take_out(good)
        if table.tote is not None:
            table.tote.goods.append(good)
        self.changed.emit()

    def put_on_scale(self) -> None:
        """Put the box on the scale."""
        if self.world.table.box is not None:
            self.world.weigh_box()
        self.changed.emit()

    def weigh_good(self, good: Good) -> None:
        """Put one thing on the scale: into the carton if that stands there, else as it is."""
        if self.world.table.on_scale:
            self.put_in(good)
        else:
            self.world.table.put_on_scale(good)

    def put_aside(self, good: Good) -> None:
        """Put a thing that does not belong into this order where it is in nobody's way."""
        table = self.world.table
        if table.tote is not None and good in table.tote.goods:
            table.tote.goods.remove(good)
            table.put_aside(good)
        self.refused = None
        self.changed.emit()

    def look_beside(self) -> None:
        """Look beside the carton: put in what fell there, else take back what was put aside."""
        table = self.world.table
        found = table.look_beside() if table.box is not None else None
        if found is not None:
            table.put_in(found)
        elif table.tote is not None:
            table.tote.goods += table.aside
            table.aside.clear()
        self.changed.emit()

    def take_off_scale(self) -> None:
        """Take the box off the scale."""
        self.world.table.take_off_scale()
        self.changed.emit()

    def stick_and_scan(self) -> None:
        """Take the topmost label out of the tray, stick it on the box and scan it."""
        self.world.table.take_off_scale()
        self.world.stick_and_scan()
        self.changed.emit()

    def scan_last_box(self) -> None:
        """Scan the label of the box that was packed before: the mistake the bench has to catch."""
        shelf = self.world.table.shelf
        if shelf and shelf[-1].label is not None:
            self.world.trigger.scan_label(shelf[-1].label)

    def _answered(self) -> None:
        """The bench said something: see what it means for the things on the table."""
        heard, self.screen.heard = self.screen.heard, []
        for answer in heard:
            self._hear(answer)
        self._follow(self.screen.text("order"))
        self.changed.emit()

    def _hear(self, answer: Verdict) -> None:
        table = self.world.table
        # A note, such as the one that an order is open now, is no answer to a thing.
        replies = bool(self._scanned) and answer.kind is not VerdictKind.NOTE
        scanned = self._scanned.pop(0) if replies else self._read_by_hand(answer)
        if answer.code is RefusalCode.DOUBLE_READ:
            # It counted once: the thing that was read again stays where it is.
            return
        if answer.kind is VerdictKind.ORDER_COMPLETE and table.box is not None:
            self._stick_unseen()
            table.shelve()
        if answer.code in ONE_OF_SEVERAL and table.box and table.box.label:
            table.shelve(another=True)
        if answer.code is Said.ORDER_OPENED:
            self._follow(self.screen.text("order"))
        if scanned is not None and answer.kind in TAKEN:
            self.put_in(scanned)
        elif scanned is not None and table.tote and scanned in table.tote.goods:
            self.refused = scanned

    def _read_by_hand(self, answer: Verdict) -> Good | None:
        """The thing that a scanner in somebody's own hand has read, or whose code was typed."""
        tote = self.world.table.tote
        if tote is None:
            return None
        name = answer.data.get("name") if answer.code in COUNTS else None
        sku = answer.data.get("sku") if answer.kind is VerdictKind.NO else None
        meant = (good for good in tote.goods if good.product.name == name or good.product.sku == sku)
        return next(meant, None)

    def _stick_unseen(self) -> None:
        """Whoever reads a label by hand has stuck it on: it is the one that is not of the carton before."""
        table, machines = self.world.table, self.world.machines
        before = table.shelf[-1].label if table.shelf else None
        while table.box is not None and table.box.label is None and machines.look_in_tray() is not None:
            label = machines.take_label()
            table.box.label = None if label == before else label

    def _follow(self, order: str) -> None:
        """Have the goods of the order on the screen at hand, and the others back on the rack."""
        table = self.world.table
        number = order.rpartition(" ")[2]
        if not number or (table.tote is not None and table.tote.order.number == number):
            return
        if table.tote is not None and table.box is not None:
            table.tote.goods += table.box.goods
            table.rack.insert(0, table.tote)
            table.put_tote_back()
        table.take_tote(number)
