"""Rows of files that wait: looked at, mended, read again, or said to be not for packing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from packstation.domain.command_code import Command
from packstation.domain.quarantine import QuarantineEntry
from packstation.domain.refusal import Fact, RefusalCode, Refused
from packstation.ui.conversation import Talk, do, yes_or_no
from packstation.ui.desk import Desk, Hall, Screen
from packstation.ui.question import YES_OR_NO, AskCode, Question
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of

MOST_ROWS = 500
"""So many are shown at once; the others come up as these are settled."""


class RowsInputs(Protocol):
    """Whoever listens to the screen."""

    def on_read_again(self, entry: QuarantineEntry, cells: Mapping[str, str]) -> None:
        """Read a row again, with these cells written anew."""

    def on_drop(self, entry: QuarantineEntry) -> None:
        """A row is not for packing."""

    def on_touched(self) -> None:
        """Somebody is at work."""


class RowsView(Protocol):
    """The screen."""

    def show_rows(self, rows: Sequence[QuarantineEntry], waiting: int) -> None:
        """Show these of so many that wait; the row in front stays the one it was, if it still waits."""

    def pick(self, number: int) -> bool:
        """Bring the row of that number to the front, from 1; False where there is none."""

    def clear(self) -> None:
        """Nothing of any row stays readable."""


class RowsPresenter:
    """The screen of rows that wait."""

    def __init__(
        self,
        desk: Desk,
        make_view: Callable[[RowsInputs], RowsView],
        hall: Hall,
        counted_anew: Callable[[], None],
    ) -> None:
        self._desk, self._make_view, self._hall, self._counted_anew = desk, make_view, hall, counted_anew
        self._view: RowsView | None = None
        self.in_front = False

    def show(self) -> Talk[None]:
        """Show what waits, or say that nothing does."""
        rows, waiting = yield from do(self._waiting)
        if not rows:
            self._desk.say(Verdict(VerdictKind.NOTE, Said.NO_ROWS_WAIT))
            return
        if self._view is None:
            self._view = self._make_view(self)
        self.in_front = True
        self._hall.entered()
        self._view.show_rows(rows, waiting)
        self._desk.ask(NextAct(ActCode.MEND_ROWS))
        self._desk.offer(frozenset({Command.BACK, Command.HELP, Command.LOCK}))
        self._desk.view.show_screen(Screen.WAITING_ROWS)

    def put_away(self) -> None:
        """Another screen comes to the front."""
        self.in_front = False
        if self._view is not None:
            self._view.clear()

    def pick(self, number: int) -> bool:
        """Bring a row to the front by its number."""
        return self._view is not None and self._view.pick(number)

    def on_touched(self) -> None:
        """Somebody is at work."""
        self._hall.touched()

    def on_read_again(self, entry: QuarantineEntry, cells: Mapping[str, str]) -> None:
        """Mend it where cells were written anew, and read it again."""
        self._desk.take(lambda: self._start(lambda: self._read_again(entry, cells)))

    def on_drop(self, entry: QuarantineEntry) -> None:
        """Ask whether it is not for packing."""
        self._desk.take(lambda: self._start(lambda: self._drop(entry)))

    def _start(self, talk: Callable[[], Talk[None]]) -> None:
        self._hall.touched()
        if self._desk.conversation.under_way:
            self._desk.say(verdict_of(Refused(RefusalCode.QUESTION_OPEN)))
        elif self.in_front:
            self._desk.conversation.start(talk(), lambda _: None)

    def _read_again(self, entry: QuarantineEntry, cells: Mapping[str, str]) -> Talk[None]:
        actor, verbs = self._desk.person, self._desk.verbs.intake
        facts: dict[str, Fact] = {"file": entry.file_name, "line": entry.line}
        try:
            if cells:
                yield from do(partial(verbs.mend_row, actor, entry.entry_no, cells))
            settled = yield from do(partial(verbs.replay_rows, actor, entry.entry_no))
        except Refused:
            yield from self._again()  # said already; what was mended is shown
            return
        if settled.quarantined:
            self._desk.say(Verdict(VerdictKind.NO, Said.ROWS_WAIT, facts))
        else:
            self._desk.say(Verdict(VerdictKind.YES, Said.ROWS_IN, facts))
        yield from self._again()

    def _drop(self, entry: QuarantineEntry) -> Talk[None]:
        actor, drop = self._desk.person, self._desk.verbs.intake.drop_rows
        facts: dict[str, Fact] = {"file": entry.file_name, "line": entry.line, "order": entry.order_key}
        code = AskCode.DROP_ORDER_ROWS if entry.order_key else AskCode.DROP_ROW
        if not (yield from yes_or_no(Question(code, facts, YES_OR_NO))):
            return
        rows = yield from do(partial(drop, actor, entry.entry_no))
        self._desk.say(Verdict(VerdictKind.NOTE, Said.ROWS_DROPPED, {"rows": rows, **facts}))
        yield from self._again()

    def _again(self) -> Talk[None]:
        """Show what waits now; nothing left: the bench is empty again."""
        rows, waiting = yield from do(self._waiting)
        self._counted_anew()
        if not self.in_front or self._view is None:
            return
        if rows:
            self._view.show_rows(rows, waiting)
            return
        self.put_away()
        self._hall.left()

    def _waiting(self) -> tuple[tuple[QuarantineEntry, ...], int]:
        verb = self._desk.verbs.intake.quarantine
        return verb(MOST_ROWS), verb.count()
