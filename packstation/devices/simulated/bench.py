"""One set of simulated devices, obeying commands that can travel as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from packstation.devices.simulated.far_end import SocketFarEnd, far_end
from packstation.devices.simulated.printer import Jam, OnLabel, PrintEngine, SimulatedPrinter
from packstation.devices.simulated.scale import Dialect, MtSicsDialect, SimulatedScale, Toledo8217Dialect
from packstation.devices.simulated.scanner import SimulatedScanner

Facts = dict[str, object]
Command = Mapping[str, Any]

DIALECTS: dict[str, Callable[[], Dialect]] = {"mt_sics": MtSicsDialect, "toledo_8217": Toledo8217Dialect}


class SimulatedBench:
    """A scanner and a scale on cables in `directory`, and a printer on a TCP port of this PC.

    `scale` names the protocol of the scale, which shows kg. `print_s`, `quiet_when_jammed` and `on_label`
    are the printer's, see there.
    """

    def __init__(
        self,
        directory: Path,
        *,
        scale: str = "mt_sics",
        print_s: float = 0.0,
        quiet_when_jammed: bool = False,
        on_label: OnLabel | None = None,
    ) -> None:
        directory.mkdir(parents=True, exist_ok=True)
        network = SocketFarEnd()
        self.printer_address = network.address
        self.scanner = SimulatedScanner(far_end(directory, "scanner"))
        self.scale = SimulatedScale(far_end(directory, "scale"), DIALECTS[scale]())
        engine = PrintEngine(print_s, on_label)
        self.printer = SimulatedPrinter(network, engine, quiet_when_jammed=quiet_when_jammed)

    def ports(self) -> Facts:
        """What the drivers open: ports of scanner and scale, host and port number of the printer."""
        host, port = self.printer_address
        return {
            "scanner": self.scanner.port,
            "scale": self.scale.port,
            "printer": {"host": host, "port": port},
        }

    def obey(self, command: Command) -> Facts:
        """Do what `command["do"]` names, with its other keys. LookupError or ValueError when it cannot."""
        return VERBS[command["do"]](self, command) or {}

    def switch_off(self) -> None:
        """Pull every cable and end every thread."""
        self.scanner.unplug()
        self.scale.unplug()
        self.printer.switch_off()


def _scan(bench: SimulatedBench, command: Command) -> Facts:
    suffix = command.get("suffix")
    end = None if suffix is None else suffix.encode()
    return {"at_ns": bench.scanner.scan(command["text"], command.get("aim", ""), end)}


def _send(bench: SimulatedBench, command: Command) -> Facts:
    return {"at_ns": bench.scanner.send(bytes.fromhex(command["hex"]))}


def _cable(bench: SimulatedBench, command: Command) -> SimulatedScanner | SimulatedScale | SimulatedPrinter:
    cables: dict[str, SimulatedScanner | SimulatedScale | SimulatedPrinter]
    cables = {"scanner": bench.scanner, "scale": bench.scale, "printer": bench.printer}
    return cables[command["device"]]


def _silent(bench: SimulatedBench, command: Command) -> None:
    talkers: dict[str, SimulatedScale | SimulatedPrinter] = {"scale": bench.scale, "printer": bench.printer}
    talkers[command["device"]].silent(command["on"])


def _labels(bench: SimulatedBench, _: Command) -> Facts:
    engine = bench.printer.engine
    lists = {"received": engine.received, "printed": engine.printed, "waiting": engine.waiting}
    return {name: [label.decode("latin-1") for label in labels] for name, labels in lists.items()}


VERBS: dict[str, Callable[[SimulatedBench, Command], Facts | None]] = {
    "scan": _scan,
    "send": _send,
    "put": lambda bench, command: bench.scale.put(command["grams"]),
    "clear": lambda bench, _: bench.scale.clear(),
    "move": lambda bench, command: bench.scale.move(command["on"]),
    "overload": lambda bench, command: bench.scale.overload(command["on"]),
    "silent": _silent,
    "unplug": lambda bench, command: _cable(bench, command).unplug(),
    "replug": lambda bench, command: _cable(bench, command).replug(),
    "jam": lambda bench, command: bench.printer.engine.jam(Jam(command["kind"])),
    "jam_at_next": lambda bench, command: bench.printer.engine.jam_at_next(Jam(command["kind"])),
    "unjam": lambda bench, _: bench.printer.engine.clear(),
    "eat": lambda bench, command: bench.printer.engine.eat(command["on"]),
    "cut_after": lambda bench, command: bench.printer.cut_after(command["bytes"]),
    "labels": _labels,
}
"""`scan` text [aim suffix] · `send` hex · `put` grams · `clear` · `move` on · `overload` on · `silent`
device on · `unplug` device · `replug` device · `jam` kind · `jam_at_next` kind · `unjam` · `eat` on ·
`cut_after` bytes · `labels`. Scans answer with the monotonic nanosecond after their last byte."""
