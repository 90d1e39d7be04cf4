"""Documents that come with rows central has already: a station's files were put back to a copy.

What a row left behind comes with the newest row about it. Where that row is lost with the files, what an
older row left comes after that row itself. Schedules 2004553 and 2009079 of the simulation.
"""

from __future__ import annotations

from uuid import UUID

from packstation.domain.central import Document, DocumentKind, OrderEnd, Outcome
from tests.contract.central.shared_site import Bench
from tests.postgres.journal import order_document, task_document


def again(bench: Bench, *documents: Document) -> None:
    """Every row once more, as after an answer that was lost, and these documents with them."""
    answer = bench.central.push(bench.journal.push(bench.known_epoch, *documents))
    assert answer.acked_seq == len(bench.journal.events)


def tasks(bench: Bench) -> list[str | None]:
    rows = bench.central.pull(bench.known_epoch, 0, 500).rows
    return [row.body for row in rows if row.kind is DocumentKind.TASK]


def counted(bench: Bench, order_id: UUID, fence: int) -> int:
    """One unit more; the number of the row."""
    seq = bench.does("unit_counted", order_id, fence).seq
    assert bench.outcomes() == [Outcome.ACCEPTED]
    return seq


def begun_and_given_back(bench: Bench) -> tuple[UUID, int]:
    """An order of which the bench counted one unit, and which anybody may claim; the number of that row."""
    order_id = bench.brings("100")
    fence = bench.claimed(order_id)
    seq = counted(bench, order_id, fence)
    bench.beat(released=((order_id, fence),))
    return order_id, seq


def test_what_was_to_come_with_lost_rows_is_taken_with_the_rows_that_are_here(a: Bench) -> None:
    order_id = a.brings("100")
    seq = counted(a, order_id, a.claimed(order_id))
    again(a, task_document(order_id, seq, "one unit"))
    assert tasks(a) == ["one unit"]
    again(a, task_document(order_id, seq, "one unit"))
    assert a.sees(DocumentKind.TASK, order_id).version == 1


def test_it_takes_the_place_of_what_the_same_station_left_before(a: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    first = a.does("order_opened", order_id, fence).seq
    a.leaves(task_document(order_id, first, "nothing yet"))
    assert a.outcomes() == [Outcome.ACCEPTED]
    seq = counted(a, order_id, fence)
    again(a, task_document(order_id, seq, "one unit"))
    again(a, task_document(order_id, first, "nothing yet"))
    a.beat(released=((order_id, fence),))
    assert a.sees(DocumentKind.TASK, order_id).body == "one unit"


def test_it_is_taken_too_where_the_order_went_to_another_who_has_not_begun(a: Bench, b: Bench) -> None:
    order_id, seq = begun_and_given_back(a)
    b.claimed(order_id)
    again(a, task_document(order_id, seq, "one unit"))
    assert a.sees(DocumentKind.TASK, order_id).body == "one unit"
    assert a.sees(DocumentKind.ORDER, order_id).holder == "B"


def test_what_another_did_since_under_a_newer_claim_stays(a: Bench, b: Bench) -> None:
    order_id, seq = begun_and_given_back(a)
    event = b.does("unit_counted", order_id, b.claimed(order_id))
    b.leaves(task_document(order_id, event.seq, "theirs"))
    assert b.outcomes() == [Outcome.ACCEPTED]
    again(a, task_document(order_id, seq, "mine"))
    assert a.sees(DocumentKind.TASK, order_id).body == "theirs"


def test_what_another_did_before_under_an_older_claim_gives_way(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    event = b.does("unit_counted", order_id, fence)
    b.leaves(task_document(order_id, event.seq, "theirs"))
    assert b.outcomes() == [Outcome.ACCEPTED]
    b.beat(released=((order_id, fence),))
    seq = counted(a, order_id, a.claimed(order_id))
    again(a, task_document(order_id, seq, "mine"))
    assert a.sees(DocumentKind.TASK, order_id).body == "mine"


def test_what_a_row_left_that_was_not_accepted_is_not_taken(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    a.beat(released=((order_id, fence),))
    b.claimed(order_id)
    seq = a.does("unit_counted", order_id, fence).seq
    assert a.outcomes() == [Outcome.STALE_FENCE]
    again(a, task_document(order_id, seq, "one unit"))
    assert tasks(a) == []


def test_newer_terms_of_an_order_are_taken_and_older_ones_are_not(a: Bench) -> None:
    order_id = a.brings("100")
    changed = a.does("order_changed", order_id, rev=2).seq
    assert a.outcomes() == [Outcome.ACCEPTED]
    again(a, order_document(order_id, changed, "100", rev=2, body="newer", end=OrderEnd.WAITING))
    again(a, order_document(order_id, 1, "100"))
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.body, row.end) == ("newer", OrderEnd.WAITING)


def test_a_thing_of_the_site_is_taken_where_there_is_none_and_replaces_nobody_s(a: Bench, b: Bench) -> None:
    seq = a.does("products_taken").seq
    assert a.outcomes() == [Outcome.ACCEPTED]
    again(a, Document(DocumentKind.PRODUCT, "MUG", seq, '{"name":"Mug"}'))
    assert a.sees(DocumentKind.PRODUCT, "MUG").body == '{"name":"Mug"}'
    event = b.does("products_taken")
    b.leaves(Document(DocumentKind.PRODUCT, "MUG", event.seq, '{"name":"Big mug"}'))
    assert b.outcomes() == [Outcome.ACCEPTED]
    again(a, Document(DocumentKind.PRODUCT, "MUG", seq, '{"name":"Small mug"}'))
    assert a.sees(DocumentKind.PRODUCT, "MUG").body == '{"name":"Big mug"}'


def test_who_said_otherwise_in_a_row_that_is_here_hears_once_more_what_holds(a: Bench, b: Bench) -> None:
    """Schedules 3131322 and 3307815: two changes, one number of terms, and an answer that was lost."""
    order_id = a.brings("100")
    changed = a.does("order_changed", order_id, rev=2).seq
    mine = order_document(order_id, changed, "100", rev=2, body="mine")
    a.leaves(mine)
    assert a.outcomes() == [Outcome.ACCEPTED]
    event = b.does("order_changed", order_id, rev=2)
    b.leaves(order_document(order_id, event.seq, "100", rev=2, body="theirs"))
    assert b.outcomes() == [Outcome.ACCEPTED]
    a.pull()
    again(a, mine)
    (row,) = a.pull()
    assert (row.key, row.body) == (str(order_id), "theirs")
