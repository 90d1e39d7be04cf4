"""The write lane: one at a time, in the order they came."""

from __future__ import annotations

from collections import deque
from threading import Lock, get_ident


class Lane:
    """A lock that is handed over in call order, so that no verb is overtaken for ever."""

    def __init__(self) -> None:
        self._gate = Lock()
        self._waiting: deque[tuple[int, Lock]] = deque()
        self._owner: int | None = None

    @property
    def mine(self) -> bool:
        """Whether the calling thread is in the lane."""
        return self._owner == get_ident()

    def __enter__(self) -> None:
        """Wait for the turn. RuntimeError for a thread that is in the lane already."""
        me = get_ident()
        with self._gate:
            if self._owner == me:
                raise RuntimeError("a transaction inside a transaction")
            if self._owner is None:
                self._owner = me
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append((me, turn))
        turn.acquire()

    def __exit__(self, *_: object) -> None:
        """Hand over to whoever waits longest."""
        with self._gate:
            if not self._waiting:
                self._owner = None
                return
            self._owner, turn = self._waiting.popleft()
            turn.release()
