"""How much fits into one short transaction, on this PC and its disk."""

from __future__ import annotations

from collections import deque
from statistics import median_low

LANE_MS = 3
"""No more is begun in a transaction this old: with its commit it holds the lane for 5 ms at most."""
_FIRST, _MOST = 8, 256
_REMEMBERED = 5
_PART = 4


class LanePace:
    """So many orders at once as keep the lane for about `LANE_MS`.

    The middle of the last few transactions counts: on a busy PC one in many is interrupted, and says nothing.
    """

    def __init__(self) -> None:
        self.at_once = _FIRST
        self._held_ms: deque[int] = deque(maxlen=_REMEMBERED)

    def most(self, *, hurried: bool) -> int:
        """So many now; where somebody packs a part of them, so that no scan waits for long."""
        return max(1, self.at_once // _PART) if hurried else self.at_once

    def took(self, orders: int, held_ms: int) -> None:
        """So many orders kept the lane for so long; fewer than were allowed say nothing."""
        if orders < self.at_once:
            return
        self._held_ms.append(held_ms)
        usual_ms = median_low(self._held_ms)
        if usual_ms < LANE_MS:
            self.at_once = min(self.at_once + 1 + self.at_once // 8, _MOST)
        elif usual_ms > LANE_MS:
            self.at_once = max(1, self.at_once - 1 - self.at_once // 8)
