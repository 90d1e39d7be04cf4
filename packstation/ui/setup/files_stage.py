"""Where the steps take files in: the intake's own questions, screens and lines, inside one step."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from packstation.domain.command_code import Asked, Command
from packstation.domain.device import Lamp
from packstation.domain.person import Actor
from packstation.ui.desk import Screen
from packstation.ui.question import Question
from packstation.ui.question_words import question_sentence
from packstation.ui.sentences import act_sentence
from packstation.ui.setup.parts import key, put_words
from packstation.ui.station.looks import Looks
from packstation.ui.theme import FONT, Sizes
from packstation.ui.translation import _
from packstation.ui.verdict import NextAct, Verdict
from packstation.ui.widgets.plain_text import FittedText, PlainText
from packstation.ui.widgets.question_panel import QuestionPanel
from packstation.ui.widgets.quiet_line import QuietLine
from packstation.ui.widgets.touch_keys import TouchKeys

INTAKE = frozenset({Screen.WAITING_ROWS, Screen.COLUMNS})


class _NoBench:
    """What a bench shows and a step does not."""

    def show_person(self, actor: Actor | None) -> None:
        """The steps say it elsewhere."""

    def show_lamp(self, lamp: Lamp) -> None:
        """No device has to do with files."""

    def show_commands(self, commands: frozenset[Command]) -> None:
        """BACK is the key of the steps; answers have keys of their own."""


class FilesStage(QWidget, _NoBench):
    """What is asked or to be done, the screen of it, and two lines; nothing asked: how files come in.

    `pick` is called by the key that opens the dialog for files, `answered` with what a person answers,
    `typed` with a line. `said` gets what is answered.
    """

    def __init__(self, looks: Looks, touch_keys: TouchKeys, said: Callable[[Verdict | None], None]) -> None:
        super().__init__()
        self.setObjectName("setup_stage")
        self.looks, self.touch_keys = looks, touch_keys
        self.pick: Callable[[], None] = lambda: None
        self.answered: Callable[[Asked], None] = lambda _asked: None
        self.typed: Callable[[str], None] = lambda _text: None
        self.edited: Callable[[str], None] = lambda _text: None
        self._said = said
        self._screen = Screen.START
        self._act: NextAct | None = None
        self.question: Question | None = None
        self._asked = FittedText("setup_asked", FONT)
        self._pick_key = key("setup_pick", self._open)
        self._texts = [PlainText(f"setup_files_{number}", wrap=True) for number in range(2)]
        self._how = QWidget()
        self._panel = QuestionPanel(self._picked, self._entered)
        self._panel.on_edited = self._edited
        # The steps scroll, not this part of one.
        self._stack = QStackedWidget()
        self._screens: dict[Screen, QWidget] = {Screen.START: self._how}
        self._lines = QHBoxLayout()
        self._lay_out()

    @property
    def usual_focus(self) -> QWidget:
        """The key that opens the dialog for files."""
        return self._pick_key

    def add_line(self, line: QuietLine) -> None:
        """Take in a quiet line."""
        self._lines.insertWidget(self._lines.count() - 1, line)

    def add_screen(self, screen: Screen, widget: QWidget) -> None:
        """Take in a screen of the intake."""
        self._screens[screen] = widget
        self._stack.addWidget(widget)

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen of the intake to the front, else how files come in."""
        self._screen = screen if screen in INTAKE else Screen.START
        self._show()

    def show_question(self, question: Question | None) -> None:
        """Ask this in place of the screen."""
        self.question = question
        self._panel.put(question)
        self._show()

    def show_typed(self, text: str) -> None:
        """Show what is put together so far."""
        self._panel.show_typed(text)

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Answer."""
        self._said(verdict)

    def show_act(self, act: NextAct) -> None:
        """What to do on the screen of the intake."""
        self._act = act
        self._show()

    def speak(self) -> None:
        """Say it in the language of the window."""
        put_words(self._pick_key, _("PICK A FILE"))
        texts = (
            _("Or drag the file of your shop onto this page."),
            _("Products first, then orders: so every code is known."),
        )
        for line, text in zip(self._texts, texts, strict=True):
            line.put(text)
        self._panel.put(self.question)
        self._show()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._panel.fit(sizes)
        self._asked.fit(sizes.head * 3 // 4, sizes.saying_room)
        page = self._how.layout()
        if page is not None:
            page.setSpacing(2 * sizes.space)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit answers."""
        text = event.text()
        if self.question is not None and len(text) == 1 and text in "123456789":
            self.answered(Asked(Command.DIGIT, text))
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        asking, at_work = self.question is not None, self._screen in INTAKE
        words = ""
        if self.question is not None:
            words = question_sentence(self.question)
        elif at_work and self._act is not None:
            words = act_sentence(self._act)
        self._asked.put(words)
        self._asked.setVisible(bool(words))
        front = self._panel if asking else self._screens[self._screen]
        self._stack.setCurrentWidget(front)
        if self.isVisible():
            (self if asking else front if at_work else self._pick_key).setFocus()

    def _open(self) -> None:
        self.pick()

    def _picked(self, number: int) -> None:
        self.answered(Asked(Command.DIGIT, str(number)))

    def _entered(self) -> None:
        if self._panel.field is not None:
            self.typed(self._panel.field.text())

    def _edited(self, text: str) -> None:
        self.edited(text)

    def _lay_out(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        how = QVBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.addWidget(self._pick_key)
        for line in self._texts:
            how.addWidget(line)
        how.addStretch()
        self._lines.addStretch()
        for screen in (self._how, self._panel):
            self._stack.addWidget(screen)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(self._lines)
        page.addWidget(self._asked)
        page.addWidget(self._stack, stretch=1)
