"""Much work on the store in short transactions: no scan waits for it longer than it would notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import TypeVar

from packstation.application.lane_pace import LANE_MS
from packstation.application.ports import Clock
from packstation.persistence.store import SqliteStore

T = TypeVar("T")
HURRIED_MS = 1
"""Instead of `LANE_MS` while somebody packs."""


def in_pieces(
    store: SqliteStore,
    clock: Clock,
    things: Iterable[T],
    do: Callable[[T], object],
    breathe: Callable[[], object] = lambda: None,
) -> None:
    """Do something with each, as many at once as the lane may be held for; `breathe` is called in between.

    While that says that somebody packs, less is done at once.
    A power cut may take the last ones back, each whole: for what can be asked for again.
    """
    rest = iter(things)
    for first in rest:
        most_ms = HURRIED_MS if breathe() else LANE_MS
        begun_ms = clock.mono_ms()
        with store.repeatable():
            for thing in chain((first,), rest):
                do(thing)
                if clock.mono_ms() - begun_ms >= most_ms:
                    break
