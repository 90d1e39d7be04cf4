"""The label of a closed carton: printed once by itself, again only when a person says so."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.bench import OnBench
from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.label import CopyReason, Label, LabelState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.ui.desk import Desk
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind

RETRY_MS = 2000
"""How often a printer that refused before a byte was sent is asked again."""


class Labelling:
    """Knows whether a print is under way, what stopped the last one, and whether a copy was asked for.

    `changed` is told the order as the store has it after every print and every answer.
    """

    def __init__(self, desk: Desk, changed: Callable[[OnBench], None]) -> None:
        self._desk = desk
        self._changed = changed
        self._on_bench: OnBench | None = None
        self._printing = False
        self._quiet = False
        self._copy_wanted: CopyReason | None = None
        self._fault: FaultCode | None = None
        self._halted = False
        self._asking = False
        self._asked_at_ms = 0

    def look(self, on_bench: OnBench) -> None:
        """Take note of what lies open; a label that was never sent is printed now."""
        if _open_carton(on_bench) != _open_carton(self._on_bench):
            self._draw_ahead(on_bench.task)
        if _label_id(on_bench) != _label_id(self._on_bench):
            self.forget()
        self._on_bench = on_bench
        if self._paper_is_due() and self._fault is None and not self._halted and not self._asking:
            self._print()

    def forget(self) -> None:
        """The carton is gone from the bench, or the bench is locked: the store knows the rest."""
        self._on_bench = self._fault = self._copy_wanted = None
        self._halted = self._asking = False

    def next_act(self, label: Label) -> NextAct:
        """What to do about the label."""
        facts = {"digits": label.plate.number[-4:]}
        if self._asking or (self._printing and not self._quiet):
            return NextAct(ActCode.WAIT_FOR_LABEL, facts)
        if label.state is LabelState.WANTED or self._copy_wanted:
            if self._halted:
                return NextAct(ActCode.FETCH_LEAD)
            if self._fault is not None:
                return NextAct(ActCode.MEND_PRINTER, {**facts, "fault": self._fault.value})
            return NextAct(ActCode.WAIT_FOR_LABEL, facts)
        if label.state is LabelState.REQUESTED:
            return NextAct(ActCode.ANSWER_LABEL, facts)
        return NextAct(ActCode.SCAN_COPY if label.is_copy else ActCode.SCAN_LABEL, facts)

    def commands(self, label: Label) -> frozenset[Command]:
        """What a person may say about the label: NEXT tries again, NO and REPRINT want a copy."""
        if self._asking or (self._printing and not self._quiet):
            return frozenset()
        if label.state is LabelState.WANTED or self._copy_wanted:
            return frozenset({Command.NEXT} if self._fault or self._halted else ())
        if label.state is LabelState.REQUESTED:
            return frozenset({Command.YES, Command.NO})
        return frozenset({Command.NO, Command.REPRINT})

    def answer(self, task: PackTask, *, came_out: bool) -> None:
        """A person said whether the label came out; a no prints it once more, as a copy."""
        actor, answer_label = self._desk.person, self._desk.verbs.answer_label
        done = self._came_out if came_out else self._did_not_come_out
        self._desk.run(lambda: answer_label(actor, task, came_out=came_out), done, self._look_again)

    def print_copy(self, reason: CopyReason) -> None:
        """Print the label in hand once more; a printer that cannot now does it as soon as it can."""
        on_bench = self._on_bench
        if on_bench is None or on_bench.label is None:
            return
        self._copy_wanted = reason
        digits = on_bench.label.plate.number[-4:]
        self._desk.say(Verdict(VerdictKind.NOTE, Said.COPY_COMES, {"digits": digits}))
        self._changed(on_bench)

    def retry(self) -> None:
        """A person says the printer is well again."""
        self._fault, self._halted = None, False
        if self._on_bench is not None:
            self._changed(self._on_bench)

    def on_lamp(self, lamp: Lamp) -> None:
        """A lamp that went green: perhaps the printer is well again."""
        if lamp.fault is None:
            self._retry_quietly()

    def on_tick(self) -> None:
        """Ask again from time to time: nothing was sent, so nothing can be doubled."""
        if self._desk.clock.mono_ms() - self._asked_at_ms >= RETRY_MS:
            self._retry_quietly()

    def _paper_is_due(self) -> bool:
        """Whether a label has to come out of the printer now: its first one, or a copy a person wants."""
        on_bench = self._on_bench
        if on_bench is None or on_bench.label is None or on_bench.task.cancelled:
            return False
        return on_bench.label.state is LabelState.WANTED or self._copy_wanted is not None

    def _retry_quietly(self) -> None:
        if self._paper_is_due() and self._fault is not None and self._desk.actor is not None:
            self._print(quiet=True)

    def _came_out(self, on_bench: OnBench) -> None:
        self._say_printed(on_bench)
        self._changed(on_bench)

    def _did_not_come_out(self, on_bench: OnBench) -> None:
        self._on_bench = on_bench
        self.print_copy(CopyReason.NOT_OUT)

    def _print(self, *, quiet: bool = False) -> None:
        """Have it printed; `quiet` asks a printer again whose no was already said and recorded."""
        on_bench = self._on_bench
        if self._printing or on_bench is None:
            return
        self._printing, self._quiet = True, quiet
        self._asked_at_ms = self._desk.clock.mono_ms()
        actor, print_label, task = self._desk.person, self._desk.verbs.print_label, on_bench.task
        again, label_id = self._copy_wanted, _label_id(on_bench)
        self._desk.runner.run_printer(
            lambda printer: print_label(actor, task, printer, again=again, retry=quiet),
            lambda printed: self._printed(label_id, printed),
            lambda error: self._stopped(label_id, error),
        )

    def _draw_ahead(self, task: PackTask) -> None:
        """Have what is known of a label drawn while the goods are packed: whoever closes waits less."""
        close_carton = self._desk.verbs.close_carton
        # What went wrong is in the log, and closing the carton will say it.
        self._desk.runner.run_slow(lambda: close_carton.draw_ahead(task), lambda _: None, lambda _: None)

    def _printed(self, label_id: object, printed: OnBench) -> None:
        self._printing = False
        if self._is_on_bench(label_id):
            self._fault = self._copy_wanted = None
            # Until the store has answered, the label in hand is an old one: its question is answered already.
            self._asking = True
        # What the packer did while it printed is answered first; then this may be old news.
        self._desk.take(lambda: self._say_and_look(label_id, printed))

    def _say_and_look(self, label_id: object, printed: OnBench) -> None:
        if self._is_on_bench(label_id):
            self._say_printed(printed)
        self._look_again()

    def _is_on_bench(self, label_id: object) -> bool:
        return label_id is not None and label_id == _label_id(self._on_bench)

    def _say_printed(self, on_bench: OnBench) -> None:
        label = on_bench.label
        if label is not None and label.state is LabelState.PRINTED:
            digits = label.plate.number[-4:]
            said = Said.COPY_PRINTED if label.is_copy else Said.LABEL_PRINTED
            self._desk.say(Verdict(VerdictKind.YES, said, {"digits": digits}))

    def _stopped(self, label_id: object, error: Exception) -> None:
        self._printing = False
        fault = error.code if isinstance(error, DeviceFault) else None
        if self._is_on_bench(label_id):
            if self._quiet and fault is not None and fault is self._fault:
                return
            self._desk.say(self._desk.verdict_of(error))
            self._halted = fault is None
            sent = fault is FaultCode.UNSURE
            self._fault = None if sent else fault
            self._copy_wanted = None if sent else self._copy_wanted
            self._asking = True
        self._desk.take(self._look_again)

    def _look_again(self, _: Exception | None = None) -> None:
        if self._on_bench is not None:
            order_id, look_at = self._on_bench.task.order.order_id, self._desk.verbs.look_at
            self._desk.run(lambda: look_at(order_id), self._looked, self._unanswered)

    def _looked(self, on_bench: OnBench) -> None:
        self._asking = False
        self._changed(on_bench)

    def _unanswered(self, _: Exception) -> None:
        self._asking = False


def _open_carton(on_bench: OnBench | None) -> object:
    carton = on_bench.task.open_carton if on_bench else None
    return carton.carton_id if carton else None


def _label_id(on_bench: OnBench | None) -> object:
    return on_bench.label.label_id if on_bench and on_bench.label else None
