"""Cables, paper and labels: what one sees and does at the scale and the printer with one's own hands."""

from __future__ import annotations

from packstation.demo.mishap import Mishap
from packstation.devices.simulated.printer import Jam
from packstation.devices.simulated.process import SimulatorProcess

MID_LABEL_BYTES = 400
"""Fewer than any label has, more than the questions asked before it."""


class Machines:
    """The two machines beside the scanner. A label that came out lies in the tray until it is taken.

    `jams` is what one sees at the printer: no paper, an open lid.
    """

    def __init__(self, devices: SimulatorProcess) -> None:
        self._devices = devices
        self._unplugged: set[str] = set()
        self.jams: set[Jam] = set()
        self._left_over: list[bytes] = []
        self._taken = 0

    def unplugged(self, device: str) -> bool:
        """Whether the cable of a device is seen to be out."""
        return device in self._unplugged

    def pull_cable(self, device: str) -> None:
        """Pull the cable of scanner, scale or printer."""
        self._devices.unplug(device)
        self._unplugged.add(device)

    def plug_in(self, device: str) -> None:
        """Plug the cable in again."""
        self._devices.replug(device)
        self._unplugged.discard(device)

    def jam(self, kind: Jam) -> None:
        """Take the paper out of the printer, or open its lid."""
        self._devices.jam(kind)
        self.jams.add(kind)

    def is_printing(self) -> bool:
        """Whether one sees that a label is on its way out."""
        return bool(self._devices.labels().waiting)

    def clear_jams(self) -> None:
        """Load a roll and close the lid."""
        if self.jams:
            self._devices.unjam()
            self.jams.clear()

    def printer_blinks(self) -> bool:
        """Whether one sees at a glance that the printer needs a hand."""
        return bool(self.jams) or self.unplugged("printer")

    def mend_printer(self) -> None:
        """Load a roll, close the lid, plug the cable in: whatever it needs."""
        self.clear_jams()
        if self.unplugged("printer"):
            self.plug_in("printer")

    def spoil_print(self, mishap: Mishap) -> None:
        """See to it that the next label does not simply come out."""
        if mishap is Mishap.JAMMED_PRINTER:
            self.jam(Jam.PAPER_OUT)
        elif mishap is Mishap.DOUBTFUL_LABEL:
            self._devices.jam_at_next(Jam.PAPER_OUT)
            self.jams.add(Jam.PAPER_OUT)
        else:
            self._devices.tell("cut_after", bytes=MID_LABEL_BYTES)
            self._unplugged.add("printer")

    def leave_label(self, label: bytes) -> None:
        """A label of an earlier carton that nobody took away lies on top."""
        self._left_over.append(label)

    def look_in_tray(self) -> bytes | None:
        """The topmost label in the tray."""
        return next(iter((*self._left_over, *self._printed())), None)

    def take_label(self) -> bytes | None:
        """Take the topmost label out of the tray."""
        label = self.look_in_tray()
        if self._left_over:
            self._left_over.pop(0)
        elif label is not None:
            self._taken += 1
        return label

    def _printed(self) -> tuple[bytes, ...]:
        return self._devices.labels().printed[self._taken :]
