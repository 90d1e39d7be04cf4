"""The book of a station gives way to who packs, and does little at once meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from packstation.domain.act import SignedOut
from packstation.domain.central import Outcome
from packstation.persistence.pieces import in_pieces
from packstation.persistence.station_book import SqlStationBook
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import ORDER, OTHER, take_in
from tests.persistence.shelf import CODES, IDA, NEW_ID, PRODUCTS, make_order
from tests.persistence.site import Station, joined

ROWS = 100


class Breaths:
    """How often it was given way, and whether somebody packs."""

    def __init__(self, *, packing: bool) -> None:
        self.packing = packing
        self.drawn = 0

    def __call__(self) -> bool:
        self.drawn += 1
        return self.packing


def book_of(station: Station, breathe: Callable[[], object]) -> SqlStationBook:
    return SqlStationBook(station.store, station.clock, NEW_ID, breathe)


@pytest.mark.parametrize(("packing", "pieces"), [(False, 1), (True, 3)])
def test_while_somebody_packs_few_answers_are_entered_at_once(
    tmp_path: Path, *, packing: bool, pieces: int
) -> None:
    station, breaths = joined(tmp_path, "A"), Breaths(packing=packing)
    with station.works() as work:
        for _ in range(ROWS):
            work.record(SignedOut(False), IDA)
    book = book_of(station, breaths)
    newest = book.position().head_seq
    before = newest - ROWS
    book.acknowledge(before, (), NOON)
    breaths.drawn = 0
    book.acknowledge(newest, tuple((seq, Outcome.ACCEPTED) for seq in range(before + 1, newest + 1)), NOON)
    assert breaths.drawn == pieces
    assert book.position().unsent == 0
    station.store.close()


def test_between_two_documents_it_gives_way(tmp_path: Path) -> None:
    station, breaths = joined(tmp_path, "A"), Breaths(packing=True)
    with station.works() as work:
        work.catalogue.put(PRODUCTS, CODES)
    take_in(station, *(make_order(number, ("MUG", 1)) for number in range(1, 6)))
    book = book_of(station, breaths)
    events = book.events_after(book.position().head_seq - 5, 5)
    breaths.drawn = 0
    documents = book.documents_for(events)
    assert len(documents) >= 5
    assert breaths.drawn > len(documents)
    station.store.close()


@pytest.mark.parametrize(("packing", "breaths"), [(False, 4), (True, 12)])
def test_while_somebody_packs_pieces_are_smaller(tmp_path: Path, *, packing: bool, breaths: int) -> None:
    station, done, breathe = joined(tmp_path, "A"), list[int](), Breaths(packing=packing)

    def do(number: int) -> None:
        station.clock.advance(0.001)
        done.append(number)

    in_pieces(station.store, station.clock, range(12), do, breathe)
    assert done == list(range(12))
    assert breathe.drawn == breaths
    station.store.close()


def test_what_is_done_beside_the_packer_leaves_the_order_on_the_bench_remembered(tmp_path: Path) -> None:
    station = joined(tmp_path, "A")
    take_in(station, ORDER, OTHER)
    with station.store.transaction() as work:
        lying = work.orders.task(ORDER.order_id)
    with station.store.repeatable() as work:
        work.orders.task(OTHER.order_id)
    with station.store.transaction() as work:
        assert work.orders.task(ORDER.order_id) is lying


def test_a_change_beside_the_packer_is_seen_at_the_next_look(tmp_path: Path) -> None:
    station = joined(tmp_path, "A")
    take_in(station, ORDER, OTHER)
    with station.store.transaction() as work:
        work.orders.task(ORDER.order_id)
    with station.store.repeatable() as work:
        work.orders.save(replace(work.orders.task(ORDER.order_id).order, tote="T-77"))
        work.orders.task(OTHER.order_id)
    with station.store.transaction() as work:
        assert work.orders.task(ORDER.order_id).order.tote == "T-77"


def test_what_failed_beside_the_packer_never_was(tmp_path: Path) -> None:
    station = joined(tmp_path, "A")
    take_in(station, ORDER, OTHER)
    with station.store.transaction() as work:
        work.orders.task(ORDER.order_id)
    with suppress(ZeroDivisionError), station.store.repeatable() as work:
        work.orders.save(replace(work.orders.task(ORDER.order_id).order, tote="T-77"))
        raise ZeroDivisionError
    with station.store.transaction() as work:
        assert work.orders.task(ORDER.order_id).order.tote == ORDER.tote
