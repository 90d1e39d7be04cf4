"""Between two orders: whatever is scanned is resolved to the order to pack."""

from __future__ import annotations

from typing import Protocol

from packstation.application.bench import OnBench
from packstation.domain.command_code import Asked, Command
from packstation.domain.scan import Scan
from packstation.ui.desk import Desk, Screen
from packstation.ui.lead.menu import lead_menu
from packstation.ui.pack.park_talk import resume_parked
from packstation.ui.verdict import ActCode, NextAct


class Opened(Protocol):
    """Told about the order that lies open now."""

    def __call__(self, on_bench: OnBench, /) -> None:
        """Go on with it."""


class StartPresenter:
    """The empty bench."""

    def __init__(self, desk: Desk, opened: Opened) -> None:
        self._desk = desk
        self._opened = opened

    def show(self) -> None:
        """Ask for an order."""
        self._desk.view.show_screen(Screen.START)
        self._desk.ask(NextAct(ActCode.START_ORDER))
        self._desk.offer(frozenset({Command.NEXT, Command.PARK, Command.LEAD, Command.HELP, Command.LOCK}))

    def on_scan(self, scan: Scan) -> None:
        """An order number, a tote or a product."""
        self._open(scan)

    def on_command(self, asked: Asked) -> bool:
        """NEXT takes the order with the earliest cut-off, PARK one that was put aside.

        False for a command that means nothing here.
        """
        if asked.command is Command.NEXT:
            self._open(None)
        elif asked.command is Command.PARK:
            self._desk.conversation.start(resume_parked(self._desk), self._opened)
        elif asked.command is Command.LEAD:
            self._desk.conversation.start(lead_menu(self._desk), _nothing)
        else:
            return False
        return True

    def _open(self, scan: Scan | None) -> None:
        actor, open_order = self._desk.person, self._desk.verbs.open_order
        self._desk.run(lambda: open_order(actor, scan), self._opened)


def _nothing(_: None) -> None:
    return None
