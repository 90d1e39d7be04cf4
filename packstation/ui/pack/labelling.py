"""The label of a closed carton: printed once by itself, again only when a person says so."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.bench import OnBench
from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.label import Label, LabelState
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.ui.desk import Desk
from packstation.ui.verdict import ActCode, NextAct, verdict_of

RETRY_MS = 2000
"""How often a printer that refused before a byte was sent is asked again."""


class Labelling:
    """Knows whether a print is under way and what stopped the last one."""

    def __init__(self, desk: Desk, labelled: Callable[[OnBench], None]) -> None:
        self._desk = desk
        self._labelled = labelled
        self._on_bench: OnBench | None = None
        self._printing = False
        self._fault: FaultCode | None = None
        self._asked_at_ms = 0

    def look(self, on_bench: OnBench) -> None:
        """Take note of what lies open; a label that was never sent is printed now."""
        if self._label_id(on_bench) != self._label_id(self._on_bench):
            self._fault = None
        self._on_bench = on_bench
        if on_bench.task.cancelled:
            return
        wanted = on_bench.label is not None and on_bench.label.state is LabelState.WANTED
        if wanted and not self._printing and self._fault is None:
            self._print(on_bench)

    def next_act(self, label: Label) -> NextAct:
        """What to do about the label."""
        digits = label.plate.number[-4:]
        if self._printing:
            return NextAct(ActCode.WAIT_FOR_LABEL, {"digits": digits})
        if label.state is LabelState.WANTED:
            fault = self._fault.value if self._fault else FaultCode.SILENT.value
            return NextAct(ActCode.MEND_PRINTER, {"fault": fault, "digits": digits})
        if label.state is LabelState.REQUESTED:
            return NextAct(ActCode.ANSWER_LABEL, {"digits": digits})
        return NextAct(ActCode.SCAN_LABEL, {"digits": digits})

    def commands(self, label: Label) -> frozenset[Command]:
        """What a person may say about the label."""
        if self._printing:
            return frozenset()
        if label.state is LabelState.WANTED:
            return frozenset({Command.NEXT})
        if label.state is LabelState.REQUESTED:
            return frozenset({Command.YES, Command.NO})
        return frozenset({Command.NO})

    def answer(self, task: PackTask, *, came_out: bool) -> None:
        """A person said whether the label came out; a no prints it once more, as a copy."""
        actor, answer_label = self._desk.person, self._desk.verbs.answer_label
        done = self._labelled if came_out else self._again
        self._desk.run(lambda: answer_label(actor, task, came_out=came_out), done)

    def retry(self) -> None:
        """A person says the printer is well again."""
        if self._on_bench is not None and not self._printing:
            self._print(self._on_bench)

    def on_lamp(self, lamp: Lamp) -> None:
        """A lamp that went green: perhaps the printer is well again."""
        if lamp.fault is None:
            self._retry_quietly()

    def on_tick(self) -> None:
        """Ask again from time to time: nothing was sent, so nothing can be doubled."""
        if self._desk.clock.mono_ms() - self._asked_at_ms >= RETRY_MS:
            self._retry_quietly()

    def _retry_quietly(self) -> None:
        on_bench = self._on_bench
        waits = (
            on_bench is not None and on_bench.label is not None and on_bench.label.state is LabelState.WANTED
        )
        if waits and on_bench is not None and self._fault is not None and self._desk.actor is not None:
            self._print(on_bench, retry=True)

    def _again(self, on_bench: OnBench) -> None:
        self._print(on_bench, again=True)
        self._labelled(on_bench)

    def _print(self, on_bench: OnBench, *, again: bool = False, retry: bool = False) -> None:
        if self._printing:
            return
        self._printing = True
        self._asked_at_ms = self._desk.clock.mono_ms()
        actor, print_label, task = self._desk.person, self._desk.verbs.print_label, on_bench.task
        self._desk.runner.run_printer(
            lambda printer: print_label(actor, task, printer, again=again, retry=retry),
            self._printed,
            lambda error: self._stopped(task, error, retry=retry),
        )

    def _printed(self, on_bench: OnBench) -> None:
        self._printing = False
        self._fault = None
        self._labelled(on_bench)

    def _stopped(self, task: PackTask, error: Exception, *, retry: bool) -> None:
        self._printing = False
        fault = error.code if isinstance(error, DeviceFault) else FaultCode.PRINTER_ERROR
        if fault != self._fault or not retry:
            self._desk.say(verdict_of(error))
        self._fault = fault
        order_id, look_at = task.order.order_id, self._desk.verbs.look_at
        self._desk.run(lambda: look_at(order_id), self._labelled)

    @staticmethod
    def _label_id(on_bench: OnBench | None) -> object:
        return on_bench.label.label_id if on_bench and on_bench.label else None
