"""Where several stations pack the orders of one site: whose an order is, and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application import ask_claim
from packstation.application.batch import OpenLike
from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.application.open_order import OpenOrder, OpenUnclaimed
from packstation.application.park_order import ParkOrder
from packstation.application.ports import NewId
from packstation.application.release_order import ReleaseOrder
from packstation.application.reopen import ReopenOrder
from packstation.application.scan_unit import ScanUnit
from packstation.application.settle_conflict import OpenConflict, OpenConflicts, SettleConflict
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import OrderOpened
from packstation.domain.central import DocumentKind, Grant, Outcome
from packstation.domain.conflict import ConflictEnding
from packstation.domain.order import OrderState
from packstation.domain.packing_act import OrderResumed
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from packstation.domain.scan import Scan
from packstation.domain.site_act import ClaimOverridden, ConflictEnded, OrderLeftAnyway
from packstation.persistence.read_journal import read_journal
from packstation.persistence.station_book import SqlStationBook
from packstation.persistence.store import SqliteStore
from tests.application.site import BLOCK, MUG, Opened, OpenStore
from tests.application.warehouse import Warehouse
from tests.fakes.clock import FakeClock
from tests.persistence.site import joined

SOON = UUID(int=100235)
LATER = UUID(int=100234)


@dataclass
class Desk:
    """Central's answers, as the sync brings them to whoever waits."""

    warehouse: Warehouse
    gives: set[UUID] = field(default_factory=set)
    taken: dict[UUID, str] = field(default_factory=dict)
    away: bool = False
    heard: bool = True
    asked: list[UUID] = field(default_factory=list)

    def want(self, order_id: UUID, timeout_s: float) -> ClaimAnswer:
        """Claim this order now."""
        self.asked.append(order_id)
        if self.away:
            return ClaimAnswer(ClaimReply.NOT_REACHED)
        if order_id in self.taken:
            return ClaimAnswer(ClaimReply.TAKEN, self.taken[order_id])
        if order_id not in self.gives:
            return ClaimAnswer(ClaimReply.NOT_GIVEN)
        claim(self.warehouse, order_id, heard=self.heard)
        return ClaimAnswer(ClaimReply.YOURS)


def claim(warehouse: Warehouse, order_id: UUID, fence: int = 5, *, heard: bool = True) -> None:
    """Central gives the order; `heard`: its feed has told so here, and of all before it."""
    lease_ms = 600_000
    store, clock = warehouse.store, warehouse.clock
    assert isinstance(store, SqliteStore)
    book = SqlStationBook(store, clock, warehouse.bench.new_id)
    book.hold((Grant(order_id, fence, lease_ms),), clock.mono_ms())
    if heard:
        with store.transaction() as work:
            order = work.orders.task(order_id).order
            lay = order.state in {OrderState.CLAIMED, OrderState.PACKING}
            state, holder = (OrderState.READY, None) if lay else (order.state, order.holder)
            work.orders.save(replace(order, fence=fence, state=state, holder=holder))


def held(warehouse: Warehouse) -> list[UUID]:
    store = warehouse.store
    assert isinstance(store, SqliteStore)
    return [one.order_id for one in SqlStationBook(store, warehouse.clock, warehouse.bench.new_id).held()]


@pytest.fixture
def open_store(tmp_path: Path) -> OpenStore:
    joined(tmp_path, "A").store.close()
    path = tmp_path / "A.db"

    def open_disk(clock: FakeClock, new_id: NewId) -> Opened:
        store = SqliteStore.open(path, clock=clock, new_id=new_id, app_version="1", block=BLOCK)
        return Opened(store, lambda: list(read_journal(path)), store._closing.close)

    return open_disk


@pytest.fixture
def desk(warehouse: Warehouse) -> Desk:
    return Desk(warehouse)


def opening(warehouse: Warehouse, desk: Desk) -> OpenOrder:
    warehouse.claim_desk = desk
    return OpenOrder(warehouse.bench)


def test_next_takes_the_orders_claimed_ahead_and_asks_nobody(warehouse: Warehouse, desk: Desk) -> None:
    claim(warehouse, LATER)
    on_bench = opening(warehouse, desk)(warehouse.ida, None)
    assert on_bench.task.order.order_id == LATER
    assert desk.asked == []


def test_the_fence_of_the_claim_stands_in_every_row_of_the_order(warehouse: Warehouse, desk: Desk) -> None:
    claim(warehouse, SOON, fence=9)
    task = opening(warehouse, desk)(warehouse.ida, warehouse.read("100235")).task
    ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG))
    rows = [entry for entry in warehouse.opened.journal() if entry.order_id == SOON]
    assert {entry.fence for entry in rows if entry.act.kind != "order_received"} == {9}


def test_an_order_that_is_named_is_asked_for_and_opened(warehouse: Warehouse, desk: Desk) -> None:
    desk.gives = {SOON}
    task = opening(warehouse, desk)(warehouse.ida, warehouse.read("100235")).task
    assert (task.order.fence, desk.asked) == (5, [SOON])
    assert held(warehouse) == [SOON]


def test_an_order_of_another_bench_is_said_to_be_there(warehouse: Warehouse, desk: Desk) -> None:
    desk.taken = {SOON: "Bench 7"}
    verb = opening(warehouse, desk)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_CLAIMED, order="100235", holder="Bench 7"):
        verb(warehouse.ida, warehouse.read("100235"))


def test_an_order_that_central_keeps_back_is_not_opened(warehouse: Warehouse, desk: Desk) -> None:
    verb = opening(warehouse, desk)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_NOT_GIVEN, order="100235"):
        verb(warehouse.ida, warehouse.read("100235"))


def test_with_central_away_only_what_is_claimed_is_packed(warehouse: Warehouse, desk: Desk) -> None:
    desk.away = True
    claim(warehouse, LATER)
    verb = opening(warehouse, desk)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.CENTRAL_NEEDED, order="100235", order_id=str(SOON)):
        verb(warehouse.ida, warehouse.read("100235"))
    assert verb(warehouse.ida, None).task.order.order_id == LATER


def test_next_with_nothing_claimed_asks_for_the_order_that_leaves_first(
    warehouse: Warehouse, desk: Desk
) -> None:
    desk.taken = {SOON: "Bench 7"}
    desk.gives = {UUID(int=100236)}
    task = opening(warehouse, desk)(warehouse.ida, None).task
    assert task.order.number == "100236"
    assert desk.asked == [SOON, UUID(int=100236)]


def test_next_with_nothing_claimed_and_nobody_to_ask_says_that_none_is_ready(
    warehouse: Warehouse, desk: Desk
) -> None:
    desk.away = True
    verb = opening(warehouse, desk)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NOTHING_READY, sku=None):
        verb(warehouse.ida, None)


def test_a_product_opens_only_an_order_that_is_claimed(warehouse: Warehouse, desk: Desk) -> None:
    claim(warehouse, LATER)
    assert opening(warehouse, desk)(warehouse.ida, warehouse.read(MUG)).task.order.order_id == LATER


def test_orders_alike_are_offered_only_where_they_are_claimed(warehouse: Warehouse, desk: Desk) -> None:
    claim(warehouse, SOON)
    task = opening(warehouse, desk)(warehouse.ida, None).task
    alike = replace(
        task.order, order_id=UUID(int=9), number="9", state=OrderState.READY, holder=None, fence=0
    )
    with warehouse.store.transaction() as work:
        work.orders.add(alike)
    ReleaseOrder(warehouse.bench)(warehouse.ida, task)
    assert OpenLike(warehouse.bench)(warehouse.ida, task.order) is None
    claim(warehouse, UUID(int=9))
    found = OpenLike(warehouse.bench)(warehouse.ida, task.order)
    assert found is not None
    assert found.task.order.number == "9"


def test_a_lead_may_have_an_order_packed_that_nobody_can_give(warehouse: Warehouse, desk: Desk) -> None:
    desk.away = True
    opening(warehouse, desk)
    with warehouse.refused(
        Verb.OPEN_UNCLAIMED, RefusalCode.ROLE_FORBIDS, role="packer", verb="open_unclaimed"
    ):
        OpenUnclaimed(warehouse.bench)(warehouse.ida, SOON)
    task = OpenUnclaimed(warehouse.bench)(warehouse.ida, SOON, warehouse.lea).task
    assert task.order.state is OrderState.CLAIMED
    entries = [entry for entry in warehouse.opened.journal() if isinstance(entry.act, ClaimOverridden)]
    assert [(entry.actor, entry.second_actor) for entry in entries] == [("ida", "lea")]
    assert held(warehouse) == [SOON]
    ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG))


def test_not_even_a_lead_takes_an_order_that_another_bench_is_known_to_pack(
    warehouse: Warehouse, desk: Desk
) -> None:
    with warehouse.store.transaction() as work:
        task = work.orders.task(SOON)
        work.orders.save(task.order.claimed_by("Bench 7"))
    opening(warehouse, desk)
    with warehouse.refused(Verb.OPEN_UNCLAIMED, RefusalCode.ORDER_CLAIMED, order="100235", holder="Bench 7"):
        OpenUnclaimed(warehouse.bench)(warehouse.lea, SOON)


def test_an_order_that_lay_elsewhere_is_opened_once_central_gives_it(
    warehouse: Warehouse, desk: Desk
) -> None:
    with warehouse.store.transaction() as work:
        work.orders.save(work.orders.task(SOON).order.claimed_by("Bench 7"))
    desk.gives = {SOON}
    task = opening(warehouse, desk)(warehouse.ida, warehouse.read("100235")).task
    assert (task.order.holder, task.order.fence) == (warehouse.store.station_id, 5)


def test_released_and_parked_orders_are_given_back(warehouse: Warehouse, desk: Desk) -> None:
    desk.gives = {SOON, LATER}
    verb = opening(warehouse, desk)
    ReleaseOrder(warehouse.bench)(warehouse.ida, verb(warehouse.ida, warehouse.read("100235")).task)
    assert held(warehouse) == []
    task = verb(warehouse.ida, warehouse.read("100234")).task
    task = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG)).task
    ParkOrder(warehouse.bench)(warehouse.ida, task, "P 2")
    assert held(warehouse) == []
    with warehouse.store.transaction() as work:
        assert work.claims.fence(LATER) is None


def test_a_parked_order_is_resumed_under_the_fence_of_its_new_claim(warehouse: Warehouse, desk: Desk) -> None:
    desk.gives = {SOON}
    verb = opening(warehouse, desk)
    task = verb(warehouse.ida, warehouse.read("100235")).task
    task = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG)).task
    ParkOrder(warehouse.bench)(warehouse.ida, task, "P 2")
    desk.away = True
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.CENTRAL_NEEDED, order="100235", order_id=str(SOON)):
        verb(warehouse.ida, warehouse.read("100235"))
    claim(warehouse, SOON, fence=6)
    again = verb(warehouse.ida, warehouse.read("100235")).task
    assert (again.order.fence, again.packed(1)) == (6, 1)
    assert warehouse.newest() == [OrderResumed("P 2")] or isinstance(warehouse.newest()[0], OrderResumed)


def test_a_packed_order_is_given_back_and_may_be_opened_again_without_asking(
    warehouse: Warehouse, desk: Desk
) -> None:
    desk.gives = {SOON}
    opening(warehouse, desk)
    on_bench = warehouse.print()
    assert on_bench.label is not None
    code = on_bench.label.plate.code
    packed = VerifyLabel(warehouse.bench)(warehouse.ida, on_bench.task, Scan(code, "scanner", 1)).task
    assert packed.order.state is OrderState.PACKED
    assert held(warehouse) == []
    desk.away = True
    ReopenOrder(warehouse.bench)(warehouse.lea, packed, packed.cartons[0].carton_id)
    assert held(warehouse) == [SOON]


def test_whoever_has_an_order_open_that_was_given_away_is_stopped_at_the_next_scan(
    warehouse: Warehouse, desk: Desk
) -> None:
    desk.gives = {SOON}
    task = opening(warehouse, desk)(warehouse.ida, warehouse.read("100235")).task
    store = warehouse.store
    assert isinstance(store, SqliteStore)
    SqlStationBook(store, warehouse.clock, warehouse.bench.new_id).lose((SOON,))
    with warehouse.refused(Verb.SCAN_UNIT, RefusalCode.CLAIM_LOST, order="100235"):
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG))
    ReleaseOrder(warehouse.bench)(warehouse.ida, task)
    assert held(warehouse) == []


def not_followed(
    warehouse: Warehouse, kind: str, outcome: Outcome
) -> tuple[SqlStationBook, int, OpenConflict]:
    """Central answers the row of this kind so; the book, the row's number, and the task that it makes."""
    store = warehouse.store
    assert isinstance(store, SqliteStore)
    book = SqlStationBook(store, warehouse.clock, warehouse.bench.new_id)
    row = next(event for event in book.events_after(0, 500) if event.kind == kind)
    book.acknowledge(book.position().head_seq, ((row.seq, outcome),), warehouse.clock.now())
    (waiting,) = OpenConflicts(warehouse.bench)()
    return book, row.seq, waiting


def test_a_lead_settles_what_central_could_not_follow_and_everybody_hears_of_it(
    warehouse: Warehouse, desk: Desk
) -> None:
    desk.gives = {SOON}
    opening(warehouse, desk)(warehouse.ida, warehouse.read("100235"))
    book, seq, waiting = not_followed(warehouse, "order_opened", Outcome.STALE_FENCE)
    assert waiting.task is not None
    assert (waiting.task.order.number, waiting.conflict.outcome) == ("100235", Outcome.STALE_FENCE)
    settle = SettleConflict(warehouse.bench)
    with warehouse.refused(
        Verb.SETTLE_CONFLICT, RefusalCode.ROLE_FORBIDS, role="packer", verb="settle_conflict"
    ):
        settle(warehouse.ida, waiting.conflict, ConflictEnding.UNPACKED)
    settle(warehouse.ida, waiting.conflict, ConflictEnding.UNPACKED, warehouse.lea)
    assert warehouse.newest() == [
        ConflictEnded(warehouse.store.station_id, seq, "stale_fence", ConflictEnding.UNPACKED.value)
    ]
    assert OpenConflicts(warehouse.bench)() == ()
    with warehouse.refused(Verb.SETTLE_CONFLICT, RefusalCode.CONFLICT_SETTLED):
        settle(warehouse.lea, waiting.conflict, ConflictEnding.SEEN)
    position = book.position()
    told = book.documents_for(book.events_after(position.head_seq - position.unsent, 50))
    assert [document.key for document in told if document.kind is DocumentKind.CONFLICT] == [
        waiting.conflict.key
    ]


def test_a_carton_that_is_let_go_is_packed_and_no_other_is_packed_for_the_order(
    warehouse: Warehouse, desk: Desk
) -> None:
    desk.gives = {SOON}
    opening(warehouse, desk)
    on_bench = warehouse.print()
    assert on_bench.label is not None
    packed = VerifyLabel(warehouse.bench)(
        warehouse.ida, on_bench.task, Scan(on_bench.label.plate.code, "scanner", 1)
    ).task
    book, seq, waiting = not_followed(warehouse, "order_packed", Outcome.CHANGED_MEANWHILE)
    assert ConflictEnding.SHIPPED_ANYWAY in waiting.endings
    SettleConflict(warehouse.bench)(warehouse.lea, waiting.conflict, ConflictEnding.SHIPPED_ANYWAY)
    assert warehouse.newest(2) == [
        ConflictEnded(warehouse.store.station_id, seq, "changed_meanwhile", "shipped_anyway"),
        OrderLeftAnyway(warehouse.store.station_id, seq),
    ]
    with warehouse.store.transaction() as work:
        now = work.orders.task(SOON)
    assert (now.order.state, now.cartons) == (OrderState.PACKED, packed.cartons)
    position = book.position()
    told = book.documents_for(book.events_after(position.head_seq - position.unsent, 50))
    assert (DocumentKind.TASK, str(SOON)) in {(document.kind, document.key) for document in told}


def test_what_was_not_packed_cannot_leave(warehouse: Warehouse, desk: Desk) -> None:
    desk.gives = {SOON}
    opening(warehouse, desk)(warehouse.ida, warehouse.read("100235"))
    _book, _seq, waiting = not_followed(warehouse, "order_opened", Outcome.STALE_FENCE)
    assert waiting.endings == (ConflictEnding.UNPACKED, ConflictEnding.SEEN)
    with warehouse.refused(Verb.SETTLE_CONFLICT, RefusalCode.ORDER_NOT_PACKED, order="100235"):
        SettleConflict(warehouse.bench)(warehouse.lea, waiting.conflict, ConflictEnding.SHIPPED_ANYWAY)
    assert OpenConflicts(warehouse.bench)() == (waiting,)


def test_what_lies_open_goes_on_though_its_lease_ran_out(warehouse: Warehouse, desk: Desk) -> None:
    desk.gives = {SOON}
    verb = opening(warehouse, desk)
    task = verb(warehouse.ida, warehouse.read("100235")).task
    warehouse.clock.advance(9_000)
    desk.away = True
    assert verb(warehouse.ida, warehouse.read("100235")).task.order.fence == 5
    assert isinstance(warehouse.newest()[0], OrderOpened)
    ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(MUG))


def test_an_order_that_others_had_is_opened_once_all_they_did_is_known_here(
    warehouse: Warehouse, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask_claim, "WAIT_S", 0.1)
    claim(warehouse, SOON, fence=2, heard=False)
    desk.gives = {SOON}
    desk.heard = False
    verb = opening(warehouse, desk)
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.CENTRAL_NEEDED, order="100235", order_id=str(SOON)):
        verb(warehouse.ida, warehouse.read("100235"))
    desk.heard = True
    assert verb(warehouse.ida, warehouse.read("100235")).task.order.fence == 5
