"""What is done for an order while one station has it: others hear that it is begun, and all of it in the end.

Each place of the feed is read by every station of the site. Told piece by piece, the work of three hundred
stations would be read by three hundred.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from packstation.domain.central import DocumentKind, OrderEnd, Outcome
from tests.contract.central.shared_site import Bench
from tests.postgres.journal import order_document, task_document


def works(bench: Bench, order_id: UUID, fence: int, body: str) -> None:
    """One piece more, and central has it."""
    event = bench.does("unit_counted", order_id, fence)
    bench.leaves(task_document(order_id, event.seq, body))
    assert bench.outcomes() == [Outcome.ACCEPTED]


def heard(bench: Bench) -> list[str | None]:
    """What of tasks is new to the station."""
    return [row.body for row in bench.pull() if row.kind is DocumentKind.TASK]


def begun(bench: Bench, onlooker: Bench) -> tuple[UUID, int]:
    """An order with three pieces, of which the other station heard the first."""
    order_id = bench.brings("100")
    fence = bench.claimed(order_id)
    works(bench, order_id, fence, "one")
    assert heard(onlooker) == ["one"]
    works(bench, order_id, fence, "two")
    works(bench, order_id, fence, "three")
    assert heard(onlooker) == []
    return order_id, fence


def test_who_comes_late_is_told_nothing_that_a_restored_central_could_miss(a: Bench, b: Bench) -> None:
    order_id, fence = begun(a, b)
    assert b.sees(DocumentKind.TASK, order_id).body == "one"
    (row,) = (row for part in b.central.snapshot() for row in part.rows if row.kind is DocumentKind.TASK)
    assert (row.body, row.version, row.holder) == ("one", 1, "A")
    packs(a, b, order_id, fence)
    assert b.sees(DocumentKind.TASK, order_id).body == "three"


def test_a_claim_of_before_that_is_given_back_tells_nothing(a: Bench, b: Bench) -> None:
    order_id, fence = begun(a, b)
    a.beat(released=((order_id, fence - 1),))
    assert heard(b) == []
    packs(a, b, order_id, fence)
    assert heard(b) == ["three"]


def packs(a: Bench, _b: Bench, order_id: UUID, fence: int) -> None:
    a.does("order_packed", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED]


def parks(a: Bench, _b: Bench, order_id: UUID, fence: int) -> None:
    a.does("order_parked", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED]


def gives_back(a: Bench, _b: Bench, order_id: UUID, fence: int) -> None:
    a.beat(released=((order_id, fence),))


def is_closed(a: Bench, _b: Bench, _order_id: UUID, _fence: int) -> None:
    a.site.close("A")


def is_overtaken(a: Bench, b: Bench, order_id: UUID, _fence: int) -> None:
    a.site.hours_pass(1)
    b.claimed(order_id)


def is_called_off(_a: Bench, b: Bench, order_id: UUID, _fence: int) -> None:
    event = b.does("order_changed", order_id, rev=2)
    b.leaves(order_document(order_id, event.seq, "100", rev=2, end=OrderEnd.CANCELLED))
    assert b.outcomes() == [Outcome.ACCEPTED]


WAYS = (packs, parks, gives_back, is_closed, is_overtaken, is_called_off)


@pytest.mark.parametrize("let_go", WAYS)
def test_all_that_was_done_is_told_when_the_station_lets_go(
    a: Bench, b: Bench, let_go: Callable[[Bench, Bench, UUID, int], None]
) -> None:
    order_id, fence = begun(a, b)
    let_go(a, b, order_id, fence)
    assert heard(b) == ["three"]
    assert heard(b) == []


def test_under_the_next_claim_the_first_is_told_again(a: Bench, b: Bench) -> None:
    order_id, fence = begun(a, b)
    a.beat(released=((order_id, fence),))
    assert heard(b) == ["three"]
    fence = a.claimed(order_id)
    works(a, order_id, fence, "four")
    assert heard(b) == ["four"]
    works(a, order_id, fence, "five")
    assert heard(b) == []


def test_whoever_gets_the_order_next_hears_of_the_work_before_the_claim(a: Bench, b: Bench) -> None:
    order_id, _ = begun(a, b)
    a.site.hours_pass(1)
    fence = b.claimed(order_id)
    rows = [row for row in b.pull() if row.key == str(order_id)]
    first = next(place for place, row in enumerate(rows) if row.kind is DocumentKind.TASK)
    claims = [place for place, row in enumerate(rows) if row.kind is DocumentKind.ORDER]
    assert rows[first].body == "three"
    assert rows[first].fence == fence
    assert first < max(claims, default=len(rows))
