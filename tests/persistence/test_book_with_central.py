"""The station's store and the site's PostgreSQL understand each other: nothing here is modelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application.central_ports import Central
from packstation.domain.act import OrderPacked
from packstation.domain.carton_act import OrderReopened
from packstation.domain.central import (
    PROTOCOL,
    PROTOCOL_OLDEST,
    Claim,
    Grant,
    Hello,
    Outcome,
    Push,
    Standing,
    Told,
    Welcome,
)
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Role, User
from packstation.domain.site_act import PersonChanged
from tests.contract.book.opened import feed_row
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import alike, begin, count, pack_at_once, park, take_in, task_at
from tests.persistence.shelf import CODES, IDA, PRODUCTS, make_order
from tests.persistence.site import Station, joined
from tests.postgres.site import RealSite

ORDER, OTHER = make_order(7, ("MUG", 3), hours=2, tote="T-1"), make_order(8, ("MUG", 1), hours=1)


@dataclass
class Linked:
    """A station with its line to central."""

    station: Station
    central: Central

    def hello(self) -> Welcome:
        position = self.station.book.position()
        told = Told("1", NOON, position.unsent, position.oldest_unsent_at, position.cursor)
        return self.central.hello(
            Hello(
                PROTOCOL_OLDEST,
                PROTOCOL,
                position.epoch,
                position.cursor,
                position.cursor_hash,
                position.head_seq,
                position.head_hash,
                told,
            )
        )

    def push(self, most: int = 7) -> dict[int, Outcome]:
        """All that is unsent; the outcomes."""
        welcome, book, outcomes = self.hello(), self.station.book, dict[int, Outcome]()
        assert welcome.standing in {Standing.GO, Standing.SNAPSHOT}
        acked = welcome.acked_seq
        while events := book.events_after(acked, most):
            pushed = self.central.push(Push(welcome.epoch, events, book.documents_for(events)))
            assert pushed.standing is Standing.GO
            book.acknowledge(pushed.acked_seq, pushed.outcomes, NOON)
            outcomes |= dict(pushed.outcomes)
            acked = pushed.acked_seq
        return outcomes

    def pull(self) -> None:
        """All that is new."""
        welcome, book = self.hello(), self.station.book
        while True:
            pulled = self.central.pull(welcome.epoch, book.position().cursor, 500)
            if not pulled.rows:
                return
            book.apply(welcome.epoch, pulled.rows)

    def claim(self, *order_ids: UUID, ahead: int = 0) -> None:
        asked = self.station.clock.mono_ms()
        granted = self.central.claim(Claim(self.hello().epoch, order_ids, ahead, 600))
        self.station.book.hold(granted.grants, asked)


@pytest.fixture
def stations(real_site: RealSite, tmp_path: Path) -> Iterator[tuple[Linked, Linked]]:
    made = tuple(
        Linked(joined(tmp_path, name, real_site.site_id), real_site.central(name)) for name in ("A", "B")
    )
    with made[0].station.works() as work:
        work.catalogue.put(PRODUCTS, CODES)
        work.users.put(User("ida", "Ida", Role.PACKER, 17, "badge", "pin"))
        work.record(PersonChanged("ida", "pin", "packer"), IDA)
    yield made[0], made[1]
    for linked in made:
        linked.station.store.close()


def meet(*linked: Linked) -> None:
    for _ in range(3):
        for one in linked:
            one.push()
        for one in linked:
            one.pull()


def test_orders_products_and_people_reach_the_other_bench_by_the_real_central(
    stations: tuple[Linked, Linked],
) -> None:
    here, there = stations
    take_in(here.station, ORDER, OTHER)
    meet(here, there)
    assert alike(here.station, there.station)
    with there.station.works() as work:
        assert work.users.by_badge(17) is not None
        assert work.catalogue.product("MUG") == PRODUCTS[0]
        assert work.shared.passed() == []


def test_an_order_goes_from_bench_to_bench_under_real_fences(stations: tuple[Linked, Linked]) -> None:
    here, there = stations
    take_in(here.station, ORDER, OTHER)
    meet(here, there)
    here.claim(ORDER.order_id)
    begin(here.station)
    count(here.station)
    park(here.station)
    assert set(here.push().values()) == {Outcome.ACCEPTED}
    there.pull()
    waiting = task_at(there.station)
    assert waiting.packed(1) == 1
    assert waiting.order.holds == {HoldReason.PARKED}
    there.claim(ORDER.order_id)
    with there.station.works() as work:
        assert work.claims.fence(ORDER.order_id) is None
    there.pull()
    with there.station.works() as work:
        fence = work.claims.fence(ORDER.order_id)
    assert fence == 2
    meet(here, there)
    assert alike(here.station, there.station)


def test_what_was_packed_in_the_end_is_packed_everywhere(stations: tuple[Linked, Linked]) -> None:
    here, there = stations
    take_in(here.station, ORDER, OTHER)
    meet(here, there)
    there.claim(ahead=1)
    assert [held.order_id for held in there.station.book.held()] == [OTHER.order_id]
    begin(there.station, OTHER.order_id, 801)
    with there.station.works() as work:
        before = work.orders.task(OTHER.order_id)
        after = replace(before, order=before.order.packing().packed("Ida", NOON))
        work.orders.save_task(before, after)
        work.record(OrderPacked(1, 1), IDA, task=after)
        work.claims.give_back(OTHER.order_id)
    meet(here, there)
    assert task_at(here.station, OTHER.order_id).order.state is OrderState.PACKED
    assert alike(here.station, there.station, OTHER.order_id)
    with here.station.works() as work:
        packed = work.orders.task(OTHER.order_id)
        again = replace(packed, order=packed.order.reopened_at("A"))
        work.orders.save_task(packed, again)
        work.record(OrderReopened(), IDA, task=again)
    meet(here, there)
    assert task_at(there.station, OTHER.order_id).order.holder == "A"


def test_two_benches_that_were_cut_off_packed_one_order_and_one_of_them_has_a_task(
    stations: tuple[Linked, Linked],
) -> None:
    here, there = stations
    take_in(here.station, OTHER)
    meet(here, there)
    here.claim(OTHER.order_id)
    for linked, carton in ((here, 801), (there, 802)):
        pack_at_once(linked.station, carton)
    assert set(here.push().values()) == {Outcome.ACCEPTED}
    assert Outcome.PACKED_TWICE in there.push().values()
    meet(here, there)
    with there.station.works() as work:
        (conflict,) = work.conflicts.open_at("B")
    assert (conflict.outcome, conflict.order_id, conflict.whose) == (
        Outcome.PACKED_TWICE,
        OTHER.order_id,
        "B",
    )
    with here.station.works() as work:
        assert work.conflicts.open_at("A") == ()


def test_a_bench_that_joins_later_hands_over_what_it_has_to_the_real_central(
    stations: tuple[Linked, Linked], real_site: RealSite, tmp_path: Path
) -> None:
    here, there = stations
    take_in(here.station, ORDER, OTHER)
    meet(here)
    there.station.book.replace_all(there.central.snapshot())
    assert alike(here.station, there.station)
    assert there.station.book.position().cursor == here.station.book.position().cursor
    late = Linked(joined(tmp_path, "C", real_site.site_id), real_site.central("C"))
    assert late.hello().standing in {Standing.GO, Standing.SNAPSHOT}
    late.station.book.replace_all(late.central.snapshot())
    meet(here, late)
    assert alike(here.station, late.station)
    late.station.store.close()


def test_a_change_while_it_is_packed_and_a_cancellation_come_through(stations: tuple[Linked, Linked]) -> None:
    here, there = stations
    take_in(here.station, ORDER, OTHER)
    meet(here, there)
    there.claim(ORDER.order_id, OTHER.order_id)
    begin(there.station)
    count(there.station)
    more = replace(ORDER, lines=(replace(ORDER.lines[0], quantity=5),))
    take_in(here.station, more, replace(OTHER, state=OrderState.CANCELLED))
    meet(here, there)
    assert task_at(there.station).order.lines[0].quantity == 5
    assert task_at(there.station).packed(1) == 1
    assert task_at(there.station, OTHER.order_id).cancelled
    assert task_at(here.station).packed(1) == 1
    meet(here, there)
    assert alike(here.station, there.station)
    assert task_at(here.station, OTHER.order_id).cancelled


def test_a_command_barcode_of_one_bench_is_good_at_all_others(stations: tuple[Linked, Linked]) -> None:
    secrets = set()
    for linked in stations:
        linked.hello()
        linked.station.book.replace_all(linked.central.snapshot())
        secrets.add(linked.station.store.site_secret)
    assert len(secrets) == 1


def test_an_order_and_its_work_come_in_their_order_however_much_waits_behind(
    stations: tuple[Linked, Linked],
) -> None:
    """Taken in, begun and parked while it was cut off: what it asks for does not wait for the parking."""
    here, there = stations
    take_in(here.station, ORDER)
    here.station.book.hold((Grant(ORDER.order_id, 1, 600_000),), here.station.clock.mono_ms())
    begin(here.station)
    for _ in range(2):
        count(here.station)
    park(here.station)
    assert set(here.push(most=2).values()) == {Outcome.ACCEPTED}
    meet(here, there)
    assert task_at(there.station).packed(1) == 2
    assert task_at(there.station).order.holds == {HoldReason.PARKED}
    assert alike(here.station, there.station)


def test_packed_behind_a_backlog_it_is_packed_once_and_asks_for_what_it_asked_then(
    stations: tuple[Linked, Linked],
) -> None:
    here, there = stations
    take_in(here.station, OTHER)
    here.station.book.hold((Grant(OTHER.order_id, 1, 600_000),), here.station.clock.mono_ms())
    begin(here.station, OTHER.order_id, 801)
    pack(here.station)
    with here.station.works() as work:
        packed = work.orders.task(OTHER.order_id)
        again = replace(packed, order=packed.order.reopened_at("A"))
        work.orders.save_task(packed, again)
        work.record(OrderReopened(), IDA, task=again)
    take_in(here.station, replace(OTHER, lines=(replace(OTHER.lines[0], quantity=2),)))
    pack(here.station)
    assert set(here.push(most=1).values()) == {Outcome.ACCEPTED}
    meet(here, there)
    assert task_at(there.station, OTHER.order_id).order.state is OrderState.PACKED
    assert task_at(there.station, OTHER.order_id).order.lines[0].quantity == 2


def pack(station: Station) -> None:
    """The other order is packed."""
    with station.works() as work:
        before = work.orders.task(OTHER.order_id)
        after = replace(before, order=before.order.packing().packed("Ida", NOON))
        work.orders.save_task(before, after)
        work.record(OrderPacked(1, 1), IDA, task=after)


def test_work_told_again_to_a_central_that_forgot_it_makes_no_task_of_older_terms(
    stations: tuple[Linked, Linked],
) -> None:
    here, there = stations
    take_in(here.station, ORDER)
    meet(here, there)
    there.claim(ORDER.order_id)
    there.pull()
    begin(there.station)
    count(there.station)
    take_in(here.station, replace(ORDER, lines=(replace(ORDER.lines[0], quantity=5),)))
    here.push()
    there.station.book.forget_acks_after(there.hello().acked_seq)
    assert set(there.push().values()) == {Outcome.ACCEPTED}
    meet(here, there)
    assert task_at(there.station).order.lines[0].quantity == 5


@pytest.mark.parametrize("filled", [False, True], ids=["sent before", "unsent when the book is filled"])
def test_an_order_that_a_restored_central_does_not_know_is_packed_once(
    stations: tuple[Linked, Linked], *, filled: bool
) -> None:
    """Opened after the bench heard of the restore; who took the order in tells of it later."""
    here, there = stations
    meet(here, there)
    take_in(here.station, OTHER)
    at, book = there.hello(), there.station.book
    book.apply(at.epoch, (feed_row(book.position().cursor + 1, OTHER),))
    book.hold((Grant(OTHER.order_id, 1, 600_000),), there.station.clock.mono_ms())
    book.forget_acks_after(at.acked_seq)
    begin(there.station, OTHER.order_id, 801)
    if filled:
        book.replace_all(there.central.snapshot())
    assert task_at(there.station, OTHER.order_id).order.holder == "B"
    pack(there.station)
    assert set(there.push(most=1).values()) == {Outcome.ACCEPTED}
    here.push()
    here.claim(OTHER.order_id, ahead=1)
    assert here.station.book.held() == ()
    book.replace_all(there.central.snapshot())
    here.pull()
    assert task_at(here.station, OTHER.order_id).order.state is OrderState.PACKED
    assert alike(here.station, there.station, OTHER.order_id)
