"""One step of the sync: what came in, and what is to be done about it.

Pure: the same state, signal and moment give the same outputs. What a signal changes stands here; what to do
next is decided in `choice`, after a look at the book: no decision rests on a book that has changed since.
"""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.sync.answer import answered
from packstation.sync.choice import chosen, farewell, freed
from packstation.sync.incoming import (
    Answered,
    Begun,
    Leaving,
    Moment,
    Recorded,
    Refusal,
    Seen,
    Signal,
    Stumbled,
    Tick,
    Unanswered,
    Wanted,
)
from packstation.sync.outgoing import Gone, HangUp, Look, Output, Reply, SendRows, WaitUntil
from packstation.sync.pace import retry_wait_ms
from packstation.sync.state import Phase, State

Step = tuple[State, tuple[Output, ...]]


def step(state: State, signal: Signal, now: Moment) -> Step:
    """The state after the signal, and what to do, in this order."""
    return _STEPS[type(signal)](state, signal, now)


def _tick(state: State, _tick: Tick, _now: Moment) -> Step:
    return state, (Look(),)


def _recorded(state: State, _recorded: Recorded, now: Moment) -> Step:
    return state, (_soon(state, now),)


def _unanswered(state: State, call: Unanswered, now: Moment) -> Step:
    return _unreached(state._replace(clock_suspect=call.clock_suspect), now)


def _begun(state: State, _begun: Begun, now: Moment) -> Step:
    return state._replace(since_ms=now.mono_ms), (Look(),)


def nobody_reached(state: State) -> tuple[Reply, ...]:
    """Whoever waits for an order is told that there was no answer."""
    return tuple(Reply(order_id, ClaimAnswer(ClaimReply.NOT_REACHED)) for order_id in state.wanted)


def _unreached(state: State, now: Moment) -> Step:
    if state.phase is Phase.LEAVING:
        return state, (Gone(),)
    if state.phase is Phase.FORKED:
        return state, (Look(),)
    wait_ms = retry_wait_ms(state.pace, state.tries, now.chance)
    away = state._replace(
        phase=Phase.AWAY,
        known=None,
        since_ms=state.since_ms if state.phase is not Phase.UP else now.mono_ms,
        tries=state.tries + 1,
        quiet_until_ms=now.mono_ms + wait_ms,
        wanted=(),
    )
    return away, (*nobody_reached(state), HangUp(), Look())


def _soon(state: State, now: Moment) -> Look | WaitUntil:
    """A look at the book after each scan would cost the scans: one a second will do."""
    soon_ms = state.seen_at_ms + state.pace.gather_ms
    if state.wake_at_ms is not None:
        soon_ms = min(soon_ms, state.wake_at_ms)
    return Look() if now.mono_ms >= soon_ms else WaitUntil(soon_ms)


def _stumbled(state: State, _stumbled: Stumbled, now: Moment) -> Step:
    """Begin again with hello, and not at once: what broke may break again."""
    state, outputs = _unreached(state, now)
    wait = WaitUntil(max(state.quiet_until_ms, now.mono_ms + state.pace.first_retry_ms))
    return state, tuple(wait if isinstance(output, Look) else output for output in outputs)


def _barred(state: State, refusal: Refusal, now: Moment) -> Step:
    if state.phase is Phase.LEAVING:
        return state, (Gone(),)
    refused_rows = isinstance(refusal.call, SendRows)
    barred = state._replace(
        phase=Phase.BARRED,
        known=None,
        standing=None,
        since_ms=now.mono_ms if state.phase is Phase.UP else state.since_ms,
        quiet_until_ms=now.mono_ms + state.pace.barred_retry_ms,
        # Something in those rows: one at a time, the rows before it still get through.
        batch=1 if refused_rows else state.batch,
        wanted=(),
    )
    return barred, (*nobody_reached(state), HangUp(), Look())


def _wanted(state: State, wanted: Wanted, _now: Moment) -> Step:
    if state.phase is not Phase.UP:
        return state, (Reply(wanted.order_id, ClaimAnswer(ClaimReply.NOT_REACHED)), Look())
    asked = dict.fromkeys((*state.wanted, wanted.order_id))
    return state._replace(wanted=tuple(asked)), (Look(),)


def _leaving(state: State, _leaving: Leaving, _now: Moment) -> Step:
    """Claims nobody has touched go back, so that others pack them tonight."""
    if state.phase is not Phase.UP or state.known is None or state.seen is None:
        return state, (*nobody_reached(state), Gone())
    leaving = state._replace(phase=Phase.LEAVING, wanted=())
    return leaving, (*nobody_reached(state), *freed(state.seen), farewell(state, state.known, state.seen))


_STEPS: dict[type[object], Callable[..., Step]] = {
    Tick: _tick,
    Recorded: _recorded,
    Seen: chosen,
    Answered: answered,
    Unanswered: _unanswered,
    Refusal: _barred,
    Stumbled: _stumbled,
    Wanted: _wanted,
    Begun: _begun,
    Leaving: _leaving,
}
