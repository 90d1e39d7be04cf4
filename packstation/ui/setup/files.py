"""Files of products and orders while a bench is set up: the intake itself, over a desk that has no goods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from packstation.application.ports import Clock
from packstation.domain.command_code import Asked, Command
from packstation.domain.person import Actor
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.ui.desk import Desk, Hall, Screen, StationView
from packstation.ui.intake.files_view import FilesView, FileWorker
from packstation.ui.intake.presenter import FilesPresenter
from packstation.ui.runner import Runner
from packstation.ui.talk import KEYBOARD
from packstation.ui.verbs import Verbs
from packstation.ui.verdict import verdict_of


class StepFiles(Protocol):
    """What the steps know of files."""

    def enter(self, lead: Actor | None) -> None:
        """The step comes to the front; only a lead takes files in."""

    def on_back(self) -> bool:
        """BACK: leave what the intake shows; False where it shows nothing."""

    def is_asking(self) -> bool:
        """Whether something of a file is open, which is said then."""

    def is_at_work(self) -> bool:
        """Whether a file is still coming in, which is said then."""


class SetupFiles:
    """Hands what a person does at the step to the intake. `no_lead` and `wait` say why it has to wait."""

    def __init__(
        self,
        views: tuple[StationView, FilesView],
        verbs: Verbs,
        runner: Runner,
        clock: Clock,
        worker: FileWorker,
    ) -> None:
        view, files_view = views
        self._view = view
        self._clock = clock
        self.desk = Desk(view, verbs, runner, clock)
        hall = Hall(_nothing, self._left, _nothing, lambda: "")
        self._files = FilesPresenter(self.desk, files_view, worker, hall)
        self.desk.files = self._files
        self.no_lead: Callable[[], None] = _nothing
        self.wait: Callable[[], None] = _nothing

    def enter(self, lead: Actor | None) -> None:
        """The step comes to the front."""
        if lead is not self.desk.actor:
            self.desk.actor = lead
            self._files.person_changed()

    def on_pick(self) -> None:
        """The key that opens the dialog for files."""
        if self.desk.actor is None:
            self.no_lead()
        elif not self.is_asking():
            self.desk.take(lambda: self.desk.conversation.start(self._files.pick(), lambda _: None))

    def on_files(self, paths: Sequence[Path]) -> None:
        """Files were dragged onto the step, or picked."""
        if self.desk.actor is None:
            self.no_lead()
        else:
            self._files.on_files(paths)

    def on_note(self) -> None:
        """The line that says how a file fares was touched."""
        self._files.on_note()

    def on_count(self) -> None:
        """The mark of the rows that wait was touched."""
        self._files.on_count()

    def on_answer(self, asked: Asked) -> None:
        """An answer was touched, or its digit pressed."""
        self.desk.take(lambda: self._answer(asked))

    def on_typed(self, text: str) -> None:
        """A line was typed as an answer."""
        self.desk.take(lambda: self._type(text.strip()))

    def on_edited(self, text: str) -> None:
        """What stands in the field of the open question."""
        self.desk.conversation.on_edited(text)

    def on_back(self) -> bool:
        """Leave what the intake shows."""
        if self.desk.conversation.open is not None:
            self.desk.take(self.desk.conversation.withdraw)
            return True
        return self._files.in_front and self._files.on_command(Asked(Command.BACK))

    def is_asking(self) -> bool:
        """Whether something of a file is open, which is said then."""
        asking = self.desk.conversation.under_way or self._files.in_front
        if asking:
            self.desk.say(verdict_of(Refused(RefusalCode.QUESTION_OPEN)))
        return asking

    def is_at_work(self) -> bool:
        """Whether a file is still coming in, which is said then."""
        if self._files.at_work:
            self.wait()
        return self._files.at_work

    def _answer(self, asked: Asked) -> None:
        conversation = self.desk.conversation
        if conversation.open is not None:
            conversation.on_command(asked)
        elif self._files.in_front:
            self._files.on_command(asked)

    def _type(self, text: str) -> None:
        if self.desk.conversation.open is not None and text:
            self.desk.conversation.on_scan(Scan(text, KEYBOARD, self._clock.mono_ms(), typed=True))

    def _left(self) -> None:
        self._view.show_screen(Screen.START)


def _nothing() -> None:
    return None
