"""What every store promises the verbs: the one on disk and the one the other tests use."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application.ports import Store
from packstation.domain.act import LabelPrinted, SignedOut, UnitCounted, UnitUncounted
from packstation.domain.carton import Carton
from packstation.domain.journal import JournalEntry
from packstation.domain.label import Label, Plate
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.person import Role, User
from packstation.domain.product import Product, ProductCode, Unit
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.sscc import SsccBlock
from packstation.domain.weight import WeightResult
from packstation.persistence.read_journal import read_journal
from tests.fakes.clock import NOON, FakeClock
from tests.fakes.store import FakeStore
from tests.persistence.shelf import (
    BLOCK,
    CODES,
    IDA,
    LID_CODE,
    MUG_CODE,
    PRODUCTS,
    counting_ids,
    make_order,
    open_order,
    open_store,
    scan,
)

CARTON = UUID(int=77)
MUGS = make_order(1, ("MUG", 3), ("LID", 24), hours=6)


@dataclass
class Opened:
    """A store in use, how to stop and start it, and its journal without the starts and stops."""

    store: Store
    restart: Callable[[], Store]
    read: Callable[[], list[JournalEntry]]

    def again(self) -> Store:
        """The same store after a stop and a start."""
        self.store = self.restart()
        return self.store

    def journal(self) -> list[JournalEntry]:
        """What was written, oldest first."""
        return [entry for entry in self.read() if not entry.act.kind.startswith("station_")]


def in_memory(_folder: Path) -> Opened:
    store = FakeStore(FakeClock(), counting_ids(), BLOCK)
    return Opened(store, lambda: store, lambda: store.journal)


def on_disk(folder: Path) -> Opened:
    path = folder / "store.db"
    open_now = [open_store(path)]

    def restart() -> Store:
        open_now[0].close()
        open_now[0] = open_store(path)
        return open_now[0]

    return Opened(open_now[0], restart, lambda: list(read_journal(path)))


@pytest.fixture(params=[in_memory, on_disk], ids=["memory", "disk"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    make: Callable[[Path], Opened] = request.param
    opened = make(tmp_path)
    with opened.store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    return opened


def put(store: Store, *orders: Order) -> None:
    with store.transaction() as work:
        for order in orders:
            work.orders.add(order)


def next_number(store: Store, sku: str | None = None) -> str | None:
    with store.transaction() as work:
        order = work.orders.next_ready(sku)
    return order.number if order else None


def change(store: Store, number: str, change_it: Callable[[Order], Order]) -> None:
    with store.transaction() as work:
        order = work.orders.by_number(number)
        assert order is not None
        work.orders.save(change_it(order))


# --- orders ---


def test_an_order_comes_back_with_the_names_and_weights_of_its_goods(opened: Opened) -> None:
    order = replace(
        make_order(5, ("MUG", 2), ("UNHEARD-OF", 1), hours=3, tote="T-1"),
        holds=frozenset({HoldReason.PAYMENT, HoldReason.FRAUD}),
    )
    put(opened.store, order)
    with opened.again().transaction() as work:
        read = work.orders.by_number("5")
    assert read is not None
    mug, unheard_of = order.lines
    lines = (replace(mug, name="Mug, blue", unit_grams=300), replace(unheard_of, name="", unit_grams=None))
    assert read == replace(order, lines=lines)


def test_a_cutoff_of_another_time_zone_is_the_same_instant(opened: Opened) -> None:
    order = replace(make_order(5, ("MUG", 1)), cutoff_at=NOON.astimezone().replace(microsecond=250))
    put(opened.store, order)
    with opened.store.transaction() as work:
        read = work.orders.by_number("5")
    assert read is not None
    assert read.cutoff_at == order.cutoff_at


def test_a_number_nobody_ordered_under_means_nothing(opened: Opened) -> None:
    put(opened.store, MUGS)
    with opened.store.transaction() as work:
        assert work.orders.by_number("2") is None


@pytest.mark.parametrize("state", list(OrderState))
def test_a_tote_means_the_order_whose_goods_still_lie_in_it(opened: Opened, state: OrderState) -> None:
    put(opened.store, replace(make_order(5, ("MUG", 1), tote="T-7"), state=state))
    gone = {OrderState.PACKED, OrderState.SHIPPED, OrderState.CANCELLED}
    with opened.store.transaction() as work:
        assert (work.orders.by_tote("T-7") is None) == (state in gone)
        assert work.orders.by_tote("T-8") is None


def test_next_is_the_earliest_cutoff_and_orders_without_one_come_last(opened: Opened) -> None:
    put(
        opened.store,
        make_order(1, ("MUG", 1)),
        make_order(2, ("MUG", 1), hours=5),
        make_order(3, ("LID", 1), hours=2),
        make_order(4, ("MUG", 1), hours=2),
    )
    served = []
    while (number := next_number(opened.store)) is not None:
        served.append(number)
        change(opened.store, number, lambda order: order.claimed_by("somewhere"))
    assert served == ["3", "4", "2", "1"]


def test_next_for_a_product_is_the_earliest_order_that_needs_it(opened: Opened) -> None:
    put(
        opened.store,
        make_order(1, ("MUG", 1)),
        make_order(2, ("MUG", 1), ("LID", 1), hours=5),
        make_order(3, ("LID", 1), hours=2),
        make_order(4, ("MUG", 1), hours=9),
    )
    served = []
    while (number := next_number(opened.store, "MUG")) is not None:
        served.append(number)
        change(opened.store, number, lambda order: order.claimed_by("somewhere"))
    assert served == ["2", "4", "1"]
    assert next_number(opened.store, "POSTER") is None


def test_a_held_order_waits_until_its_last_hold_is_lifted(opened: Opened) -> None:
    put(opened.store, replace(make_order(1, ("MUG", 1)), holds=frozenset(HoldReason)))
    for sku in (None, "MUG"):
        assert next_number(opened.store, sku) is None
    change(opened.store, "1", lambda order: replace(order, holds=frozenset({HoldReason.STOCK})))
    with opened.store.transaction() as work:
        order = work.orders.by_number("1")
    assert order is not None
    assert order.holds == {HoldReason.STOCK}
    assert next_number(opened.store) is None
    change(opened.store, "1", lambda order: replace(order, holds=frozenset()))
    for sku in (None, "MUG"):
        assert next_number(opened.store, sku) == "1"


def test_a_released_order_is_offered_again(opened: Opened) -> None:
    put(opened.store, MUGS)
    change(opened.store, "1", lambda order: order.claimed_by("here"))
    assert next_number(opened.store, "LID") is None
    change(opened.store, "1", lambda order: order.released())
    assert next_number(opened.store, "LID") == "1"


@pytest.mark.parametrize("state", list(OrderState))
def test_what_lies_open_here_is_claimed_here_and_neither_packed_nor_released(
    opened: Opened, state: OrderState
) -> None:
    here = opened.store.station_id
    put(opened.store, replace(make_order(1, ("MUG", 1)), state=state, holder=here))
    put(opened.store, replace(make_order(2, ("MUG", 1)), state=state, holder="elsewhere"))
    put(opened.store, replace(make_order(3, ("MUG", 1)), state=state))
    with opened.again().transaction() as work:
        order = work.orders.open_here()
    open_states = {OrderState.CLAIMED, OrderState.PACKING, OrderState.CANCELLED}
    assert (order.number if order else None) == ("1" if state in open_states else None)


def test_everything_that_moves_of_an_order_is_saved(opened: Opened) -> None:
    put(opened.store, MUGS)
    moved = replace(
        MUGS,
        state=OrderState.PACKED,
        tote="T-9",
        holds=frozenset({HoldReason.MANUAL}),
        holder="elsewhere",
        fence=4,
        rev=3,
        packed_by="ida",
        packed_at=NOON + timedelta(microseconds=1),
    )
    change(opened.store, "1", lambda order: replace(moved, lines=order.lines))
    with opened.again().transaction() as work:
        read = work.orders.by_number("1")
    assert read is not None
    assert replace(read, lines=MUGS.lines) == moved


def test_an_order_nobody_stored_cannot_be_saved_or_packed(opened: Opened) -> None:
    with pytest.raises(KeyError), opened.store.transaction() as work:
        work.orders.save(MUGS)
    with pytest.raises(KeyError), opened.store.transaction() as work:
        work.orders.task(MUGS.order_id)


# --- the task ---


def test_a_packed_carton_reads_the_same_after_a_restart(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
    for code in (LID_CODE, MUG_CODE, MUG_CODE, LID_CODE, MUG_CODE):
        with opened.store.transaction() as work:
            scan(work, MUGS.order_id, code)
    with opened.store.transaction() as work:
        before = work.orders.task(MUGS.order_id)
        plate, block = work.plates.block().allot()
        work.plates.save(block)
        work.orders.save_task(before, before.close(plate, 1520, WeightResult.WITHIN))
        task = work.orders.task(MUGS.order_id)
    assert [carton.contents for carton in task.cartons] == [((1, 3), (2, 24))]
    assert (task.cartons[0].plate, task.cartons[0].gross_grams) == (plate, 1520)
    assert task.order.state is OrderState.PACKING
    with opened.again().transaction() as work:
        assert work.orders.task(MUGS.order_id) == task


def test_pieces_taken_out_are_gone_and_a_second_carton_stands_beside_the_first(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.store.transaction() as work:
        counted = scan(work, MUGS.order_id)
        emptied = counted.uncount(1, 1)
        work.orders.save_task(counted, emptied)
    with opened.again().transaction() as work:
        task = work.orders.task(MUGS.order_id)
        assert [carton.contents for carton in task.cartons] == [()]
        voided = replace(task, cartons=(task.cartons[0].voided(),))
        work.orders.save_task(task, voided)
        two = voided.with_carton(UUID(int=78), replace(task.cartons[0].carton_type, code="BOX-L"))
        work.orders.save_task(voided, two)
    with opened.again().transaction() as work:
        assert work.orders.task(MUGS.order_id) == two


def test_a_cancellation_is_seen_by_the_very_next_scan(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.store.transaction() as work:
        scan(work, MUGS.order_id)
    change(opened.store, "1", lambda order: order.cancelled())
    with opened.store.transaction() as work:
        task = work.orders.task(MUGS.order_id)
    assert task.cancelled
    assert task.packed(1) == 1


def test_a_product_weighed_meanwhile_weighs_so_in_the_next_scan(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        scan(work, MUGS.order_id)
    with opened.store.transaction() as work:
        work.catalogue.put([Product("MUG", "Mug, red", 310)], [])
    with opened.store.transaction() as work:
        line = work.orders.task(MUGS.order_id).line(1)
    assert (line.name, line.unit_grams) == ("Mug, red", 310)


# --- all or nothing ---


def refused_after_much_work(store: Store) -> None:
    with store.transaction() as work:
        scan(work, MUGS.order_id)
        work.users.put(User("eve", "Eve", Role.PACKER))
        work.catalogue.put([Product("MUG", "Mug, changed", 1)], [ProductCode("X", "MUG")])
        work.plates.save(work.plates.block().allot()[1])
        raise Refused(RefusalCode.UNKNOWN_CODE)


def test_a_refused_block_leaves_nothing_behind(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.store.transaction() as work:
        task = scan(work, MUGS.order_id)
    journal = opened.journal()
    with pytest.raises(Refused):
        refused_after_much_work(opened.store)
    with opened.store.transaction() as work:
        assert work.orders.task(MUGS.order_id) == task
        assert work.users.all() == ()
        assert work.catalogue.meaning("X") is None
        assert work.plates.block() == BLOCK
    assert opened.journal() == journal


def test_a_scan_refused_at_the_last_moment_was_never_counted(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        scan(work, MUGS.order_id)
    for _ in range(2):
        with pytest.raises(Refused):
            refused_after_a_scan(opened.store)
    with opened.store.transaction() as work:
        assert work.orders.task(MUGS.order_id).packed(1) == 1


def refused_after_a_scan(store: Store) -> None:
    with store.transaction() as work:
        scan(work, MUGS.order_id)
        raise Refused(RefusalCode.QUESTION_OPEN)


def test_the_journal_has_no_gap_where_a_block_was_refused(opened: Opened) -> None:
    for refused in (False, True, False):
        try:
            with opened.store.transaction() as work:
                work.record(SignedOut(idle=refused), IDA)
                if refused:
                    raise Refused(RefusalCode.UNKNOWN_CODE)
        except Refused:
            continue
    first, second = opened.journal()
    assert second.seq == first.seq + 1
    assert second.prev_hash == first.hash


def test_a_transaction_inside_a_transaction_is_a_bug(opened: Opened) -> None:
    with (
        pytest.raises(RuntimeError, match="inside"),
        opened.store.transaction(),
        opened.store.transaction(),
    ):
        raise AssertionError("a second transaction began")
    put(opened.store, MUGS)


def test_verbs_of_several_threads_take_turns(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.orders.add(make_order(1, ("MUG", 10_000)))
        open_order(work, opened.store.station_id, make_order(2, ("MUG", 10_000)), CARTON)

    def pack() -> None:
        for _ in range(25):
            with opened.store.transaction() as work:
                scan(work, UUID(int=2))

    threads = [threading.Thread(target=pack) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with opened.store.transaction() as work:
        assert work.orders.task(UUID(int=2)).packed(1) == 100
    seqs = [entry.seq for entry in opened.journal()]
    assert seqs == list(range(seqs[0], seqs[0] + 101))


# --- catalogue ---


def test_a_code_means_its_alias_before_the_sku_of_that_name(opened: Opened) -> None:
    with opened.store.transaction() as work:
        assert work.catalogue.meaning(LID_CODE) == ProductCode(LID_CODE, "LID", Unit.CASE, 12)
        assert work.catalogue.meaning("MUG") == ProductCode("MUG", "MUG", Unit.EACH, 1)
        assert work.catalogue.meaning("mug") is None
        work.catalogue.put([], [ProductCode("MUG", "LID")])
        assert work.catalogue.meaning("MUG") == ProductCode("MUG", "LID")


def test_a_sku_that_is_a_gtin_is_found_by_its_fourteen_digits(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.catalogue.put([Product("4006381333931", "Pen")], [])
        assert work.catalogue.meaning("04006381333931") == ProductCode("04006381333931", "4006381333931")
        work.catalogue.put([], [ProductCode("04006381333931", "MUG")])
        work.catalogue.put([Product("4006381333931", "Pen, once more")], [])
        assert work.catalogue.meaning("04006381333931") == ProductCode("04006381333931", "MUG")


def test_products_and_codes_are_replaced_when_put_again(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.catalogue.put(
            [Product("MUG", "Mug, large", None)], [ProductCode(MUG_CODE, "LID", Unit.PALLET, 40)]
        )
    with opened.again().transaction() as work:
        assert work.catalogue.product("MUG") == Product("MUG", "Mug, large", None)
        assert work.catalogue.product("JUG") is None
        assert work.catalogue.meaning(MUG_CODE) == ProductCode(MUG_CODE, "LID", Unit.PALLET, 40)


# --- labels, people, plates ---


def test_a_label_keeps_its_very_bytes_and_is_found_by_carton_and_by_plate(opened: Opened) -> None:
    plate = Plate("00395212340000000018", is_sscc=True)
    label = Label(UUID(int=9), CARTON, plate, bytes(range(256)))
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        work.labels.add(label)
        work.labels.save(label.requested().requested())
    with opened.again().transaction() as work:
        assert work.labels.by_plate(plate.code) == label.requested().requested()
        assert work.labels.of_carton(CARTON) == label.requested().requested()
        assert work.labels.by_plate("00395212340000000025") is None
        assert work.labels.of_carton(UUID(int=1)) is None


def test_a_void_label_is_no_longer_its_cartons(opened: Opened) -> None:
    label = Label(UUID(int=9), CARTON, Plate("BENCH-1", is_sscc=False), b"^XA^XZ")
    fresh = Label(UUID(int=10), CARTON, Plate("BENCH-2", is_sscc=False), b"^XA^XZ")
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        work.labels.add(label)
        work.labels.save(label.voided())
        assert work.labels.of_carton(CARTON) is None
        work.labels.add(fresh)
        assert work.labels.of_carton(CARTON) == fresh
        assert work.labels.by_plate("BENCH-1") == label.voided()


def test_a_label_nobody_stored_cannot_be_saved(opened: Opened) -> None:
    with pytest.raises(KeyError), opened.store.transaction() as work:
        work.labels.save(Label(UUID(int=9), CARTON, Plate("BENCH-1", is_sscc=False), b""))


def test_people_come_by_name_and_a_wrong_pin_is_remembered(opened: Opened) -> None:
    ida = User("2", "Ida", Role.PACKER, 17, "badge hash", "pin hash")
    lea = User("1", "Lea", Role.LEAD, disabled=True)
    with opened.store.transaction() as work:
        work.users.put(lea)
        work.users.put(ida)
        work.users.put(ida.missed(NOON))
    with opened.again().transaction() as work:
        assert work.users.all() == (ida.missed(NOON), lea)
        assert work.users.user("2") == ida.missed(NOON)
        assert work.users.user("3") is None
        assert work.users.by_badge(17) == ida.missed(NOON)
        assert work.users.by_badge(18) is None


def test_plates_go_on_where_they_stopped(opened: Opened) -> None:
    plates = []
    for _ in range(3):
        with opened.store.transaction() as work:
            plate, block = work.plates.block().allot()
            work.plates.save(block)
        plates.append(plate.code)
        opened.again()
    assert len(set(plates)) == 3
    with opened.store.transaction() as work:
        assert work.plates.block() == SsccBlock(0, "9521234", "BENCH", 4, 1_000)


# --- the journal ---


def test_a_line_of_the_journal_says_who_did_what_to_which_carton_under_which_claim(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, replace(MUGS, rev=3), CARTON)
        entry = work.record(LabelPrinted("9"), IDA, task=task, carton_id=CARTON)
        alone = work.record(SignedOut(idle=True), None)
    assert (entry.actor, entry.act, entry.order_id, entry.carton_id) == (
        "ida",
        LabelPrinted("9"),
        MUGS.order_id,
        CARTON,
    )
    assert (entry.fence, entry.rev, entry.at, entry.mono_ms) == (1, 3, NOON, 1_000)
    assert (entry.station_id, entry.second_actor) == (opened.store.station_id, None)
    assert (alone.actor, alone.order_id, alone.carton_id, alone.fence, alone.rev) == (None,) * 5
    assert opened.journal()[-2:] == [entry, alone]


def test_the_chain_goes_on_after_a_restart(opened: Opened) -> None:
    for _ in range(3):
        with opened.store.transaction() as work:
            work.record(SignedOut(idle=False), IDA)
        opened.again()
    entries = opened.read()
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.prev_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]


def test_the_newest_count_is_the_one_that_was_not_undone(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
        assert work.last_count(CARTON) is None
        counts = []
        for units in (1, 2, 3):
            act = UnitCounted(1, "MUG", units, MUG_CODE, "scanner")
            counts.append((work.record(act, IDA, task=task, carton_id=CARTON).seq, act))
        elsewhere = UnitCounted(1, "MUG", 9, MUG_CODE, "scanner")
        work.record(elsewhere, IDA, task=task, carton_id=UUID(int=5))
    for seq, act in reversed(counts):
        with opened.again().transaction() as work:
            assert work.last_count(CARTON) == (seq, act)
            undo = UnitUncounted(1, "MUG", act.units, seq)
            work.record(undo, IDA, task=task, carton_id=CARTON)
            work.record(LabelPrinted("9"), IDA, task=task, carton_id=CARTON)
    with opened.store.transaction() as work:
        assert work.last_count(CARTON) is None
        again = UnitCounted(1, "MUG", 1, MUG_CODE, "scanner")
        seq = work.record(again, IDA, task=task, carton_id=CARTON).seq
        assert work.last_count(CARTON) == (seq, again)


def test_an_empty_carton_stays_an_empty_carton(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.again().transaction() as work:
        read = work.orders.task(MUGS.order_id)
    assert read.cartons == task.cartons == (Carton(CARTON, 1, task.cartons[0].carton_type),)
