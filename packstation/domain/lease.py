"""Leases: how long a claim lasts, by the station's own steady clock and no other.

Measured from before the question was sent, for central's count began later; less a tenth, for no two clocks
go alike. A start of the station ends what it knows of its clock: whatever was measured before is unknown.
"""

from __future__ import annotations


def lease_end_ms(asked_mono_ms: int, lease_ms: int) -> int:
    """When the station stops counting on a lease that it asked for at `asked_mono_ms`."""
    return asked_mono_ms + lease_ms - lease_ms // 10


def lease_left_ms(ends_mono_ms: int, lease_boot_id: str, now_mono_ms: int, boot_id: str) -> int | None:
    """What is left of it, 0 when it is over; None when it was measured before the station's last start."""
    return max(0, ends_mono_ms - now_mono_ms) if lease_boot_id == boot_id else None
