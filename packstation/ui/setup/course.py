"""What the steps share: the setup so far, what was found and proven, and one thing at a time."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.change_settings import ChangeSettings
from packstation.application.setup_ports import DeviceTrial, FoundPort, PortFinder, SetupMemory
from packstation.application.sign_in import Enrol
from packstation.domain.bench_setup import BenchSetup, SetupStep
from packstation.domain.person import Actor
from packstation.domain.refusal import Fact
from packstation.domain.value import value
from packstation.ui.runner import Runner
from packstation.ui.setup.answers import Proof, SetupAnswer, SetupSaid, SetupShown, SetupView


@value
class SetupTools:
    """What the steps work with."""

    change: ChangeSettings
    enrol: Enrol
    memory: SetupMemory
    finder: PortFinder
    trial: DeviceTrial
    languages: Callable[[], tuple[str, ...]]
    site_sender: tuple[str, ...] | None = None


class Course:
    """The way through the steps; `by` is the lead who changes settings, once there is one."""

    def __init__(
        self, view: SetupView, tools: SetupTools, runner: Runner, *, by: Actor | None, has_lead: bool
    ) -> None:
        self.view = view
        self.tools = tools
        self.by = by
        self.has_lead = has_lead
        self.step = SetupStep.LANGUAGE
        self.setup = BenchSetup()
        self.ports: tuple[FoundPort, ...] = ()
        self.busy = False
        self._told_to_wait = False
        self._proven: frozenset[Proof] = frozenset()
        self._runner = runner

    def keep(
        self,
        setup: BenchSetup,
        then: Callable[[], object],
        otherwise: Callable[[Exception], None] | None = None,
    ) -> None:
        """Write this setup, then go on."""
        change, by = self.tools.change, self.by

        def kept(now: BenchSetup) -> None:
            self.setup = now
            then()

        self.run(lambda: change(by, setup), kept, otherwise)

    def run(
        self,
        work: Callable[[], object],
        done: Callable[..., object],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """One thing at a time, beside the window; a key meanwhile is told so, and means nothing later."""
        if self.is_busy():
            return
        self.busy = True

        def answered(answer: object) -> None:
            self._over()
            done(answer)

        def refused(no: Exception) -> None:
            self._over()
            (failed or self.view.refuse)(no)

        self._runner.run_slow(work, answered, refused)

    def is_busy(self) -> bool:
        """Whether the thing before is still at work, which is said then."""
        if self.busy:
            self._told_to_wait = True
            self.say(SetupSaid.ONE_MOMENT)
        return self.busy

    def _over(self) -> None:
        self.busy = False
        if self._told_to_wait:
            self._told_to_wait = False
            self.view.say(None)

    def prove(self, device: Proof) -> None:
        """A device was tried with success."""
        self._proven |= {device}

    def say(self, code: SetupSaid, *, good: bool = True, **facts: Fact) -> None:
        """Answer."""
        self.view.say(SetupAnswer(code, facts, good=good))

    def show(self) -> None:
        """Bring the step to the front."""
        self.view.say(None)
        self.view.show_step(self._shown())

    def refresh(self) -> None:
        """Show what has changed on the step in front."""
        self.view.refresh(self._shown())

    def _shown(self) -> SetupShown:
        tools = self.tools
        return SetupShown(
            self.step,
            self.setup,
            tools.languages(),
            self.has_lead,
            self.ports,
            self._proven,
            tools.site_sender,
        )
