"""What the presenters of one bench share: who is here, the view, and one act at a time.

A scan that arrives while a verb is still at work waits for it: only then is it known which screen, and
which order, it belongs to.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from packstation.application.ports import Clock, LabelPrinter
from packstation.domain.command_code import Asked, Command
from packstation.domain.device import Lamp
from packstation.domain.person import Actor
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.value import value
from packstation.ui.conversation import Talk
from packstation.ui.runner import Failed, Runner
from packstation.ui.screen_talk import Wardrobe
from packstation.ui.talk import Conversation, QuestionView
from packstation.ui.verbs import Verbs
from packstation.ui.verdict import ActCode, NextAct, Verdict, verdict_of

T = TypeVar("T")


class Screen(StrEnum):
    """The screens a person can see."""

    FIRST_LEAD = "first_lead"
    SIGN_IN = "sign_in"
    START = "start"
    PACK = "pack"
    WAITING_ROWS = "waiting_rows"
    COLUMNS = "columns"


class StationView(QuestionView, Protocol):
    """The frame around every screen."""

    @property
    def looks(self) -> Wardrobe:
        """What the window looks like, and could look like."""

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen to the front; nothing of the others stays readable."""

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Paint the answer now, sound it, add it to the last ones; None takes the last one off the band."""

    def show_act(self, act: NextAct) -> None:
        """Say what to do next."""

    def show_person(self, actor: Actor | None) -> None:
        """Say who is signed in."""

    def show_lamp(self, lamp: Lamp) -> None:
        """Show a device as well or not."""

    def show_commands(self, commands: frozenset[Command]) -> None:
        """Offer just these commands as buttons and keys."""


class FileDesk(Protocol):
    """Whoever takes files in, and has screens of its own for what is wrong with them."""

    @property
    def in_front(self) -> bool:
        """Whether one of its screens is in front."""

    def take_in(self, paths: Sequence[Path]) -> Talk[None]:
        """Ask about each of these files, and take in what is meant."""

    def pick(self) -> Talk[None]:
        """Let somebody pick files on this PC."""

    def count(self) -> Talk[int]:
        """How many rows of files wait."""

    def count_again(self) -> None:
        """Rows may wait that did not, or wait no more: a command was at work beside the window."""

    def show_waiting(self) -> Talk[None]:
        """Show the rows that wait."""

    def on_command(self, asked: Asked) -> bool:
        """A command while one of its screens is in front; False when it means nothing there."""

    def person_changed(self) -> None:
        """Somebody came, or left: nothing of a file stays readable."""


class SiteDesk(Protocol):
    """Whoever tells how this bench stands with central, and lets it join a site or leave it."""

    def talk(self) -> Talk[None]:
        """Tell it, and do what this person may and wants."""

    def load(self, path: Path) -> Talk[None]:
        """Somebody brought a file that says which bench this is to be."""


@value
class Hall:
    """How the screens about files and those of packing give way to each other.

    `entered`: one of the former comes to the front; `left`: the empty bench is in front again. `touched`:
    somebody is at work. `order_open`: the number of the order that lies open, empty without one.
    """

    entered: Callable[[], None]
    left: Callable[[], None]
    touched: Callable[[], None]
    order_open: Callable[[], str]


class Desk:
    """The shared state of the presenters; lives on the window's thread.

    `verdict_of` is what is said of a failure: the screen in front may know better what is to be done now.
    """

    def __init__(self, view: StationView, verbs: Verbs, runner: Runner, clock: Clock) -> None:
        self.view = view
        self.verbs = verbs
        self.runner = runner
        self.clock = clock
        self.conversation = Conversation(self)
        self.actor: Actor | None = None
        self.open_settings: Callable[[], None] | None = None
        self.setup_waits = False
        self.files: FileDesk | None = None
        self.site: SiteDesk | None = None
        self.verdict_of: Callable[[Exception], Verdict] = verdict_of
        self.act = NextAct(ActCode.SIGN_IN)
        self._offered: frozenset[Command] = frozenset()
        self._question_offers: frozenset[Command] | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self._running = 0
        self._handling = False
        self._disk_failed = False
        self._said_now = False

    @property
    def person(self) -> Actor:
        """Who is signed in; asking while nobody is, is a bug."""
        if self.actor is None:
            raise RuntimeError("nobody is signed in")
        return self.actor

    def take(self, event: Callable[[], None]) -> None:
        """Handle an act of a person now, or as soon as the one before it is answered."""
        self._waiting.append(event)
        self._go_on()

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        slow: bool = False,
    ) -> None:
        """Run a verb; what a person does meanwhile waits. A failure is said, then handed to `failed`."""
        self._running += 1
        run = self.runner.run_slow if slow else self.runner.run
        run(
            work,
            lambda answer: self._answered(lambda: done(answer)),
            lambda error: self._failed(error, failed),
        )

    def run_printer(
        self, work: Callable[[LabelPrinter], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """The same for a verb that prints, on the thread of the label printer."""
        self._running += 1
        self.runner.run_printer(
            work,
            lambda answer: self._answered(lambda: done(answer)),
            lambda error: self._failed(error, failed),
        )

    def say(self, verdict: Verdict) -> None:
        """Give an answer."""
        self._said_now = True
        self.view.show_verdict(verdict)

    def hush(self) -> None:
        """A question opens: only what was said of the very act that led to it stays on the band."""
        if not self._said_now:
            self.view.show_verdict(None)

    def ask(self, act: NextAct) -> None:
        """Say what to do next; once the disk has failed, only the lead can help."""
        self.act = NextAct(ActCode.FETCH_LEAD) if self._disk_failed else act
        self.view.show_act(self.act)

    @property
    def offered(self) -> frozenset[Command]:
        """The commands that mean something on the screen in front, once no question is open."""
        return self._offered

    def offer(self, commands: frozenset[Command]) -> None:
        """Offer the commands of the screen in front; while a question is open they wait for its end."""
        self._offered = commands
        if self._question_offers is None:
            self.view.show_commands(commands)

    def offer_for_question(self, commands: frozenset[Command] | None) -> None:
        """Offer only what answers the open question; None once there is none."""
        self._question_offers = commands
        self.view.show_commands(self._offered if commands is None else commands)

    def _answered(self, tell: Callable[[], None]) -> None:
        try:
            tell()
        finally:
            self._running -= 1
            self._go_on()

    def _failed(self, error: Exception, failed: Failed | None) -> None:
        def tell() -> None:
            self.say(self.verdict_of(error))
            if isinstance(error, DeviceFault) and error.code in {FaultCode.DISK_FAILED, FaultCode.FORKED}:
                self._disk_failed = True
                self.ask(NextAct(ActCode.FETCH_LEAD))
            if failed is not None:
                failed(error)

        self._answered(tell)

    def _go_on(self) -> None:
        while self._waiting and not self._running and not self._handling:
            event = self._waiting.popleft()
            self._handling, survived = True, False
            self._said_now = False
            try:
                event()
                survived = True
            finally:
                self._handling = False
                # A bug in the handling of one scan must not keep those behind it waiting.
                if not survived:
                    self._go_on()
