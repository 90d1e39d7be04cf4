"""The steps of the first start: each is written when it is left, each can be skipped and found again."""

from __future__ import annotations

from dataclasses import replace

from packstation.domain.bench_setup import SetupStep
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import Refused
from packstation.ui.setup.answers import SetupAnswer, SetupSaid
from packstation.ui.setup.choices import with_form, wrong_field
from packstation.ui.setup.course import Course
from packstation.ui.setup.files import StepFiles
from packstation.ui.setup.trying import DeviceTrying

STEPS = tuple(SetupStep)


class SetupPresenter:
    """Leads through the steps."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self.devices = DeviceTrying(course)
        self.finished = False
        self.files: StepFiles | None = None
        self._at_work = False

    def open(self) -> None:
        """Show the step that was in front when the power went, else the first.

        A lead who opens the settings of a bench at work sees how it stands, and from there each step.
        """
        course = self._course
        try:
            course.setup = course.tools.change.file.read()
            unfinished = course.tools.memory.recall()
        except Refused as no:
            course.view.refuse(no)
            return
        self._at_work = unfinished is None and course.by is not None
        self._enter(SetupStep.SUMMARY if self._at_work else unfinished or SetupStep.LANGUAGE)

    def on_next(self) -> None:
        """Write what this step says, and go on; on the last one the bench starts."""
        if self._course.step is SetupStep.SUMMARY:
            if not self._course.is_busy() and not self._file_comes():
                self._finish()
        elif not self._file_asks():
            self._leave(1)

    def on_back(self) -> None:
        """Write what this step says as far as it can be used, and go back."""
        step = self._course.step
        if step is SetupStep.FILES and self.files is not None and self.files.on_back():
            return
        if step is not STEPS[0] and not (self._at_work and step is SetupStep.SUMMARY):
            self._leave(-1)

    def on_skip(self) -> None:
        """Leave the step as it was."""
        if self._course.step is SetupStep.SUMMARY or self._course.is_busy() or self._file_asks():
            return
        self._go(1)

    def on_step(self, step: SetupStep) -> None:
        """The summary's key to one of the steps."""
        if not self._course.is_busy():
            self._enter(step)

    def on_language(self, language: str) -> None:
        """A language was picked: it is spoken at once."""
        course = self._course
        if course.is_busy():
            # The key has gone down by itself: it comes up again.
            course.refresh()
            return
        course.view.speak(language)
        course.keep(replace(course.setup, language=language), course.show)

    def on_first_lead(self, name: str, pin: str) -> None:
        """The first lead's name and PIN were typed."""
        course, enrol = self._course, self._course.tools.enrol

        def there(lead: Actor) -> None:
            course.by, course.has_lead = lead, True
            course.show()
            course.say(SetupSaid.LEAD_THERE, name=lead.name)

        if not course.has_lead:
            course.run(lambda: enrol(None, name, Role.LEAD, pin, None), there)

    def close(self) -> None:
        """The window goes: so does what was open."""
        self._course.tools.trial.stop()

    def _file_asks(self) -> bool:
        at_files = self._course.step is SetupStep.FILES
        return at_files and self.files is not None and self.files.is_asking()

    def _file_comes(self) -> bool:
        return self.files is not None and self.files.is_at_work()

    def _leave(self, way: int) -> None:
        course = self._course
        if course.is_busy():
            return
        form = course.view.form()
        fault = wrong_field(form)
        if fault is not None and way > 0:
            course.view.say(SetupAnswer(fault, {}, good=False))
            return
        if fault is not None:
            self._go(way)
            return
        going_back = (lambda _no: self._go(way)) if way < 0 else None
        course.keep(with_form(course.setup, course.step, form), lambda: self._go(way), going_back)

    def _go(self, way: int) -> None:
        on = STEPS[STEPS.index(self._course.step) + way]
        self._enter(SetupStep.SUMMARY if self._at_work else on)

    def _enter(self, step: SetupStep) -> None:
        course = self._course
        self.devices.stop()
        course.step = step
        course.show()
        try:
            if not self._at_work:
                course.tools.memory.keep(step)
        except Refused as no:
            course.view.refuse(no)
        if step in {SetupStep.DEVICES, SetupStep.PRINTER}:
            self.devices.on_look()
        elif step is SetupStep.FILES and self.files is not None:
            self.files.enter(course.by)

    def _finish(self) -> None:
        course = self._course
        self.devices.stop()
        try:
            course.tools.memory.forget()
        except Refused as no:
            course.view.refuse(no)
            return
        self.finished = True
        course.view.close_setup()
