"""Whose orders are, as a station keeps it; how it starts anew from a snapshot, and how it ends by a fork."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from packstation.domain.central import DocumentKind, Grant
from packstation.domain.order import OrderState
from packstation.domain.person import Role, User
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.persistence.bench_acts import ORDER, OTHER, alike, begin, count, take_in, task_at
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_store
from tests.persistence.site import EPOCH, PlainSite, Station, joined
from tests.persistence.two_benches import here, site, there

__all__ = ["here", "site", "there"]


def test_claims_run_on_the_station_s_own_clock_less_a_tenth(here: Station) -> None:
    take_in(here, ORDER)
    asked = here.clock.mono_ms()
    here.clock.advance(5)
    here.book.hold((Grant(ORDER.order_id, 1, 100_000),), asked)
    with here.works() as work:
        assert work.claims.fence(ORDER.order_id) == 1
    here.clock.turn_wall(-86_400)
    here.clock.advance(84)
    with here.works() as work:
        assert work.claims.fence(ORDER.order_id) == 1
    here.clock.advance(1)
    with here.works() as work:
        assert work.claims.fence(ORDER.order_id) is None
    assert [held.fence for held in here.book.held()] == [1]


def test_after_a_start_a_lease_is_unknown_until_central_confirms_it(here: Station) -> None:
    take_in(here, ORDER)
    here.book.hold((Grant(ORDER.order_id, 1, 100_000),), here.clock.mono_ms())
    here.restart()
    with here.works() as work:
        assert work.claims.fence(ORDER.order_id) is None
    here.book.hold((Grant(ORDER.order_id, 1, 100_000),), here.clock.mono_ms())
    with here.works() as work:
        assert work.claims.fence(ORDER.order_id) == 1


def test_a_lost_claim_is_gone_and_whoever_has_the_order_open_is_told(site: PlainSite, here: Station) -> None:
    take_in(here, ORDER, OTHER)
    site.claim(here, ORDER.order_id, OTHER.order_id)
    begin(here)
    (held, _) = here.book.held()
    assert (held.open_here, held.touched) == (True, True)
    here.book.lose((ORDER.order_id, OTHER.order_id))
    assert here.book.held() == ()
    with here.works() as work:
        assert work.claims.lost(ORDER.order_id)
        assert not work.claims.lost(OTHER.order_id)


def test_next_offers_only_what_is_claimed_for_this_bench(site: PlainSite, here: Station) -> None:
    late, soon = make_order(20, ("MUG", 1), hours=5), make_order(21, ("MUG", 1), hours=1)
    take_in(here, late, soon)
    with here.works() as work:
        assert work.orders.next_ready() is None
    site.claim(here, late.order_id)
    with here.works() as work:
        first = work.orders.next_ready()
        assert work.orders.next_ready("LID") is None
        assert work.queue.count_like(late) == 0
    assert first is not None
    assert first.order_id == late.order_id
    site.claim(here, soon.order_id)
    with here.works() as work:
        first, liked = work.orders.next_ready("MUG"), work.orders.next_like(soon)
        assert work.queue.count_like(late) == 1
    assert first is not None
    assert liked is not None
    assert (first.order_id, liked.order_id) == (soon.order_id, late.order_id)


def test_a_new_bench_starts_from_a_snapshot_and_keeps_what_it_has_not_sent(
    site: PlainSite, here: Station, tmp_path: Path
) -> None:
    take_in(here, ORDER, OTHER)
    site.meet(here)
    late = joined(tmp_path, "C")
    take_in(late, make_order(30, ("MUG", 1)))
    unsent = late.book.position().unsent
    late.book.replace_all(site.snapshot())
    position = late.book.position()
    assert (position.cursor, position.epoch) == (len(site.feed), EPOCH)
    assert position.unsent == unsent + 1  # the order that waited for a product goes on
    assert alike(here, late)
    assert task_at(late, UUID(int=30)).order.state is OrderState.READY
    site.meet(here, late)
    assert alike(here, late, UUID(int=30))
    late.store.close()


def test_what_central_has_no_more_goes_with_a_snapshot(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER, OTHER)
    site.meet(here, there)
    del site.things[DocumentKind.ORDER, str(OTHER.order_id)]
    there.book.replace_all(site.snapshot())
    with pytest.raises(KeyError):
        task_at(there, OTHER.order_id)
    assert alike(here, there)


def test_a_snapshot_that_stops_half_way_leaves_the_station_where_it_stood(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER, OTHER)
    site.push(here)
    parts = list(site.snapshot(1))
    with pytest.raises(ValueError, match="no end"):
        there.book.replace_all(iter(parts[:-1]))
    assert there.book.position().cursor == 0
    there.book.replace_all(iter(parts))
    assert there.book.position().cursor == len(site.feed)


def test_a_fork_makes_the_store_read_only_also_after_a_start(here: Station) -> None:
    take_in(here, ORDER)
    here.book.fork()
    rows = here.book.position().head_seq
    for _ in range(2):
        with pytest.raises(DeviceFault) as told, here.store.transaction():
            raise AssertionError("nothing is done here")
        assert told.value.code is FaultCode.FORKED
        here.store.close()
        here.start()
    assert here.book.position().head_seq == rows


def test_a_station_alone_marks_nothing_and_owes_nobody(tmp_path: Path) -> None:
    store = open_store(tmp_path / "alone.db")
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        work.users.put(User("ida", "Ida", Role.PACKER))
    for table in ("changed_things", "shared_things", "claims"):
        assert store._raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608
    store.close()


def test_an_order_that_lay_elsewhere_lies_on_no_bench_until_it_is_opened_here(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    site.claim(here, ORDER.order_id)
    begin(here)
    count(here)
    site.meet(here, there)
    assert task_at(there).order.holder == "A"
    site.claim(there, ORDER.order_id)
    site.pull(there)
    waiting = task_at(there).order
    assert (waiting.state, waiting.holder, task_at(there).packed(1)) == (OrderState.READY, None, 1)
    (held,) = there.book.held()
    assert (held.open_here, held.touched) == (False, False)
