"""The serial ports of this PC, and what the devices on them say of themselves."""

from __future__ import annotations

from packstation.application.setup_ports import FoundPort

SAYS_NOTHING = "n/a"
"""What pyserial puts where a port says nothing."""


class SystemPorts:
    """Asks the system, by pyserial's own list."""

    def find(self) -> tuple[FoundPort, ...]:
        """Those there are now, by name."""
        from serial.tools import list_ports  # noqa: PLC0415  no start waits for it

        found = []
        for port in list_ports.comports():
            words = [port.manufacturer, port.product or port.description]
            described = " ".join(word for word in words if word and word != SAYS_NOTHING)
            found.append(FoundPort(port.device, described))
        return tuple(sorted(found, key=lambda each: each.port))
