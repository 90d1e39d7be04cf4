"""A table whose columns nobody knows: somebody says what they hold, and sees what would come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Protocol

from packstation.application.look_at_file import FileSeen
from packstation.application.say_columns import OrderAhead, TableSeen
from packstation.domain.command_code import Command
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping, header_key
from packstation.ui.conversation import Talk, do, yes_or_no
from packstation.ui.desk import Desk, Hall, Screen
from packstation.ui.question import YES_OR_NO, AskCode, Question
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of


class ColumnsInputs(Protocol):
    """Whoever listens to the screen."""

    def on_field(self, column: str, meant: OrderField | None) -> None:
        """A column holds this; None: nothing that is needed."""

    def on_day_order(self, order: DayOrder | None) -> None:
        """Which comes first in a date."""

    def on_name(self, name: str) -> None:
        """What it is kept as."""

    def on_keep(self) -> None:
        """All is said: keep it, and take the file in."""


class ColumnsView(Protocol):
    """The screen."""

    def show_table(self, table: TableSeen) -> None:
        """Show a table's columns."""

    def show_mapping(self, mapping: TableMapping, *, ready: bool) -> None:
        """Show what was said of them; `ready`: it can be kept."""

    def show_ahead(self, orders: Sequence[OrderAhead]) -> None:
        """Show the first orders as they would come in."""

    def clear(self) -> None:
        """Nothing of the table stays readable."""


class ColumnsPresenter:
    """The screen of a table's columns; `begin` takes a file in."""

    def __init__(
        self,
        desk: Desk,
        make_view: Callable[[ColumnsInputs], ColumnsView],
        hall: Hall,
        begin: Callable[[FileSeen], bool],
    ) -> None:
        self._desk, self._make_view, self._hall, self._begin = desk, make_view, hall, begin
        self._view: ColumnsView | None = None
        self._path: Path | None = None
        self._mapping = TableMapping("", {})

    @property
    def in_front(self) -> bool:
        """Whether it is the screen in front."""
        return self._path is not None

    def show(self, path: Path) -> Talk[None]:
        """Show the columns of a file, with what they most likely hold."""
        table = yield from do(partial(self._desk.verbs.intake.say_columns.seen, path), slow=True)
        if self._view is None:
            self._view = self._make_view(self)
        self._path = path
        self._mapping = replace(table.guess, name=path.stem)
        self._hall.entered()
        self._view.show_table(table)
        self._show_mapping()
        self._desk.ask(NextAct(ActCode.NAME_COLUMNS, {"file": path.name}))
        self._desk.offer(frozenset({Command.BACK, Command.HELP, Command.LOCK}))
        self._desk.view.show_screen(Screen.COLUMNS)

    def put_away(self) -> None:
        """Another screen comes to the front; what was not kept is forgotten."""
        self._path = None
        if self._view is not None:
            self._view.clear()

    def on_field(self, column: str, meant: OrderField | None) -> None:
        """A column holds this, and no other column does."""
        columns = {one: held for one, held in self._mapping.columns.items() if held != column}
        if meant is not None:
            columns[meant] = column
        self._said(columns)

    def on_day_order(self, order: DayOrder | None) -> None:
        """Which comes first in a date."""
        self._mapping = replace(self._mapping, day_order=order)
        self._show_mapping()

    def on_name(self, name: str) -> None:
        """What it is kept as."""
        self._mapping = replace(self._mapping, name=name)
        self._show_mapping(ahead=False)

    def on_keep(self) -> None:
        """Keep it and take the file in."""
        self._desk.take(self._start_keeping)

    @property
    def _ready(self) -> bool:
        return not self._mapping.missing and bool(header_key(self._mapping.name))

    def _said(self, columns: Mapping[OrderField, str]) -> None:
        self._mapping = replace(self._mapping, columns=columns)
        self._show_mapping()

    def _show_mapping(self, *, ahead: bool = True) -> None:
        self._hall.touched()
        if self._view is None or self._path is None:
            return
        self._view.show_mapping(self._mapping, ready=self._ready)
        if self._mapping.missing:
            self._view.show_ahead(())
        elif ahead:
            self._look_ahead(self._path, self._mapping)

    def _look_ahead(self, path: Path, mapping: TableMapping) -> None:
        """Beside everything else: the last thing that was said is what is shown."""
        look = self._desk.verbs.intake.say_columns.ahead

        def show(orders: Sequence[OrderAhead]) -> None:
            if self._view is not None and self._path == path and self._mapping.columns == mapping.columns:
                self._view.show_ahead(orders)

        self._desk.runner.run_beside(
            lambda: look(path, mapping), show, lambda error: self._desk.say(verdict_of(error))
        )

    def _start_keeping(self) -> None:
        self._hall.touched()
        path = self._path
        if self._desk.conversation.under_way:
            self._desk.say(verdict_of(Refused(RefusalCode.QUESTION_OPEN)))
        elif path is not None and self._ready:
            self._desk.conversation.start(self._keep(path, self._mapping), lambda _: None)

    def _keep(self, path: Path, mapping: TableMapping) -> Talk[None]:
        actor, verbs = self._desk.person, self._desk.verbs.intake
        if (yield from do(partial(verbs.say_columns.has, mapping.name))):
            asked = Question(AskCode.REPLACE_COLUMNS, {"name": mapping.name}, YES_OR_NO)
            if not (yield from yes_or_no(asked)):
                return
        yield from do(partial(verbs.say_columns, actor, mapping))
        seen = yield from do(partial(verbs.look_at_file, path), slow=True)
        self.put_away()
        self._hall.left()
        if self._begin(seen):
            facts = {"name": mapping.name, "file": path.name}
            self._desk.say(Verdict(VerdictKind.YES, Said.COLUMNS_KEPT, facts))
