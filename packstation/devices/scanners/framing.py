"""Cuts what a scanner sends into frames, one a code, however the bytes arrive.

Scanners end a code with CR, LF or CR LF, or put it between STX and ETX (the settings serial scanners of
all makers share); some are left without any suffix, then only silence ends a code.
"""

from __future__ import annotations

from packstation.domain.value import value

MAX_FRAME_BYTES = 8192
"""More than the longest QR code holds (7,089 characters)."""

STX, ETX, LF, CR = 0x02, 0x03, 0x0A, 0x0D
ENDS = frozenset((ETX, LF, CR))


@value
class Frame:
    """The bytes of one code without STX, ETX, CR and LF.

    `ended` is False when silence ended it. `whole` is False when bytes are known or feared missing: it
    was too long, or silence cut a code of a scanner that otherwise ends its codes.
    """

    data: bytes
    ended: bool = True
    whole: bool = True


class FrameSplitter:
    """Incremental and pure: bytes in, frames out. Tell it when nothing came for a while.

    A scanner that ends its codes is held to it: what silence cuts then is broken, and so is whatever
    arrives up to the next end; after three codes in a row without an end it counts as one without
    suffix. STX inside a code is data (the code is unreadable), not a new beginning: a code that holds
    one must not turn into the code behind it.
    """

    def __init__(self, max_bytes: int = MAX_FRAME_BYTES) -> None:
        self._max_bytes = max_bytes
        self._pending = bytearray()
        self._overflowed = False
        self._cut = False
        self._ends_codes = False
        self._endless_codes = 0

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that end in `data`, in order; the rest waits for more."""
        frames = []
        for byte in data:
            if byte in ENDS:
                if self._pending:
                    frames.append(self._take(ended=True, whole=not self._cut))
                    self._ends_codes, self._endless_codes = True, 0
                self._cut = False
            elif byte == STX and not self._pending:
                continue
            elif len(self._pending) < self._max_bytes:
                self._pending.append(byte)
            else:
                self._overflowed = True
        return frames

    def idle(self) -> list[Frame]:
        """The frame that silence ends, if one was begun."""
        if not self._pending:
            return []
        self._cut = True
        self._endless_codes += 1
        self._ends_codes = self._ends_codes and self._endless_codes < 3
        return [self._take(ended=False, whole=not self._ends_codes)]

    def reset(self) -> None:
        """Forget what was begun: the port was closed in between."""
        self._pending.clear()
        self._overflowed = False
        self._cut = False

    def _take(self, *, ended: bool, whole: bool) -> Frame:
        frame = Frame(bytes(self._pending), ended, whole and not self._overflowed)
        self._pending.clear()
        self._overflowed = False
        return frame
