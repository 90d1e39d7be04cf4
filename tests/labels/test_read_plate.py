"""What the simulated packer reads off a label is what a scanner would send."""

from __future__ import annotations

import pytest

from packstation.labels.code128 import Code128
from packstation.labels.read_plate import PrintedPlate, read_plate
from packstation.labels.zpl import ZplWriter


def test_an_sscc_is_read_as_gs1_128() -> None:
    writer = ZplWriter()
    writer.code128(94, 900, 258, 4, Code128("00395200000000012343", is_gs1=True))
    assert read_plate(writer.label(812, 1218)) == PrintedPlate("00395200000000012343", "]C1")


def test_the_plate_of_a_site_without_a_prefix_is_read_as_code_128() -> None:
    writer = ZplWriter()
    writer.code128(94, 900, 258, 4, Code128("PS01-00000042"))
    assert read_plate(writer.label(812, 1218)) == PrintedPlate("PS01-00000042", "]C0")


@pytest.mark.parametrize("count", [0, 2])
def test_a_label_without_exactly_one_barcode_has_no_plate(count: int) -> None:
    writer = ZplWriter()
    for _ in range(count):
        writer.code128(94, 900, 258, 4, Code128("PS01-00000042"))
    with pytest.raises(ValueError, match="values to unpack"):
        read_plate(writer.label(812, 1218))
