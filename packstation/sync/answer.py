"""What central's answers change: in the state, and in the book."""

from __future__ import annotations

from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.domain.central import Grant, Granted, Heard, Pulled, Pushed, Standing, Welcome
from packstation.sync.incoming import Answered, Moment, Seen, SnapshotTaken
from packstation.sync.outgoing import (
    Acknowledge,
    Apply,
    AskClaims,
    AskRows,
    Beat,
    ForgetAcks,
    Fork,
    Gone,
    HangUp,
    Hold,
    Look,
    Lose,
    Output,
    Renew,
    Reply,
    SendRows,
)
from packstation.sync.pace import around_ms, retry_wait_ms
from packstation.sync.state import Known, Phase, State

Step = tuple[State, tuple[Output, ...]]
RENEW_BELOW = 0.5
"""Of a lease: a heartbeat renews it each time, but the book is written only when so little is left."""


def answered(state: State, came: Answered, now: Moment) -> Step:
    """The step that an answer to a call is."""
    if state.phase is Phase.LEAVING:
        return state, (Gone(),)
    state = state._replace(clock_suspect=False)
    if isinstance(came.answer, Welcome):
        return _welcomed(_timed(state, came, came.answer, now), came.answer, now)
    if (known := state.known) is None or state.seen is None:
        return state, (Look(),)
    if isinstance(came.answer, SnapshotTaken):
        return state._replace(rebuild_from=None), (Look(),)
    if came.answer.standing is not Standing.GO:
        return _not_go(state, came.answer.standing, now)
    return _told_more(state, known, state.seen, came, now)


def _told_more(state: State, known: Known, seen: Seen, came: Answered, now: Moment) -> Step:
    match came.call, came.answer:
        case SendRows() as call, Pushed() as answer:
            return _pushed(state, known, call, answer, now)
        case AskRows() as call, Pulled() as answer:
            return _pulled(state, known, seen, call, answer, now)
        case AskClaims() as call, Granted() as answer:
            return _granted(state, seen, call, came.asked, answer, now)
        case Beat() as call, Heard() as answer:
            return _heard(_timed(state, came, answer, now), known, seen, call, answer, came.asked, now)
        case _:
            raise TypeError(f"{came.answer} to {came.call}")


def _timed(state: State, came: Answered, answer: Welcome | Heard, now: Moment) -> State:
    """Central's clock less ours, taken in the middle of the call."""
    apart_ms = (answer.now - now.wall).total_seconds() * 1_000
    return state._replace(clock_offset_ms=round(apart_ms + (now.mono_ms - came.asked.mono_ms) / 2))


def _asked_to_wait(state: State, retry_after_ms: int, now: Moment) -> State:
    wait_ms = min(retry_after_ms, state.pace.longest_asked_wait_ms)
    return state._replace(quiet_until_ms=max(state.quiet_until_ms, now.mono_ms + wait_ms))


def _welcomed(state: State, welcome: Welcome, now: Moment) -> Step:
    seen = state.seen
    if seen is None:
        return state, (Look(),)
    if welcome.standing in {Standing.TOO_OLD, Standing.CLOSED}:
        return _not_go(state, welcome.standing, now)
    # A journal shorter than what central has of it was restored from a copy.
    if welcome.standing is Standing.FORK or welcome.acked_seq > seen.position.head_seq:
        return _not_go(state, Standing.FORK, now)
    # Central has not what it had: what it made of those rows then counts no more, whatever the cursor says.
    lacks = welcome.acked_seq < seen.position.acked_seq
    forget = lacks or welcome.standing is Standing.RESTORED
    # A book without an epoch waits to be filled: a new station's, or one whose acks were forgotten.
    waits = seen.position.epoch is None
    anew = forget or waits or welcome.standing in {Standing.RESTORED, Standing.SNAPSHOT}
    up = state._replace(
        phase=Phase.UP,
        known=Known(welcome.epoch, welcome.acked_seq, welcome.head, welcome.max_batch),
        standing=Standing.GO,
        since_ms=state.since_ms if state.phase is Phase.UP else now.mono_ms,
        quiet_until_ms=now.mono_ms + _herd_wait_ms(state, seen, now),
        hello_at_ms=now.mono_ms + state.pace.hello_ms,
        beat_at_ms=now.mono_ms,
        poll_at_ms=_next_poll_ms(state, now),
        push_at_ms=now.mono_ms,
        top_up_at_ms=now.mono_ms,
        rebuild_from=seen.position.head_seq if anew else None,
    )
    acts = (ForgetAcks(welcome.acked_seq),) if forget else ()
    return _asked_to_wait(up, welcome.retry_after_ms, now), (*acts, Look())


def _next_poll_ms(state: State, now: Moment) -> int:
    return now.mono_ms + around_ms(state.pace.poll_ms, now.chance)


def _herd_wait_ms(state: State, seen: Seen, now: Moment) -> int:
    """After a long outage stations with much to send begin one by one; who has little is in nobody's way."""
    pace = state.pace
    herd = (
        state.phase is not Phase.UP
        and now.mono_ms - state.since_ms >= pace.herd_after_ms
        and seen.position.unsent >= pace.herd_unsent
    )
    return int(pace.herd_ms * now.chance) if herd else 0


def _not_go(state: State, standing: Standing, now: Moment) -> Step:
    """Say hello again, after a wait: or stop, where nothing but a person helps."""
    unheard = tuple(Reply(order_id, ClaimAnswer(ClaimReply.NOT_REACHED)) for order_id in state.wanted)
    since_ms = now.mono_ms if state.phase is Phase.UP else state.since_ms
    away = state._replace(known=None, standing=standing, since_ms=since_ms, wanted=())
    if standing is Standing.FORK:
        return away._replace(phase=Phase.FORKED), (*unheard, Fork(), HangUp(), Look())
    if standing in {Standing.TOO_OLD, Standing.CLOSED}:
        quiet = now.mono_ms + state.pace.barred_retry_ms
        return away._replace(phase=Phase.BARRED, quiet_until_ms=quiet), (*unheard, HangUp(), Look())
    wait_ms = retry_wait_ms(state.pace, state.tries, now.chance)
    again = away._replace(phase=Phase.AWAY, tries=state.tries + 1, quiet_until_ms=now.mono_ms + wait_ms)
    return again, (*unheard, Look())


def _pushed(state: State, known: Known, call: SendRows, pushed: Pushed, now: Moment) -> Step:
    last_sent = max((seq for seq, _ in pushed.outcomes), default=call.after_seq)
    if last_sent <= call.after_seq or pushed.acked_seq < last_sent:
        return _not_go(state, Standing.RESYNC, now)
    pace = state.pace
    state = state._replace(
        known=known._replace(acked_seq=pushed.acked_seq),
        batch=min(call.limit * 2, pace.batch),
        push_at_ms=now.mono_ms + pace.gather_ms,
        tries=0,
    )
    acts = (Acknowledge(last_sent, pushed.outcomes, now.wall), Look())
    return _asked_to_wait(state, pushed.retry_after_ms, now), acts


def _pulled(state: State, known: Known, seen: Seen, call: AskRows, pulled: Pulled, now: Moment) -> Step:
    seqs = [row.seq for row in pulled.rows]
    if pulled.cursor_hash != seen.position.cursor_hash and pulled.cursor_hash and seen.position.cursor_hash:
        return _not_go(state, Standing.RESTORED, now)
    if seqs != list(range(call.cursor + 1, call.cursor + 1 + len(seqs))):
        return _not_go(state, Standing.RESYNC, now)
    head = pulled.head if seqs else call.cursor
    state = state._replace(known=known._replace(head=head), poll_at_ms=_next_poll_ms(state, now), tries=0)
    return state, ((Apply(known.epoch, pulled.rows), Look()) if seqs else (Look(),))


def _granted(state: State, seen: Seen, call: AskClaims, asked: Moment, granted: Granted, now: Moment) -> Step:
    given = {grant.order_id for grant in granted.grants}
    whose = dict(granted.taken)
    replies = tuple(
        Reply(order_id, _claim_answer(order_id in given, whose.get(order_id)))
        for order_id in call.order_ids
        if order_id in state.wanted
    )
    # Held when it was asked, or named with nobody waiting for it: perhaps given back since.
    held, waited_for = {(one.order_id, one.fence) for one in seen.held}, {reply.order_id for reply in replies}
    named = set(call.order_ids) - waited_for
    renewed = [grant.order_id in named or (grant.order_id, grant.fence) in held for grant in granted.grants]
    old = tuple(grant for grant, again in zip(granted.grants, renewed, strict=True) if again)
    new = tuple(grant for grant, again in zip(granted.grants, renewed, strict=True) if not again)
    holds = (*((Hold(new, asked.mono_ms),) if new else ()), *((Renew(old, asked.mono_ms),) if old else ()))
    left = tuple(order_id for order_id in state.wanted if order_id not in call.order_ids)
    state = state._replace(wanted=left, tries=0)
    if call.ahead or not replies:
        short = len(given.difference(call.order_ids)) < call.ahead
        wait_ms = state.pace.nothing_ready_ms if short else state.pace.top_up_ms
        state = state._replace(top_up_at_ms=now.mono_ms + wait_ms)
    return state, (*holds, *replies, Look())


def _claim_answer(given: bool, whose: str | None) -> ClaimAnswer:
    if given:
        return ClaimAnswer(ClaimReply.YOURS)
    return ClaimAnswer(ClaimReply.NOT_GIVEN if whose is None else ClaimReply.TAKEN, whose)


def _heard(
    state: State, known: Known, seen: Seen, call: Beat, heard: Heard, asked: Moment, now: Moment
) -> Step:
    if heard.head < seen.position.cursor and state.rebuild_from is None:
        return _not_go(state, Standing.RESTORED, now)
    state = state._replace(
        known=known._replace(head=max(known.head, heard.head)),
        beat_at_ms=now.mono_ms + around_ms(state.pace.beat_ms, now.chance),
        poll_at_ms=_next_poll_ms(state, now),
        tries=0,
    )
    losses = (Lose(heard.lost),) if heard.lost else ()
    renewed = _renewed(call, heard, seen, asked)
    holds = (Renew(renewed, asked.mono_ms),) if renewed else ()
    return _asked_to_wait(state, heard.retry_after_ms, now), (*losses, *holds, Look())


def _renewed(call: Beat, heard: Heard, seen: Seen, asked: Moment) -> tuple[Grant, ...]:
    """The claims that the heartbeat has renewed, where that is worth a write."""
    lost, sent = set(heard.lost), set(call.held)
    return tuple(
        Grant(held.order_id, held.fence, call.lease_ms)
        for held in seen.held
        if (held.order_id, held.fence) in sent
        and held.order_id not in lost
        and seen.left_ms(held, asked) < call.lease_ms * RENEW_BELOW
    )
