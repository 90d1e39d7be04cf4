"""What a script can have the packer do with several cartons, copies of labels, totes and equal orders."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.application.batch import CountLike, OpenLike
from packstation.application.bench import OnBench
from packstation.application.bind_tote import BindTote, FindPicked
from packstation.application.carton_type import ChangeCartonType
from packstation.application.close_carton import CloseCarton
from packstation.application.find_carton import FindCarton
from packstation.application.move_unit import MoveUnit, UnitsMoved
from packstation.application.print_label import PrintLabel
from packstation.application.reopen import ReopenCarton, ReopenOrder
from packstation.application.verify_label import VerifyLabel
from packstation.domain.carton import CartonType
from packstation.domain.carton_act import CartonReopened
from packstation.domain.label import CopyReason
from packstation.domain.repack import leaving
from tests.fakes.label_writer import COPY_MARK
from tests.scenarios import words
from tests.scenarios.packer import Acts, Packer

act = Acts()


@act(r"carton type (\S+) of (\d+) g and fill of (\d+) g")
def carton_type(packer: Packer, code: str, tare: str, fill: str) -> list[str]:
    types = (*packer.warehouse.policy.carton_types, CartonType(code, int(tare), int(fill)))
    packer.set_policy(carton_types=types)
    return []


@act(r"a typed label proves nothing here")
def only_scanned(packer: Packer) -> list[str]:
    packer.set_policy(typed_label_verifies=False)
    return []


def _in_hand(on_bench: OnBench) -> list[str]:
    carton = on_bench.task.open_carton
    return [f"carton {carton.number} in hand"] if carton else []


def _number(packer: Packer, number: str) -> UUID:
    return next(c.carton_id for c in packer.task.cartons if c.number == int(number))


@act(r"take a carton (\S+)")
def take(packer: Packer, code: str) -> list[str]:
    after = ChangeCartonType(packer.warehouse.bench)(packer.somebody, packer.task, code)
    packer.shows(after)
    return [f"now a {code}"]


@act(r"next carton")
def next_carton(packer: Packer) -> list[str]:
    warehouse, weighed = packer.warehouse, packer.weigh()
    close = CloseCarton(warehouse.bench, warehouse.writer)
    after = close(packer.somebody, packer.task, weighed, partial=True)
    packer.scale = packer.scale.used()
    packer.shows(after)
    return ["closed", *words.label(after)]


@act(r"prove the carton")
def prove(packer: Packer) -> list[str]:
    warehouse = packer.warehouse
    printed = PrintLabel(warehouse.bench, warehouse.writer)(packer.somebody, packer.task, warehouse.printer)
    assert printed.label is not None
    read = warehouse.read(printed.label.plate.code)
    after = VerifyLabel(warehouse.bench)(packer.somebody, packer.task, read)
    packer.shows(after)
    return [*words.proven(after), *_in_hand(after)]


@act(r"type the number of the label")
def type_label(packer: Packer) -> list[str]:
    assert packer.on_bench is not None
    assert packer.on_bench.label is not None
    typed = replace(packer.warehouse.read(packer.on_bench.label.plate.code), typed=True)
    after = VerifyLabel(packer.warehouse.bench)(packer.somebody, packer.task, typed)
    packer.shows(after)
    return words.proven(after)


@act(r"reopen carton (\d+)")
def reopen(packer: Packer, number: str) -> list[str]:
    after = ReopenCarton(packer.warehouse.bench)(packer.somebody, packer.task, _number(packer, number))
    packer.shows(after)
    return _in_hand(after)


@act(r"reopen order (\S+)(?: with (\S+) beside)?")
def reopen_order(packer: Packer, order: str, beside: str | None) -> list[str]:
    bench = packer.warehouse.bench
    found = FindCarton(bench)(packer.somebody, packer.warehouse.read(order), packed=True)
    allowed_by = packer.people[beside][0] if beside else None
    carton_id = leaving(found.task)[0].carton_id
    after = ReopenOrder(bench)(packer.somebody, found.task, carton_id, allowed_by)
    packer.shows(after)
    return [*words.task(after.task), *_in_hand(after)]


@act(r"move (\S+) out of carton (\d+)")
def move(packer: Packer, code: str, number: str) -> list[str]:
    bench, read = packer.warehouse.bench, packer.warehouse.read(code)
    moved = MoveUnit(bench)(packer.somebody, packer.task, _number(packer, number), read)
    assert isinstance(moved, UnitsMoved)
    packer.shows(OnBench(moved.task))
    gone = [f"carton {number} is gone"] if moved.moved.emptied else []
    return [f"{moved.moved.source.units} left in it", *gone]


@act(r"cartons")
def cartons(packer: Packer) -> list[str]:
    task = packer.task
    return [f"{c.number} {'aside' if c.aside else c.state.value} {c.units}" for c in task.cartons]


@act(r"copy of the label of carton (\d+) because (\S+)")
def copy(packer: Packer, number: str, reason: str) -> list[str]:
    warehouse, carton_id = packer.warehouse, _number(packer, number)
    PrintLabel(warehouse.bench, warehouse.writer)(
        packer.somebody, packer.task, warehouse.printer, again=CopyReason(reason), carton_id=carton_id
    )
    return ["COPY printed" if warehouse.printer.paper[-1].startswith(COPY_MARK) else "label printed"]


@act(r"scan a label that counts no more")
def old_label(packer: Packer) -> list[str]:
    closed = (act.plate for act in packer.warehouse.acts() if isinstance(act, CartonReopened))
    read = packer.warehouse.read(next(closed))
    return words.proven(VerifyLabel(packer.warehouse.bench)(packer.somebody, packer.task, read))


@act(r"bind tote (\S+) to order (\S+)")
def bind(packer: Packer, tote: str, number: str) -> list[str]:
    warehouse = packer.warehouse
    order = FindPicked(warehouse.bench)(packer.somebody, warehouse.read(number))
    after = BindTote(warehouse.bench)(packer.somebody, order, warehouse.read(tote))
    return [" and ".join(after.task.order.totes)]


@act(r"next one like order (\S+)")
def next_like(packer: Packer, number: str) -> list[str]:
    bench, order = packer.warehouse.bench, packer.warehouse.on_bench(number).task.order
    left = CountLike(bench)(order)
    found = OpenLike(bench)(packer.somebody, order)
    if found is None:
        return ["none left"]
    packer.shows(found)
    return [f"order {found.task.order.number}", f"{left - 1} more like it"]
