"""The scanner in the packer's hand: every code in the world can be read with it."""

from __future__ import annotations

from packstation.demo.goods import AIM_CODE_128, Good, Tote
from packstation.demo.happenings import Happenings
from packstation.demo.mishap import Mishap
from packstation.demo.warehouse import DemoPerson
from packstation.devices.simulated.process import SimulatorProcess
from packstation.labels.read_plate import read_plate


class Trigger:
    """Pulls the trigger of the simulated scanner."""

    def __init__(self, devices: SimulatorProcess, happenings: Happenings) -> None:
        self._devices = devices
        self._happenings = happenings

    def scan_badge(self, person: DemoPerson) -> None:
        """Read somebody's badge."""
        self._read(person.badge, AIM_CODE_128)

    def scan_tote(self, tote: Tote) -> None:
        """Read the code on a tote, or on the sheet that came with the goods."""
        self._read(tote.code, AIM_CODE_128)

    def show_good(self, good: Good) -> None:
        """Read the code on a thing to find the order that needs it."""
        self._read(good.code.text, good.code.aim)

    def scan_good(self, good: Good, order_number: str) -> None:
        """Read the code on a thing. A scanner that bounces sends it twice."""
        if good.mishap is Mishap.DOUBLE_READ:
            frame = f"{good.code.aim}{good.code.text}\r".encode()
            self._devices.tell("send", hex=(frame + frame).hex())
            self._happenings.scans += 2
        else:
            self._read(good.code.text, good.code.aim)
            self._happenings.scans += 1
        if good.mishap not in {None, Mishap.MISSING_UNIT}:
            self._happenings.add(good.mishap, order_number, good.product.sku)

    def scan_label(self, label: bytes) -> None:
        """Read the barcode of a label."""
        plate = read_plate(label)
        self._read(plate.text, plate.aim)
        self._happenings.scans += 1

    def _read(self, text: str, aim: str) -> None:
        self._devices.scan(text, aim)
