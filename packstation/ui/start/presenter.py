"""Between two orders: whatever is scanned is resolved to the order to pack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from packstation.application.bench import OnBench
from packstation.application.open_order import WhichOrder
from packstation.domain.command_code import Asked, Command
from packstation.domain.refusal import Refused
from packstation.domain.scan import Scan
from packstation.ui.desk import Desk, Screen
from packstation.ui.lead.menu import lead_menu
from packstation.ui.lead.unclaimed_talk import is_unclaimed, open_unclaimed
from packstation.ui.pack.batch import Batch
from packstation.ui.pack.carton_talk import reopen_order
from packstation.ui.pack.cartoning import say_reopened
from packstation.ui.pack.park_talk import resume_parked
from packstation.ui.pack.reprint_talk import copy_of_any, print_copy
from packstation.ui.pack.tote_talk import bind_any
from packstation.ui.verdict import ActCode, NextAct
from packstation.ui.which_talk import open_one_of


class Opened(Protocol):
    """Told about the order that lies open now."""

    def __call__(self, on_bench: OnBench, /) -> None:
        """Go on with it."""


class StartPresenter:
    """The empty bench."""

    def __init__(
        self, desk: Desk, opened: Opened, batch: Batch, carton_left: Callable[[], bool] = lambda: False
    ) -> None:
        self._desk = desk
        self._carton_left = carton_left
        self._act: ActCode | None = None
        self._opened = opened
        self._batch = batch

    def show(self) -> None:
        """Ask for an order."""
        self._desk.view.show_screen(Screen.START)
        self._act = None
        self._show_act()
        self._desk.offer(self._commands() | {Command.HELP, Command.LOCK})

    def put_away(self) -> None:
        """Another screen is in front."""
        self._act = None

    def look(self) -> None:
        """The scale spoke, or fell silent: the last carton may have been taken off it."""
        if self._act is not None:
            self._show_act()

    def _show_act(self) -> None:
        act = ActCode.CLEAR_BENCH if self._carton_left() else ActCode.START_ORDER
        if act is not self._act:
            self._act = act
            self._desk.ask(NextAct(act))

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
        elif asked.command in self._commands():
            self._about_packed(asked.command)
        else:
            return False
        return True

    def _commands(self) -> frozenset[Command]:
        offered = {Command.NEXT, Command.PARK, Command.LEAD, Command.TOTE, Command.REOPEN, Command.REPRINT}
        return frozenset(offered | {Command.BATCH} if self._batch.last else offered)

    def _about_packed(self, command: Command) -> None:
        desk = self._desk
        if command is Command.TOTE:
            desk.conversation.start(bind_any(desk), _nothing)
        elif command is Command.REOPEN:
            desk.conversation.start(reopen_order(desk), self._reopened)
        elif command is Command.REPRINT:
            desk.conversation.start(copy_of_any(desk), lambda wanted: print_copy(desk, wanted))
        else:
            self._batch.open_next()

    def _reopened(self, on_bench: OnBench) -> None:
        self._opened(on_bench)
        say_reopened(self._desk, on_bench)

    def _open(self, scan: Scan | None) -> None:
        actor, open_order = self._desk.person, self._desk.verbs.open_order
        self._desk.run(lambda: open_order.or_ask(actor, scan), self._found, self._not_opened)

    def _not_opened(self, no: Exception) -> None:
        if isinstance(no, Refused) and is_unclaimed(no):
            self._desk.conversation.start(open_unclaimed(self._desk, no), self._unclaimed)

    def _unclaimed(self, on_bench: OnBench | None) -> None:
        if on_bench is not None:
            self._opened(on_bench)

    def _found(self, found: OnBench | WhichOrder) -> None:
        if isinstance(found, WhichOrder):
            self._desk.conversation.start(open_one_of(self._desk, found.orders), self._opened)
        else:
            self._opened(found)


def _nothing(_: object) -> None:
    return None
