"""Starting an order: one field, one resolver, and a claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.open_order import LookAt, OpenOrder, ResumeOrder
from packstation.application.release_order import ReleaseOrder
from packstation.application.scan_unit import ScanUnit
from packstation.domain.act import CartonOpened, OrderOpened
from packstation.domain.carton import CartonState
from packstation.domain.label import LabelState
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from packstation.domain.scan import ElementStrings, Scan
from tests.application.site import IDA_BADGE, LID, MUG, ON_DISK, POSTER, TRAY
from tests.application.warehouse import Warehouse
from tests.fakes.clock import NOON


def opened(warehouse: Warehouse, scan: Scan | None) -> str:
    return OpenOrder(warehouse.bench)(warehouse.ida, scan).task.order.number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100234", "100234"),
        (" 100234 ", "100234"),
        ("T-7", "100235"),
        (MUG, "100235"),
        (LID, "100234"),
        (f"0{LID}", "100234"),
        ("LID", "100234"),
        (POSTER, "100236"),
        (TRAY, "100234"),
    ],
)
def test_one_field_finds_the_order_by_number_tote_or_product(
    warehouse: Warehouse, text: str, number: str
) -> None:
    assert opened(warehouse, warehouse.read(text)) == number


def test_without_a_scan_the_order_whose_truck_leaves_first_is_next(warehouse: Warehouse) -> None:
    assert opened(warehouse, None) == "100235"


def test_an_order_without_a_truck_comes_last(warehouse: Warehouse) -> None:
    for number in ("100234", "100235", "100236"):
        warehouse.cancel(number)
    assert opened(warehouse, None) == "100237"


def test_a_product_leads_past_an_order_that_is_held(warehouse: Warehouse) -> None:
    warehouse.change("100235", holds=frozenset({HoldReason.PAYMENT}))
    assert opened(warehouse, warehouse.read(MUG)) == "100234"


def test_gs1_data_is_searched_by_its_gtin(warehouse: Warehouse) -> None:
    scan = replace(warehouse.read(f"01{POSTER}10A", "]C1"), elements=ElementStrings(gtin=f"0{POSTER}"))
    assert opened(warehouse, scan) == "100236"


def test_faulty_gs1_data_names_no_product(warehouse: Warehouse) -> None:
    scan = replace(
        warehouse.read("0104012345678900", "]C1"), elements=ElementStrings(gtin=f"0{MUG}", faulty=True)
    )
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.UNKNOWN_ORDER, read="0104012345678900"):
        opened(warehouse, scan)


def test_opening_claims_the_order_and_puts_up_its_first_carton(warehouse: Warehouse) -> None:
    on_bench = OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("100234"))
    order = on_bench.task.order
    assert (order.state, order.holder, order.fence) == (OrderState.CLAIMED, warehouse.store.station_id, 1)
    assert [(c.number, c.state) for c in on_bench.task.cartons] == [(1, CartonState.OPEN)]
    assert on_bench.label is None
    assert warehouse.on_bench("100234") == on_bench
    assert warehouse.newest(2) == [OrderOpened(resumed=False), CartonOpened(1, "BOX")]


def test_the_journal_names_who_opened_which_order_under_which_claim(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    entry = warehouse.opened.journal()[-1]
    assert (entry.actor, entry.order_id, entry.fence, entry.rev) == ("ida", task.order.order_id, 1, 1)
    assert entry.carton_id == task.cartons[0].carton_id


def test_opening_again_what_lies_open_resumes_it_without_a_second_carton(warehouse: Warehouse) -> None:
    before = warehouse.pack(MUG, number="100234")
    again = OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("100234"))
    assert again.task == before
    assert warehouse.newest() == [OrderOpened(resumed=True)]


def test_an_order_released_and_opened_anew_is_not_resumed(warehouse: Warehouse) -> None:
    ReleaseOrder(warehouse.bench)(warehouse.ida, warehouse.open("100234"))
    again = warehouse.open("100234")
    assert (again.order.fence, [c.number for c in again.cartons]) == (2, [1, 2])
    assert OrderOpened(resumed=False) in warehouse.newest(2)


def test_opening_an_order_whose_carton_waits_for_its_label_shows_that_label(warehouse: Warehouse) -> None:
    closed = warehouse.close()
    again = OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("100235"))
    assert again == closed
    assert again.label is not None
    assert again.label.state is LabelState.WANTED


def test_an_unknown_code_is_refused(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.UNKNOWN_ORDER, read="999"):
        opened(warehouse, warehouse.read("999"))


def test_a_badge_in_the_order_field_is_refused_without_its_secret(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.UNKNOWN_ORDER, read="PSB"):
        opened(warehouse, warehouse.read(IDA_BADGE.code))


def test_a_product_no_ready_order_needs_is_refused(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NOTHING_READY, sku="CUP"):
        opened(warehouse, warehouse.read("CUP"))


def test_an_empty_queue_is_refused(warehouse: Warehouse) -> None:
    for number in ("100234", "100235", "100236", "100237"):
        warehouse.cancel(number)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NOTHING_READY, sku=None):
        opened(warehouse, None)


def test_a_held_order_is_refused_with_the_reason(warehouse: Warehouse) -> None:
    warehouse.change("100234", holds=frozenset({HoldReason.ADDRESS, HoldReason.PAYMENT}))
    with warehouse.refused(
        Verb.OPEN_ORDER, RefusalCode.ORDER_HELD, order="100234", reasons="address payment"
    ):
        opened(warehouse, warehouse.read("100234"))


def test_a_cancelled_order_is_refused(warehouse: Warehouse) -> None:
    warehouse.cancel("100234")
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_CANCELLED, order="100234"):
        opened(warehouse, warehouse.read("100234"))


def test_a_packed_order_is_refused_with_who_and_when_and_the_journal_keeps_no_name(
    warehouse: Warehouse,
) -> None:
    warehouse.change("100234", state=OrderState.PACKED, packed_by="Ida", packed_at=NOON)
    with warehouse.refused(
        Verb.OPEN_ORDER, RefusalCode.ORDER_PACKED, order="100234", by="Ida", at="2026-03-02T12:00:00+00:00"
    ):
        opened(warehouse, warehouse.read("100234"))
    assert "Ida" not in str(warehouse.newest())


def test_an_order_on_another_bench_is_refused_with_that_bench(warehouse: Warehouse) -> None:
    warehouse.change("100234", state=OrderState.PACKING, holder="bench-2")
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_CLAIMED, order="100234", holder="bench-2"):
        opened(warehouse, warehouse.read("100234"))


def test_an_order_that_is_not_ready_is_refused(warehouse: Warehouse) -> None:
    warehouse.change("100234", state=OrderState.QUARANTINED)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_NOT_READY, order="100234", state="quarantined"):
        opened(warehouse, warehouse.read("100234"))


@pytest.mark.parametrize("text", ["100237", "POSTER"])
def test_a_second_order_is_refused_while_one_lies_open(warehouse: Warehouse, text: str) -> None:
    warehouse.open("100234")
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_OPEN_HERE, order="100234"):
        opened(warehouse, warehouse.read(text))


def test_an_order_cancelled_on_the_bench_is_still_the_open_one(warehouse: Warehouse) -> None:
    warehouse.open("100234")
    warehouse.cancel("100234")
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_OPEN_HERE, order="100234"):
        opened(warehouse, None)


@ON_DISK
def test_after_a_power_cut_the_order_lies_there_exactly_as_it_was_left(warehouse: Warehouse) -> None:
    before = warehouse.pack(MUG, LID, LID, number="100234")
    warehouse.restart()
    resumed = ResumeOrder(warehouse.bench)(warehouse.ida)
    assert resumed is not None
    assert resumed.task == before
    assert warehouse.newest() == [OrderOpened(resumed=True)]


@ON_DISK
def test_an_order_cancelled_while_the_bench_was_off_is_resumed_to_be_cleared_away(
    warehouse: Warehouse,
) -> None:
    warehouse.pack(MUG, number="100234")
    warehouse.cancel("100234")
    warehouse.restart()
    resumed = ResumeOrder(warehouse.bench)(warehouse.lea)
    assert resumed is not None
    assert resumed.task.cancelled


def test_an_empty_bench_has_nothing_to_resume_and_nothing_to_write_down(warehouse: Warehouse) -> None:
    acts = warehouse.acts()
    assert ResumeOrder(warehouse.bench)(warehouse.ida) is None
    assert warehouse.acts() == acts


def test_looking_at_an_order_changes_and_records_nothing(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, number="100234")
    ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(LID))
    seen, acts = warehouse.seen(), warehouse.acts()
    assert LookAt(warehouse.bench)(task.order.order_id) == warehouse.on_bench("100234")
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)
