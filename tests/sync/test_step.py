"""What a station does next, step by step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.domain.central import (
    Grant,
    Granted,
    Pulled,
    Pushed,
    Standing,
)
from packstation.domain.lease import lease_end_ms, lease_left_ms
from packstation.domain.sync_status import Link
from packstation.sync.incoming import (
    Begun,
    Leaving,
    Recorded,
    Refusal,
    SnapshotTaken,
    Stumbled,
    Unanswered,
    Wanted,
)
from packstation.sync.outgoing import (
    Acknowledge,
    Apply,
    AskClaims,
    AskRows,
    Beat,
    ForgetAcks,
    Fork,
    Gone,
    Hold,
    Lose,
    Output,
    Renew,
    Reply,
    SayHello,
    SendRows,
    TakeSnapshot,
    WaitUntil,
)
from packstation.sync.pace import Pace, retry_wait_ms
from tests.sync.at_step import EPOCH, NOON, ORDER, OTHER, WELCOME, AtStep, a_call, accepted, heard, held, row

QUIET = Pace(bundle=0)
HOUR_MS = 3_600_000


def beaten(at: AtStep, output: Output, head: int = 0) -> Output:
    """What follows the heartbeat that begins every connection."""
    assert isinstance(output, Beat)
    return at.answer(output, heard(head))


def test_hello_is_the_first_call_and_a_heartbeat_the_second() -> None:
    at = AtStep(QUIET)
    assert isinstance(at.connect(), Beat)
    assert at.status is not None
    assert at.status.link is Link.CONNECTED


def test_unsent_rows_go_from_the_oldest_unanswered_one_also_where_central_has_them() -> None:
    at = AtStep(QUIET)
    at.book(unsent=5, head_seq=9)
    assert beaten(at, at.connect(acked_seq=7)) == SendRows(EPOCH, 4, 100)


def test_rows_are_acknowledged_as_far_as_they_were_answered_and_no_further() -> None:
    at = AtStep(QUIET)
    at.book(unsent=5, head_seq=9)
    push = beaten(at, at.connect(acked_seq=7))
    at.answer(push, Pushed(Standing.GO, 9, accepted(5, 6)))
    assert at.all(Acknowledge) == [Acknowledge(6, accepted(5, 6), NOON)]


def test_a_journal_shorter_than_what_central_has_was_restored_from_a_copy() -> None:
    at = AtStep(QUIET)
    at.book(head_seq=3)
    assert at.connect(acked_seq=4) == WaitUntil(None)
    assert at.all(Fork) == [Fork()]
    assert at.status is not None
    assert at.status.link is Link.FORKED


def test_a_fork_packs_nothing_and_has_no_use_for_orders() -> None:
    at = AtStep(Pace(bundle=30))
    at.connect(standing=Standing.FORK)
    at.wait(30 * HOUR_MS)
    assert at.status is not None
    assert at.status.alarms == ()


def test_a_fork_calls_nobody_any_more() -> None:
    at = AtStep(QUIET)
    at.connect(standing=Standing.FORK)
    assert at.wait(10 * HOUR_MS) == WaitUntil(None)
    assert at.take(Wanted(ORDER)) == WaitUntil(None)
    assert at.all(Reply) == [Reply(ORDER, ClaimAnswer(ClaimReply.NOT_REACHED))]


def test_a_restored_central_gets_its_rows_again_before_the_book_is_filled_anew() -> None:
    at = AtStep(QUIET)
    at.book(head_seq=9, cursor=40, cursor_hash=b"h")
    beat = at.connect(standing=Standing.RESTORED, acked_seq=6, head=20)
    assert at.all(ForgetAcks) == [ForgetAcks(6)]
    at.book(unsent=3, epoch=None)
    push = beaten(at, beat)
    assert push == SendRows(EPOCH, 6, 100)
    at.book(unsent=0)
    at.seen = replace(at.seen, position=replace(at.seen.position, oldest_unsent_at=None))
    snapshot = at.answer(push, Pushed(Standing.GO, 9, accepted(7, 9)))
    assert snapshot == TakeSnapshot()
    at.book(epoch=EPOCH, cursor=20)
    assert isinstance(at.answer(snapshot, SnapshotTaken()), WaitUntil)


def test_a_central_that_lacks_rows_it_had_was_restored_whatever_it_says() -> None:
    at = AtStep(QUIET)
    at.book(head_seq=9)
    at.connect(standing=Standing.GO, acked_seq=6)
    assert at.all(ForgetAcks) == [ForgetAcks(6)]
    assert at.state.rebuild_from == 9


def test_a_feed_with_another_row_at_the_cursor_is_another_feed() -> None:
    at = AtStep(QUIET)
    at.book(cursor=4, cursor_hash=b"ours")
    pull = beaten(at, at.connect(head=6), head=6)
    assert pull == AskRows(EPOCH, 4, 500)
    at.answer(pull, Pulled(Standing.GO, (row(5), row(6)), 6, b"theirs"))
    assert at.all(Apply) == []
    assert isinstance(at.wait(1_000), SayHello)


def test_a_gap_in_the_feed_is_never_applied() -> None:
    at = AtStep(QUIET)
    pull = beaten(at, at.connect(head=3))
    at.answer(pull, Pulled(Standing.GO, (row(1), row(3)), 3))
    assert at.all(Apply) == []


def test_the_feed_is_read_to_its_head() -> None:
    at = AtStep(QUIET)
    pull = beaten(at, at.connect(head=3))
    at.book(cursor=2)
    again = at.answer(pull, Pulled(Standing.GO, (row(1), row(2)), 3))
    assert at.all(Apply) == [Apply(EPOCH, (row(1), row(2)))]
    assert again == AskRows(EPOCH, 2, 500)


def test_an_outage_is_waited_out_with_full_jitter_and_needs_no_new_row_to_end() -> None:
    at = AtStep(QUIET, chance=1.0)
    at.book(unsent=1)
    beat = at.connect()
    waited = []
    wait = at.take(Unanswered(a_call(beat)))
    for _ in range(9):
        assert isinstance(wait, WaitUntil)
        assert wait.mono_ms is not None
        waited.append(wait.mono_ms - at.mono_ms)
        hello = at.wait(waited[-1])
        wait = at.take(Unanswered(a_call(hello)))
    assert waited == [501, 1_001, 2_001, 4_001, 8_001, 16_001, 30_001, 30_001, 30_001]
    assert isinstance(at.wait(30_001), SayHello)
    assert retry_wait_ms(QUIET, 9, 0.0) == 1


def test_stations_come_one_by_one_after_a_long_outage_but_only_those_with_much_to_send() -> None:
    for unsent, waits_ms in ((5_000, 60_000), (5, 0)):
        at = AtStep(QUIET)
        at.book(unsent=unsent)
        hello = at.take(Begun())
        at.take(Unanswered(a_call(hello)))
        beat = at.answer(at.wait(HOUR_MS), WELCOME)
        assert isinstance(beat, Beat)
        assert at.state.quiet_until_ms - at.mono_ms == waits_ms
        at.answer(beat, heard())
        assert bool(at.all(SendRows)) is (waits_ms == 0)


def test_central_may_ask_for_a_while_of_quiet_and_heartbeats_go_on() -> None:
    at = AtStep(QUIET)
    at.book(unsent=400)
    push = beaten(at, at.connect())
    wait = at.answer(push, Pushed(Standing.GO, 200, accepted(1, 200), retry_after_ms=20_000))
    assert isinstance(wait, WaitUntil)
    assert isinstance(at.wait(11_000), Beat)


def test_a_packer_who_waits_comes_before_heartbeat_and_backlog() -> None:
    at = AtStep(QUIET)
    at.book(unsent=5_000)
    at.connect()
    claim = at.take(Wanted(ORDER))
    assert claim == AskClaims(EPOCH, (ORDER,), 0, QUIET.lease_ms)
    at.answer(claim, Granted(Standing.GO, (Grant(ORDER, 3, 600_000),)), after_ms=70)
    assert at.all(Hold) == [Hold((Grant(ORDER, 3, 600_000),), 1_000)]
    assert at.all(Reply) == [Reply(ORDER, ClaimAnswer(ClaimReply.YOURS))]


def test_the_row_that_brought_an_order_in_goes_before_the_claim_for_it() -> None:
    at = AtStep(QUIET)
    at.connect()
    at.book(unsent=1)
    push = at.take(Wanted(ORDER))
    assert isinstance(push, SendRows)
    at.book(unsent=0)
    assert isinstance(at.answer(push, Pushed(Standing.GO, 1, accepted(1, 1))), AskClaims)


def test_a_packer_hears_who_has_the_order_or_that_nobody_gives_it() -> None:
    at = AtStep(QUIET)
    at.connect()
    at.take(Wanted(ORDER))
    claim = at.take(Wanted(OTHER))
    at.answer(claim, Granted(Standing.GO, (), ((ORDER, "bench 7"),)))
    assert at.all(Reply) == [
        Reply(ORDER, ClaimAnswer(ClaimReply.TAKEN, "bench 7")),
        Reply(OTHER, ClaimAnswer(ClaimReply.NOT_GIVEN)),
    ]


def test_a_packer_is_not_kept_waiting_by_a_line_that_breaks() -> None:
    at = AtStep(QUIET)
    at.connect()
    claim = at.take(Wanted(ORDER))
    at.take(Unanswered(a_call(claim)))
    assert at.all(Reply) == [Reply(ORDER, ClaimAnswer(ClaimReply.NOT_REACHED))]


def test_few_rows_are_gathered_for_a_second_and_many_are_not() -> None:
    at = AtStep(QUIET)
    at.book(unsent=3)
    push = beaten(at, at.connect())
    at.book(unsent=2, head_seq=5)
    assert isinstance(at.answer(push, Pushed(Standing.GO, 3, accepted(1, 3))), WaitUntil)
    at.book(unsent=200, head_seq=203)
    assert isinstance(at.wait(10), SendRows)


def test_a_refused_push_is_tried_row_by_row_and_grows_again() -> None:
    at = AtStep(QUIET)
    at.book(unsent=400)
    push = beaten(at, at.connect())
    assert isinstance(at.take(Refusal(a_call(push))), WaitUntil)
    assert at.status is not None
    assert at.status.link is Link.BARRED
    hello = at.wait(QUIET.barred_retry_ms)
    one = beaten(at, at.answer(hello, WELCOME))
    assert one == SendRows(EPOCH, 0, 1)
    at.book(unsent=399)
    assert at.answer(one, Pushed(Standing.GO, 1, accepted(1, 1))) == SendRows(EPOCH, 1, 2)


@pytest.mark.parametrize("standing", [Standing.TOO_OLD, Standing.CLOSED])
def test_a_station_told_no_asks_again_in_a_minute(standing: Standing) -> None:
    at = AtStep(QUIET)
    wait = at.connect(standing=standing)
    assert wait == WaitUntil(at.mono_ms + 60_000)
    assert at.status is not None
    assert (at.status.link, at.status.standing) == (Link.BARRED, standing)
    assert isinstance(at.wait(60_000), SayHello)


def test_leases_are_measured_from_before_the_question_less_a_tenth() -> None:
    assert lease_end_ms(1_000, 600_000) == 541_000
    assert lease_left_ms(541_000, "now", 1_000, "now") == 540_000
    assert lease_left_ms(541_000, "now", 900_000, "now") == 0
    assert lease_left_ms(541_000, "before", 1_000, "now") is None


def test_a_heartbeat_renews_what_is_held_and_writes_it_down_when_half_is_over() -> None:
    at = AtStep(QUIET)
    at.holds(held(left_ms=100_000), held(OTHER, 2, left_ms=9_000_000))
    beat = at.connect()
    assert beat == Beat(EPOCH, ((ORDER, 1), (OTHER, 2)), (), QUIET.lease_ms)
    at.answer(beat, heard(), after_ms=300)
    assert at.all(Renew) == [Renew((Grant(ORDER, 1, QUIET.lease_ms),), 1_000)]


def test_leases_of_before_a_start_count_again_once_central_has_confirmed_them() -> None:
    at = AtStep(QUIET)
    at.holds(held(left_ms=9_000_000, boot="boot-1"))
    beat = at.connect()
    assert at.status is not None
    assert (at.status.held, at.status.unknown_leases) == (0, 1)
    at.answer(beat, heard())
    assert at.all(Renew) == [Renew((Grant(ORDER, 1, QUIET.lease_ms),), 1_000)]


def test_a_claim_that_is_gone_is_lost_and_not_renewed() -> None:
    at = AtStep(QUIET)
    at.holds(held(left_ms=100_000))
    at.answer(at.connect(), heard(lost=(ORDER,)))
    assert at.all(Lose) == [Lose((ORDER,))]
    assert at.all(Renew) == []


def test_a_bundle_is_topped_up_when_a_third_is_gone_and_renewed_when_it_runs_down() -> None:
    at = AtStep(Pace(bundle=3))
    ask = beaten(at, at.connect())
    assert ask == AskClaims(EPOCH, (), 3, 8 * HOUR_MS)
    at.holds(held(left_ms=7 * HOUR_MS), held(OTHER, 2, left_ms=1 * HOUR_MS))
    short = at.answer(ask, Granted(Standing.GO, (Grant(ORDER, 1, 8 * HOUR_MS),)))
    assert isinstance(short, WaitUntil)
    at.wait(30_000 - 1)
    at.state = at.state._replace(beat_at_ms=at.mono_ms + 10_000, poll_at_ms=at.mono_ms + 10_000)
    assert at.wait(1) == AskClaims(EPOCH, (OTHER,), 1, 8 * HOUR_MS)


def test_a_station_that_closes_gives_back_what_nobody_has_touched() -> None:
    at = AtStep(QUIET)
    at.holds(held(), replace(held(OTHER, 2), touched=True))
    at.connect()
    last = at.take(Leaving())
    assert at.all(Lose) == [Lose((ORDER,))]
    assert last == Beat(EPOCH, ((OTHER, 2),), ((ORDER, 1),), QUIET.lease_ms)
    assert at.answer(last, heard()) == Gone()


def test_hello_is_said_again_now_and_then_for_a_pool_hides_a_restore() -> None:
    at = AtStep(QUIET)
    at.connect()
    assert isinstance(at.wait(5 * 60_000), SayHello)
    at.book(cursor=9)
    at.answer(SayHello(), replace(WELCOME, head=9))
    at.answer(Beat(EPOCH, (), (), 1), heard(head=3))
    assert isinstance(at.wait(1_000), SayHello)


def test_what_breaks_here_is_begun_anew_and_not_at_once() -> None:
    at = AtStep(QUIET)
    at.connect()
    wait = at.take(Stumbled())
    assert isinstance(wait, WaitUntil)
    assert wait.mono_ms is not None
    assert wait.mono_ms >= at.mono_ms + QUIET.first_retry_ms
    assert isinstance(at.wait(QUIET.first_retry_ms), SayHello)


def test_the_book_is_looked_at_once_a_second_however_much_is_scanned() -> None:
    at = AtStep(QUIET)
    beaten(at, at.connect())
    looked_at_ms = at.mono_ms
    at.mono_ms += 100
    assert at.take(Recorded()) == WaitUntil(looked_at_ms + 1_000)


def test_clocks_are_compared_in_the_middle_of_the_call() -> None:
    at = AtStep(QUIET)
    hello = at.take(Begun())
    at.answer(hello, replace(WELCOME, now=NOON + timedelta(minutes=3)), after_ms=2_000)
    assert at.status is not None
    assert at.status.clock_offset_ms == 179_000
