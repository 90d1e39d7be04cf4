"""The window of the steps: what is asked, large; the step; its answer; BACK, SKIP and NEXT."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from packstation.domain.bench_setup import SetupStep
from packstation.domain.refusal import DeviceFault, Refused
from packstation.ui import theme
from packstation.ui.design.palette import colours
from packstation.ui.design.sheet import style_sheet
from packstation.ui.sentences import sentence
from packstation.ui.setup.answers import SetupAnswer, SetupForm, SetupShown
from packstation.ui.setup.device_pages import DevicesPage, PrinterPage
from packstation.ui.setup.files_stage import FilesStage
from packstation.ui.setup.pages import (
    FilesPage,
    LanguagePage,
    LeadPage,
    Page,
    SitePage,
    SummaryPage,
)
from packstation.ui.setup.parts import key, put_words
from packstation.ui.setup.presenter import SetupPresenter
from packstation.ui.setup.words import MISSING, THERE, marked, step_hint, step_place, step_title
from packstation.ui.station.looks import Looks
from packstation.ui.translation import _
from packstation.ui.verdict import Verdict, VerdictKind, verdict_of
from packstation.ui.widgets.plain_text import FittedText, PlainText
from packstation.ui.widgets.scrolled_stack import ScrolledStack
from packstation.ui.widgets.touch_keys import TouchKeys

SMALLEST_PX = (800, 600)
NEXT_KEYS, BACK_KEYS = "Ctrl+Return", "Esc"


class SetupWindow(QMainWindow):
    """One step at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("setup")
        self.setMinimumSize(*SMALLEST_PX)
        self._presenter: SetupPresenter | None = None
        self._shown: SetupShown | None = None
        self._sizes: theme.Sizes | None = None
        self._palette = colours()
        self._pages: dict[SetupStep, Page] = {}
        self._place = PlainText("setup_place", soft=True)
        self._title = FittedText("setup_title", theme.FONT)
        self._hint = PlainText("setup_hint", soft=True, wrap=True)
        self._answer = PlainText("setup_answer", wrap=True)
        self._answer.setProperty("strong", True)
        self._said: Callable[[], str] = str
        self._stack = ScrolledStack()
        self._keys = TouchKeys(self._place, self._hint)
        self._back = key("setup_back", lambda: self._tell(SetupPresenter.on_back))
        self._skip = key("setup_skip", lambda: self._tell(SetupPresenter.on_skip))
        self._next = key("setup_next", self._go_on)
        self._lay_out()
        for keys, button in ((NEXT_KEYS, self._next), (BACK_KEYS, self._back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(button.click)
        self.looks = Looks(self, self._fit_to_window)
        self.stage = FilesStage(self.looks, self._keys, self._say_verdict)

    def attach(self, presenter: SetupPresenter) -> None:
        """Speak to this presenter from now on."""
        self._presenter = presenter
        self._pages = {
            SetupStep.LANGUAGE: LanguagePage(presenter.on_language),
            SetupStep.SITE: SitePage(presenter.on_next),
            SetupStep.LEAD: LeadPage(presenter.on_first_lead),
            SetupStep.DEVICES: DevicesPage(presenter.devices),
            SetupStep.PRINTER: PrinterPage(presenter.devices),
            SetupStep.FILES: FilesPage(self.stage),
            SetupStep.SUMMARY: SummaryPage(presenter.on_step),
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
            self._keys.serve(*page.fields)
        self._sizes = None
        self._fit_to_window()

    def show_step(self, shown: SetupShown) -> None:
        """Bring a step to the front, its fields filled."""
        self._shown = shown
        self._keys.shut()
        self._speak_frame(shown.step)
        page = self._pages[shown.step]
        page.put(shown)
        self._stack.setCurrentWidget(page)
        self._back.setVisible(shown.step is not SetupStep.LANGUAGE)
        self._skip.setVisible(shown.step is not SetupStep.SUMMARY)
        there = shown.step is SetupStep.LEAD and shown.has_lead
        if there or shown.step in {SetupStep.LANGUAGE, SetupStep.SUMMARY}:
            self._next.setFocus()

    def refresh(self, shown: SetupShown) -> None:
        """The same step with other facts."""
        self._shown = shown
        self._pages[shown.step].refresh(shown)

    def say(self, answer: SetupAnswer | None) -> None:
        """Answer, or take the last answer away."""
        self._put_answer(lambda: marked(answer) if answer else "")

    def _say_verdict(self, verdict: Verdict | None) -> None:
        bad = verdict is not None and verdict.kind in {VerdictKind.NO, VerdictKind.LEAD}
        mark = MISSING if bad else THERE
        self._put_answer(lambda: f"{mark}  {sentence(verdict)}" if verdict else "")

    def _put_answer(self, said: Callable[[], str]) -> None:
        """Answer in these words, and in another language in its own."""
        self._said = said
        self._answer.put(said())

    def refuse(self, no: Exception) -> None:
        """Say what stopped it; a bug is in the log already, and said as one."""
        known = isinstance(no, Refused | DeviceFault)
        verdict = verdict_of(no) if known else None
        self._put_answer(
            lambda: f"{MISSING}  {sentence(verdict) if verdict else _('Something went wrong. Try again.')}"
        )

    def form(self) -> SetupForm:
        """What stands in the fields now."""
        return self._pages[self._shown.step].form() if self._shown else SetupForm()

    def speak(self, language: str = "") -> None:
        """Say everything in this language from now on."""
        if language:
            self.looks.choose_language(language)
        elif self._shown is not None:
            self.show_step(self._shown)
            self._answer.put(self._said())

    def close_setup(self) -> None:
        """All is done."""
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters and keys grow with the window."""
        super().resizeEvent(event)
        self._fit_to_window()

    def _go_on(self) -> None:
        page = self._pages[self._shown.step] if self._shown else None
        if page is None or not page.finish():
            self._tell(SetupPresenter.on_next)

    def _tell(self, what: Callable[[SetupPresenter], None]) -> None:
        if self._presenter is not None:
            what(self._presenter)

    def _speak_frame(self, step: SetupStep) -> None:
        self.setWindowTitle("Packstation")
        self._place.put(step_place(step))
        self._title.put(step_title(step))
        self._hint.put(step_hint(step))
        put_words(self._back, _("BACK"))
        put_words(self._skip, _("SKIP"))
        put_words(self._next, _("START PACKING") if step is SetupStep.SUMMARY else _("NEXT"))

    def _fit_to_window(self) -> None:
        sizes = theme.sizes_for(self.width(), self.height(), self.looks.now.text_percent)
        if sizes != self._sizes or self._palette is not colours():
            self._palette = colours()
            self.setStyleSheet(style_sheet(sizes, colours()))
        if sizes == self._sizes:
            return
        self._sizes = sizes
        self._page.setContentsMargins(*(2 * sizes.space,) * 4)
        self._page.setSpacing(sizes.space)
        self._title.fit(sizes.head, sizes.saying_room)
        self._answer.setMinimumHeight(2 * sizes.text + sizes.space)
        self._keys.fit(sizes)
        for page in self._pages.values():
            page.fit(sizes)

    def _lay_out(self) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        bottom = QHBoxLayout()
        for button in (self._back, self._skip):
            bottom.addWidget(button)
        bottom.addStretch()
        bottom.addWidget(self._next)
        self._page = QVBoxLayout(ground)
        for part in (self._place, self._title, self._hint):
            self._page.addWidget(part)
        self._page.addWidget(self._stack, stretch=1)
        self._page.addWidget(self._keys)
        self._page.addWidget(self._answer)
        self._page.addLayout(bottom)
        self.setCentralWidget(ground)
