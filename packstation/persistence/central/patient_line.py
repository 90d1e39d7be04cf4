"""A connection that gives up on a central which hears and never answers.

A dead cable is noticed by TCP; a central that is stopped, or a box in between that lost its memory, is not.
"""

from __future__ import annotations

from collections.abc import Generator
from time import monotonic
from typing import Any, TypeVar

import psycopg

V = TypeVar("V")
ANSWER_WITHIN_S = 15.0
"""Longer than central lets any statement of a station run: what is not answered by then never will be."""
_LOOK_EVERY_S = 0.1


class PatientLine(psycopg.Connection):
    """As psycopg's, but no wait outlasts `answer_within_s`: OperationalError, and the line is ended."""

    answer_within_s = ANSWER_WITHIN_S

    def wait(
        self,
        gen: Generator[Any, Any, V],
        interval: float = _LOOK_EVERY_S,
        timeout: float | None = None,
    ) -> V:
        """Wait for the answer that `gen` makes out of what arrives."""
        try:
            return super().wait(_within(gen, self.answer_within_s), interval, timeout)
        except TimeoutError as silence:
            self.pgconn.finish()
            why = f"central did not answer in {self.answer_within_s:g} s"
            raise psycopg.OperationalError(why) from silence


def _within(gen: Generator[Any, Any, V], limit_s: float) -> Generator[Any, Any, V]:
    """The same, until nothing has arrived for so long."""
    deadline = monotonic() + limit_s
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if ready:
                deadline = monotonic() + limit_s
            elif monotonic() > deadline:
                raise TimeoutError
            wanted = gen.send(ready)
    except StopIteration as done:
        answer: V = done.value
        return answer
