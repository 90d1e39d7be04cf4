"""What a scanner reads off a label: the simulated packer's eyes and hands."""

from __future__ import annotations

from packstation.domain.value import value
from packstation.labels.zpl_command import BarcodeField
from packstation.labels.zpl_reader import read_label

AIM_CODE_128 = "]C0"
AIM_GS1_128 = "]C1"


@value
class PrintedPlate:
    """A label's barcode as a scanner sends it, and the AIM id of its symbology (ISO/IEC 15424)."""

    text: str
    aim: str


def read_plate(data: bytes) -> PrintedPlate:
    """The barcode of the label in `data`. Raises ValueError where it is no label of ours with one barcode."""
    (code,) = (command.code for command in read_label(data).commands if isinstance(command, BarcodeField))
    return PrintedPlate(code.text, AIM_GS1_128 if code.is_gs1 else AIM_CODE_128)
