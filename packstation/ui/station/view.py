"""The window: top bar, verdict, next act, the screen in front, commands, last verdicts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.person import Actor
from packstation.ui import theme
from packstation.ui.desk import Screen
from packstation.ui.pack.view import PackScreen
from packstation.ui.sentences import act_sentence, head, sentence
from packstation.ui.sign_in.view import FirstLeadScreen, SignInScreen
from packstation.ui.start.view import StartScreen
from packstation.ui.translation import _
from packstation.ui.verdict import NextAct, Verdict
from packstation.ui.widgets.command_bar import CommandBar
from packstation.ui.widgets.lamps import Lamps
from packstation.ui.widgets.plain_text import PlainText
from packstation.ui.widgets.verdict_band import VerdictBand

LAST_VERDICTS = 4
TICK_MS = 1000

KEYS: dict[Command, str] = {
    Command.UNDO: "F2",
    Command.YES: "F3",
    Command.NO: "F4",
    Command.NEXT: "F5",
    Command.BACK: "Esc",
    Command.LOCK: "F12",
}


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
        self.setWindowTitle(f"Packstation: {station_name}" + (" (DEMO)" if demo else ""))
        self.setStyleSheet(theme.STYLE_SHEET)
        self.on_painted: Callable[[Verdict], None] | None = None
        self._inputs: Inputs | None = None
        self.verdict = VerdictBand()
        self.lamps = Lamps()
        self.act = PlainText("next_act", wrap=True)
        self.person = PlainText("person")
        self.sign_in = SignInScreen()
        self.first_lead = FirstLeadScreen()
        self.start = StartScreen()
        self.pack = PackScreen()
        self.commands = CommandBar(KEYS, self._command)
        self._last = [PlainText(f"last_verdict_{number}", soft=True) for number in range(LAST_VERDICTS)]
        self._said: list[str] = []
        self.entry = QLineEdit()
        self.entry.setObjectName("entry")
        self.entry.setPlaceholderText(_("Scan, or type a code and press Enter"))
        self.entry.setAccessibleName(_("Code"))
        self.entry.returnPressed.connect(self._typed)
        self._stack = QStackedWidget()
        self._screens: dict[Screen, QWidget] = {
            Screen.FIRST_LEAD: self.first_lead,
            Screen.SIGN_IN: self.sign_in,
            Screen.START: self.start,
            Screen.PACK: self.pack,
        }
        for screen in self._screens.values():
            self._stack.addWidget(screen)
        self._lay_out(station_name, demo=demo)
        for command, keys in KEYS.items():
            QShortcut(QKeySequence(keys), self).activated.connect(lambda c=command: self._command(c))
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
        if at_work:
            self.entry.setFocus()
        else:
            self._said.clear()
            self._show_last()

    def show_verdict(self, verdict: Verdict) -> None:
        """Paint the answer; when this returns it is on the screen."""
        self.verdict.put(verdict)
        if self.on_painted is not None:
            self.on_painted(verdict)
        self._said.insert(0, f"{head(verdict.kind)} {sentence(verdict)}".strip())
        del self._said[LAST_VERDICTS:]
        self._show_last()

    def show_act(self, act: NextAct) -> None:
        """Say what to do next."""
        self.act.put(act_sentence(act))

    def show_person(self, actor: Actor | None) -> None:
        """Say who is here."""
        self.person.put(actor.name if actor else _("nobody signed in"))

    def show_lamp(self, lamp: Lamp) -> None:
        """Show a device as well or not."""
        self.lamps.put(lamp)

    def show_commands(self, commands: frozenset[Command]) -> None:
        """Offer these commands."""
        self.commands.offer(commands)

    def _lay_out(self, station_name: str, *, demo: bool) -> None:
        ground = QWidget()
        ground.setObjectName("ground")
        top = QHBoxLayout()
        name = PlainText("station")
        name.put(station_name)
        name.setProperty("strong", True)
        top.addWidget(name)
        if demo:
            mark = PlainText("demo_mark")
            mark.put(_("DEMO: nothing here is real"))
            top.addSpacing(theme.SPACE_PX * 2)
            top.addWidget(mark)
        top.addStretch()
        top.addWidget(self.lamps)
        top.addWidget(self.person)
        page = QVBoxLayout(ground)
        page.setContentsMargins(theme.SPACE_PX, theme.SPACE_PX, theme.SPACE_PX, theme.SPACE_PX)
        page.setSpacing(theme.SPACE_PX)
        page.addLayout(top)
        page.addWidget(self.verdict)
        page.addWidget(self.act)
        page.addWidget(self.entry)
        page.addWidget(self._stack, stretch=1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.commands)
        bottom.addStretch()
        last = QVBoxLayout()
        last.setSpacing(2)
        for line in self._last:
            last.addWidget(line, alignment=Qt.AlignmentFlag.AlignRight)
        bottom.addLayout(last)
        page.addLayout(bottom)
        self.setCentralWidget(ground)

    def _show_last(self) -> None:
        for number, line in enumerate(self._last):
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
