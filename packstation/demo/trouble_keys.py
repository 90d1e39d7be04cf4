"""The dock's switches for what goes wrong with machines: a cable is pulled, the printer jams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from packstation.demo.dock_parts import row, switch
from packstation.demo.dock_words import cable_words, jam_words, key_words
from packstation.demo.machines import Machines
from packstation.devices.simulated.printer import Jam

DEVICES = ("scanner", "scale", "printer")
JAMS = (Jam.PAPER_OUT, Jam.HEAD_OPEN)


class TroubleKeys:
    """`machines` gives those that stand there now."""

    def __init__(self, machines: Callable[[], Machines]) -> None:
        self._machines = machines
        self._captions = {"cables": QLabel(), "jams": QLabel()}
        self._cables: dict[str, QPushButton] = {
            device: switch(f"cable_{device}", partial(self._pull, device)) for device in DEVICES
        }
        self._jams: dict[Jam, QPushButton] = {jam: switch(f"jam_{jam.value}", self._jam) for jam in JAMS}

    def rows(self) -> Iterator[QHBoxLayout]:
        """To be laid below each other."""
        yield row(self._captions["cables"], *self._cables.values())
        yield row(self._captions["jams"], *self._jams.values())

    def speak(self) -> None:
        """Say everything in the language of the window."""
        for name, words in self._captions.items():
            words.setText(key_words(name))
        for device, cable in self._cables.items():
            cable.setText(cable_words(device))
        for jam, pressed in self._jams.items():
            pressed.setText(jam_words(jam))

    def look(self) -> None:
        """What went wrong by itself is seen at its switch, too."""
        machines = self._machines()
        seen = {cable: machines.unplugged(device) for device, cable in self._cables.items()}
        seen |= {pressed: jam in machines.jams for jam, pressed in self._jams.items()}
        for pressed, down in seen.items():
            pressed.blockSignals(True)
            pressed.setChecked(down)
            pressed.blockSignals(False)

    def _pull(self, device: str, out: bool) -> None:
        machines = self._machines()
        (machines.pull_cable if out else machines.plug_in)(device)

    def _jam(self, _: bool) -> None:
        machines = self._machines()
        machines.clear_jams()
        for jam, pressed in self._jams.items():
            if pressed.isChecked():
                machines.jam(jam)
