"""What is unsent, what comes in, and whose orders are: as every book keeps it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.domain.central import DocumentKind, Event, Grant, OrderEnd, Outcome, SnapshotPart
from packstation.domain.lease import lease_end_ms
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from tests.contract.book.opened import EPOCH, OpenedBook, feed_row, task_row
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order

ONE, TWO = make_order(1, ("MUG", 2)), make_order(2, ("MUG", 1))


def accept_all(opened: OpenedBook) -> None:
    position = opened.book.position()
    events = opened.book.events_after(position.head_seq - position.unsent, 1_000)
    outcomes = tuple((event.seq, Outcome.ACCEPTED) for event in events)
    opened.book.acknowledge(position.head_seq, outcomes, NOON)


def keys(opened: OpenedBook, first: int = 0) -> set[tuple[DocumentKind, str]]:
    events = opened.book.events_after(first, 1_000)
    told = {(document.kind, document.key) for document in opened.book.documents_for(events)}
    return {(kind, key) for kind, key in told if kind in {DocumentKind.ORDER, DocumentKind.TASK}}


def asked(order_id: UUID) -> tuple[DocumentKind, str]:
    return DocumentKind.ORDER, str(order_id)


def test_all_that_happened_is_unsent_until_central_has_it(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    opened.clock.advance(60)
    opened.take_in(TWO)
    position = opened.book.position()
    assert position.unsent == position.head_seq
    assert position.oldest_unsent_at == NOON
    opened.book.acknowledge(position.head_seq - 1, (), NOON)
    position = opened.book.position()
    assert position.unsent == 1
    accept_all(opened)
    position = opened.book.position()
    assert (position.unsent, position.oldest_unsent_at) == (0, None)


def test_an_order_is_behind_until_central_has_all_its_rows(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    accept_all(opened)
    opened.take_in(TWO)
    assert opened.book.position((ONE.order_id, TWO.order_id)).behind == {TWO.order_id}
    accept_all(opened)
    assert opened.book.position((ONE.order_id, TWO.order_id)).behind == frozenset()
    assert opened.book.position().behind == frozenset()


def test_rows_come_in_their_order_as_many_as_asked_for(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    opened.take_in(TWO)
    head = opened.book.position().head_seq
    assert [event.seq for event in opened.book.events_after(head - 2, 5)] == [head - 1, head]
    assert [event.seq for event in opened.book.events_after(0, 1)] == [1]
    assert opened.book.events_after(head, 5) == ()
    assert opened.book.documents_for(()) == ()
    assert opened.book.events_after(head - 1, 5)[0].hash == opened.book.position().head_hash


def test_the_same_answer_twice_changes_nothing(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    accept_all(opened)
    before = opened.book.position()
    head = before.head_seq
    opened.book.acknowledge(head, ((head, Outcome.ACCEPTED),), NOON)
    opened.book.acknowledge(head - 1, (), NOON)
    assert opened.book.position() == before


def test_a_row_brings_what_it_left_behind_and_nothing_that_newer_rows_bring(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    taken_in = opened.book.position().head_seq
    assert keys(opened) == {asked(ONE.order_id)}
    opened.book.hold((Grant(ONE.order_id, 1, 60_000),), opened.clock.mono_ms())
    opened.begin(ONE.order_id, 1)
    first = opened.book.events_after(taken_in, 1)
    assert [d.kind for d in opened.book.documents_for(first) if d.kind is DocumentKind.TASK] == []
    assert (DocumentKind.TASK, str(ONE.order_id)) in keys(opened, taken_in)


def test_an_order_central_may_not_know_goes_ahead_of_its_newer_rows_and_waits(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    taken_in = opened.book.position().head_seq
    opened.take_in(replace(ONE, lines=(replace(ONE.lines[0], quantity=3),)))
    rows = opened.book.events_after(0, 1_000)
    first, last = (rows[:taken_in], rows[taken_in:])
    assert ends(opened, first) == [OrderEnd.WAITING]
    assert ends(opened, last) == [OrderEnd.READY]
    opened.book.apply(EPOCH, (feed_row(1, ONE),))
    assert ends(opened, first) == []


def ends(opened: OpenedBook, events: tuple[Event, ...]) -> list[OrderEnd | None]:
    """How the orders that go with these rows are to be counted."""
    return [one.end for one in opened.book.documents_for(events) if one.kind is DocumentKind.ORDER]


def test_what_a_restored_central_lost_is_unsent_again_with_all_it_left(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    kept = opened.book.position().head_seq
    opened.take_in(TWO)
    accept_all(opened)
    opened.book.apply(EPOCH, (feed_row(1, make_order(9, ("MUG", 1))),))
    opened.book.forget_acks_after(kept)
    position = opened.book.position()
    assert (position.unsent, position.epoch, position.cursor) == (1, None, 1)
    assert keys(opened, kept) == {asked(TWO.order_id)}


def test_work_on_an_order_that_another_took_in_brings_the_order_to_a_restored_central(
    opened: OpenedBook,
) -> None:
    """Who took it in may come later, and work on an order unknown to central would be of no effect."""
    kept = opened.book.position().head_seq
    opened.book.apply(EPOCH, (feed_row(1, ONE),))
    opened.book.hold((Grant(ONE.order_id, 1, 60_000),), opened.clock.mono_ms())
    opened.begin(ONE.order_id, 1)
    accept_all(opened)
    opened.book.forget_acks_after(kept)
    first = opened.book.events_after(kept, 1)
    assert asked(ONE.order_id) in {(one.kind, one.key) for one in opened.book.documents_for(first)}
    opened.book.acknowledge(first[0].seq, ((first[0].seq, Outcome.ACCEPTED),), NOON)
    assert asked(ONE.order_id) not in keys(opened, first[0].seq)


def test_work_begun_while_the_book_waits_to_be_filled_brings_its_order_once(opened: OpenedBook) -> None:
    """The acks are forgotten, and central may not know the order: the work would be of no effect."""
    kept = waits_with_a_claim(opened)
    opened.begin(ONE.order_id, 1)
    first = opened.book.events_after(kept, 1)
    assert (asked(ONE.order_id), first[0].seq) in brought(opened, first)
    assert asked(ONE.order_id) in keys(opened, kept)
    opened.book.replace_all(iter([SnapshotPart(EPOCH, 1, b"h" * 32, (feed_row(1, ONE),), last=True)]))
    assert asked(ONE.order_id) not in keys(opened, kept)


def test_work_that_is_unsent_when_the_book_is_filled_brings_an_order_that_central_lacks(
    opened: OpenedBook,
) -> None:
    kept = waits_with_a_claim(opened)
    opened.begin(ONE.order_id, 1)
    mine = opened.done(ONE.order_id)
    opened.book.replace_all(iter([SnapshotPart(EPOCH, 1, b"h" * 32, (feed_row(1, TWO),), last=True)]))
    first = opened.book.events_after(kept, 1)
    assert (asked(ONE.order_id), first[0].seq) in brought(opened, first)
    assert opened.asked(ONE.order_id) == (feed_row(1, ONE).body, False)
    accept_all(opened)
    assert opened.done(ONE.order_id) == mine


def waits_with_a_claim(opened: OpenedBook) -> int:
    """Central was restored, and one order is claimed that others took in; how many rows central has."""
    opened.book.apply(EPOCH, (feed_row(1, ONE), feed_row(2, TWO)))
    accept_all(opened)
    kept = opened.book.position().head_seq
    opened.book.hold((Grant(ONE.order_id, 1, 60_000),), opened.clock.mono_ms())
    opened.book.forget_acks_after(kept)
    return kept


def brought(opened: OpenedBook, events: tuple[Event, ...]) -> set[tuple[tuple[DocumentKind, str], int]]:
    """What goes with these rows, and with which of them."""
    return {((one.kind, one.key), one.seq) for one in opened.book.documents_for(events)}


def test_the_feed_moves_the_cursor_with_what_it_brings(opened: OpenedBook) -> None:
    rows = (feed_row(1, ONE), feed_row(2, TWO))
    opened.book.apply(EPOCH, rows)
    position = opened.book.position()
    assert (position.epoch, position.cursor, position.cursor_hash) == (EPOCH, 2, rows[1].hash)
    assert opened.asked(ONE.order_id) == (rows[0].body, False)
    opened.restart()
    assert (opened.book.position().cursor, opened.asked(TWO.order_id)) == (2, (rows[1].body, False))


def test_a_row_that_is_not_newer_is_passed_over(opened: OpenedBook) -> None:
    newer = replace(ONE, carrier="Ship", rev=2)
    opened.book.apply(EPOCH, (feed_row(1, newer, 3),))
    opened.book.apply(EPOCH, (feed_row(2, ONE, 2), feed_row(3, ONE, 3)))
    assert opened.asked(ONE.order_id) == (feed_row(1, newer).body, False)
    assert opened.book.position().cursor == 3


def test_what_was_done_here_and_is_unsent_stays_and_stands_once_it_is_accepted(opened: OpenedBook) -> None:
    opened.book.apply(EPOCH, (feed_row(1, ONE),))
    opened.book.hold((Grant(ONE.order_id, 1, 60_000),), opened.clock.mono_ms())
    opened.begin(ONE.order_id, 1)
    mine = opened.done(ONE.order_id)
    opened.book.apply(EPOCH, (task_row(2, PackTask(ONE), 1, holder="A", fence=1),))
    assert opened.done(ONE.order_id) == mine
    accept_all(opened)
    assert opened.done(ONE.order_id) == mine


def test_a_cancellation_reaches_whoever_packs_the_order(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    accept_all(opened)
    opened.book.hold((Grant(ONE.order_id, 1, 60_000),), opened.clock.mono_ms())
    opened.begin(ONE.order_id, 1)
    gone = replace(ONE, state=OrderState.CANCELLED, rev=1)
    opened.book.apply(EPOCH, (feed_row(1, gone, 2, holder="A", fence=1),))
    shown = opened.asked(ONE.order_id)
    assert shown is not None
    assert shown[1]


def test_a_claim_runs_from_before_the_question_less_a_tenth(opened: OpenedBook) -> None:
    asked_ms = opened.clock.mono_ms()
    opened.clock.advance(3)
    opened.book.hold((Grant(ONE.order_id, 7, 60_000),), asked_ms)
    (held,) = opened.book.held()
    assert (held.order_id, held.fence, held.lease_ends_mono_ms) == (
        ONE.order_id,
        7,
        lease_end_ms(asked_ms, 60_000),
    )
    assert (held.open_here, held.touched) == (False, False)


def test_a_lease_is_renewed_where_the_claim_stands_and_never_made_shorter(opened: OpenedBook) -> None:
    book, now = opened.book, opened.clock.mono_ms()
    book.hold((Grant(ONE.order_id, 7, 60_000),), now)
    book.renew((Grant(ONE.order_id, 7, 600_000), Grant(TWO.order_id, 1, 600_000)), now)
    book.renew((Grant(ONE.order_id, 8, 900_000),), now)
    book.renew((Grant(ONE.order_id, 7, 1_000),), now)
    book.hold((Grant(ONE.order_id, 7, 1_000),), now)
    assert [(held.order_id, held.lease_ends_mono_ms) for held in book.held()] == [
        (ONE.order_id, lease_end_ms(now, 600_000))
    ]


def test_a_start_ends_what_is_known_of_a_lease_until_central_says_it_anew(opened: OpenedBook) -> None:
    opened.book.hold((Grant(ONE.order_id, 7, 600_000),), opened.clock.mono_ms())
    boot = opened.book.held()[0].boot_id
    opened.restart()
    assert opened.book.held()[0].boot_id == boot
    now = opened.clock.mono_ms()
    opened.book.renew((Grant(ONE.order_id, 7, 60_000),), now)
    (held,) = opened.book.held()
    assert held.boot_id != boot
    assert held.lease_ends_mono_ms == lease_end_ms(now, 60_000)


def test_a_claim_in_use_says_so_and_one_given_back_is_gone(opened: OpenedBook) -> None:
    opened.book.apply(EPOCH, (feed_row(1, ONE), feed_row(2, TWO)))
    grants = (Grant(ONE.order_id, 1, 60_000), Grant(TWO.order_id, 1, 60_000))
    opened.book.hold(grants, opened.clock.mono_ms())
    opened.begin(ONE.order_id, 1)
    assert {held.order_id: (held.open_here, held.touched) for held in opened.book.held()} == {
        ONE.order_id: (True, True),
        TWO.order_id: (False, False),
    }
    opened.release(ONE.order_id)
    assert [held.order_id for held in opened.book.held()] == [TWO.order_id]


def test_a_lost_claim_is_gone(opened: OpenedBook) -> None:
    opened.book.hold((Grant(ONE.order_id, 1, 60_000),), opened.clock.mono_ms())
    opened.book.lose((ONE.order_id, TWO.order_id))
    assert opened.book.held() == ()


def test_a_snapshot_puts_the_book_where_it_stands_and_keeps_what_is_unsent(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    unsent = opened.book.position().unsent
    rows = (feed_row(0, TWO, 5),)
    parts = (
        SnapshotPart(EPOCH, 40, b"h" * 32, rows, last=False),
        SnapshotPart(EPOCH, 40, b"h" * 32, (), last=True),
    )
    opened.book.replace_all(iter(parts))
    position = opened.book.position()
    assert (position.epoch, position.cursor, position.cursor_hash) == (EPOCH, 40, b"h" * 32)
    assert position.unsent == unsent
    assert opened.asked(TWO.order_id) == (rows[0].body, False)
    assert opened.asked(ONE.order_id) is not None
    assert keys(opened) == {asked(ONE.order_id)}


def test_a_snapshot_without_its_end_moves_nothing(opened: OpenedBook) -> None:
    part = SnapshotPart(EPOCH, 40, b"h" * 32, (feed_row(0, TWO, 5),), last=False)
    for parts in ([part], []):
        with pytest.raises(ValueError, match="end"):
            opened.book.replace_all(iter(parts))
    position = opened.book.position()
    assert (position.epoch, position.cursor) == (None, 0)


def test_a_fork_ends_all_acts_also_after_a_start(opened: OpenedBook) -> None:
    opened.take_in(ONE)
    assert not opened.refuses()
    opened.book.fork()
    assert opened.refuses()
    opened.restart()
    assert opened.refuses()
