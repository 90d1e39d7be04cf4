"""Much work on the store in short transactions: no scan waits for it longer than it would notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from packstation.application.lane_pace import LANE_MS
from packstation.application.ports import Clock
from packstation.persistence.store import SqliteStore

T = TypeVar("T")


def in_pieces(
    store: SqliteStore,
    clock: Clock,
    things: Iterable[T],
    do: Callable[[T], object],
    breathe: Callable[[], None] = lambda: None,
) -> None:
    """Do something with each, as many at once as the lane may be held for; `breathe` is called in between.

    A power cut may take the last ones back, each whole: for what can be asked for again.
    """
    rest = iter(things)
    for first in rest:
        begun_ms = clock.mono_ms()
        with store.repeatable():
            do(first)
            for another in rest:
                do(another)
                if clock.mono_ms() - begun_ms >= LANE_MS:
                    break
        breathe()
