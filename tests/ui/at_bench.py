"""A person at a bench without a window: real presenters and real verbs, screens that remember."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest

from packstation.domain.act import Refusal
from packstation.domain.badge import Badge
from packstation.domain.command_code import Command, command_code
from packstation.domain.device import Lamp
from packstation.domain.person import Actor
from packstation.domain.refusal import FaultCode
from packstation.domain.scan import Scan
from packstation.domain.weight import Reading
from packstation.joint import Outside, join_verbs
from packstation.ui.desk import Desk, StationView
from packstation.ui.pack.pack_view import PackView
from packstation.ui.sign_in.presenter import SignInView
from packstation.ui.station.presenter import StationPresenter
from packstation.ui.verbs import Verbs
from packstation.ui.verdict import ActCode, Verdict, VerdictKind
from tests.application.site import IDA_BADGE, MUG
from tests.application.warehouse import Warehouse
from tests.fakes.runner import FakeRunner
from tests.fakes.views import FakePackView, FakeSignInView, FakeStationView

ON_DISK = pytest.mark.parametrize("open_store", ["disk"], indirect=True)
"""For tests whose store has to outlive the process."""

POLL_S = 0.1
"""How often the scale speaks."""


class BrokenVerb:
    """A verb with a bug in it."""

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Fail as nobody foresaw."""
        raise ZeroDivisionError("a bug")

    or_ask = __call__


class RunningBench:
    """The bench of a warehouse, switched on, and what can be seen at it."""

    def __init__(self, warehouse: Warehouse) -> None:
        self.warehouse = warehouse
        self.clock = warehouse.clock
        self.printer = warehouse.printer
        self.start()

    def start(self) -> None:
        """Switch the station on."""
        self.view = FakeStationView()
        self.sign_in_view = FakeSignInView()
        self.pack_view = FakePackView()
        self.join(self.view, self.sign_in_view, self.pack_view)

    def join(self, view: StationView, sign_in_view: SignInView, pack_view: PackView) -> None:
        """Join the presenters with these screens, and show the first."""
        self.runner = FakeRunner(self.printer)
        self.desk = Desk(view, verbs_of(self.warehouse), self.runner, self.clock)
        self.presenter = StationPresenter(self.desk, sign_in_view, pack_view)
        self.presenter.open()
        self.runner.settle()

    def restart(self) -> None:
        """The power goes and comes back: nothing survives but the store and what is on paper."""
        self.warehouse.restart()
        self.start()

    def plant(self, **verbs: object) -> None:
        """Put other verbs in the place of real ones."""
        self.desk.verbs = replace(self.desk.verbs, **verbs)  # type: ignore[arg-type]

    @property
    def verdict(self) -> Verdict:
        """The newest answer."""
        return self.view.verdicts[-1]

    @property
    def said(self) -> tuple[VerdictKind, str]:
        """Kind and code of the newest answer."""
        return self.verdict.kind, self.verdict.code.value

    @property
    def act(self) -> ActCode | None:
        """What is asked for next."""
        return self.view.act.code if self.view.act else None

    @property
    def plate(self) -> str:
        """What stands in the barcode of the label of order 100235."""
        label = self.warehouse.on_bench("100235").label
        assert label is not None
        return label.plate.code

    def verdicts_of(self, code: str) -> list[Verdict]:
        """Every answer with that code."""
        return [verdict for verdict in self.view.verdicts if verdict.code.value == code]

    def nos(self) -> list[str]:
        """Codes of every no in the journal."""
        return [act.code for act in self.warehouse.acts() if isinstance(act, Refusal)]

    def packed(self, line_no: int = 1, number: str = "100235") -> int:
        """Pieces of a line in the store."""
        return self.warehouse.on_bench(number).task.packed(line_no)


class PersonAtBench(RunningBench):
    """What a person can do; it is answered before the call returns, unless a lane of `runner` is held."""

    def scan(self, text: str, *, device: str = "scanner", after_s: float = 1.0, aim: str = "") -> None:
        """Read a code, some time after whatever was done before."""
        self.clock.advance(after_s)
        self.presenter.on_scan(Scan(text, device, self.clock.mono_ms(), aim))
        self.runner.settle()

    def type(self, text: str) -> None:
        """Type a line and press Enter."""
        self.presenter.on_typed(text)
        self.runner.settle()

    def press(self, command: Command, argument: str = "") -> None:
        """Press the key or button of a command."""
        self.presenter.on_command(command, argument)
        self.runner.settle()

    def answer(self, number: int) -> None:
        """Press the numbered answer of the open question."""
        self.press(Command.DIGIT, str(number))

    def scan_command(self, command: Command, argument: str = "") -> None:
        """Scan the barcode of a command."""
        self.scan(command_code(command, self.warehouse.store.site_secret, argument))

    def scan_digits(self, digits: str) -> None:
        """Scan digit after digit from the command card."""
        for digit in digits:
            self.scan_command(Command.DIGIT, digit)

    def do(self, *steps: str) -> None:
        """Steps in words: `press 2`, `press SHORT`, `scan command X 12`, `scan 4012...`, `type 3`."""
        for step in steps:
            verb, _, what = step.partition(" ")
            word, _, argument = what.removeprefix("command ").partition(" ")
            if verb == "press" and what.isdigit():
                self.answer(int(what))
            elif verb == "press":
                self.press(Command(word), argument)
            elif verb == "scan" and what.startswith("command "):
                self.scan_command(Command(word), argument)
            else:
                {"scan": self.scan, "type": self.type}[verb](what)

    def badge(self, badge: Badge = IDA_BADGE) -> None:
        """Scan a badge."""
        self.scan(badge.code)

    def pick(self, person: Actor, pin: str) -> None:
        """Pick a name and type a PIN."""
        self.presenter.sign_in.on_picked(person)
        self.presenter.sign_in.on_pin(pin)
        self.runner.settle()

    def wait(self, seconds: float) -> None:
        """Do nothing."""
        for _ in range(round(seconds)):
            self.clock.advance(1)
            self.presenter.on_tick()
            self.runner.settle()


class AtBench(PersonAtBench):
    """What the devices say, and the road to the places that tests begin at."""

    def weigh(self, grams: int, seconds: float = 5.0, *, stable: bool = True) -> None:
        """Let so much lie on the scale for so long."""
        for _ in range(round(seconds / POLL_S)):
            self.clock.advance(POLL_S)
            self.read(Reading(grams, stable, self.clock.mono_ms()))

    def lose_scale(self, fault: FaultCode = FaultCode.GONE) -> None:
        """Pull the scale's cable."""
        self.read(Reading(None, stable=False, at_ms=self.clock.mono_ms(), fault=fault))

    def read(self, reading: Reading) -> None:
        """One answer of the scale."""
        self.presenter.on_reading(reading)
        self.runner.settle()

    def lamp(self, device: str, fault: FaultCode | None) -> None:
        """A device comes or goes."""
        self.presenter.on_lamp(Lamp(device, fault))
        self.runner.settle()

    def open(self, number: str = "100235") -> None:
        """Ida signs in and opens an order."""
        if self.desk.actor is None:
            self.badge()
        self.scan(number)

    def pack(self, *codes: str, number: str = "100235") -> None:
        """Ida has the goods of an order in its carton, and the scale is empty."""
        self.open(number)
        for code in codes or (MUG,):
            self.scan(code)
        self.weigh(0, 1)

    def close(self) -> None:
        """Ida has order 100235 on the scale long enough."""
        self.pack()
        self.weigh(500, 1)


def verbs_of(warehouse: Warehouse) -> Verbs:
    """All verbs over the warehouse's bench."""
    return join_verbs(
        warehouse.bench,
        Outside(warehouse.secrets, warehouse.writer, warehouse.badges, "Bench 1", warehouse.sheets.joined),
    )
