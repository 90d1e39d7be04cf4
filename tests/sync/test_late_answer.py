"""An answer counts for what was asked, and brings nothing back that was given away meanwhile."""

from __future__ import annotations

from packstation.application.central_ports import Held
from packstation.domain.central import Claim, Grant, Granted, Heard, Outcome, Pushed, Standing
from packstation.sync.errand import question
from packstation.sync.incoming import Tick, Wanted
from packstation.sync.outgoing import AskClaims, Beat, Hold, Renew, Reply, SendRows, WaitUntil
from packstation.sync.pace import Pace
from tests.fakes.book import ModelBook
from tests.sync.at_step import BOOT, EPOCH, NOON, ORDER, OTHER, AtStep

QUIET = Pace(bundle=0)
HERE = Held(ORDER, 1, 501_000, BOOT, open_here=False, touched=False)


def test_an_order_asked_for_twice_and_parked_before_the_second_answer_stays_parked() -> None:
    """Seed 1005124: the packer opened and parked it while the second answer was under way."""
    at = AtStep(QUIET)
    at.connect()
    at.holds(HERE)
    at.take(Wanted(ORDER))
    again = at.take(Wanted(OTHER))
    assert again == AskClaims(EPOCH, (ORDER, OTHER), 0, QUIET.lease_ms)
    at.holds()
    grants = (Grant(ORDER, 1, 600_000), Grant(OTHER, 4, 600_000))
    at.answer(again, Granted(Standing.GO, grants), after_ms=5_000)
    assert at.all(Hold) == [Hold(grants[1:], 1_000)]
    assert at.all(Renew) == [Renew(grants[:1], 1_000)]
    assert [reply.order_id for reply in at.all(Reply)] == [ORDER, OTHER]


def test_an_order_is_asked_for_once_central_has_all_that_was_done_for_it() -> None:
    """Parked behind a backlog: asked for before that is told, it would be given under the claim of before."""
    at = AtStep(QUIET)
    at.book(unsent=225)
    at.connect()
    at.book(behind=frozenset({ORDER}))
    assert at.take(Wanted(ORDER)) == SendRows(EPOCH, 0, 100)
    claim = at.take(Wanted(OTHER))
    assert claim == AskClaims(EPOCH, (OTHER,), 0, QUIET.lease_ms)
    push = at.answer(claim, Granted(Standing.GO, (Grant(OTHER, 1, 600_000),)))
    for unsent, sent in ((125, 100), (25, 200)):
        at.book(unsent=unsent)
        push = at.answer(push, Pushed(Standing.GO, sent, tuple(accepted(sent - 99, sent))))
        assert push == SendRows(EPOCH, sent, 100)
    at.book(unsent=0, behind=frozenset())
    last = at.answer(push, Pushed(Standing.GO, 225, tuple(accepted(201, 225))))
    assert last == AskClaims(EPOCH, (ORDER,), 0, QUIET.lease_ms)


def test_orders_ahead_are_asked_for_once_central_has_all_that_was_done() -> None:
    """Schedule 1032120: a central that was restored gave again what was parked in rows it had not got."""
    at = AtStep(Pace(bundle=3))
    at.book(unsent=1)
    beat = at.connect()
    assert isinstance(beat, Beat)
    push = at.answer(beat, Heard(Standing.GO, 0, NOON, ()))
    assert push == SendRows(EPOCH, 0, 100)
    wait = at.answer(push, Pushed(Standing.GO, 1, tuple(accepted(1, 1))))
    assert isinstance(wait, WaitUntil)
    at.book(unsent=0)
    assert isinstance(at.take(Tick()), AskClaims)


def test_a_claim_says_how_far_the_station_was_answered() -> None:
    book = ModelBook("s", BOOT, lambda: 0, lambda: NOON)
    for _ in range(3):
        book.record("signed_in")
    book.acknowledge(2, ((1, Outcome.ACCEPTED), (2, Outcome.ACCEPTED)), NOON)
    asked = question(book, AskClaims(EPOCH, (ORDER,), 0, 60_000), "1", NOON)
    assert asked == Claim(EPOCH, (ORDER,), 0, 60, acked_seq=2)


def accepted(first: int, last: int) -> list[tuple[int, Outcome]]:
    return [(seq, Outcome.ACCEPTED) for seq in range(first, last + 1)]


def test_an_order_given_anew_under_another_fence_is_held_anew() -> None:
    at = AtStep(QUIET)
    at.connect()
    at.holds(HERE)
    claim = at.take(Wanted(ORDER))
    at.answer(claim, Granted(Standing.GO, (Grant(ORDER, 2, 600_000),)))
    assert at.all(Hold) == [Hold((Grant(ORDER, 2, 600_000),), 1_000)]
