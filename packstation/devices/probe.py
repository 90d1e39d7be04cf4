"""Ask a device once whether it is there and answers, for whoever looks for what is wrong.

Only while no station runs: a port has one owner.
"""

from __future__ import annotations

import threading

from serial.tools import list_ports

from packstation.devices.printers.zpl_printer import ZplPrinter
from packstation.devices.scales.polled_scale import PolledScale
from packstation.devices.transport.byte_link import ByteLink
from packstation.domain.device import PrinterStatus
from packstation.domain.refusal import FaultCode


def serial_ports() -> tuple[str, ...]:
    """The serial ports of this PC, as the system names them."""
    return tuple(sorted(port.device for port in list_ports.comports()))


def probe_scanner(link: ByteLink) -> None:
    """Open the scanner's port and close it; more cannot be asked, it talks only when it reads a code.

    Raises DeviceFault(gone).
    """
    try:
        link.open()
    finally:
        link.close()


def probe_scale(scale: PolledScale) -> FaultCode | None:
    """Ask the scale for a weight once; what it says is wrong with it. DeviceFault when none answers."""
    try:
        scale.open()
        return scale.step(threading.Event()).fault
    finally:
        scale.close()


def probe_printer(link: ByteLink, *, status_supported: bool) -> PrinterStatus:
    """How the printer says it is; nothing is printed. Raises DeviceFault when it does not answer."""
    printer = ZplPrinter(link, status_supported=status_supported)
    try:
        return printer.status()
    finally:
        printer.close()
