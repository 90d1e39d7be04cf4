"""Pushing: what follows is taken once, whatever gets lost on the way; what does not follow is not taken."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from packstation.domain.central import Document, DocumentKind, Heartbeat, OrderEnd, Outcome, Push, Standing
from packstation.domain.journal import GENESIS
from tests.contract.central.shared_site import Bench, SharedSite
from tests.postgres.journal import StationJournal, new_id, order_document, task_document, told


def test_a_new_station_of_a_new_site_may_begin(a: Bench) -> None:
    welcome = a.central.hello(a.greeting())
    assert (welcome.standing, welcome.station_id, welcome.site_id) == (Standing.GO, "A", a.site.site_id)
    assert (welcome.acked_seq, welcome.head, welcome.min_seq) == (0, 0, 1)


def test_the_same_rows_again_get_the_same_answer_and_change_nothing(a: Bench) -> None:
    order_id = new_id()
    event = a.does("order_received", order_id, 0)
    push = a.journal.push(a.known_epoch, order_document(order_id, event.seq, "100"))
    first = a.central.push(push)
    assert first.outcomes == ((1, Outcome.ACCEPTED),)
    assert a.central.push(push) == first
    assert [row.kind for row in a.pull()] == [DocumentKind.ORDER]


def test_what_came_with_known_rows_is_not_taken_again_though_others_follow_them(a: Bench, b: Bench) -> None:
    """Its answer was lost, another station knew better meanwhile: what is sent again is older than that."""
    order_id = new_id()
    brought, product = a.does("order_received", order_id, 0), a.does("products_taken")
    documents = (
        order_document(order_id, brought.seq, "100", end=OrderEnd.WAITING),
        Document(DocumentKind.PRODUCT, "MUG", product.seq, '{"name":"Mug"}'),
    )
    a.central.push(a.journal.push(a.known_epoch, *documents))
    lifted, renamed = b.does("hold_lifted", order_id, 0), b.does("products_taken")
    b.leaves(order_document(order_id, lifted.seq, "100", body='{"lines":1,"holds":[]}'))
    b.leaves(Document(DocumentKind.PRODUCT, "MUG", renamed.seq, '{"name":"Big mug"}'))
    assert b.outcomes() == [Outcome.ACCEPTED] * 2
    a.does("signed_in")
    for document in documents:
        a.leaves(document)
    assert a.outcomes() == [Outcome.ACCEPTED] * 3
    order, mug = b.sees(DocumentKind.ORDER, order_id), b.sees(DocumentKind.PRODUCT, "MUG")
    assert (order.body, order.end) == ('{"lines":1,"holds":[]}', OrderEnd.READY)
    # Told once more: whoever takes the answer for its own word hears what holds.
    assert (mug.body, mug.version) == ('{"name":"Big mug"}', 3)


@pytest.mark.parametrize("seed", range(6))
def test_in_any_split_and_any_number_of_times_the_outcomes_are_the_same(
    a: Bench, b: Bench, seed: int
) -> None:
    chance = random.Random(seed)
    mine, theirs = a.brings("100"), a.brings("101")
    fence, stale = a.claimed(mine), a.claimed(theirs)
    a.beat((mine, fence), released=((theirs, stale),))
    b.claimed(theirs)
    done = len(a.journal.events)
    for _ in range(4):
        a.does("unit_counted", mine, fence)
        a.does("unit_counted", theirs, stale)
        a.does("sneezed")
    last = a.does("order_packed", mine, fence)
    document = task_document(mine, last.seq, '{"cartons":1}')
    expected = [Outcome.ACCEPTED, Outcome.STALE_FENCE, Outcome.NOT_UNDERSTOOD] * 4 + [Outcome.ACCEPTED]
    outcomes: dict[int, Outcome] = {}
    acked = done
    while acked < last.seq:
        begin = chance.randint(max(1, acked - 5), acked + 1)
        end = chance.randint(max(begin, acked), min(last.seq, acked + 6))
        sent = tuple(a.journal.events[begin - 1 : end])
        documents = (document,) if end == last.seq else ()
        answer = a.central.push(Push(a.known_epoch, sent, documents))
        if chance.random() < 0.5:
            continue  # the answer is lost, and the station begins where it thinks it was
        acked = answer.acked_seq
        for seq, outcome in answer.outcomes:
            assert outcomes.setdefault(seq, outcome) is outcome
    whole = a.central.push(Push(a.known_epoch, tuple(a.journal.events[done:]), ()))
    assert [outcome for _, outcome in whole.outcomes] == expected
    assert a.sees(DocumentKind.TASK, mine).version == 1


def test_rows_after_a_gap_are_not_taken(a: Bench) -> None:
    for _ in range(3):
        a.does("signed_in")
    answer = a.central.push(a.journal.push(a.known_epoch, after=1))
    assert (answer.standing, answer.acked_seq, answer.outcomes) == (Standing.RESYNC, 0, ())


def test_another_row_by_a_known_number_is_a_fork(a: Bench) -> None:
    a.does("signed_in")
    a.push()
    copy = StationJournal(a.site.site_id, "A")
    copy.row("signed_out")
    assert a.central.push(copy.push(a.known_epoch)).standing is Standing.FORK


def test_a_row_that_does_not_follow_what_central_has_is_a_fork(a: Bench) -> None:
    a.does("signed_in")
    a.push()
    copy = StationJournal(a.site.site_id, "A")
    copy.row("signed_out")
    copy.row("signed_in")
    assert a.central.push(copy.push(a.known_epoch, after=1)).standing is Standing.FORK


def test_a_copy_that_does_nothing_hears_at_its_next_heartbeat_that_there_are_two(a: Bench) -> None:
    a.does("signed_in")
    a.push()
    first = a.journal.events[0]
    assert beat_of(a, first.seq, first.hash) is Standing.GO
    a.does("signed_out")
    assert beat_of(a, 2, a.journal.events[1].hash) is Standing.GO
    a.push()
    assert beat_of(a, 2, a.journal.events[1].hash) is Standing.GO
    assert beat_of(a, 1, first.hash) is Standing.FORK
    assert beat_of(a, 2, GENESIS) is Standing.FORK


def beat_of(bench: Bench, head_seq: int, head_hash: bytes) -> Standing:
    """What a heartbeat hears from a journal that ends with this row."""
    beat = Heartbeat(bench.known_epoch, (), (), 600, told(), head_seq, head_hash)
    return bench.central.heartbeat(beat).standing


def test_a_journal_shorter_than_central_has_it_is_a_fork(a: Bench) -> None:
    a.does("signed_in")
    a.does("signed_out")
    a.push()
    first = a.journal.events[0]
    assert a.central.hello(a.greeting(head_seq=1, head_hash=first.hash)).standing is Standing.FORK
    assert a.central.hello(a.greeting(head_seq=2, head_hash=GENESIS)).standing is Standing.FORK
    assert a.central.hello(a.greeting()).standing is Standing.GO


def test_a_kind_of_a_later_release_stops_nothing_behind_it(a: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    a.does("sneezed")
    a.journal.row("unit_counted", order_id, fence, version=99)
    a.does("unit_counted", order_id, fence)
    assert a.outcomes() == [Outcome.NOT_UNDERSTOOD, Outcome.NOT_UNDERSTOOD, Outcome.ACCEPTED]
    assert a.conflicts() == []


def test_things_of_the_site_are_the_newest_that_came(a: Bench, b: Bench) -> None:
    for bench, body in ((a, '{"name":"Mug"}'), (b, '{"name":"Big mug"}')):
        event = bench.does("products_taken")
        bench.leaves(Document(DocumentKind.PRODUCT, "MUG", event.seq, body))
        assert bench.outcomes() == [Outcome.ACCEPTED]
    row = a.sees(DocumentKind.PRODUCT, "MUG")
    assert (row.body, row.version) == ('{"name":"Big mug"}', 2)


def test_another_epoch_is_answered_by_nothing_but_hello(a: Bench, site: SharedSite) -> None:
    a.does("signed_in")
    strange = new_id()
    assert a.central.push(replace(a.journal.push(a.known_epoch), epoch=strange)).standing is Standing.RESTORED
    assert a.central.pull(strange, 0, 10).standing is Standing.RESTORED
    assert a.central.hello(a.greeting(epoch=strange)).standing is Standing.RESTORED
    assert a.central.hello(a.greeting(epoch=None)).acked_seq == 0


def test_a_station_and_a_central_without_a_common_protocol_say_so(a: Bench) -> None:
    assert a.central.hello(a.greeting(oldest_protocol=2, newest_protocol=3)).standing is Standing.TOO_OLD
    assert a.central.hello(a.greeting(oldest_protocol=1, newest_protocol=3)).standing is Standing.GO


def test_a_closed_station_is_answered_by_nothing_but_that(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    a.site.close("A")
    a.does("signed_in")
    assert a.central.hello(a.greeting()).standing is Standing.CLOSED
    assert a.push().standing is Standing.CLOSED
    assert a.central.pull(a.known_epoch, 0, 10).standing is Standing.CLOSED
    assert b.claimed(order_id) == fence + 1
