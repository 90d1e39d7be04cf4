"""What stands in the fields of a step, as the setup it stands for."""

from __future__ import annotations

from dataclasses import replace

from packstation.domain.bench_setup import (
    BenchSetup,
    DeviceKind,
    LabelWay,
    PrinterChoice,
    ScaleChoice,
    ScannerChoice,
    SetupStep,
    line_for,
)
from packstation.ui.setup.answers import SetupForm, SetupSaid

MOST_SENDER_LINES = 4
"""As many as stand on a label."""
SCALES = frozenset({DeviceKind.MT_SICS, DeviceKind.TOLEDO_8217})


def wrong_field(form: SetupForm) -> SetupSaid | None:
    """What somebody has to look at again before the step can be left by NEXT."""
    if form.name is not None and not form.name.strip():
        return SetupSaid.NAME_WRONG
    if len(_sender(form)) > MOST_SENDER_LINES:
        return SetupSaid.SENDER_LONG
    prefix = form.company_prefix.strip()
    if prefix and not (prefix.isascii() and prefix.isdigit() and 4 <= len(prefix) <= 12):
        return SetupSaid.PREFIX_WRONG
    return None


def _sender(form: SetupForm) -> tuple[str, ...]:
    """Its lines, those left out that say nothing."""
    return tuple(line.strip() for line in form.ship_from.splitlines() if line.strip())


def with_form(setup: BenchSetup, step: SetupStep, form: SetupForm) -> BenchSetup:
    """The setup with what stands in the fields of a step."""
    if step is SetupStep.SITE and form.name is not None:
        return replace(
            setup,
            name=form.name.strip(),
            ship_from=_sender(form),
            company_prefix=form.company_prefix.strip(),
        )
    if step is SetupStep.PRINTER and form.printer is not None:
        return replace(setup, printer=form.printer)
    return setup


def with_device(setup: BenchSetup, kind: DeviceKind, port: str, baud: int) -> BenchSetup:
    """The setup with one device more, or another one on a port; there is one scale."""
    line = line_for(kind, port, baud)
    rest = without_port(setup, port)
    if kind in SCALES:
        return replace(rest, scale=ScaleChoice(kind, line))
    before = [scanner.name for scanner in setup.scanners if scanner.line.port == port]
    taken = {scanner.name for scanner in rest.scanners}
    names = [*before, "scanner", *(f"scanner {number}" for number in range(2, len(taken) + 3))]
    name = next(name for name in names if name not in taken)
    return replace(rest, scanners=(*rest.scanners, ScannerChoice(name, line)))


def without_port(setup: BenchSetup, port: str) -> BenchSetup:
    """The setup without what hangs on a port, but for a printer: that has a step of its own."""
    scale = setup.scale
    return replace(
        setup,
        scanners=tuple(scanner for scanner in setup.scanners if scanner.line.port != port),
        scale=None if scale is not None and scale.line.port == port else scale,
    )


def printer_of(way: LabelWay, address: str, baud: int, dpi: int) -> PrinterChoice | None:
    """The printer that stands in the fields; None where nothing does."""
    from packstation.domain.bench_setup import LabelWay  # noqa: PLC0415

    address = address.strip()
    if not address:
        return None
    if way is LabelWay.SERIAL:
        return PrinterChoice(LabelWay.SERIAL, line=line_for(DeviceKind.SCANNER, address, baud), dpi=dpi)
    if way is LabelWay.FILE:
        return PrinterChoice(LabelWay.FILE, folder=address, dpi=dpi)
    host, _colon, port = address.rpartition(":")
    if host and port.isascii() and port.isdigit() and 0 < int(port) < 65_536:
        return PrinterChoice(LabelWay.TCP, host, int(port), dpi=dpi)
    return PrinterChoice(LabelWay.TCP, address, dpi=dpi)
