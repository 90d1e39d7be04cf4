"""What to do next, after a look at the book: who waits comes first, then the heartbeat, then what drains."""

from __future__ import annotations

from packstation.domain.lease import lease_end_ms
from packstation.sync.incoming import Moment, Seen
from packstation.sync.outgoing import (
    AskClaims,
    AskRows,
    Beat,
    Call,
    Lose,
    Output,
    SayHello,
    SendRows,
    TakeSnapshot,
    Tell,
    WaitUntil,
)
from packstation.sync.picture import status_of
from packstation.sync.state import Known, Phase, State

RENEWED_BELOW = 0.75
"""Of a bundle's lease: central is asked for the whole of it again when less is left."""
BUNDLE_AGAIN_BELOW = 2 / 3
"""Of a bundle: new orders are claimed when fewer are left, so that it is not one call an order."""


def chosen(state: State, seen: Seen, now: Moment) -> tuple[State, tuple[Output, ...]]:
    """The next call, or how long to wait; and the picture, where it has changed."""
    status = status_of(state, seen, now)
    tell = () if status == state.told else (Tell(status),)
    outputs = _next(state, seen, now)
    wake_at_ms = outputs[0].mono_ms if isinstance(outputs[0], WaitUntil) else None
    state = state._replace(seen=seen, seen_at_ms=now.mono_ms, wake_at_ms=wake_at_ms, told=status)
    return state, (*tell, *outputs)


def _next(state: State, seen: Seen, now: Moment) -> tuple[Output, ...]:
    match state.phase:
        case Phase.FORKED:
            return (WaitUntil(None),)
        case Phase.UP if state.known is not None:
            return _connected(state, state.known, seen, now)
        case _ if now.mono_ms < state.quiet_until_ms:
            return (WaitUntil(state.quiet_until_ms),)
        case _:
            return (SayHello(),)


def _connected(state: State, known: Known, seen: Seen, now: Moment) -> tuple[Output, ...]:
    batch = min(state.batch or state.pace.batch, state.pace.batch, known.max_batch)
    push = SendRows(known.epoch, min(known.acked_seq, seen.position.acked_seq), batch)
    if state.wanted:
        # An order that came in here is not known there yet, and one that was parked here not as parked: their
        # rows go first, however many lie before them. All others wait for no more than one push.
        told = tuple(one for one in state.wanted if one not in seen.position.behind)
        first_the_rows = 0 < seen.position.unsent <= batch or not told
        return (push if first_the_rows else AskClaims(known.epoch, told, 0, state.pace.lease_ms),)
    if now.mono_ms >= min(state.hello_at_ms, state.beat_at_ms):
        return (SayHello() if now.mono_ms >= state.hello_at_ms else _beat(state, known, seen),)
    if now.mono_ms < state.quiet_until_ms:
        return (WaitUntil(min(state.beat_at_ms, state.quiet_until_ms)),)
    if state.rebuild_from is None and now.mono_ms >= state.poll_at_ms:
        # Also while much is to be sent: somebody may have cancelled what lies on the bench.
        return (_ask_rows(state, known, seen),)
    if seen.position.unsent and (now.mono_ms >= state.push_at_ms or seen.position.unsent >= batch):
        return (push,)
    return (_receiving(state, known, seen, now) or WaitUntil(_next_time(state, now)),)


def _receiving(state: State, known: Known, seen: Seen, now: Moment) -> Call | None:
    """What to do once nothing is to be sent."""
    if state.rebuild_from is not None:
        return TakeSnapshot() if known.acked_seq >= state.rebuild_from else None
    if known.head > seen.position.cursor:
        return _ask_rows(state, known, seen)
    if now.mono_ms >= state.top_up_at_ms and not seen.position.unsent:
        # A central that was put back to a backup must not give anew what rows it has not got gave back.
        return _top_up(state, known, seen, now)
    return None


def _ask_rows(state: State, known: Known, seen: Seen) -> AskRows:
    return AskRows(known.epoch, seen.position.cursor, state.pace.pull_limit)


def _next_time(state: State, now: Moment) -> int:
    times = (state.beat_at_ms, state.poll_at_ms, state.push_at_ms, state.top_up_at_ms)
    later = [at_ms for at_ms in times if at_ms > now.mono_ms]
    return min(later, default=state.beat_at_ms)


def _beat(state: State, known: Known, seen: Seen) -> Beat:
    held = tuple((held.order_id, held.fence) for held in seen.held)
    return Beat(known.epoch, held, (), state.pace.lease_ms)


def _top_up(state: State, known: Known, seen: Seen, now: Moment) -> AskClaims | None:
    """More orders ahead, and the whole lease again for those whose lease has run down."""
    pace = state.pace
    ahead = seen.ahead
    if not pace.bundle and not ahead:
        return None
    whole_ms = lease_end_ms(0, pace.bundle_lease_ms)
    low = tuple(held.order_id for held in ahead if seen.left_ms(held, now) < whole_ms * RENEWED_BELOW)
    missing = pace.bundle - len(ahead) if len(ahead) <= pace.bundle * BUNDLE_AGAIN_BELOW else 0
    if not (low or missing > 0):
        return None
    return AskClaims(known.epoch, low, max(0, missing), pace.bundle_lease_ms)


def freed(seen: Seen) -> tuple[Output, ...]:
    """Forget the untouched claims here first: else another could have them before they are gone here."""
    order_ids = tuple(held.order_id for held in seen.ahead)
    return (Lose(order_ids),) if order_ids else ()


def farewell(state: State, known: Known, seen: Seen) -> Beat:
    """The last heartbeat: these stay, those go back."""
    kept = tuple((held.order_id, held.fence) for held in seen.held if not held.is_ahead)
    released = tuple((held.order_id, held.fence) for held in seen.ahead)
    return Beat(known.epoch, kept, released, state.pace.lease_ms)
