"""Screens that remember what they were told to show."""

from __future__ import annotations

from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.ui.desk import Screen
from packstation.ui.pack.batch import Place
from packstation.ui.pack.weighing import WeightShown
from packstation.ui.question import Question
from packstation.ui.theme import Look
from packstation.ui.verdict import NextAct, Verdict


class FakeLooks:
    """What was chosen of the window's look, the newest last."""

    def __init__(self) -> None:
        self.now = Look()
        self.chosen: list[Look] = []

    def languages(self) -> tuple[str, ...]:
        """Two."""
        return "de", "en"

    def choose(self, look: Look) -> None:
        """Look like this."""
        self.now = look
        self.chosen.append(look)


class FakeStationView:
    """The frame: the screen in front, every verdict so far, the act, the person, lamps and commands."""

    def __init__(self) -> None:
        self.screen: Screen | None = None
        self.verdicts: list[Verdict] = []
        self.act: NextAct | None = None
        self.acts: list[NextAct] = []
        self.person: Actor | None = None
        self.lamps: dict[str, Lamp] = {}
        self.commands: frozenset[Command] = frozenset()
        self.question: Question | None = None
        self.typed = ""
        self.band: Verdict | None = None
        self.looks = FakeLooks()

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen to the front."""
        self.screen = screen

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Answer."""
        self.band = verdict
        if verdict is not None:
            self.verdicts.append(verdict)

    def show_act(self, act: NextAct) -> None:
        """Say what to do next."""
        self.act = act
        self.acts.append(act)

    def show_person(self, actor: Actor | None) -> None:
        """Say who is here."""
        self.person = actor

    def show_lamp(self, lamp: Lamp) -> None:
        """Show a device."""
        self.lamps[lamp.device] = lamp

    def show_commands(self, commands: frozenset[Command]) -> None:
        """Offer commands."""
        self.commands = commands

    def show_question(self, question: Question | None) -> None:
        """Ask, or ask no more."""
        self.question, self.typed = question, ""

    def show_typed(self, text: str) -> None:
        """Show what is put together so far."""
        self.typed = text


class FakeSignInView:
    """Names offered, whether a PIN or the first lead is asked for."""

    def __init__(self) -> None:
        self.people: tuple[Actor, ...] = ()
        self.pin_of: str | None = None
        self.first_lead_asked = False

    def show_people(self, people: tuple[Actor, ...]) -> None:
        """Offer names."""
        self.people = people

    def ask_pin(self, name: str) -> None:
        """Ask for a PIN."""
        self.pin_of = name

    def ask_first_lead(self) -> None:
        """Ask for the first lead."""
        self.first_lead_asked = True

    def clear(self) -> None:
        """Forget everything."""
        self.people, self.pin_of, self.first_lead_asked = (), None, False


class FakePackView:
    """The order in front: its task, the line counted last, weight and plate; all None once cleared."""

    def __init__(self) -> None:
        self.task: PackTask | None = None
        self.counted_line: int | None = None
        self.weight: WeightShown | None = None
        self.plate: str | None = None
        self.batch: Place | None = None
        self.tasks_shown = 0

    def show_task(self, task: PackTask) -> None:
        """Show an order."""
        self.task = task
        self.tasks_shown += 1

    def show_count(self, task: PackTask, line_no: int) -> None:
        """Show one line's new count."""
        self.task, self.counted_line = task, line_no

    def show_weight(self, weight: WeightShown) -> None:
        """Show a weight."""
        self.weight = weight

    def show_batch(self, place: Place | None) -> None:
        """Show where in a row it is."""
        self.batch = place

    def show_plate(self, number: str | None) -> None:
        """Show a plate."""
        self.plate = number

    def clear(self) -> None:
        """Nothing of the order stays readable."""
        self.task = self.counted_line = self.weight = self.plate = None
