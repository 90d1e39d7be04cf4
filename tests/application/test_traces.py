"""Lot, date and serial number of what is packed, by the label or by asking, over both stores."""

from __future__ import annotations

from datetime import date

import pytest

from packstation.application.counting import Answer, TraceWanted, UnitScanned
from packstation.application.scan_unit import ScanUnit
from packstation.application.undo_scan import UndoScan
from packstation.domain.act import Refusal, UnitCounted
from packstation.domain.lot import Lot
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.product import Tracking
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import ElementStrings, Scan
from packstation.domain.trace import Trace
from tests.application.site import CUP, MUG
from tests.application.traced import (
    GONE,
    LATER,
    LATEST,
    MILK,
    MILK_CASE,
    RADIO,
    TODAY,
    label,
    move_in,
    typed,
)
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
LOT, EXPIRY, SERIAL = Tracking.LOT, Tracking.EXPIRY, Tracking.SERIAL


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse with its difficult goods."""
    return move_in(warehouse)


def ask(warehouse: Warehouse, task: PackTask, scan: Scan, *answers: Answer) -> UnitScanned | TraceWanted:
    return ScanUnit(warehouse.bench).or_ask(warehouse.ida, task, scan, answers)


def counted(warehouse: Warehouse, task: PackTask, scan: Scan, *answers: Answer) -> UnitScanned:
    answer = ask(warehouse, task, scan, *answers)
    assert isinstance(answer, UnitScanned)
    return answer


def lots(warehouse: Warehouse, sku: str = "MILK") -> tuple[Lot, ...]:
    with warehouse.store.transaction() as work:
        return work.catalogue.lots(sku)


def know(warehouse: Warehouse, *known: Lot) -> None:
    with warehouse.store.transaction() as work:
        work.catalogue.put_lots(known)


def milk(warehouse: Warehouse, lot: str | None = "A1", expiry: date | None = LATER) -> Scan:
    return label(warehouse, MILK, lot, expiry)


def radio(warehouse: Warehouse, serial: str | None) -> Scan:
    return label(warehouse, RADIO, serial=serial)


# --- lot and date ---


def test_a_label_with_lot_and_date_is_counted_at_once_and_the_lot_is_known_from_then_on(
    warehouse: Warehouse,
) -> None:
    task = warehouse.open("200001")
    after = counted(warehouse, task, milk(warehouse)).task
    assert after.cartons[0].traces == (Trace(1, 1, "A1", LATER),)
    assert lots(warehouse) == (Lot("MILK", "A1", LATER),)
    assert warehouse.newest() == [
        UnitCounted(1, "MILK", 1, f"0{MILK}", "scanner", lot="A1", expiry=LATER.isoformat())
    ]


def test_nothing_is_counted_or_written_before_all_is_known(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    scan = milk(warehouse, None, None)
    before = warehouse.seen(), warehouse.acts()
    assert ask(warehouse, task, scan) == TraceWanted("MILK", "Milk", LOT)
    wanted = ask(warehouse, task, scan, typed(LOT, "a1"))
    assert wanted == TraceWanted("MILK", "Milk", EXPIRY)
    assert (warehouse.seen(), warehouse.acts()) == before
    yes = counted(warehouse, task, scan, typed(LOT, "a1"), typed(EXPIRY, LATER.strftime("%d%m%y")))
    assert yes.task.cartons[0].traces == (Trace(1, 1, "A1", LATER),)


def test_what_was_typed_is_no_knowledge_of_the_house_but_helps_with_the_next_piece(
    warehouse: Warehouse,
) -> None:
    task = warehouse.open("200001")
    scan = milk(warehouse, None, None)
    counted(warehouse, task, scan, typed(LOT, "A1"), typed(EXPIRY, LATER.isoformat()))
    assert lots(warehouse) == ()
    again = ask(warehouse, task, scan)
    assert isinstance(again, TraceWanted)
    assert again.lots == (Lot("MILK", "A1", LATER),)
    assert counted(warehouse, task, scan, typed(LOT, "A1")).task.cartons[0].traces == (
        Trace(1, 2, "A1", LATER),
    )


def test_a_date_typed_for_a_lot_of_the_label_is_no_knowledge_either(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    counted(warehouse, task, milk(warehouse, "A1", None), typed(EXPIRY, LATER.isoformat()))
    assert lots(warehouse) == ()


def test_a_label_scanned_for_the_answer_is_believed_as_the_first_one_is(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    answer = Answer(LOT, Scan("10", "scanner", 9, "]C1", ElementStrings(lot="A1", expiry=LATER)))
    counted(warehouse, task, milk(warehouse, None, None), answer)
    assert lots(warehouse) == (Lot("MILK", "A1", LATER),)


def test_known_lots_are_offered_the_first_to_expire_in_front_and_none_that_is_past(
    warehouse: Warehouse,
) -> None:
    know(warehouse, Lot("MILK", "C3", LATEST), Lot("MILK", "B2", LATER), Lot("MILK", "Z9", GONE))
    task = warehouse.open("200001")
    wanted = ask(warehouse, task, milk(warehouse, None, None))
    assert isinstance(wanted, TraceWanted)
    assert wanted.lots == (Lot("MILK", "B2", LATER), Lot("MILK", "C3", LATEST))


def test_a_known_lot_fills_its_date_by_itself(warehouse: Warehouse) -> None:
    know(warehouse, Lot("MILK", "B2", LATER))
    task = warehouse.open("200001")
    yes = counted(warehouse, task, milk(warehouse, None, None), typed(LOT, "b2"))
    assert yes.task.cartons[0].traces == (Trace(1, 1, "B2", LATER),)


def test_a_known_lot_under_another_date_is_refused(warehouse: Warehouse) -> None:
    know(warehouse, Lot("MILK", "A1", LATER))
    task = warehouse.open("200001")
    facts = {"lot": "A1", "date": LATEST.isoformat(), "known": LATER.isoformat()}
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.LOT_EXPIRY_DIFFERS, **facts):
        ask(warehouse, task, milk(warehouse, "A1", LATEST))


def test_an_expired_piece_is_refused_by_its_label_and_by_its_answer(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    facts = {"sku": "MILK", "date": GONE.isoformat()}
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.EXPIRED, **facts):
        ask(warehouse, task, milk(warehouse, None, GONE))
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.EXPIRED, **facts):
        ask(warehouse, task, milk(warehouse, "A1", None), typed(EXPIRY, GONE.isoformat()))
    assert lots(warehouse) == ()


def test_what_expires_today_may_leave_today(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    assert counted(warehouse, task, milk(warehouse, "A1", TODAY)).counted.packed == 1


def test_a_label_that_says_expired_is_believed_of_a_product_nobody_tracks(warehouse: Warehouse) -> None:
    task = warehouse.open("200006")
    facts = {"sku": "MUG", "date": GONE.isoformat()}
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.EXPIRED, **facts):
        ask(warehouse, task, label(warehouse, MUG, "A1", GONE))
    assert counted(warehouse, task, label(warehouse, MUG, "A1", LATER)).task.cartons[0].traces == ()


def test_a_later_lot_is_counted_and_the_sooner_one_is_named(warehouse: Warehouse) -> None:
    know(warehouse, Lot("MILK", "B2", LATER))
    task = warehouse.open("200001")
    assert counted(warehouse, task, milk(warehouse, "C3", LATEST)).sooner == Lot("MILK", "B2", LATER)
    assert counted(warehouse, task, milk(warehouse, "B2", LATER)).sooner is None


def test_two_lots_in_one_carton_are_kept_apart_and_undo_takes_its_own(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    case = label(warehouse, MILK_CASE, "A1", LATER)
    counted(warehouse, task, case)
    after = counted(warehouse, task, milk(warehouse, "C3", LATEST)).task
    assert after.cartons[0].traces == (Trace(1, 6, "A1", LATER), Trace(1, 1, "C3", LATEST))
    back = UndoScan(warehouse.bench)(warehouse.ida, task).task
    assert back.cartons[0].traces == (Trace(1, 6, "A1", LATER),)
    assert UndoScan(warehouse.bench)(warehouse.ida, task).task.cartons[0].traces == ()


def test_the_code_of_the_next_product_is_no_lot(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    answer = Answer(LOT, warehouse.read(CUP, "]E0"))
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.ANSWER_IS_PRODUCT, sku="CUP", what="lot"):
        ask(warehouse, task, milk(warehouse, None, None), answer)


def test_what_was_typed_and_is_no_date_stays_out_of_the_journal(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    facts = {"what": "expiry", "read": "1234 my PIN"}
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.TRACE_UNREADABLE, **facts):
        ask(warehouse, task, milk(warehouse, "A1", None), typed(EXPIRY, "1234 my PIN"))
    refusal = warehouse.newest()[0]
    assert isinstance(refusal, Refusal)
    assert refusal.data == {"what": "expiry"}


def test_where_nobody_can_be_asked_a_piece_without_its_lot_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.TRACE_NEEDED, sku="MILK", what="lot"):
        ScanUnit(warehouse.bench)(warehouse.ida, task, milk(warehouse, None, None))


def test_a_piece_nobody_wants_is_refused_before_anything_is_asked(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.NOT_ON_ORDER, sku="MILK"):
        ask(warehouse, task, milk(warehouse, None, None))


def test_a_serial_number_nobody_asks_for_is_not_written_down(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    scan = Scan("PILL", "scanner", 9, elements=ElementStrings(lot="P1", serial="X1"))
    assert counted(warehouse, task, scan).task.cartons[0].traces == (Trace(2, 1, "P1"),)


# --- serial numbers ---


def test_a_serial_number_on_the_label_is_enough(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    yes = counted(warehouse, task, radio(warehouse, "S1"))
    assert yes.task.cartons[0].traces == (Trace(1, 1, serial="S1"),)
    act = warehouse.newest()[0]
    assert isinstance(act, UnitCounted)
    assert act.serial == "S1"


def test_a_serial_number_in_the_same_order_is_refused_with_the_order(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    counted(warehouse, task, radio(warehouse, "S1"))
    facts = {"sku": "RADIO", "serial": "S1", "order": "200002"}
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.SERIAL_SEEN, **facts):
        ask(warehouse, task, radio(warehouse, "S1"))


def test_a_serial_number_taken_back_may_be_packed_again(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    counted(warehouse, task, radio(warehouse, "S1"))
    UndoScan(warehouse.bench)(warehouse.ida, task)
    assert counted(warehouse, task, radio(warehouse, "S1")).counted.packed == 1


def test_every_piece_of_a_case_is_asked_for_its_own_serial_number(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    case = warehouse.read("RADIOS")
    answers: list[Answer] = []
    for number, serial in enumerate(("S1", "S2", "S3"), 1):
        wanted = ask(warehouse, task, case, *answers)
        assert wanted == TraceWanted("RADIO", "Radio", SERIAL, (), number, 3)
        answers.append(Answer(SERIAL, warehouse.read(serial)))
    yes = counted(warehouse, task, case, *answers)
    assert (yes.counted.units, yes.counted.packed) == (3, 3)
    assert [trace.serial for trace in yes.task.cartons[0].traces] == ["S1", "S2", "S3"]
    assert [act.part for act in warehouse.newest(3) if isinstance(act, UnitCounted)] == [1, 2, 3]
    back = UndoScan(warehouse.bench)(warehouse.ida, task).task
    assert (back.units_packed, back.cartons[0].traces) == (0, ())


def test_one_serial_number_for_two_pieces_of_a_case_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.open("200001")
    twice = [Answer(SERIAL, warehouse.read("S1"))] * 2
    facts = {"sku": "RADIO", "serial": "S1", "order": "200001"}
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.SERIAL_SEEN, **facts):
        ask(warehouse, task, warehouse.read("RADIOS"), *twice)


def test_a_serial_number_longer_than_gs1_allows_is_refused(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    long = Answer(SERIAL, warehouse.read("S" * 21))
    with pytest.raises(Refused) as no:
        ask(warehouse, task, radio(warehouse, None), long)
    assert no.value.code is RefusalCode.TRACE_UNREADABLE


def test_a_gs1_label_scanned_for_a_serial_number_brings_it(warehouse: Warehouse) -> None:
    task = warehouse.open("200002")
    read = Scan("21S7", "scanner", 9, "]C1", ElementStrings(serial="S7"))
    yes = counted(warehouse, task, radio(warehouse, None), Answer(SERIAL, read))
    assert yes.task.cartons[0].traces == (Trace(1, 1, serial="S7"),)
