"""A central put back to a backup counts the versions of its things anew: what it tells then is taken."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from packstation.domain.central import DocumentKind, FeedRow, Outcome
from packstation.domain.conflict import Conflict, ConflictEnding, ConflictState
from packstation.domain.order import Order, OrderState
from packstation.persistence.documents.conflict import conflict_text
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import ORDER, alike, begin, count, take_in, task_at
from tests.persistence.site import PlainSite, Station
from tests.persistence.two_benches import here, site, there

__all__ = ["here", "site", "there"]


def put_back(backup: PlainSite, *stations: Station) -> None:
    """Every station sends what the backup lacks, and is filled anew; the first before the next has sent."""
    for station in stations:
        station.book.forget_acks_after(station.book.position().head_seq - lacking(backup, station))
        backup.push(station)
        station.book.replace_all(backup.snapshot())


def lacking(backup: PlainSite, station: Station) -> int:
    """How many of the station's rows the backup has not."""
    rows = station.book.events_after(0, 1_000)
    return sum((station.name, row.seq) not in backup.outcomes for row in rows)


def backup_of(site: PlainSite, *stations: Station) -> PlainSite:
    """The site as it is now, and which rows it has."""
    kept = deepcopy(site)
    for station in stations:
        for row in station.book.events_after(0, 1_000):
            kept.outcomes[station.name, row.seq] = Outcome.ACCEPTED
    return kept


def backup_before_the_claim(site: PlainSite, here: Station, there: Station) -> PlainSite:
    """The site when both knew the order; after that it is given to the other bench."""
    take_in(here, ORDER)
    site.meet(here, there)
    kept = backup_of(site, here, there)
    site.claim(there, ORDER.order_id)
    return kept


def test_what_lies_at_another_bench_is_seen_there_again(
    site: PlainSite, here: Station, there: Station
) -> None:
    backup = backup_before_the_claim(site, here, there)
    site.meet(here, there)
    begin(there)
    count(there)
    site.meet(here, there)
    assert task_at(here).order.holder == "B"
    backup.holders = site.holders
    put_back(backup, here, there)
    backup.meet(here, there)
    seen = task_at(here).order
    assert (seen.state, seen.holder) == (OrderState.PACKING, "B")
    assert alike(here, there)


def test_a_task_for_a_person_that_was_ended_after_the_backup_is_open_again(
    site: PlainSite, here: Station, there: Station
) -> None:
    task = Conflict("A", 5, "order_packed", Outcome.PACKED_TWICE, ORDER.order_id, "A", NOON)
    backup = backup_of(site, here, there)
    ended = replace(task, state=ConflictState.ENDED, ended=ConflictEnding.UNPACKED)
    for told in (task, ended):
        site.put(conflict_row(told))
    site.meet(here, there)
    with there.works() as work:
        assert work.conflicts.open_at("A") == ()
    put_back(backup, there)
    backup.put(conflict_row(task))
    backup.pull(there)
    with there.works() as work:
        assert work.conflicts.open_at("A") == (task,)


def conflict_row(conflict: Conflict) -> FeedRow:
    """The task as the feed tells of it."""
    key = f"{conflict.station_id}/{conflict.seq}"
    return FeedRow(0, DocumentKind.CONFLICT, key, 0, conflict_text(conflict), None, None, 0, None, 0, b"")


def test_an_order_that_changed_here_while_the_book_was_filled_follows_what_is_asked_for_later(
    site: PlainSite, here: Station, there: Station
) -> None:
    backup = backup_before_the_claim(site, here, there)
    for quantity in (4, 5, 6, 7):
        take_in(here, changed(quantity))
        site.meet(here, there)
    begin(there)
    site.meet(here, there)
    backup.holders = site.holders
    put_back(backup, here)
    there.book.forget_acks_after(there.book.position().head_seq - lacking(backup, there))
    backup.push(there)
    take_in(there, changed(8))
    there.book.replace_all(backup.snapshot())
    backup.meet(here, there)
    take_in(here, changed(9))
    backup.meet(here, there)
    assert task_at(there).order.lines[0].quantity == 9


def changed(quantity: int) -> Order:
    """The order in a newer file."""
    return replace(ORDER, lines=(replace(ORDER.lines[0], quantity=quantity), ORDER.lines[1]))
