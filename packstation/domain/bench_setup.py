"""What whoever sets a bench up decides: its name, its site, and the devices on its cables."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.value import value

SPEEDS = (9600, 19_200, 38_400, 115_200)
"""The speeds of serial lines that devices leave their makers with, in baud."""


class SetupStep(StrEnum):
    """The steps of the first start, in the order they are asked."""

    LANGUAGE = "language"
    SITE = "site"
    LEAD = "lead"
    DEVICES = "devices"
    PRINTER = "printer"
    FILES = "files"
    SUMMARY = "summary"


class DeviceKind(StrEnum):
    """What hangs on a serial port; a scale is told by the dialect it speaks."""

    SCANNER = "scanner"
    MT_SICS = "mt-sics"
    TOLEDO_8217 = "toledo-8217"


class LabelWay(StrEnum):
    """How labels reach the printer."""

    TCP = "tcp"
    SERIAL = "serial"
    FILE = "file"


@value
class SerialLine:
    """A serial port as the system names it, and how it talks."""

    port: str
    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: int = 1


@value
class ScannerChoice:
    """A scanner on a line, under the name its lamp bears."""

    name: str
    line: SerialLine


@value
class ScaleChoice:
    """A scale on a line; `kind` is its dialect."""

    kind: DeviceKind
    line: SerialLine


@value
class PrinterChoice:
    """The label printer. Of `host`, `line` and `folder` only the one its way needs counts."""

    way: LabelWay
    host: str = ""
    tcp_port: int = 9100
    line: SerialLine | None = None
    folder: str = ""
    dpi: int = 203


@value
class BenchSetup:
    """Everything that is asked. `company_prefix` is empty for a site that GS1 gave none."""

    name: str = "Bench 1"
    language: str = ""
    ship_from: tuple[str, ...] = ()
    company_prefix: str = ""
    scanners: tuple[ScannerChoice, ...] = ()
    scale: ScaleChoice | None = None
    printer: PrinterChoice | None = None


def line_for(kind: DeviceKind, port: str, baud: int) -> SerialLine:
    """The line of such a device: Toledo scales talk in seven bits with even parity."""
    if kind is DeviceKind.TOLEDO_8217:
        return SerialLine(port, baud, 7, "E")
    return SerialLine(port, baud)
