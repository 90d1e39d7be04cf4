"""Print a carton's label once, and know whether it came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from packstation.application.bench import Bench, OnBench, open_task
from packstation.application.ports import LabelPrinter, LabelWriter
from packstation.domain.act import Act, LabelAnswered, LabelInDoubt, LabelPrinted, LabelRequested, LabelUnsent
from packstation.domain.device import PrinterStatus
from packstation.domain.label import Label, LabelState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.rule import Rule


@dataclass(frozen=True, slots=True)
class PrintLabel:
    """Send the stored bytes of a label. Runs on the printer's own thread.

    That bytes are about to leave is committed before they do, so that after a crash the bench can ask
    instead of printing a second label by itself.
    """

    bench: Bench
    writer: LabelWriter

    def __call__(
        self,
        actor: Actor,
        before: PackTask,
        printer: LabelPrinter,
        *,
        again: bool = False,
        retry: bool = False,
    ) -> OnBench:
        """The task with its label printed.

        `again` is a person's decision to print once more; the second and later prints say COPY. `retry`
        asks a printer once more whose no is already on record. Raises DeviceFault with the printer's
        trouble (nothing was sent) or `unsure` (ask the person).
        """
        try:
            status = self._ready(printer)
        except DeviceFault as fault:
            if not retry:
                self.bench.record_no(Verb.PRINT_LABEL, fault, actor, before)
            raise
        label = self._request(actor, before, again=again)
        data = label.data if label.copies == 1 else self.writer.as_copy(label.data)
        sent = False
        try:
            printer.send(data)
            sent = True
            if status.known and self.bench.rules.hold(Rule.PRINTER_READS_BACK):
                printer.confirm()
        except DeviceFault as fault:
            # A printer that is gone after the bytes were sent may have printed them all the same.
            if fault.code is FaultCode.GONE and not sent:
                self._note(actor, before, label, Label.unsent, LabelUnsent(str(label.label_id)))
                raise
            doubt = LabelInDoubt(str(label.label_id), fault.code.value)
            with _bytes_are_out(printer):
                self._note(actor, before, label, None, doubt)
            raise DeviceFault(FaultCode.UNSURE, printer.name, fault.code.value) from fault
        with _bytes_are_out(printer):
            return self._note(actor, before, label, Label.printed, LabelPrinted(str(label.label_id)))

    def _ready(self, printer: LabelPrinter) -> PrinterStatus:
        """The printer's status when it can print; one that cannot be asked is taken at the packer's word."""
        status = printer.status()
        if status.fault is not None and self.bench.rules.hold(Rule.PRINTER_READS_BACK):
            raise DeviceFault(status.fault, printer.name)
        return status

    def _request(self, actor: Actor, before: PackTask, *, again: bool) -> Label:
        with self.bench.attempt(Verb.PRINT_LABEL, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            task.order.refuse_unless_packable()
            label = open_task(work, task.order.order_id).label
            if label is None:
                raise Refused(RefusalCode.CARTON_CLOSED)
            if label.state is not LabelState.WANTED and not again:
                raise Refused(RefusalCode.QUESTION_OPEN)
            label = label.requested()
            work.labels.save(label)
            act = LabelRequested(str(label.label_id), label.copies)
            work.record(act, actor, task=task, carton_id=label.carton_id)
            return label

    def _note(
        self, actor: Actor, before: PackTask, sent: Label, move: Callable[[Label], Label] | None, act: Act
    ) -> OnBench:
        with self.bench.store.transaction() as work:
            label = work.labels.of_carton(sent.carton_id)
            # Printing took seconds; a label scanned back or voided in that time stays what it is.
            if move is not None and label is not None and label.state is LabelState.REQUESTED:
                work.labels.save(move(label))
            task = work.orders.task(before.order.order_id)
            work.record(act, actor, task=task, carton_id=sent.carton_id)
            return open_task(work, task.order.order_id)


@contextmanager
def _bytes_are_out(printer: LabelPrinter) -> Iterator[None]:
    """A disk that fails now is no reason to print again: as for the paper, nobody knows."""
    try:
        yield
    except DeviceFault as fault:
        raise DeviceFault(FaultCode.UNSURE, printer.name, fault.code.value) from fault


@dataclass(frozen=True, slots=True)
class AnswerLabel:
    """A person says whether the label came out, where the bench cannot know."""

    bench: Bench

    def __call__(self, actor: Actor, before: PackTask, *, came_out: bool) -> OnBench:
        """The label is printed (yes), or stays in doubt until it is printed again (no)."""
        with self.bench.attempt(Verb.ANSWER_LABEL, actor, before) as work:
            on_bench = open_task(work, before.order.order_id)
            label = on_bench.label
            if label is None or label.state not in {LabelState.REQUESTED, LabelState.PRINTED}:
                raise Refused(RefusalCode.LABEL_NOT_PRINTED)
            if came_out:
                label = label.printed()
                work.labels.save(label)
            act = LabelAnswered(str(label.label_id), came_out)
            work.record(act, actor, task=on_bench.task, carton_id=label.carton_id)
            return OnBench(on_bench.task, label)
