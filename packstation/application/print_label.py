"""Print a carton's label once, again only for a reason, and know whether it came out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from packstation.application.bench import Bench, OnBench, open_task
from packstation.application.ports import LabelPrinter, LabelWriter, Work
from packstation.domain.act import Act, LabelAnswered, LabelInDoubt, LabelPrinted, LabelRequested, LabelUnsent
from packstation.domain.carton_act import LabelReprinted
from packstation.domain.device import PrinterStatus
from packstation.domain.label import CopyReason, Label, LabelState
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.rule import Rule
from packstation.domain.value import value

ON_ITS_WAY = frozenset({LabelState.REQUESTED, LabelState.VERIFIED})
"""What the outcome of a print can still change; of a proven label that is only how often it was printed."""


@value
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
        again: CopyReason | None = None,
        carton_id: UUID | None = None,
        retry: bool = False,
    ) -> OnBench:
        """The task with its label printed; `carton_id` names a carton other than the one in hand.

        `again` is why a person wants it once more; the second and later prints say COPY. `retry` asks a
        printer once more whose no is already on record. Raises DeviceFault with the printer's trouble
        (nothing was sent) or `unsure` (ask the person).
        """
        verb = Verb.PRINT_LABEL if again is None else Verb.REPRINT_LABEL
        with self._recorded(verb, actor, before, retry=retry):
            status = self._ready(printer)
        with self.bench.attempt(verb, actor, before) as work:
            label = _requested(work, actor, before, again, carton_id)
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

    @contextmanager
    def _recorded(self, verb: Verb, actor: Actor, before: PackTask, *, retry: bool) -> Iterator[None]:
        """A no of the printer is written down, but not each time it is asked again by itself."""
        try:
            yield
        except DeviceFault as fault:
            if not retry:
                self.bench.record_no(verb, fault, actor, before)
            raise

    def _ready(self, printer: LabelPrinter) -> PrinterStatus:
        """The printer's status when it can print; one that cannot be asked is taken at the packer's word."""
        status = printer.status()
        if status.fault is not None and self.bench.rules.hold(Rule.PRINTER_READS_BACK):
            raise DeviceFault(status.fault, printer.name)
        return status

    def _note(
        self, actor: Actor, before: PackTask, sent: Label, move: Callable[[Label], Label] | None, act: Act
    ) -> OnBench:
        with self.bench.store.transaction() as work:
            label = work.labels.of_carton(sent.carton_id)
            # Printing took seconds; a label scanned back or voided in that time stays what it is.
            if move is not None and label is not None and label.state in ON_ITS_WAY:
                work.labels.save(move(label))
            task = work.orders.task(before.order.order_id)
            work.record(act, actor, task=task, carton_id=sent.carton_id)
            return open_task(work, task.order.order_id)


def _requested(
    work: Work, actor: Actor, before: PackTask, again: CopyReason | None, carton_id: UUID | None
) -> Label:
    """The label whose bytes are about to leave, as it is on record from now on."""
    task = work.orders.task(before.order.order_id)
    if carton_id is None:
        task.order.refuse_unless_packable()
        label = open_task(work, task.order.order_id).label
    elif task.cancelled:
        raise Refused(RefusalCode.ORDER_CANCELLED, order=task.order.number)
    else:
        label = work.labels.of_carton(carton_id)
    if label is None:
        raise Refused(RefusalCode.CARTON_CLOSED)
    if label.state is not LabelState.WANTED and again is None:
        raise Refused(RefusalCode.QUESTION_OPEN)
    label = label.requested()
    work.labels.save(label)
    act = LabelRequested(str(label.label_id), label.copies)
    work.record(act, actor, task=task, carton_id=label.carton_id)
    if again is not None and label.copies > 1:
        copy = LabelReprinted(str(label.label_id), label.copies, again.value)
        work.record(copy, actor, task=task, carton_id=label.carton_id)
    return label


@contextmanager
def _bytes_are_out(printer: LabelPrinter) -> Iterator[None]:
    """A disk that fails now is no reason to print again: as for the paper, nobody knows."""
    try:
        yield
    except DeviceFault as fault:
        raise DeviceFault(FaultCode.UNSURE, printer.name, fault.code.value) from fault


@value
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
