"""What happens in one round of the day: every verb of the bench at least once, each on its usual road."""

from __future__ import annotations

from packstation.application.move_unit import UnitsMoved
from packstation.domain.device import Lamp
from packstation.domain.instructing import WHOLE_ORDER
from packstation.domain.instruction import InstructionKind, Mark
from packstation.domain.order import HoldReason
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.policy import ShortEnding
from packstation.domain.product import Unit
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.short import Missing, ShortReason
from tests.benchmarks.bench_site import BIG_BOX
from tests.benchmarks.big_store import ean
from tests.benchmarks.day import ALIKE, GONE, LOT, PLAIN, SERIAL, TOUCH, UNWEIGHED, Day

UNKNOWN_FROM = 500_000
"""Numbers of codes that no product of the store bears start here."""


def whole_order(day: Day, number: int) -> None:
    """An order with everything in it: picked into a tote, two cartons, a piece missing, reopened at last."""
    verbs, me, name = day.verbs, day.actor, f"WHOLE-{number}"
    wanted = [(PLAIN, 6), (TOUCH, 2), (LOT, 2), (SERIAL, 2)]
    order = day.order(name, wanted, InstructionKind.FRAGILE)
    day.timed("find_picked", verbs.find_picked, me, day.read(name))
    tote = f"BIN-{number}"
    day.timed("bind_tote", verbs.bind_tote, me, order, day.read(tote))
    opened = day.timed("open_order: by its tote", verbs.open_order, me, day.read(tote))
    task = day.in_hand(opened.task)
    task = first_carton(day, number, task)
    mark = Mark(order.instructions[0].instruction_id, WHOLE_ORDER)
    task = day.timed("confirm_instruction", verbs.confirm_instruction, me, task, mark).task
    task = day.timed("change_carton_type", verbs.cartons.change_carton_type, me, task, BIG_BOX.code).task
    task = day.close(task, partial=True)
    first = task.cartons[0].carton_id
    task = count(day, "scan_unit", task, PLAIN)
    task = day.timed("reopen_carton", verbs.cartons.reopen_carton, me, task, first).task
    task = day.in_hand(task)
    task = day.close(task, partial=True)
    moved = day.timed("move_unit", verbs.cartons.move_unit, me, task, first, day.read(PLAIN))
    if not isinstance(moved, UnitsMoved):
        raise TypeError("one kind of piece leaves nothing to choose")
    task = second_carton(day, number, moved.task)
    while task.open_carton is not None:
        task = day.close(task)
    day.timed("find_carton", verbs.cartons.find_carton, me, day.read(name), packed=True)
    carton_id = next(carton.carton_id for carton in task.cartons if carton.plate is not None)
    again = day.timed("reopen_order", verbs.cartons.reopen_order, me, task, carton_id)
    day.close(day.in_hand(again.task))


def first_carton(day: Day, number: int, task: PackTask) -> PackTask:
    """Counted in every way, taken back, refused, and a code nobody knew."""
    verbs, me = day.verbs, day.actor
    task = count(day, "scan_unit", task, PLAIN)
    task = day.timed("undo_scan", verbs.undo_scan, me, task).task
    task = count(day, "scan_unit", task, PLAIN)
    task = day.timed("count_times", verbs.count_times, me, task, 3).task
    day.refused("scan_unit: no, not on this order", verbs.scan_unit, me, task, day.read(UNWEIGHED))
    task = map_code(day, number, task)
    day.timed("count_by_touch", verbs.count_by_touch, me, task, 2, 2)
    day.timed("scan_unit: with a lot", verbs.scan_unit, me, task, day.read_lot(number))
    return count_serial(day, task, f"{number}-1")


def map_code(day: Day, number: int, task: PackTask) -> PackTask:
    """A code nobody knows is refused, a lead says what it means, and it counts."""
    verbs, me = day.verbs, day.actor
    code, other = ean(UNKNOWN_FROM + number), ean(UNKNOWN_FROM * 2 - number)
    day.refused("scan_unit: no, an unknown code", verbs.scan_unit, me, task, day.read(code))
    day.refused("scan_unit: no, an unknown code", verbs.scan_unit, me, task, day.read(other))
    unknown = day.timed("unknown_codes", verbs.lead.unknown_codes)
    day.timed("meant_product", verbs.lead.meant_product, me, day.read(PLAIN))
    day.timed("map_code", verbs.lead.map_code, me, unknown[0].code, PLAIN, Unit.EACH, 1)
    day.timed("drop_code", verbs.lead.drop_code, me, unknown[1].code)
    return count(day, "scan_unit: the first after a code was mapped", task, unknown[0].code)


def second_carton(day: Day, number: int, task: PackTask) -> PackTask:
    """The rest of the order; one piece is not there and becomes an order of its own."""
    verbs, me = day.verbs, day.actor
    day.timed("scan_unit: with a lot", verbs.scan_unit, me, task, day.read_lot(number))
    task = count_serial(day, task, f"{number}-2")
    missing = [Missing(1, task.left(task.line(1)))]
    ends = ShortReason.MISSING, ShortEnding.SHIP
    return day.timed("report_short", verbs.report_short, me, task, missing, *ends).task


def side_order(day: Day, number: int) -> None:
    """Opened and given back, parked and fetched, and called off half packed."""
    verbs, me, name = day.verbs, day.actor, f"SIDE-{number}"
    order = day.order(name, [(PLAIN, 3)])
    task = day.timed("open_order: the next one", verbs.open_order, me, None).task
    day.timed("release_order", verbs.release_order, me, task)
    # Else it were the next one in every round, with one thrown away carton more each time.
    day.cancel(task.order)
    task = day.timed("open_order", verbs.open_order, me, day.read(name)).task
    for _ in range(2):
        task = count(day, "scan_unit", task, PLAIN)
    day.timed("look_at", verbs.look_at, order.order_id)
    day.timed("park_order", verbs.park_order, me, task, f"SHELF {number}")
    day.timed("parked_orders", verbs.parked_orders, me)
    day.timed("open_order: by its place", verbs.open_order, me, day.read(f"SHELF {number}"))
    on_bench = day.timed("resume_order", verbs.resume_order, me)
    day.cancel(order)
    task = on_bench.task if on_bench else task
    for _ in range(2):
        task = day.timed("put_back", verbs.put_back, me, task, day.read(PLAIN)).task


def like_order(day: Day, number: int) -> None:
    """An order of a row of equals: packed, and the next one of them put up."""
    verbs, me, name = day.verbs, day.actor, f"LIKE-{number}"
    day.order(name, [(ALIKE, 1)])
    task = day.in_hand(verbs.open_order(me, day.read(name)).task)
    task = day.close(count(day, "scan_unit", task, ALIKE))
    day.timed("count_like", verbs.count_like, task.order)
    following = day.timed("open_like", verbs.open_like, me, task.order)
    if following is None:
        raise AssertionError("a row of equals has a next one")
    verbs.release_order(me, following.task)
    # Else it were the next one in every round, with one thrown away carton more each time.
    day.cancel(following.task.order)
    day.order(f"EQUAL-AFTER-{number}", [(ALIKE, 1)])


def lead_and_people(day: Day, number: int) -> None:
    """What a lead does beside packing, and what the bench writes down by itself."""
    verbs, me, name = day.verbs, day.actor, f"HELD-{number}"
    held = day.order(name, [(PLAIN, 1)], held=True)
    day.timed("held_orders", verbs.lead.held_orders)
    day.timed("find_held", verbs.lead.find_held, me, day.read(name))
    day.timed("lift_hold", verbs.lead.lift_hold, me, held.order_id, HoldReason.MANUAL)
    day.learn(UNWEIGHED)
    day.timed("learned_weights", verbs.lead.learned_weights)
    day.timed("confirm_weight", verbs.lead.confirm_weight, me, UNWEIGHED, right=False)
    day.timed("people", verbs.people)
    day.timed("list_people", verbs.lead.list_people, me)
    day.timed("change_person", verbs.lead.change_person.disable, me, GONE.user_id)
    verbs.lead.change_person.enable(me, GONE.user_id)
    read_twice = Refused(RefusalCode.UNKNOWN_CODE)
    day.timed("note_refusal", verbs.note_refusal, me, None, Verb.SCAN_UNIT, read_twice, "scanner")
    day.timed("note_lamp", verbs.note_lamp, Lamp("scale", None))
    day.timed("sign_out", verbs.sign_out, me, idle=False)


def count(day: Day, name: str, task: PackTask, code: str) -> PackTask:
    """One scan that counts."""
    return day.timed(name, day.verbs.scan_unit, day.actor, task, day.read(code)).task


def count_serial(day: Day, task: PackTask, serial: str) -> PackTask:
    """One piece with its own number."""
    name = "scan_unit: with a serial number"
    return day.timed(name, day.verbs.scan_unit, day.actor, task, day.read_serial(serial)).task
