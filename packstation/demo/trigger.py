"""Every code in the world, and how it comes to the bench: by a scanner in the hand, or as it is typed."""

from __future__ import annotations

from typing import Protocol

from packstation.demo.goods import AIM_CODE_128, Good, Tote
from packstation.demo.happenings import Happenings
from packstation.demo.mishap import Mishap
from packstation.demo.warehouse import DemoPerson, PrintedCode
from packstation.devices.simulated.process import SimulatorProcess
from packstation.labels.read_plate import read_plate

STICKER = PrintedCode("9521234999997", "]E0")
"""A supplier's own number, which nobody here knows."""


class Reads(Protocol):
    """Brings a code that stands on something to the bench."""

    def read(self, code: PrintedCode, *, twice: bool = False) -> None:
        """Once; `twice` is a scanner that bounces."""


class Gun:
    """The simulated scanner."""

    def __init__(self, devices: SimulatorProcess) -> None:
        self._devices = devices

    def read(self, code: PrintedCode, *, twice: bool = False) -> None:
        """Pull the trigger; a scanner that bounces sends it twice in one breath."""
        if twice:
            frame = f"{code.aim}{code.text}\r".encode()
            self._devices.tell("send", hex=(frame + frame).hex())
        else:
            self._devices.scan(code.text, code.aim)


class Trigger:
    """Reads what the packer holds, and counts it."""

    def __init__(self, reads: Reads, happenings: Happenings) -> None:
        self._reads = reads
        self._happenings = happenings

    def scan_badge(self, person: DemoPerson) -> None:
        """Read somebody's badge."""
        self._reads.read(PrintedCode(person.badge, AIM_CODE_128))

    def scan_tote(self, tote: Tote) -> None:
        """Read the code on a tote, or on the sheet that came with the goods."""
        self._reads.read(PrintedCode(tote.code, AIM_CODE_128))

    def show_good(self, good: Good) -> None:
        """Read the code on a thing to find the order that needs it."""
        self._reads.read(good.code)

    def scan_good(self, good: Good, order_number: str) -> None:
        """Read the code on a thing, or what somebody in a hurry makes of it."""
        code, twice = good.code, good.mishap is Mishap.DOUBLE_READ
        if good.mishap is Mishap.MISTYPED:
            code = PrintedCode(mistyped(code.typed), code.aim)
        if good.mishap is Mishap.UNKNOWN_CODE:
            code = STICKER
        self._reads.read(code, twice=twice)
        self._happenings.scans += 2 if twice else 1
        if good.mishap not in {None, Mishap.MISSING_UNIT}:
            self._happenings.add(good.mishap, order_number, good.product.sku)

    def scan_label(self, label: bytes) -> None:
        """Read the barcode of a label."""
        plate = read_plate(label)
        self._reads.read(PrintedCode(plate.text, plate.aim))
        self._happenings.scans += 1


def mistyped(number: str) -> str:
    """The number with one digit in the middle hit wrong: the key beside it."""
    place = len(number) // 2
    wrong = str((int(number[place]) + 1) % 10)
    return number[:place] + wrong + number[place + 1 :]
