"""Where the other threads leave what the sync should know; none of them waits there."""

from __future__ import annotations

from collections import deque
from threading import Condition

from packstation.sync.incoming import Leaving, Recorded, Signal


class Mailbox:
    """Signals in the order they came. That something was recorded is kept as one mark, however often."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._signals: deque[Signal] = deque()
        self._recorded = False

    def put(self, signal: Signal) -> None:
        """Leave a signal; what was left before goes first, but for the end of the work."""
        with self._changed:
            if isinstance(signal, Leaving):
                self._signals.appendleft(signal)
            else:
                self._signals.append(signal)
            self._changed.notify()

    def mark_recorded(self) -> None:
        """Say that the journal has grown; called after every scan, so it costs next to nothing."""
        if not self._recorded:
            with self._changed:
                self._recorded = True
                self._changed.notify()

    def take(self) -> Signal | None:
        """The next signal, if there is one. Whoever asks looks at the book next: the mark is wiped."""
        with self._changed:
            self._recorded = False
            return self._signals.popleft() if self._signals else None

    def wait(self, timeout_s: float | None) -> Signal | None:
        """The next signal, the mark before a look, or None once the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._recorded or bool(self._signals), timeout_s)
            if self._signals:
                return self._signals.popleft()
            recorded, self._recorded = self._recorded, False
            return Recorded() if recorded else None
