"""Identifiers that any station can make alone: UUIDv7 of RFC 9562, section 5.7.

They are keys and nothing else; the order of things is the journal's `seq`, never the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from os import urandom
from threading import Lock
from uuid import UUID


class Uuid7Source:
    """Makes UUIDv7s that grow within this process, also when the wall clock jumps back."""

    def __init__(self, now_ms: Callable[[], int]) -> None:
        self._now_ms = now_ms
        self._last = 0
        self._lock = Lock()

    def __call__(self) -> UUID:
        """The next identifier."""
        with self._lock:
            # 48 bits of time and 12 of a counter grow as one number; 62 bits are random.
            self._last = max(self._now_ms() << 12, self._last + 1)
            stamp, count = self._last >> 12, self._last & 0xFFF
        random = int.from_bytes(urandom(8), "big") >> 2
        value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | random
        return UUID(int=value)
