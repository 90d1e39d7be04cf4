"""From a device's settings to the road that leads to it, the same for the bench and for whoever checks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from packstation.devices.scales.mt_sics import MtSics
from packstation.devices.scales.polled_scale import PolledScale
from packstation.devices.scales.toledo_8217 import Toledo8217
from packstation.devices.transport.byte_link import ByteLink
from packstation.devices.transport.file_link import FileLink
from packstation.devices.transport.line import LineSettings
from packstation.devices.transport.serial_link import SerialLink
from packstation.devices.transport.tcp_link import TcpLink
from packstation.domain.weight import Reading
from packstation.settings.station import (
    PrinterSettings,
    PrinterWay,
    ScaleProtocol,
    ScaleSettings,
    SerialSettings,
)


def serial_link(device: str, line: SerialSettings) -> SerialLink:
    """The link of a device on a serial line; not opened."""
    return SerialLink(device, line.port, LineSettings(line.baud, line.data_bits, line.parity, line.stop_bits))


def polled_scale(
    scale: ScaleSettings, notify: Callable[[Reading], None], clock_ms: Callable[[], int]
) -> PolledScale:
    """The scale in the dialect it speaks; not opened."""
    protocol = MtSics() if scale.protocol is ScaleProtocol.MT_SICS else Toledo8217(scale.unit)
    link = serial_link("scale", scale.serial)
    return PolledScale(link, protocol, notify, clock_ms, poll_s=scale.poll_ms / 1000)


def printer_link(printer: PrinterSettings) -> ByteLink:
    """The way labels take to the printer; not opened."""
    if printer.way is PrinterWay.TCP:
        return TcpLink("printer", printer.host, printer.tcp_port)
    if printer.serial is not None:
        return serial_link("printer", printer.serial)
    return FileLink("printer", Path(printer.folder))
