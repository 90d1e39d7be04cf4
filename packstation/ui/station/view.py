"""The window: top bar, verdict, next act, the screen in front, commands, code field, last verdicts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractSlider,
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.person import Actor
from packstation.domain.refusal import RefusalCode
from packstation.ui import theme
from packstation.ui.command_words import KEYS, NextMeans, next_means
from packstation.ui.design.palette import colours
from packstation.ui.design.sheet import style_sheet
from packstation.ui.desk import Screen
from packstation.ui.pack.view import PackScreen
from packstation.ui.question import Question, Takes
from packstation.ui.question_words import question_hint, question_sentence
from packstation.ui.sentences import act_answers, act_hint, act_sentence
from packstation.ui.sign_in.view import FirstLeadScreen, SignInScreen
from packstation.ui.start.view import StartScreen
from packstation.ui.station.inputs import Inputs
from packstation.ui.station.looks import Looks
from packstation.ui.verdict import ActCode, NextAct, Verdict, VerdictKind, blames
from packstation.ui.widgets.act_answers import ActAnswers
from packstation.ui.widgets.code_field import CodeField
from packstation.ui.widgets.code_pad import CodePad
from packstation.ui.widgets.command_bar import CommandBar
from packstation.ui.widgets.ground import Ground, room_of
from packstation.ui.widgets.last_answers import LastAnswers
from packstation.ui.widgets.plain_text import FittedText, OneFittedLine
from packstation.ui.widgets.question_panel import QuestionPanel
from packstation.ui.widgets.scrolled_stack import ScrolledStack
from packstation.ui.widgets.tab_order import tab_through
from packstation.ui.widgets.top_bar import TopBar
from packstation.ui.widgets.touch_keys import TouchKeys
from packstation.ui.widgets.verdict_band import VerdictBand

TICK_MS = 1000
BURST_MS = 80
"""A scanner that types has sent its next letter by then: a digit that stands alone is an answer."""
SMALLEST_PX = (800, 600)
BESIDE = (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft)
"""What hands use, for the right hand and for the left one."""
AT_WORK = frozenset({Screen.START, Screen.PACK})


class StationWindow(QMainWindow):
    """The one window of a bench; shows what presenters say and nothing else."""

    def __init__(self, station_name: str, *, demo: bool) -> None:
        super().__init__()
        self._name = station_name
        self.setMinimumSize(*SMALLEST_PX)
        self.on_painted: Callable[[Verdict], None] | None = None
        self._answer: Verdict | None = None
        self._inputs: Inputs | None = None
        self._sizes: theme.Sizes | None = None
        self._palette = colours()
        self.verdict = VerdictBand()
        self.top = TopBar(station_name, demo=demo, pressed=lambda: self._command(Command.SCREEN))
        self.lamps, self.person = self.top.lamps, self.top.person
        self.act = FittedText("next_act", theme.FONT)
        self.act_answers = ActAnswers(self._command)
        self.hint = OneFittedLine("act_hint", theme.FONT)
        self.sign_in = SignInScreen()
        self.first_lead = FirstLeadScreen()
        self.start = StartScreen()
        self.pack = PackScreen()
        self.commands = CommandBar(KEYS, self._command)
        self._last = LastAnswers()
        self.sounds: Callable[[VerdictKind], None] = lambda _kind: None
        self.entry = CodeField(self._typed, self._look_for_digit)
        self.stack = ScrolledStack()
        self.code_pad = CodePad(self.entry, self.stack, (self.hint, self.act), self._typed)
        self.touch_keys = TouchKeys(self.act, self.hint)
        self.screens = self._stack_screens()
        self._screen = Screen.SIGN_IN
        self.next_act = NextAct(ActCode.SIGN_IN)
        self.question: Question | None = None
        self._panel: QuestionPanel | None = None
        self._digit_alone = QTimer(self, singleShot=True, interval=BURST_MS)
        self._digit_alone.timeout.connect(self._press_digit)
        self._lay_out()
        self._name_window()
        self._make_shortcuts()
        self.looks = Looks(self, self._arrange)
        self.sign_in.languages.on_picked = self.looks.choose_language
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._tick)

    def attach(self, inputs: Inputs) -> None:
        """Speak to this presenter from now on."""
        self._inputs = inputs
        self._ticker.start(TICK_MS)

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen to the front."""
        self._screen = screen
        self._bring_to_front()
        if screen not in AT_WORK:
            self.verdict.clear()
            self._last.forget()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Paint the answer; when this returns it is on the screen. None: the last one goes below the band."""
        self._answer = verdict
        if verdict is None:
            self.verdict.clear()
            self._last.show_older(in_band=False)
            return
        # A red NO right behind a green YES would be taken for the answer: the unit did count, once.
        show = self.verdict.add if verdict.code is RefusalCode.DOUBLE_READ else self.verdict.put
        show(verdict)
        if self.on_painted is not None:
            self.on_painted(verdict)
        self.sounds(verdict.kind)
        self._last.add(verdict)

    def show_act(self, act: NextAct) -> None:
        """Say what to do next; an open question comes first."""
        self.next_act = act
        if self.question is None:
            self.act.put(act_sentence(act))
            self.hint.put(act_hint(act))
            self.act_answers.put(act)
            if act_answers(act):
                self.code_pad.shut()
            self.commands.name_next(next_means(act.code))

    def show_question(self, question: Question | None) -> None:
        """Ask this in the place of the screen and of the next act, or give both back."""
        self.question = question
        if self._panel is None:
            # Only now: the start has no question, and no time for one.
            self._panel = QuestionPanel(self._pick, self._answer_line)
            self._panel.on_edited = self._edited
            self._panel.fit(self._sizes or theme.sizes_for(self.width(), self.height()))
            self.stack.addWidget(self._panel)
            tab_through(self.stack, [self._panel])
        self._panel.put(question)
        if question is None:
            self.show_act(self.next_act)
        else:
            self.act.put(question_sentence(question))
            self.hint.put(question_hint(question))
            self.act_answers.put(None)
            self.commands.name_next(NextMeans.ENTER)
        self._bring_to_front()

    def show_typed(self, text: str) -> None:
        """Show what is put together so far as an answer."""
        if self._panel is not None:
            self._panel.show_typed(text)

    def show_person(self, actor: Actor | None) -> None:
        """Say who is here."""
        self.top.show_person(actor)

    def show_lamp(self, lamp: Lamp) -> None:
        """Show a device as well or not."""
        self.lamps.put(lamp)
        if lamp.fault is None and blames(self._answer, lamp.device):
            self.verdict.clear()

    def show_commands(self, commands: frozenset[Command]) -> None:
        """Offer these commands."""
        self.commands.offer(commands)
        self._stack_bottom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters and buttons grow with the window."""
        super().resizeEvent(event)
        self._fit_to_window()

    def _arrange(self) -> None:
        """What hands use to the side they like; one below the other what large letters leave no room for."""
        look = self.looks.now
        sideways = BESIDE[look.left_handed]
        hand = Qt.AlignmentFlag.AlignRight if look.left_handed else Qt.AlignmentFlag.AlignLeft
        self._bottom.setAlignment(self.commands, Qt.AlignmentFlag.AlignTop | hand)
        self._last.setVisible(look.text_percent == theme.SMALLEST_PERCENT)
        for part in (self.sign_in, self.pack):
            part.turn(sideways)
        self._give_room()
        self._fit_to_window()

    def _stack_bottom(self) -> None:
        """The code field below the commands where they leave it no room beside them."""
        sideways = BESIDE[self.looks.now.left_handed]
        taken = self.commands.sizeHint().width() + self.code_pad.sizeHint().width()
        gaps = 2 * self._page.contentsMargins().left() + 2 * self._bottom.spacing()
        crowded = taken + gaps + self.entry.least_width() > room_of(self).width()
        self._bottom.setDirection(QBoxLayout.Direction.TopToBottom if crowded else sideways)

    def _fit_to_window(self) -> None:
        room = room_of(self)
        sizes = theme.sizes_for(room.width(), room.height(), self.looks.now.text_percent)
        resized, recoloured = sizes != self._sizes, self._palette is not colours()
        self._sizes, self._palette = sizes, colours()
        if resized or recoloured:
            self.setStyleSheet(style_sheet(sizes, colours()))
        if resized:
            self._fit(sizes)
        self._stack_bottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter typed while a button has the focus belongs into the code field."""
        field = self._field()
        if field.isVisible() and event.text().isprintable() and event.text().strip():
            field.setFocus()
            field.insert(event.text())
            self._look_for_digit(field.text())
        else:
            super().keyPressEvent(event)

    def _fit(self, sizes: theme.Sizes) -> None:
        self._page.setContentsMargins(sizes.space, sizes.space, sizes.space, sizes.space)
        self._page.setSpacing(sizes.space // 2)
        self.hint.setContentsMargins(0, 0, 0, sizes.space // 2)
        self.hint.fit(sizes.text)
        self._bottom.setSpacing(sizes.space)
        self.act.fit(sizes.act, sizes.act_room)
        self._bottom_right.setSpacing(sizes.space // 2)
        for part in (self.top, self.verdict, self.act_answers, self.sign_in, self.first_lead, self.pack):
            part.fit(sizes)
        for below in (self.commands, self.code_pad, self.touch_keys):
            below.fit(sizes)
        if self._panel is not None:
            self._panel.fit(sizes)
            self._bring_to_front()

    def _stack_screens(self) -> dict[Screen, QWidget]:
        screens: dict[Screen, QWidget] = {
            Screen.FIRST_LEAD: self.first_lead,
            Screen.SIGN_IN: self.sign_in,
            Screen.START: self.start,
            Screen.PACK: self.pack,
        }
        for screen in screens.values():
            self.stack.addWidget(screen)
        self.touch_keys.serve(*self.first_lead.fields)
        self.stack.setCurrentWidget(self.sign_in)
        return screens

    def _make_shortcuts(self) -> None:
        for command, keys in KEYS.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            # A key held too long by a glove is one act, not ten.
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda c=command: self._command(c))
        pages = {
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
        }
        for key, action in pages.items():
            QShortcut(QKeySequence(key), self).activated.connect(lambda a=action: self._turn_page(a))

    def _turn_page(self, action: QAbstractSlider.SliderAction) -> None:
        """A key scrolls the lines, and the screen itself where it is higher than its place."""
        self.pack.turn_page(action)
        self.stack.turn_page(action)

    def speak(self) -> None:
        """Say everything in the language of the window, which has just become another one."""
        self._name_window()
        for part in (self.top, self.verdict, self.sign_in, self.first_lead, self.pack, self.commands):
            part.speak()
        for spoken in (self.entry, self.code_pad, self.touch_keys, self._last):
            spoken.speak()
        self.show_act(self.next_act)
        if self._panel is not None and self.question is not None:
            self.show_question(self.question)
        if self._sizes is not None:
            self.commands.fit(self._sizes)
        self._stack_bottom()

    def _name_window(self) -> None:
        self.setWindowTitle(f"Packstation: {self._name} {self.top.mark}".strip())

    def _lay_out(self) -> None:
        ground = Ground(self._fit_to_window)
        self._bottom = QHBoxLayout()
        self._bottom.addWidget(self.commands, alignment=Qt.AlignmentFlag.AlignTop)
        self._bottom_right = QVBoxLayout()
        code = QHBoxLayout()
        code.addWidget(self.entry)
        code.addWidget(self.code_pad)
        self._bottom_right.addLayout(code)
        self._bottom_right.addWidget(self._last)
        self._bottom.addLayout(self._bottom_right, stretch=1)
        self._page = QVBoxLayout(ground)
        self._page.addWidget(self.top)
        self._page.addWidget(self.verdict)
        self._page.addWidget(self.act)
        self._page.addWidget(self.act_answers)
        self._page.addWidget(self.hint)
        self._page.addWidget(self.stack, stretch=1)
        self._page.addWidget(self.touch_keys)
        self._page.addLayout(self._bottom)
        self.setCentralWidget(ground)

    def _typed(self) -> None:
        self._digit_alone.stop()
        text = self.entry.text()
        self.entry.clear()
        if self._inputs is not None:
            self._inputs.on_typed(text)

    def _command(self, command: Command, argument: str = "") -> None:
        hidden = self.question is not None and self.question.takes is Takes.SECRET
        if hidden and command is Command.NEXT:
            self._answer_line()
        elif hidden and command is Command.UNDO:
            self._field().backspace()
        elif self._inputs is not None:
            self._inputs.on_command(command, argument)

    def _bring_to_front(self) -> None:
        """The open question, else the screen; and keys go to the field that is asked for."""
        asking = self._panel is not None and self.question is not None
        at_work = self._screen in AT_WORK
        field = self._field()
        front = self._panel if asking and self._panel is not None else self.screens[self._screen]
        self.stack.setCurrentWidget(front)
        self._digit_alone.stop()
        self.entry.clear()
        self.code_pad.shut()
        self.touch_keys.shut()
        for part in (self.entry, self.code_pad):
            # Their room is kept while a question has keys of its own: no button below may wander.
            keeps = part.sizePolicy()
            keeps.setRetainSizeWhenHidden(at_work)
            part.setSizePolicy(keeps)
            part.setVisible((at_work or asking) and field is self.entry)
        self._give_room()
        # Away from work the screen itself has it: no name is picked by a stray Enter.
        (field if at_work or asking else front).setFocus()

    def _give_room(self) -> None:
        """Large letters leave no room to an empty band, but where goods are scanned nothing ever moves."""
        scanning = self._screen in AT_WORK and self.question is None
        large = self.looks.now.text_percent > theme.SMALLEST_PERCENT
        self.verdict.give_way(empty=large and not scanning)

    def _field(self) -> QLineEdit:
        """Where letters belong: the field of the open question, else the code field."""
        field = self._panel.field if self._panel is not None and self.question is not None else None
        return field or self.entry

    def _pick(self, number: int) -> None:
        """A touched answer: a command out of the list is its own answer, all others have a number."""
        commands = self.question.commands if self.question else ()
        if commands:
            self._command(commands[number - 1])
        else:
            self._command(Command.DIGIT, str(number))

    def _answer_line(self) -> None:
        field = self._field()
        text = field.text()
        field.clear()
        if self._inputs is not None:
            self._inputs.on_typed(text)

    def _edited(self, text: str) -> None:
        if self._inputs is not None:
            self._inputs.on_edited(text)

    def _look_for_digit(self, text: str) -> None:
        """A digit pressed on the keyboard answers without Enter."""
        self._digit_alone.stop()
        question = self.question
        choosing = question is not None and bool(question.choices) and not question.commands
        if choosing and len(text) == 1 and text in "123456789":
            self._digit_alone.start()

    def _press_digit(self) -> None:
        digit = self.entry.text()
        self.entry.clear()
        self._pick(int(digit))

    def _tick(self) -> None:
        if self._inputs is not None:
            self._inputs.on_tick()
