"""The cartons of the order in hand: one more, another type, cut open again, goods moved, labels once more."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from packstation.application.bench import OnBench
from packstation.application.move_unit import UnitsMoved
from packstation.application.undo_scan import Undone
from packstation.domain.carton import Carton
from packstation.domain.command_code import Asked, Command
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import Fact
from packstation.domain.repack import carton_of, labelled, sources
from packstation.domain.scan import Scan
from packstation.domain.value import value
from packstation.ui.conversation import Talk
from packstation.ui.desk import Desk
from packstation.ui.pack.carton_talk import change_type, move_from, move_pieces, reopen_carton
from packstation.ui.pack.labelling import Labelling
from packstation.ui.pack.reprint_talk import CopyWanted, copy_of, print_copy
from packstation.ui.pack.tote_talk import bind
from packstation.ui.runner import Failed
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind


@value
class CartonEnds:
    """What the pack screen does: show the order as it is now, look again, close the carton in hand."""

    changed: Callable[[OnBench], None]
    refresh: Callable[[], None]
    close: Callable[[], None]
    refused: Failed


class Cartoning:
    """Knows whether the carton in hand is to be closed though goods are missing, and what is being moved."""

    def __init__(self, desk: Desk, labelling: Labelling, ends: CartonEnds) -> None:
        self._desk = desk
        self._labelling = labelling
        self._ends = ends
        self._full: tuple[UUID, tuple[tuple[int, int], ...]] | None = None
        self._source: UUID | None = None
        self._moves = 0

    def forget(self) -> None:
        """Another order, or none."""
        self._full = self._source = None

    def closing(self, task: PackTask) -> bool:
        """Whether the carton in hand is to be closed as it is; whatever goes in or out of it ends that."""
        carton = task.open_carton
        return carton is not None and self._full == (carton.carton_id, carton.contents)

    @property
    def moving(self) -> bool:
        """Whether scans move goods from another carton into the one in hand."""
        return self._source is not None

    def next_act(self, task: PackTask) -> NextAct | None:
        """What goods to scan: those that are moved, or those still missing; None once the carton is full."""
        if self._source is not None and task.open_carton is not None:
            facts = {"source": carton_of(task, self._source).number, "carton": task.open_carton.number}
            return NextAct(ActCode.MOVE_UNIT, facts)
        if task.complete or self.closing(task):
            return None
        return NextAct(ActCode.SCAN_GOODS, {"left": task.units_left})

    def commands(self, on_bench: OnBench) -> frozenset[Command]:
        """What can be done with the cartons now."""
        task = on_bench.task
        if task.cancelled:
            return frozenset()
        if self.moving:
            undo = {Command.UNDO} if self._moves else set()
            return frozenset({Command.NEXT, Command.BACK} | undo)
        if on_bench.label is not None:
            about_label = self._labelling.commands(on_bench.label)
            copies = about_label & {Command.REPRINT}
            return copies | {Command.REOPEN} if about_label else frozenset()
        offered = {Command.TOTE}
        if task.open_carton is not None:
            offered.add(Command.CARTON)
            if task.open_carton.units:
                offered.add(Command.NEXT_CARTON)
        if sources(task):
            offered.add(Command.MOVE)
        if labelled(task):
            offered |= {Command.REOPEN, Command.REPRINT}
        if self.closing(task):
            offered |= {Command.NEXT, Command.BACK}
        return frozenset(offered)

    def on_scan(self, task: PackTask, scan: Scan) -> bool:
        """Goods, while they are moved; False when nothing is."""
        source = self._source
        if source is None:
            return False
        talk = move_pieces(self._desk, task, source, scan)
        self._desk.conversation.start(talk, self._moved, self._ends.refused)
        return True

    def on_command(self, asked: Asked, on_bench: OnBench) -> bool:
        """A command that is about cartons; False for all others."""
        task, command = on_bench.task, asked.command
        # Also of an empty carton: that it is empty is the answer.
        goods = task.open_carton is not None and not self.moving and not task.cancelled
        empty = command is Command.NEXT_CARTON and goods
        if command is Command.NO and Command.REPRINT in self.commands(on_bench) and on_bench.label:
            command = Command.REPRINT  # the label did come out, so it is spoiled: why is asked
        if (command not in self.commands(on_bench) and not empty) or command is Command.UNDO:
            return False
        if self.moving:
            self._end_move(task)
        elif command in {Command.NEXT, Command.BACK, Command.NEXT_CARTON}:
            self._close(command, task)
        elif command is Command.CARTON:
            self._start(change_type(self._desk, task, asked.argument), self._typed)
        elif command is Command.REOPEN:
            self._start(reopen_carton(self._desk, task), self._reopened)
        elif command is Command.MOVE:
            self._desk.conversation.start(move_from(task), self._begin_move, self._ends.refused)
        elif command is Command.TOTE:
            self._start(bind(self._desk, task.order), self._ends.changed)
        elif command is Command.REPRINT:
            self._desk.conversation.start(copy_of(task), self._copy, self._ends.refused)
        return True

    def _start(self, talk: Talk[OnBench], done: Callable[[OnBench], None]) -> None:
        self._desk.conversation.start(talk, done, self._ends.refused)

    def _close(self, command: Command, task: PackTask) -> None:
        """At once where no weight is waited for, or on the second word; else as soon as it is weighed."""
        carton = task.open_carton
        if command is Command.BACK or carton is None:
            self._full = None
            self._ends.refresh()
            return
        again = self.closing(task)
        self._full = (carton.carton_id, carton.contents)
        if not carton.units:
            self._ends.close()  # says that it is empty
            self._full = None
            return
        self._ends.refresh()
        if again or self._desk.act.code is ActCode.CLOSE_CARTON:
            self._ends.close()

    def _typed(self, on_bench: OnBench) -> None:
        carton = on_bench.task.open_carton
        if carton is not None:
            facts: dict[str, Fact] = {
                "carton": carton.number,
                "type": carton.carton_type.name or carton.carton_type.code,
            }
            self._desk.say(Verdict(VerdictKind.NOTE, Said.TYPE_CHANGED, facts))
        self._ends.changed(on_bench)

    def _reopened(self, on_bench: OnBench) -> None:
        self._full = None
        say_reopened(self._desk, on_bench)
        self._ends.changed(on_bench)

    def _begin_move(self, source: Carton) -> None:
        self._full, self._source, self._moves = None, source.carton_id, 0
        self._ends.refresh()

    def _moved(self, result: UnitsMoved) -> None:
        self._moves += 1
        moved, task = result.moved, result.task
        line = task.line(moved.pieces.line_no)
        facts: dict[str, Fact] = {"source": moved.source.number, "carton": moved.target.number}
        if moved.emptied:
            self._source = None
            self._desk.say(Verdict(VerdictKind.LINE_COMPLETE, Said.MOVED_LAST, facts))
        else:
            facts |= {"units": moved.pieces.units, "name": line.name or line.sku}
            self._desk.say(Verdict(VerdictKind.YES, Said.MOVED, facts))
        self._ends.changed(OnBench(task))

    def moved_back(self, undone: Undone) -> None:
        """UNDO took a move back: say from where to where, and go on moving where there still is what from."""
        moved, task = undone.moved, undone.task
        if moved is None:
            raise ValueError("nothing was moved")
        self._moves = max(0, self._moves - 1)
        if self._source is not None and not carton_of(task, self._source).units:
            self._source = None
        line = task.line(undone.counted.line_no)
        facts: dict[str, Fact] = {"units": moved.units, "name": line.name or line.sku, "source": moved.source}
        verdict = Verdict(VerdictKind.NOTE, Said.MOVED_BACK, {**facts, "carton": moved.target})
        self._desk.say(verdict)
        self._ends.changed(OnBench(task))

    def _end_move(self, task: PackTask) -> None:
        source, carton = self._source, task.open_carton
        self._source = None
        if source is not None and carton is not None and carton_of(task, source).aside:
            facts = {"source": carton_of(task, source).number, "carton": carton.number}
            self._desk.say(Verdict(VerdictKind.NOTE, Said.MOVE_ENDED, facts))
        else:
            self._desk.say(Verdict(VerdictKind.NOTE, Said.WITHDRAWN))
        self._ends.refresh()

    def _copy(self, wanted: CopyWanted) -> None:
        in_hand = wanted.task.unverified_carton
        if in_hand is not None and in_hand.carton_id == wanted.carton.carton_id:
            self._labelling.print_copy(wanted.reason)
        else:
            print_copy(self._desk, wanted)


def say_reopened(desk: Desk, on_bench: OnBench) -> None:
    """Which carton is in hand again."""
    carton = on_bench.task.open_carton
    facts = {"carton": carton.number if carton else None}
    desk.say(Verdict(VerdictKind.NOTE, Said.CARTON_REOPENED, facts))
