"""What every driver needs of the wire to its device."""

from __future__ import annotations

from typing import Protocol


class ByteLink(Protocol):
    """A road for bytes to one device, used by the one thread that owns the port."""

    @property
    def device(self) -> str:
        """The configured name of the device at the other end."""

    def open(self) -> None:
        """Open it, or do nothing when it is open. Raises DeviceFault(gone)."""

    def close(self) -> None:
        """Close it, whatever its state. Never raises."""

    def read(self, timeout_s: float) -> bytes:
        """Bytes as soon as there are any, b"" when none came in time. Raises DeviceFault(gone)."""

    def write(self, data: bytes) -> None:
        """Hand over all bytes. Raises DeviceFault(gone); some may have left by then."""
