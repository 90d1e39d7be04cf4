"""The window: top bar, verdict, next act, the screen in front, commands, code field, last verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractSlider,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.person import Actor
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.ui import theme
from packstation.ui.command_words import KEYS
from packstation.ui.desk import Screen
from packstation.ui.pack.view import PackScreen
from packstation.ui.sentences import act_hint, act_sentence, head, sentence
from packstation.ui.sign_in.view import FirstLeadScreen, SignInScreen
from packstation.ui.start.view import StartScreen
from packstation.ui.translation import _
from packstation.ui.verdict import NextAct, Said, Verdict
from packstation.ui.widgets.command_bar import CommandBar
from packstation.ui.widgets.lamps import Lamps
from packstation.ui.widgets.plain_text import FittedText, OneLine
from packstation.ui.widgets.verdict_band import VerdictBand

LAST_VERDICTS = 2
TICK_MS = 1000
SMALLEST_PX = (800, 600)


class Inputs(Protocol):
    """What the window tells its presenter."""

    def on_typed(self, text: str) -> None:
        """A line was typed."""

    def on_command(self, command: Command) -> None:
        """A button or a key was pressed."""

    def on_tick(self) -> None:
        """A second went by."""


class StationWindow(QMainWindow):
    """The one window of a bench; shows what presenters say and nothing else."""

    def __init__(self, station_name: str, *, demo: bool) -> None:
        super().__init__()
        mark = _("DEMO: nothing here is real") if demo else ""
        self.setWindowTitle(f"Packstation: {station_name} {mark}".strip())
        self.setMinimumSize(*SMALLEST_PX)
        self.on_painted: Callable[[Verdict], None] | None = None
        self._answer: Verdict | None = None
        self._inputs: Inputs | None = None
        self._sizes: theme.Sizes | None = None
        self.verdict = VerdictBand()
        self.lamps = Lamps()
        self.act = FittedText("next_act", theme.FONT)
        self.hint = OneLine("act_hint")
        self.person = OneLine("person")
        self.sign_in = SignInScreen()
        self.first_lead = FirstLeadScreen()
        self.start = StartScreen()
        self.pack = PackScreen()
        self.commands = CommandBar(KEYS, self._command)
        self._last = [OneLine(f"last_verdict_{number}", soft=True) for number in range(LAST_VERDICTS)]
        self._said: list[str] = []
        self.entry = self._make_entry()
        self._stack = QStackedWidget()
        self._screens: dict[Screen, QWidget] = {
            Screen.FIRST_LEAD: self.first_lead,
            Screen.SIGN_IN: self.sign_in,
            Screen.START: self.start,
            Screen.PACK: self.pack,
        }
        for screen in self._screens.values():
            self._stack.addWidget(screen)
        self._stack.setCurrentWidget(self.sign_in)
        self._lay_out(station_name, demo=demo)
        self._make_shortcuts()
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self._tick)

    def attach(self, inputs: Inputs) -> None:
        """Speak to this presenter from now on."""
        self._inputs = inputs
        self._ticker.start(TICK_MS)

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen to the front."""
        self._stack.setCurrentWidget(self._screens[screen])
        at_work = screen in {Screen.START, Screen.PACK}
        self.entry.clear()
        self.entry.setVisible(at_work)
        # Away from work the screen itself has it: no name is picked by a stray Enter.
        (self.entry if at_work else self._screens[screen]).setFocus()
        if not at_work:
            self.verdict.clear()
            self._said.clear()
            self._show_last()

    def show_verdict(self, verdict: Verdict) -> None:
        """Paint the answer; when this returns it is on the screen."""
        self._answer = verdict
        # A red NO right behind a green YES would be taken for the answer: the unit did count, once.
        show = self.verdict.add if verdict.code is RefusalCode.DOUBLE_READ else self.verdict.put
        show(verdict)
        if self.on_painted is not None:
            self.on_painted(verdict)
        if verdict.code is not Said.CHECKING:
            self._said.insert(0, f"{head(verdict.kind)} {sentence(verdict)}".strip())
        del self._said[LAST_VERDICTS + 1 :]
        self._show_last()

    def show_act(self, act: NextAct) -> None:
        """Say what to do next."""
        self.act.put(act_sentence(act))
        self.hint.put(act_hint(act))

    def show_person(self, actor: Actor | None) -> None:
        """Say who is here."""
        self.person.put(actor.name if actor else _("nobody signed in"))

    def show_lamp(self, lamp: Lamp) -> None:
        """Show a device as well or not."""
        self.lamps.put(lamp)
        if lamp.fault is None and self._blames(lamp.device):
            self.verdict.clear()

    def _blames(self, device: str) -> bool:
        """Whether the answer on the screen is a fault of this device that its lamp can take back."""
        said = self._answer
        return (
            said is not None
            and isinstance(said.code, FaultCode)
            and said.code is not FaultCode.UNSURE
            and said.data.get("device") == device
        )

    def show_commands(self, commands: frozenset[Command]) -> None:
        """Offer these commands."""
        self.commands.offer(commands)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters and buttons grow with the window."""
        super().resizeEvent(event)
        sizes = theme.sizes_for(self.width(), self.height())
        if sizes != self._sizes:
            self._sizes = sizes
            self._fit(sizes)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter typed while a button has the focus belongs into the code field."""
        if self.entry.isVisible() and event.text().isprintable() and event.text().strip():
            self.entry.setFocus()
            self.entry.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _fit(self, sizes: theme.Sizes) -> None:
        self.setStyleSheet(theme.style_sheet(sizes))
        self._page.setContentsMargins(sizes.space, sizes.space, sizes.space, sizes.space)
        self._page.setSpacing(sizes.space // 2)
        self._top.setSpacing(sizes.space)
        self._bottom.setSpacing(sizes.space)
        self.act.fit(sizes.act)
        for part in (self.verdict, self.sign_in, self.first_lead, self.pack, self.commands):
            part.fit(sizes)

    def _make_entry(self) -> QLineEdit:
        entry = QLineEdit()
        entry.setObjectName("entry")
        entry.setPlaceholderText(_("Scan, or type a code and press Enter"))
        entry.setAccessibleName(_("Code"))
        entry.returnPressed.connect(self._typed)
        return entry

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
            QShortcut(QKeySequence(key), self).activated.connect(lambda a=action: self.pack.turn_page(a))

    def _lay_out(self, station_name: str, *, demo: bool) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        self._top = QHBoxLayout()
        name = OneLine("station")
        name.put(station_name)
        name.setProperty("strong", True)
        self._top.addWidget(name)
        if demo:
            mark = OneLine("demo_mark")
            mark.put(_("DEMO: nothing here is real"))
            self._top.addWidget(mark)
        self._top.addStretch()
        self._top.addWidget(self.lamps)
        self._top.addWidget(self.person)
        self._bottom = QHBoxLayout()
        self._bottom.addWidget(self.commands, alignment=Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addWidget(self.entry)
        for line in self._last:
            right.addWidget(line)
        self._bottom.addLayout(right, stretch=1)
        self._page = QVBoxLayout(ground)
        self._page.addLayout(self._top)
        self._page.addWidget(self.verdict)
        self._page.addWidget(self.act)
        self._page.addWidget(self.hint)
        self._page.addWidget(self._stack, stretch=1)
        self._page.addLayout(self._bottom)
        self.setCentralWidget(ground)

    def _show_last(self) -> None:
        """The answers before the one in the band."""
        for number, line in enumerate(self._last, 1):
            line.put(self._said[number] if number < len(self._said) else "")

    def _typed(self) -> None:
        text = self.entry.text()
        self.entry.clear()
        if self._inputs is not None:
            self._inputs.on_typed(text)

    def _command(self, command: Command) -> None:
        if self._inputs is not None:
            self._inputs.on_command(command)

    def _tick(self) -> None:
        if self._inputs is not None:
            self._inputs.on_tick()
