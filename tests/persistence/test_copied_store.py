"""A store that was copied, with a carton in hand: by a new name, or alone, the bench packs on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from packstation.domain.carton import CartonState
from packstation.domain.central import Claim, Granted, Outcome
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.packing_act import OrderParked, OrderResumed
from packstation.domain.park import opened
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.site_act import OrderHandedOver, StationLeft
from packstation.persistence.central.office import close_station
from packstation.persistence.join_site import Member, OrderOpen, join_site
from packstation.persistence.leave_site import leave_site
from packstation.persistence.read_journal import read_journal, verify_journal
from packstation.persistence.unsent import Unsent
from tests.fakes.clock import NOON, FakeClock
from tests.persistence.bench_acts import begin, count, park, take_in, task_at
from tests.persistence.shelf import CODES, IDA, NEW_ID, PRODUCTS, make_order
from tests.persistence.site import SITE, PlainSite, Station, joined
from tests.persistence.test_book_with_central import Linked, meet
from tests.postgres.site import RealSite

ORDER = make_order(7, ("MUG", 3), hours=2)


def with_carton_in_hand(station: Station) -> None:
    """One mug of three lies in the carton."""
    begin(station)
    count(station)


def cut_off(tmp_path: Path) -> Station:
    """A bench that central does not hear, with a carton in hand."""
    station, site = joined(tmp_path, "A"), PlainSite()
    with station.works() as work:
        work.catalogue.put(PRODUCTS, CODES)
    take_in(station, ORDER)
    site.meet(station)
    site.claim(station, ORDER.order_id)
    site.meet(station)
    with_carton_in_hand(station)
    return station


def asked(linked: Linked) -> Granted:
    """What central says to a bench that wants the order."""
    return linked.central.claim(Claim(linked.hello().epoch, (ORDER.order_id,), 0, 600))


def fetch(station: Station) -> None:
    """Take the order up again, as RESUME does."""
    with station.works() as work:
        before = work.orders.task(ORDER.order_id)
        after = opened(before, station.name, NOON, work.claims.fence(ORDER.order_id))
        assert after.order.fence
        work.orders.save_task(before, after)
        work.claims.began(before)
        work.record(OrderResumed(None), IDA, task=after)


def test_a_copied_bench_goes_on_under_a_new_name_and_fetches_its_carton_when_central_gives_the_order(
    real_site: RealSite, tmp_path: Path
) -> None:
    here = Linked(joined(tmp_path, "A", real_site.site_id), real_site.central("A"))
    with here.station.works() as work:
        work.catalogue.put(PRODUCTS, CODES)
    take_in(here.station, ORDER)
    meet(here)
    here.claim(ORDER.order_id)
    with_carton_in_hand(here.station)
    meet(here)
    here.station.book.fork()
    with pytest.raises(DeviceFault) as no:
        park(here.station)
    assert no.value.code is FaultCode.FORKED
    here.station.store.close()
    path, member = here.station.path, Member(real_site.site_id, "C")
    join_site(path, member, FakeClock(), NEW_ID)
    again = Linked(Station("C", path), real_site.central("C"))
    aside = task_at(again.station)
    assert (aside.order.holder, aside.order.place) == (None, "C")
    assert aside.order.holds == {HoldReason.PARKED}
    assert [(carton.state, aside.packed(1)) for carton in aside.cartons] == [(CartonState.OPEN, 1)]
    meet(again)
    # Whoever goes by the old name may be packing it: the order comes once that name is closed.
    assert dict(asked(again).taken) == {ORDER.order_id: "A"}
    with real_site.admin() as admin:
        close_station(admin, real_site.site_id, "A")
    meet(again)
    again.claim(ORDER.order_id)
    meet(again)
    fetch(again.station)
    assert count(again.station).packed(1) == 2
    assert set(again.push().values()) == {Outcome.ACCEPTED}
    again.station.store.close()
    assert verify_journal(path).sound


def test_the_journal_says_that_what_lay_open_was_parked_before_the_name_was_left(tmp_path: Path) -> None:
    station = cut_off(tmp_path)
    station.book.fork()
    station.store.close()
    join_site(station.path, Member(SITE, "A2"), FakeClock(), NEW_ID, whatever_is_unsent=True)
    told = [
        (entry.station_id, type(entry.act))
        for entry in read_journal(station.path)
        if isinstance(entry.act, OrderParked | StationLeft | OrderHandedOver)
    ]
    assert told[-3:] == [("A", OrderParked), ("A", StationLeft), ("A2", OrderHandedOver)]


def test_an_order_on_a_bench_that_was_not_copied_is_packed_or_parked_first(tmp_path: Path) -> None:
    station = cut_off(tmp_path)
    station.store.close()
    with pytest.raises(OrderOpen):
        join_site(station.path, Member(SITE, "A2"), FakeClock(), NEW_ID, whatever_is_unsent=True)


def test_a_copied_bench_that_leaves_packs_on(tmp_path: Path) -> None:
    station = cut_off(tmp_path)
    station.book.fork()
    station.store.close()
    leave_site(station.path, whatever_is_unsent=True)
    station.start()
    assert station.store.shared_site is None
    assert count(station).packed(1) == 2
    station.store.close()
    assert verify_journal(station.path).sound


def test_what_is_unsent_is_never_sent_by_another_name(tmp_path: Path) -> None:
    station = cut_off(tmp_path)
    park(station)
    station.store.close()
    before = tmp_path / "before.db"
    shutil.copy(station.path, before)
    with pytest.raises(Unsent, match="4 acts of this bench"):
        join_site(station.path, Member(SITE, "A2"), FakeClock(), NEW_ID)
    assert station.path.read_bytes() == before.read_bytes()
    join_site(station.path, Member(SITE, "A2"), FakeClock(), NEW_ID, whatever_is_unsent=True)
    again = Station("A2", station.path)
    assert task_at(again).order.state is OrderState.READY
    again.store.close()
