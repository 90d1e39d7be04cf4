"""Order 100234 (2 mugs, 13 lids, 1 tray) in several cartons, by the verbs a bench has for it."""

from __future__ import annotations

import pytest

from packstation.application.bench import OnBench
from packstation.application.close_carton import CloseCarton
from packstation.application.find_carton import FindCarton
from packstation.application.move_unit import MoveUnit, UnitsMoved
from packstation.application.print_label import PrintLabel
from packstation.application.reopen import ReopenCarton, ReopenOrder
from packstation.application.scan_unit import ScanUnit
from packstation.application.verify_label import VerifyLabel
from packstation.domain.carton import Carton
from packstation.domain.label import LabelState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.weight import WeighedCarton
from tests.application.site import LID, LID_CASE, MUG, TRAY
from tests.application.warehouse import Warehouse

ORDER = "100234"
EMPTY_BOX = 200
WEIGHTS = {"MUG": 300, "LID": 20, "TRAY": 400}

BOTH_STORES = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)


class Repacking:
    """One order at the bench of a warehouse; every step reads the order anew from the store."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse

    @property
    def task(self) -> PackTask:
        """The order as the store has it."""
        return self.warehouse.on_bench(ORDER).task

    @property
    def in_hand(self) -> Carton:
        """The open carton."""
        carton = self.task.open_carton
        assert carton is not None
        return carton

    def carton(self, number: int) -> Carton:
        """A carton by its number."""
        return next(carton for carton in self.task.cartons if carton.number == number)

    def scan(self, *codes: str) -> None:
        """Goods go into the carton in hand."""
        for code in codes:
            ScanUnit(self.warehouse.bench)(self.warehouse.ida, self.task, self.warehouse.read(code))

    def weighed(self) -> WeighedCarton:
        """What the carton in hand weighs."""
        task, carton = self.task, self.in_hand
        goods = sum(units * WEIGHTS[task.line(line_no).sku] for line_no, units in carton.contents)
        kind = carton.carton_type
        return WeighedCarton(goods + kind.tare_grams + kind.fill_grams, None, None)

    def close(self, *, partial: bool = True) -> OnBench:
        """Close the carton in hand."""
        close = CloseCarton(self.warehouse.bench, self.warehouse.writer)
        return close(self.warehouse.ida, self.task, self.weighed(), partial=partial)

    def prove(self) -> OnBench:
        """Print the label that is wanted, and scan it back."""
        warehouse = self.warehouse
        printed = PrintLabel(warehouse.bench, warehouse.writer)(warehouse.ida, self.task, warehouse.printer)
        assert printed.label is not None
        read = warehouse.read(printed.label.plate.code)
        return VerifyLabel(warehouse.bench)(warehouse.ida, self.task, read)

    def fill(self, *codes: str) -> OnBench:
        """One whole carton: scanned, closed, proven."""
        self.scan(*codes)
        self.close()
        return self.prove()

    def pack_two(self) -> None:
        """The whole order in two cartons: mugs in the first, the rest in the second."""
        self.warehouse.open(ORDER)
        self.fill(MUG, MUG)
        self.fill(LID_CASE, LID, TRAY)

    def reopen(self, number: int) -> OnBench:
        """Cut a carton open."""
        verb = ReopenCarton(self.warehouse.bench)
        return verb(self.warehouse.ida, self.task, self.carton(number).carton_id)

    def reopen_packed(self, number: int, actor: Actor, allowed_by: Actor | None = None) -> OnBench:
        """Fetch the packed order back."""
        found = FindCarton(self.warehouse.bench)(actor, self.warehouse.read(ORDER), packed=True)
        carton_id = self.carton(number).carton_id
        return ReopenOrder(self.warehouse.bench)(actor, found.task, carton_id, allowed_by)

    def move(self, number: int, code: str) -> UnitsMoved:
        """One scan out of a carton into the one in hand."""
        verb, source = MoveUnit(self.warehouse.bench), self.carton(number).carton_id
        moved = verb(self.warehouse.ida, self.task, source, self.warehouse.read(code))
        assert isinstance(moved, UnitsMoved)
        return moved

    def label_state(self, plate: str) -> LabelState:
        """How far the label of that plate is."""
        with self.warehouse.store.transaction() as work:
            label = work.labels.by_plate(plate)
        assert label is not None
        return label.state

    def plates(self) -> list[str]:
        """Every plate on a carton of the order."""
        return [carton.plate.code for carton in self.task.cartons if carton.plate]
