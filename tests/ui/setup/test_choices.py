"""What stands in the fields of a step, as the setup it stands for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.bench_setup import DeviceKind, LabelWay, PrinterChoice, line_for
from packstation.ui.setup.choices import printer_of, with_device, without_port
from tests.fakes.setup import FakeSetupFile
from tests.ui.setup.test_presenter import SCALE


def test_a_port_has_one_device() -> None:
    setup = with_device(FakeSetupFile().setup, DeviceKind.SCANNER, "COM3", 9600)
    again = with_device(setup, DeviceKind.SCANNER, "COM3", 19_200)
    assert [(each.name, each.line.baud) for each in again.scanners] == [("scanner", 19_200)]
    assert with_device(again, DeviceKind.MT_SICS, "COM3", 9600).scanners == ()
    assert without_port(replace(setup, scale=SCALE), "COM4").scale is None


@pytest.mark.parametrize(
    ("way", "address", "printer"),
    [
        (LabelWay.TCP, " 192.0.2.10 ", PrinterChoice(LabelWay.TCP, "192.0.2.10")),
        (LabelWay.TCP, "zebra:6101", PrinterChoice(LabelWay.TCP, "zebra", 6101)),
        (LabelWay.TCP, "zebra:x", PrinterChoice(LabelWay.TCP, "zebra:x")),
        (
            LabelWay.SERIAL,
            "COM7",
            PrinterChoice(LabelWay.SERIAL, line=line_for(DeviceKind.SCANNER, "COM7", 9600)),
        ),
        (LabelWay.FILE, "C:/labels", PrinterChoice(LabelWay.FILE, folder="C:/labels")),
        (LabelWay.FILE, " ", None),
    ],
)
def test_an_address_says_where_the_printer_is(
    way: LabelWay, address: str, printer: PrinterChoice | None
) -> None:
    assert printer_of(way, address, 9600, 203) == printer
