"""Tasks for people, their benches and the real central: whose they are, and what a lead's word does."""

from __future__ import annotations

from dataclasses import replace

from packstation.domain.act import OrderPacked
from packstation.domain.central import Outcome
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.site_act import ConflictEnded
from packstation.persistence.central import office
from packstation.persistence.central.office import Closed
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import take_in
from tests.persistence.shelf import IDA
from tests.persistence.test_book_with_central import OTHER, Linked, meet, stations
from tests.postgres.site import RealSite

__all__ = ["stations"]


def pack(linked: Linked, units: int = 1) -> None:
    """The order is packed here, by whatever claim there is."""
    with linked.station.works() as work:
        before = work.orders.task(OTHER.order_id)
        fence = work.claims.fence(OTHER.order_id)
        task = replace(before, order=before.order.claimed_by(linked.station.name, fence))
        work.claims.began(before)
        task = replace(task, order=task.order.packing().packed("Ida", NOON))
        work.orders.save_task(before, task)
        work.record(OrderPacked(1, units), IDA, task=task)
        work.claims.give_back(OTHER.order_id)


def tasks_at(linked: Linked) -> tuple[Conflict, ...]:
    with linked.station.works() as work:
        return work.conflicts.open_at(linked.station.name)


def settle(linked: Linked) -> None:
    (conflict,) = tasks_at(linked)
    with linked.station.works() as work:
        ended = ConflictEnding.UNPACKED
        work.conflicts.end(replace(conflict, state=ConflictState.ENDED, ended=ended))
        act = ConflictEnded(conflict.station_id, conflict.seq, conflict.outcome.value, ended.value)
        work.record(act, IDA, task=PackTask(work.orders.task(OTHER.order_id).order))


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
    pack(here)
    pack(there)
    here.push()
    assert Outcome.PACKED_TWICE in there.push().values()
    meet(here, there)


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
    pack(there)
    there.push()
    with real_site.admin() as admin:
        office.close_station(admin, real_site.site_id, "B")
    take_in(here.station, replace(OTHER, state=OrderState.CANCELLED))
    assert Outcome.PACKED_AFTER_CANCEL in here.push().values()
    meet(here)
    assert [task.whose for task in tasks_at(here)] == ["A"]
    assert waiting(real_site) == {"A": 1}
