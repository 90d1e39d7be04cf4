"""One pull of the trigger is one unit, even when the scanner sends it twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from packstation.domain.scan import Scan
from packstation.domain.value import value


@value
class DoubleReadWatch:
    """Remembers the last code of each scanner and when it was read.

    The window slides: a scanner that repeats a code without pause counts once, however long it does.
    """

    window_ms: int
    last: Mapping[str, tuple[str, int]] = field(default_factory=lambda: MappingProxyType({}))

    def gap_ms(self, scan: Scan) -> int | None:
        """Milliseconds since the same scanner read the same code, when that is within the window."""
        code, at_ms = self.last.get(scan.device, (None, 0))
        gap = scan.at_ms - at_ms
        return gap if code == scan.text and gap < self.window_ms else None

    def after(self, scan: Scan) -> DoubleReadWatch:
        """The watch once this scan was read."""
        last = {**self.last, scan.device: (scan.text, scan.at_ms)}
        return DoubleReadWatch(self.window_ms, MappingProxyType(last))
