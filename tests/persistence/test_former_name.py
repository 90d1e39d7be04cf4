"""A bench that packed, and goes on under a new name, with a real store and the site's PostgreSQL."""

from __future__ import annotations

import pytest

from packstation.domain.central import Outcome
from packstation.domain.order import OrderState
from packstation.persistence.central import office
from packstation.persistence.join_site import Member, join_site
from tests.fakes.clock import FakeClock
from tests.persistence.bench_acts import alike, begin, count, park, take_in, task_at
from tests.persistence.shelf import NEW_ID
from tests.persistence.site import Station
from tests.persistence.test_book_with_central import ORDER, OTHER, Linked, meet, pack, stations
from tests.postgres.site import RealSite

__all__ = ["stations"]


def goes_on_as_c(station: Station, real_site: RealSite) -> Linked:
    """The bench gets a new name, and has told central what it has."""
    station.store.close()
    member = Member(real_site.site_id, "C")
    join_site(station.path, member, FakeClock(), NEW_ID, whatever_is_unsent=True)
    return Linked(Station("C", station.path), real_site.central("C"))


@pytest.mark.parametrize("forked", [False, True], ids=["renamed", "copied"])
@pytest.mark.parametrize("sent", [False, True], ids=["unsent", "sent"])
def test_what_was_packed_under_a_former_name_is_packed_once(
    stations: tuple[Linked, Linked], real_site: RealSite, *, forked: bool, sent: bool
) -> None:
    here, there = stations
    take_in(here.station, OTHER)
    meet(here, there)
    here.claim(OTHER.order_id)
    begin(here.station, OTHER.order_id, 801)
    pack(here.station)
    if sent:
        here.push()
    if forked:
        here.station.book.fork()
    renamed = goes_on_as_c(here.station, real_site)
    assert set(renamed.push().values()) == {Outcome.ACCEPTED}
    renamed.station.book.replace_all(renamed.central.snapshot())
    with real_site.admin() as admin:
        office.close_station(admin, real_site.site_id, "A")
    meet(renamed, there)
    there.claim(ahead=5)
    assert there.station.book.held() == ()
    assert task_at(there.station, OTHER.order_id).order.state is OrderState.PACKED
    assert [carton.carton_id.int for carton in task_at(there.station, OTHER.order_id).cartons] == [801]
    assert alike(renamed.station, there.station, OTHER.order_id)
    for linked in (renamed, there):
        with linked.station.works() as work:
            assert work.conflicts.open_at(linked.station.name) == ()
    renamed.station.store.close()


def test_what_was_packed_under_a_former_name_and_at_another_bench_is_a_task_at_the_renamed_one(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    here, there = stations
    take_in(here.station, OTHER)
    meet(here, there)
    here.claim(OTHER.order_id)
    begin(here.station, OTHER.order_id, 801)
    pack(here.station)
    with real_site.admin() as admin:
        office.close_station(admin, real_site.site_id, "A")
    there.claim(OTHER.order_id)
    there.pull()
    begin(there.station, OTHER.order_id, 900)
    pack(there.station)
    assert set(there.push().values()) == {Outcome.ACCEPTED}
    renamed = goes_on_as_c(here.station, real_site)
    assert Outcome.PACKED_TWICE in renamed.push().values()
    renamed.station.book.replace_all(renamed.central.snapshot())
    meet(renamed, there)
    with renamed.station.works() as work:
        (conflict,) = work.conflicts.open_at("C")
    assert (conflict.outcome, conflict.order_id) == (Outcome.PACKED_TWICE, OTHER.order_id)
    assert [carton.carton_id.int for carton in task_at(renamed.station, OTHER.order_id).cartons] == [801]
    assert [carton.carton_id.int for carton in task_at(there.station, OTHER.order_id).cartons] == [900]
    renamed.station.store.close()


@pytest.mark.parametrize("names", [["C"], ["D", "C"]], ids=["once", "twice"])
def test_what_was_begun_and_parked_under_a_former_name_lies_where_it_was_put(
    stations: tuple[Linked, Linked], real_site: RealSite, names: list[str]
) -> None:
    """Also where it got a name in between under which it never reached central."""
    here, there = stations
    take_in(here.station, ORDER)
    meet(here, there)
    here.claim(ORDER.order_id)
    begin(here.station)
    count(here.station)
    park(here.station)
    here.station.store.close()
    for name in names[:-1]:
        member = Member(real_site.site_id, name)
        join_site(here.station.path, member, FakeClock(), NEW_ID, whatever_is_unsent=True)
    renamed = goes_on_as_c(here.station, real_site)
    assert set(renamed.push().values()) == {Outcome.ACCEPTED}
    renamed.station.book.replace_all(renamed.central.snapshot())
    meet(renamed, there)
    for linked in (renamed, there):
        assert task_at(linked.station).packed(1) == 1
        assert task_at(linked.station).order.place == "P 1"
    there.claim(ORDER.order_id)
    assert [held.order_id for held in there.station.book.held()] == [ORDER.order_id]
    renamed.station.store.close()
