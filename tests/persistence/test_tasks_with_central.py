"""Tasks for people, their benches and the real central: whose they are, and what a lead's word does."""

from __future__ import annotations

from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.settle_conflict import OpenConflicts, SettleConflict
from packstation.domain.central import Outcome
from packstation.domain.conflict import Conflict, ConflictEnding
from packstation.domain.order import OrderState
from packstation.domain.person import Actor, Role
from packstation.domain.policy import PackingPolicy
from packstation.persistence.central import office
from packstation.persistence.central.office import Closed
from tests.persistence.bench_acts import alike, begin, pack_at_once, take_in, task_at
from tests.persistence.shelf import NEW_ID
from tests.persistence.site import joined
from tests.persistence.test_book_with_central import OTHER, Linked, meet, stations
from tests.postgres.site import RealSite

__all__ = ["stations"]

LEA = Actor("lea", "Lea", Role.LEAD)


def tasks_at(linked: Linked) -> tuple[Conflict, ...]:
    with linked.station.works() as work:
        return work.conflicts.open_at(linked.station.name)


def settle(linked: Linked, ending: ConflictEnding = ConflictEnding.UNPACKED) -> None:
    station = linked.station
    bench = Bench(station.store, station.clock, NEW_ID, PackingPolicy())
    (open_one,) = OpenConflicts(bench)()
    assert ending in open_one.endings
    SettleConflict(bench)(LEA, open_one.conflict, ending)


def waiting(site: RealSite) -> dict[str, int]:
    """How many tasks the office sees at which bench; each is known since today."""
    with site.admin() as admin:
        words = "SELECT name FROM packstation.site WHERE site_id = %s"
        name = admin.execute(words, (site.site_id,)).fetchall()[0][0]
        lines = [line for line in office.station_lines(admin) if line.tasks and line.site == name]
    assert all(line.oldest_task_at is not None for line in lines)
    return {line.station_id: line.tasks for line in lines}


def packed_at_both(here: Linked, there: Linked) -> None:
    take_in(here.station, OTHER)
    meet(here, there)
    here.claim(OTHER.order_id)
    pack_at_once(here.station)
    pack_at_once(there.station)
    here.push()
    assert Outcome.PACKED_TWICE in there.push().values()
    meet(here, there)


def changed_while_packed(here: Linked, there: Linked) -> None:
    """B packs one piece while A hears that two are asked for, and A is told to central first."""
    take_in(here.station, OTHER)
    meet(here, there)
    there.claim(OTHER.order_id)
    pack_at_once(there.station)
    take_in(here.station, replace(OTHER, lines=(replace(OTHER.lines[0], quantity=2),)))
    here.push()
    assert Outcome.CHANGED_MEANWHILE in there.push().values()


def test_the_open_tasks_of_a_bench_that_is_closed_are_another_s(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    here, there = stations
    packed_at_both(here, there)
    assert waiting(real_site) == {"B": 1}
    here.hello()
    with real_site.admin() as admin:
        assert office.close_station(admin, real_site.site_id, "C") == Closed(0, 0, "A")
        assert office.close_station(admin, real_site.site_id, "B") == Closed(0, 1, "A")
    meet(here)
    (conflict,) = tasks_at(here)
    assert (conflict.station_id, conflict.whose, conflict.outcome) == ("B", "A", Outcome.PACKED_TWICE)
    assert waiting(real_site) == {"A": 1}
    settle(here)
    meet(here)
    assert tasks_at(here) == ()
    assert waiting(real_site) == {}


def test_the_tasks_of_the_last_bench_wait_for_the_next_that_is_enrolled(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    here, there = stations
    packed_at_both(here, there)
    with real_site.admin() as admin:
        for name in ("A", "C"):
            office.close_station(admin, real_site.site_id, name)
        assert office.close_station(admin, real_site.site_id, "B") == Closed(0, 1, None)
        assert waiting(real_site) == {"B": 1}
        office.enrol(admin, real_site.site_id, "B", by_certificate=False)
    assert waiting(real_site) == {"B.2": 1}


def test_a_task_is_never_given_to_a_bench_that_is_closed(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    """Called off after it was packed: that is the packer's to mend, but its bench is gone."""
    here, there = stations
    take_in(here.station, OTHER)
    meet(here, there)
    there.claim(OTHER.order_id)
    pack_at_once(there.station)
    there.push()
    with real_site.admin() as admin:
        office.close_station(admin, real_site.site_id, "B")
    take_in(here.station, replace(OTHER, state=OrderState.CANCELLED))
    assert Outcome.PACKED_AFTER_CANCEL in here.push().values()
    meet(here)
    assert [task.whose for task in tasks_at(here)] == ["A"]
    assert waiting(real_site) == {"A": 1}


def state_at(linked: Linked) -> OrderState:
    return task_at(linked.station, OTHER.order_id).order.state


def leases_end(site: RealSite) -> None:
    words = "UPDATE packstation.orders SET lease_until = lease_until - interval '9 hours' WHERE site_id = %s"
    with site.admin() as admin:
        admin.execute(words, (site.site_id,))


def test_a_carton_of_a_changed_order_that_is_let_go_is_the_only_one(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    here, there = stations
    changed_while_packed(here, there)
    meet(here, there)
    settle(there, ConflictEnding.SHIPPED_ANYWAY)
    assert state_at(there) is OrderState.PACKED
    assert set(there.push().values()) == {Outcome.ACCEPTED}
    assert state_at(there) is OrderState.PACKED
    meet(here, there)
    assert (state_at(here), state_at(there)) == (OrderState.PACKED, OrderState.PACKED)
    assert alike(here.station, there.station, OTHER.order_id)
    leases_end(real_site)
    here.claim(OTHER.order_id, ahead=5)
    assert here.station.book.held() == ()
    for linked in stations:
        linked.station.book.replace_all(linked.central.snapshot())
        assert state_at(linked) is OrderState.PACKED
        assert tasks_at(linked) == ()


def test_a_carton_that_is_let_go_before_the_change_is_here_stays_packed(
    stations: tuple[Linked, Linked],
) -> None:
    here, there = stations
    changed_while_packed(here, there)
    settle(there, ConflictEnding.SHIPPED_ANYWAY)
    assert set(there.push().values()) == {Outcome.ACCEPTED}
    assert state_at(there) is OrderState.PACKED
    meet(here, there)
    assert (state_at(here), state_at(there)) == (OrderState.PACKED, OrderState.PACKED)
    assert alike(here.station, there.station, OTHER.order_id)


def test_the_bench_that_has_the_order_of_a_carton_that_is_let_go_is_stopped(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    here, there = stations
    take_in(here.station, OTHER)
    meet(here, there)
    there.claim(OTHER.order_id)
    pack_at_once(there.station)
    leases_end(real_site)
    here.claim(OTHER.order_id)
    here.pull()
    begin(here.station, OTHER.order_id, 901)
    here.push()
    assert Outcome.STALE_FENCE in there.push().values()
    meet(here, there)
    settle(there, ConflictEnding.SHIPPED_ANYWAY)
    assert set(there.push().values()) == {Outcome.ACCEPTED}
    assert state_at(there) is OrderState.PACKED
    here.pull()
    with here.station.works() as work:
        assert work.claims.lost(OTHER.order_id)
    meet(here, there)
    assert state_at(there) is OrderState.PACKED
    pack_at_once(here.station)
    assert Outcome.PACKED_TWICE in here.push().values()
    meet(here, there)
    assert state_at(there) is OrderState.PACKED
    settle(here)
    meet(here, there)
    assert state_at(here) is OrderState.PACKED
    assert alike(here.station, there.station, OTHER.order_id)
    fresh = Linked(joined(here.station.path.parent, "C", real_site.site_id), real_site.central("C"))
    fresh.hello()
    fresh.station.book.replace_all(fresh.central.snapshot())
    assert alike(fresh.station, there.station, OTHER.order_id)
    fresh.station.store.close()


def test_a_lead_lets_a_carton_of_a_closed_bench_go_from_another(
    stations: tuple[Linked, Linked], real_site: RealSite
) -> None:
    here, there = stations
    changed_while_packed(here, there)
    with real_site.admin() as admin:
        office.close_station(admin, real_site.site_id, "C")
        office.close_station(admin, real_site.site_id, "B")
    meet(here)
    settle(here, ConflictEnding.SHIPPED_ANYWAY)
    assert state_at(here) is OrderState.PACKED
    assert set(here.push().values()) == {Outcome.ACCEPTED}
    meet(here)
    assert state_at(here) is OrderState.PACKED
    here.claim(ahead=5)
    assert here.station.book.held() == ()


def test_a_carton_of_a_changed_order_that_is_unpacked_is_packed_again_at_any_bench(
    stations: tuple[Linked, Linked],
) -> None:
    here, there = stations
    changed_while_packed(here, there)
    meet(here, there)
    assert state_at(there) is OrderState.PACKED
    settle(there)
    meet(here, there)
    meet(here, there)
    assert (state_at(here), state_at(there)) == (OrderState.READY, OrderState.READY)
    assert alike(here.station, there.station, OTHER.order_id)
