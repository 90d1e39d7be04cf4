"""A packer who acts on what the screen says and on nothing else, and a hand that pulls the plug.

It stands outside the station: it scans, puts cartons on the scale, takes labels from the printer, and kills
the process in the middle of it. `Notary` keeps the account.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Self

from packstation.devices.simulated.process import SimulatorProcess
from packstation.domain.command_code import Command, command_code
from packstation.places import STORE_NAME
from tests.crash.cradle import Cradle
from tests.crash.goods import BADGE, CODES, furnish, gross_grams, wanted
from tests.crash.ledger import Sign, demand
from tests.crash.notary import Notary, Paper, number_of, number_on, settle
from tests.crash.planted import Plan
from tests.crash.station_process import Event, Gone, StationProcess

WEIGHING = frozenset({"clear_scale", "weigh_carton", "wait_for_weight", "mend_scale"})
BY_LABEL = {
    "wanted": {"wait_for_label", "scan_label", "scan_copy"},
    "requested": {"answer_label"},
    "printed": {"scan_label", "scan_copy"},
}
"""By the state of the label in the store: what the screen has to ask for after a start."""

USUAL_S = {
    "starting": 0.5,
    "signing_in": 0.05,
    "opening": 0.01,
    "scanning": 0.006,
    "closing": 0.1,
    "printing": 0.08,
    "answering": 0.01,
    "verifying": 0.01,
}
"""How long a phase takes from the packer's act to the answer, until it was measured here."""


@dataclass(frozen=True, slots=True)
class Fate:
    """Kill the station `share` of the usual time after the `nth` beginning of this phase."""

    phase: str
    nth: int = 1
    share: float = 0.5


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of the packer, and what should come of it.

    `becomes` are the transactions it sets off, each as the acts it records; None leaves open what was
    expected before. `ends` tells the change of the screen with which the packer goes on.
    """

    phase: str
    do: Callable[[], object]
    becomes: tuple[tuple[Sign, ...], ...] | None
    ends: Callable[[Event], bool]


class Oracle:
    """One bench over all its lives: simulated devices, a store, a packer and a notary.

    `seed` decides what the packer does; everything made here is gone when the block is left.
    """

    def __init__(self, cradle: Cradle, home: Path, seed: int, orders: int = 60) -> None:
        self.home = home
        self._cradle = cradle
        self.notary = Notary()
        self.paper = Paper()
        self.rng = Random(seed)
        self.kills: list[tuple[str, str]] = []
        self.bench = SimulatorProcess(home / "ports", on_label=self.paper.add)
        self._orders = {order.number: order for order in wanted(orders)}
        self._secret = furnish(home, self.bench.ports, tuple(self._orders.values()))
        self._seed = seed
        self._usual_s = dict(USUAL_S)
        self._fate: Fate | None = None

    @property
    def store(self) -> Path:
        """The store's file."""
        return self.home / STORE_NAME

    @contextmanager
    def life(
        self, plan: Plan | None = None, fate: Fate | None = None, body: StationProcess | None = None
    ) -> Iterator[StationProcess]:
        """One life of the station, ready to `pack`; nothing is left of the process afterwards."""
        process = body or self._cradle.birth(self.home)
        self._process, self.screen = process, process.screen
        self._plan, self._fate, self._nth = plan or Plan(), fate, 0
        self._resumed = self._killed = False
        try:
            yield process
        except Exception as error:
            error.add_note(f"seed {self._seed}, kill {len(self.kills) + 1}: {fate}, {plan}")
            error.add_note("\n".join(map(str, process.story[-15:])))
            error.add_note(process.errors())
            raise
        finally:
            process.bury()

    def pack(self, until: Callable[[], bool]) -> None:
        """Start the bench and pack order after order. Gone when the process is killed before."""
        if self._process.pid is None:
            self._process.go(self._plan)
            self._perform(Deed("starting", _nothing, (), lambda event: event.get("act") == "sign_in"))
        while not until():
            deed = self._deed()
            if deed is None:
                self._hear(self._process.next())
            else:
                self._perform(deed)

    def live(self, fate: Fate | None = None, plan: Plan | None = None) -> str:
        """One life until it is killed, by its fate or by its own plan; what became of the act in flight."""
        with self.life(plan, fate) as process:
            with suppress(Gone):
                self.pack(lambda: False)
            # The window may still say something while the thread of the printer dies.
            died = any("dies_at" in event for event in process.story[-3:])
            demand(self._killed or died, "the station ended by itself")
            found = self.settle()
        self.kills.append((fate.phase if fate else plan.die if plan else "", found))
        return found

    def settle(self) -> str:
        """Hold screen, printer and store against each other; see `notary.settle`."""
        return settle(self.notary, self.store, self.home / "copy.sqlite3", self.paper)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.bench.stop()

    def _perform(self, deed: Deed) -> None:
        if deed.becomes is not None:
            self.notary.expect(*deed.becomes)
        began_s = time.monotonic()
        deed.do()
        if self._is_fated(deed.phase):
            self._kill(deed.phase)
        while True:
            event = self._process.next()
            self._hear(event)
            if deed.ends(event) or is_alarm(event):
                break
        self._usual_s[deed.phase] = event["heard_s"] - began_s

    def _is_fated(self, phase: str) -> bool:
        if self._fate is None or self._fate.phase != phase:
            return False
        self._nth += 1
        return self._nth == self._fate.nth

    def _kill(self, phase: str) -> None:
        share = self._fate.share if self._fate else 0.0
        threading.Event().wait(share * self._usual_s[phase])
        self._process.kill()
        self._killed = True
        for event in self._process.rest():
            self._hear(event)
        raise Gone

    def _hear(self, event: Event) -> None:
        if "verdict" in event:
            self.notary.hear(event)
        elif event.get("act") not in {None, "sign_in"}:
            self.notary.look(event)
            if not self._resumed:
                self._resumed = True
                self._check_resumed()

    def _check_resumed(self) -> None:
        """The first screen after sign-in shows the order exactly as the store had it at the kill."""
        now, screen = self.notary.open, self.screen
        if now is None:
            demand(screen.act == "start_order", f"nothing lies open, the screen says {screen.act}")
            return
        demand(now.order in screen.order, f"{now.order} lies open, the screen shows {screen.order!r}")
        shown = {sku: packed for sku, (packed, _) in screen.counts.items() if packed}
        demand(shown == dict(+now.units), f"the store has {dict(now.units)}, the screen shows {shown}")
        left = sum(wants - packed for packed, wants in screen.counts.values())
        if now.plate is not None:
            demand(
                now.plate.endswith(screen.facts["digits"]),
                f"plate {now.plate}, the screen says {screen.facts}",
            )
            asked = BY_LABEL[now.label_state]
        else:
            asked = {"scan_goods"} if left else set(WEIGHING)
        demand(
            screen.act in asked, f"label {now.label_state or 'not wanted yet'}: the screen says {screen.act}"
        )
        demand(screen.act != "scan_goods" or screen.facts == {"left": left}, f"{left} left: {screen.facts}")
        if now.label_state != "wanted":
            # The last bytes of the dead station may have come out only now; they were asked for.
            demand(len(self.paper.labels()) <= self.notary.requested, "a label nobody asked for came out")

    def _deed(self) -> Deed | None:
        """What the packer does about what the screen says; None is to wait."""
        make: dict[str, Callable[[], Deed | None]] = {
            "sign_in": self._sign_in,
            "start_order": self._start,
            "scan_goods": self._scan,
            "clear_scale": lambda: Deed("clearing", self.bench.clear, None, _act_other_than("clear_scale")),
            "weigh_carton": self._weigh,
            "close_carton": self._close,
            "wait_for_label": lambda: Deed("printing", _nothing, None, _act_other_than("wait_for_label")),
            "answer_label": self._answer,
            "scan_label": self._scan_label,
            "scan_copy": self._scan_label,
        }
        return make.get(self.screen.act, lambda: None)()

    def _sign_in(self) -> Deed | None:
        if self.screen.lamps.get("scanner", "unlit") is not None:
            return None
        becomes: list[tuple[Sign, ...]] = [(("signed_in", ""),)]
        if self.notary.open is not None:
            becomes.append((("order_opened", self.notary.open.order, True),))
        return Deed(
            "signing_in", lambda: self.bench.scan(BADGE.code), tuple(becomes), _act_other_than("sign_in")
        )

    def _start(self) -> Deed:
        number = next(number for number in self._orders if number not in self.notary.packed)
        becomes = ((("order_opened", number, False), ("carton_opened", number)),)
        return Deed("opening", lambda: self.bench.scan(number), becomes, _act_other_than("start_order"))

    def _scan(self) -> Deed:
        """Mostly the right goods; now and then the wrong ones, or the last piece comes out again."""
        order, counts, chance = self._number, self.screen.counts, self.rng.random()
        last = self.notary.last_count(order)
        # Right after a no UNDO takes nothing back, it only says so.
        if chance < 0.1 and last is not None and not self.screen.refused:
            becomes: tuple[Sign, ...] = (("unit_uncounted", order, last, 1),)
            return Deed("scanning", lambda: self._command(Command.UNDO), (becomes,), _is_act)
        if chance < 0.2:
            other = self.rng.choice([sku for sku in CODES if sku not in counts])
            becomes = (("refusal", order, "not_on_order"),)
            return Deed("scanning", lambda: self.bench.scan(CODES[other]), (becomes,), _is_verdict)
        sku = self.rng.choice([sku for sku, (packed, wants) in counts.items() if packed < wants])
        becomes = (("unit_counted", order, sku, 1),)
        return Deed("scanning", lambda: self.bench.scan(CODES[sku]), (becomes,), _is_act)

    def _weigh(self) -> Deed:
        grams = gross_grams(self.notary.counts(self._number))
        waits = {None, "weigh_carton", "wait_for_weight"}
        return Deed(
            "closing", lambda: self.bench.put(grams), self._closed, lambda event: _act(event) not in waits
        )

    def _close(self) -> Deed:
        """The scale's weight was not taken: say that the carton is ready."""
        goes_on = _act_other_than("close_carton")
        return Deed("closing", lambda: self._command(Command.NEXT), self._closed, goes_on)

    def _answer(self) -> Deed:
        order = self._number
        if self.paper.number(self._digits) is None:
            return self._print_again()
        if self.rng.random() < 0.5:
            return self._scan_label()
        becomes = ((("label_answered", order, True),),)
        return Deed("answering", lambda: self._command(Command.YES), becomes, _act_other_than("answer_label"))

    def _print_again(self) -> Deed:
        order = self._number

        def answer_no() -> None:
            self.notary.expect_print(order, (("label_answered", order, False),))
            self._command(Command.NO)

        return Deed("answering", answer_no, None, lambda event: _act(event) == "wait_for_label")

    def _print_copy(self) -> Deed:
        """NO to a printed label asks for the reason, and prints a copy then."""
        order = self._number

        def torn() -> None:
            self.notary.expect_print(order)
            self._command(Command.NO)
            self._command(Command.DIGIT, "1")

        return Deed("answering", torn, None, lambda event: _act(event) == "wait_for_label")

    def _scan_label(self) -> Deed:
        """Mostly the carton's own label; now and then another's, or it was torn and is printed once more."""
        order, chance = self._number, self.rng.random()
        number = self.paper.number(self._digits, wait_s=2.0)
        demand(number is not None, f"the screen wants label {self._digits}, none came out")
        others = {number_on(label) for label in self.paper.labels()} - {number}
        if chance < 0.15 and others:
            other = self.rng.choice(sorted(others))
            refused = ((("refusal", order, "wrong_label"),),)
            return Deed("verifying", lambda: self.bench.scan("00" + other, "]C1"), refused, _is_verdict)
        if chance < 0.25 and self.screen.act in {"scan_label", "scan_copy"}:
            return self._print_copy()
        becomes = ((("label_verified", order), ("order_packed", order)),)

        def stick_and_scan() -> None:
            self.bench.clear()
            self.bench.scan(f"00{number}", "]C1")

        return Deed("verifying", stick_and_scan, becomes, lambda event: _act(event) == "start_order")

    @property
    def _closed(self) -> tuple[tuple[Sign, ...], ...]:
        return ((("carton_closed", self._number),),)

    @property
    def _number(self) -> str:
        """The number of the order on the screen."""
        return number_of(self.screen.order)

    @property
    def _digits(self) -> str:
        """The last four of the label the screen speaks of."""
        return str(self.screen.facts["digits"])

    def _command(self, command: Command, argument: str = "") -> None:
        self.bench.scan(command_code(command, self._secret, argument))


def is_alarm(event: Event) -> bool:
    """Whether the screen says that the store takes nothing."""
    return "verdict" in event and event["data"].get("device") == "store"


def _act(event: Event) -> str | None:
    act = event.get("act")
    return act if isinstance(act, str) else None


def _is_act(event: Event) -> bool:
    return "act" in event


def _is_verdict(event: Event) -> bool:
    return "verdict" in event


def _act_other_than(act: str) -> Callable[[Event], bool]:
    return lambda event: _act(event) not in {None, act}


def _nothing() -> None:
    """Wait and see."""
