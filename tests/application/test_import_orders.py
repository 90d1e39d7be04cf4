"""A file of orders comes in whole order by whole order, and every row of it is accounted for."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.application.import_orders import BREATH, CHUNK, ImportOrders
from packstation.application.import_progress import ImportStage
from packstation.domain.draft import LeftOut, QuarantineReason
from packstation.domain.import_report import ImportReport, OrderFate, RowsLost
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from tests.application.import_desk import ImportDesk, file_of
from tests.fakes.store import FakeWork

SAME = ("A MUG 2", "B LID 1", "A LID 1", "-")


@pytest.fixture
def desk() -> ImportDesk:
    return ImportDesk()


def test_rows_of_one_order_are_one_order_however_far_apart_they_stand(desk: ImportDesk) -> None:
    report = desk.bring("A MUG 2", *(f"N{n} LID 1" for n in range(CHUNK)), "A LID 1")
    assert (report.rows_read, report.used, report.orders_used) == (CHUNK + 2, CHUNK + 2, CHUNK + 1)
    order = desk.order("A")
    assert order is not None
    assert [(line.sku, line.quantity) for line in order.lines] == [("MUG", 2), ("LID", 1)]
    assert order.ship_to == ("A. Customer", "Ship street 7", "12345 Town")


def test_the_same_file_again_changes_nothing(desk: ImportDesk) -> None:
    first = desk.bring(*SAME)
    before = (desk.order("A"), desk.order("B"), len(desk.acts()))
    again = desk.bring(*SAME)
    assert (first.used, first.left_out, first.orders_used) == (3, 1, 2)
    assert (again.used, again.unchanged, again.left_out, again.orders_used) == (0, 3, 1, 0)
    assert (desk.order("A"), desk.order("B"), len(desk.acts()) - 1) == before


def test_an_order_that_comes_changed_is_changed_and_only_that_one(desk: ImportDesk) -> None:
    desk.bring(*SAME)
    report = desk.bring("A MUG 3", "B LID 1", "A LID 1")
    assert (report.used, report.unchanged) == (2, 1)
    assert report.orders == {OrderFate.CHANGED: 1, OrderFate.UNCHANGED: 1}
    order = desk.order("A")
    assert order is not None
    assert order.lines[0].quantity == 3


def test_the_truck_of_a_changed_order_is_that_of_the_day_it_came_in(desk: ImportDesk) -> None:
    desk.bring("A MUG 1")
    first = desk.order("A")
    desk.clock.advance(3 * 86_400)
    desk.bring("A MUG 2")
    changed = desk.order("A")
    assert first is not None
    assert changed is not None
    assert (changed.cutoff_at, changed.lines[0].quantity) == (first.cutoff_at, 2)


def test_an_order_that_its_shop_cancelled_is_stopped_here(desk: ImportDesk) -> None:
    desk.bring("A MUG 2")
    report = desk.bring("A MUG cancel", "NEW MUG cancel")
    assert (report.used, report.not_for_packing) == (0, {LeftOut.CANCELLED: 2})
    order = desk.order("A")
    assert order is not None
    assert order.state is OrderState.CANCELLED
    assert desk.order("NEW") is None


def test_an_order_that_was_shipped_elsewhere_is_not_packed_here(desk: ImportDesk) -> None:
    desk.bring("A MUG 2")
    report = desk.bring("A MUG gone")
    assert report.not_for_packing == {LeftOut.FULFILLED: 1}
    order = desk.order("A")
    assert order is not None
    assert order.state is OrderState.CANCELLED


def test_one_bad_row_keeps_its_whole_order_out_and_no_other(desk: ImportDesk) -> None:
    report = desk.bring("A MUG 2", "A LID bad", "B LID 1", "?")
    assert (report.used, report.quarantined, report.rows_read) == (1, 3, 4)
    assert desk.order("A") is None
    assert [(entry.line, entry.order_key, entry.reason) for entry in desk.waiting()] == [
        (1, "A", QuarantineReason.ORDER_INCOMPLETE),
        (2, "A", QuarantineReason.QUANTITY_UNREADABLE),
        (4, "", QuarantineReason.NUMBER_MISSING),
    ]


def test_the_same_bad_rows_wait_once_however_often_and_wherever_they_come(desk: ImportDesk) -> None:
    desk.bring("A MUG 2", "A LID bad", "?")
    before = desk.waiting()
    report = desk.bring("B LID 1", "?", "A MUG 2", "A LID bad", name="next.rows")
    assert report.quarantined == 3
    assert desk.waiting() == before


def test_a_corrected_file_settles_what_waited(desk: ImportDesk) -> None:
    desk.bring("A MUG 2", "A LID bad")
    report = desk.bring("A MUG 2", "A LID 4")
    assert (report.used, report.quarantined) == (2, 0)
    assert desk.waiting() == ()
    order = desk.order("A")
    assert order is not None
    assert order.lines[1].quantity == 4


def test_other_bad_rows_of_an_order_take_the_place_of_the_earlier_ones(desk: ImportDesk) -> None:
    desk.bring("A MUG 2", "A LID bad")
    desk.bring("A MUG bad")
    assert [entry.text for entry in desk.waiting()] == ['{"row": "A MUG bad"}']


def test_a_number_that_another_order_has_is_kept_out(desk: ImportDesk) -> None:
    desk.bring("A MUG 2")
    with desk.store.transaction() as work:
        order = work.orders.by_number("A")
        assert order is not None
        work.orders.add(replace(order, order_id=desk.bench.new_id(), number="B"))
    report = desk.bring("B LID 1")
    assert report.quarantined == 1
    assert [entry.reason for entry in desk.waiting()] == [QuarantineReason.NUMBER_TAKEN]


@pytest.mark.parametrize("number", ["PSB123", "psb123", "PSC-NEXT", "psc-x"])
def test_a_number_that_a_scan_would_take_for_something_else_is_kept_out(
    desk: ImportDesk, number: str
) -> None:
    assert desk.bring(f"{number} MUG 1").quarantined == 1
    assert [entry.reason for entry in desk.waiting()] == [QuarantineReason.NUMBER_RESERVED]
    assert desk.order(number) is None


def test_an_order_for_a_product_nobody_knows_comes_in_and_waits(desk: ImportDesk) -> None:
    report = desk.bring("A VASE 1", "B MUG 1")
    assert report.used == 2
    held, free = desk.order("A"), desk.order("B")
    assert held is not None
    assert free is not None
    assert held.holds == {HoldReason.PRODUCT_UNKNOWN}
    assert not free.holds


def test_orders_that_wait_for_a_product_are_counted_new_or_changed(desk: ImportDesk) -> None:
    assert desk.bring("A1 NEW 1", "A2 MUG 1", "A3 NEW 2").unknown_product == 2
    assert desk.bring("A1 NEW 1", "A2 NEW 1", "A3 NEW 2").unknown_product == 1
    assert desk.bring("A1 NEW 1", "A2 NEW 1", "A3 MUG 2").unknown_product == 0
    assert desk.bring("A1 NEW 1", "A2 NEW 1", "A3 MUG 2").unknown_product == 0


def test_an_order_that_is_packed_is_not_changed_and_somebody_looks_at_it(desk: ImportDesk) -> None:
    desk.bring("A MUG 2")
    with desk.store.transaction() as work:
        order = work.orders.by_number("A")
        assert order is not None
        work.orders.save(replace(order, state=OrderState.PACKED, packed_by="ida"))
    assert desk.bring("A MUG 3").quarantined == 1
    assert [entry.reason for entry in desk.waiting()] == [QuarantineReason.ALREADY_PACKED]
    acts = len(desk.acts())
    assert desk.bring("A MUG 3").quarantined == 1
    assert len(desk.acts()) == acts + 1  # the import itself: no second no about the same rows


def test_a_change_that_came_too_late_and_was_dropped_is_not_asked_again(desk: ImportDesk) -> None:
    desk.bring("A MUG 2")
    with desk.store.transaction() as work:
        order = work.orders.by_number("A")
        assert order is not None
        work.orders.save(replace(order, state=OrderState.PACKED, packed_by="ida"))
    desk.bring("A MUG 3")
    desk.drop(None, desk.waiting()[0].entry_no)
    assert desk.bring("A MUG 3").not_for_packing == {LeftOut.DROPPED: 1}
    assert desk.waiting() == ()


def test_cancelled_means_whole_orders_and_the_same_file_goes_on_from_there(desk: ImportDesk) -> None:
    rows = [f"N{number // 2} MUG {1 + number % 2}" for number in range(600)]
    asked = iter([False, False, True])
    report = desk.bring(*rows, cancelled=lambda: next(asked, True))
    assert not report.complete
    assert 0 < report.rows_read < 600
    with desk.store.transaction() as work:
        come = [order for n in range(300) if (order := work.orders.by_number(f"N{n}"))]
    assert all(len(order.lines) == 2 for order in come)
    assert report.used == 2 * len(come)
    rest = desk.bring(*rows)
    assert (rest.used, rest.unchanged, rest.complete) == (600 - report.used, report.used, True)


def test_a_full_disk_leaves_whole_orders(desk: ImportDesk) -> None:
    desk.store.fail(FaultCode.DISK_FULL)
    with pytest.raises(DeviceFault):
        desk.bring("A MUG 2", "A LID 1")
    assert desk.order("A") is None
    assert desk.bring("A MUG 2", "A LID 1").used == 2


def test_one_import_at_a_time(desk: ImportDesk) -> None:
    with desk.intake.alone(), pytest.raises(Refused) as refused:
        desk.bring("A MUG 1")
    assert refused.value.code is RefusalCode.IMPORT_RUNNING
    assert desk.bring("A MUG 1").used == 1


def test_a_packer_brings_no_orders_in(desk: ImportDesk) -> None:
    with pytest.raises(Refused) as refused:
        desk.import_orders(desk.reader, file_of("A MUG 1"), "a.rows", Actor("ida", "Ida", Role.PACKER))
    assert refused.value.code is RefusalCode.ROLE_FORBIDS


def test_progress_ends_at_the_whole_file(desk: ImportDesk) -> None:
    desk.bring(*(f"N{number} MUG 1" for number in range(CHUNK * 2)))
    assert desk.told[0].stage is ImportStage.READING
    last = desk.told[-1]
    assert (last.stage, last.rows_settled, last.orders) == (ImportStage.OVER, CHUNK * 2, CHUNK * 2)
    assert last.remaining_s == 0


def test_how_much_of_it_is_over_never_goes_back_and_is_all_only_at_the_end(desk: ImportDesk) -> None:
    def slowly() -> bool:
        desk.clock.advance(0.3)
        return False

    desk.bring(*(f"A{number} MUG 1" for number in range(1_500)), cancelled=slowly)
    percents = [one.percent for one in desk.told]
    assert percents == sorted(percents)
    assert (percents.count(100), percents[-1]) == (1, 100)
    read = [one.percent for one in desk.told if one.stage is ImportStage.READING]
    assert max(read) <= 34
    assert len(set(percents)) > 10


def test_the_journal_holds_counts_and_no_customer(desk: ImportDesk) -> None:
    desk.bring("A MUG 2", "A LID bad", "B MUG 1")
    for entry in desk.store.journal:
        told = repr(entry.act)
        assert "Customer" not in told
        assert "Ship street" not in told
    assert desk.acts()[-1] == "orders_imported"
    payload = desk.store.journal[-1].act.payload()
    assert payload["rows"] == {"read": 3, "used": 1, "unchanged": 0, "quarantined": 2}


def test_a_report_that_does_not_add_up_cannot_be_made() -> None:
    with pytest.raises(RowsLost):
        ImportReport("form", rows_read=3, used=1, quarantined=1)


ROW = st.builds(
    "{} {} {}".format,
    st.sampled_from(["A", "B", "C", "E1", "PSB1", "PSC-X"]),
    st.sampled_from(["MUG", "LID", "VASE"]),
    st.sampled_from(["1", "2", "bad", "gone", "cancel"]),
)
FILES = st.lists(st.lists(ROW | st.sampled_from(["-", "?", ""]), max_size=12), min_size=1, max_size=4)


@given(FILES)
def test_whatever_comes_every_row_is_accounted_for(files: list[list[str]]) -> None:
    desk = ImportDesk()
    for rows in files:
        report = desk.bring(*rows)
        told = report.used + report.unchanged + report.left_out + report.quarantined
        assert report.rows_read == told == len(rows)
        again = desk.bring(*rows)
        assert again.rows_read == len(rows)
        assert again.used == 0
        assert again.quarantined == report.quarantined


def test_the_bench_is_told_when_the_work_is_over_however_it_ends(desk: ImportDesk) -> None:
    over = list[str]()
    intake = replace(desk.intake, rested=lambda: over.append("rested"))
    with intake.alone():
        assert over == []
    with pytest.raises(ValueError, match="planted"), intake.alone():
        raise ValueError("planted")
    assert over == ["rested", "rested"]


def lane_entered(*, packing: bool) -> list[str]:
    """When an import of two hundred new orders takes the lane to write, and when the disk gets its due."""
    desk, entered = ImportDesk(), list[str]()
    repeatable = desk.store.repeatable
    desk.store.write_out = lambda: entered.append("out")  # type: ignore[method-assign]

    def counted() -> AbstractContextManager[FakeWork]:
        entered.append("lane")
        return repeatable()

    desk.store.repeatable = counted  # type: ignore[method-assign]
    rows = [f"N{number} MUG 1" for number in range(200)]
    take_in = ImportOrders(replace(desk.intake, breathe=lambda: packing))
    assert take_in(desk.reader, file_of(*rows), "day.rows").used == len(rows)
    return entered


def test_while_somebody_packs_an_import_holds_the_lane_for_fewer_orders_at_a_time() -> None:
    assert lane_entered(packing=True).count("lane") > 2 * lane_entered(packing=False).count("lane")


def test_while_somebody_packs_no_scan_waits_for_what_an_import_left_to_the_disk() -> None:
    entered = lane_entered(packing=True)
    assert entered == ["lane", "out"] * (len(entered) // 2)
    assert "out" not in lane_entered(packing=False)


def test_whoever_packs_is_let_through_at_each_order_also_while_the_file_is_read(desk: ImportDesk) -> None:
    breaths = list[str]()

    def breathe() -> bool:
        breaths.append("breath")
        return False

    rows = [f"N{number} MUG 1" for number in range(100)]
    ImportOrders(replace(desk.intake, breathe=breathe))(desk.reader, file_of(*rows), "day.rows")
    assert len(breaths) >= 2 * len(rows) + len(rows) // BREATH
