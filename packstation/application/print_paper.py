"""Print the sheets that are laid into a carton: packing slip, gift card, a document of an instruction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from packstation.application.bench import Bench
from packstation.application.ports import Documents, PaperPrinter, PaperWriter
from packstation.domain.act import Act
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.order import OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import SheetPrinted, SlipPrinted
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.domain.slip import packing_slip
from packstation.domain.value import value

PAPER_DEVICE = "paper printer"
"""The name of a paper printer that is not there."""


@value
class PrintPaper:
    """Runs beside the write lane; nothing of the order waits for a sheet.

    What is journaled says that the queue took it: whether it came out is for the person who lays it in.
    """

    bench: Bench
    writer: PaperWriter
    documents: Documents
    printer: PaperPrinter | None = None

    def prints(self, instruction: Instruction) -> bool:
        """Whether a sheet hangs on it; a gift message without a printer is written by hand."""
        if instruction.document is not None:
            return True
        is_card = instruction.kind is InstructionKind.GIFT_MESSAGE and bool(instruction.text)
        return is_card and self.printer is not None

    def slip(self, actor: Actor, before: PackTask) -> None:
        """The packing slip of an order, also of one just packed. Raises DeviceFault."""
        slip = packing_slip(self._task(actor, before, packed=True), self.bench.policy.ship_from)
        with self._noted(actor, before) as printer:
            printer.print(self.writer.slip(slip), f"slip {slip.order_number}")
        self._record(actor, before, SlipPrinted(slip.cartons, slip.units))

    def sheet(self, actor: Actor, before: PackTask, instruction: Instruction) -> None:
        """What hangs on an instruction. Refused when its document cannot be used; raises DeviceFault."""
        number, document = self._task(actor, before).order.number, instruction.document
        with self._noted(actor, before) as printer:
            if document is not None:
                printer.print(self.documents.pdf(document), f"sheet {number}")
            else:
                printer.print(self.writer.card(number, instruction.text), f"card {number}")
        act = SheetPrinted(str(instruction.instruction_id), instruction.kind.value)
        self._record(actor, before, act)

    def _task(self, actor: Actor, before: PackTask, *, packed: bool = False) -> PackTask:
        with self.bench.attempt(Verb.PRINT_PAPER, actor, before) as work:
            task = work.orders.task(before.order.order_id)
            if not (packed and task.order.state is OrderState.PACKED):
                task.order.refuse_unless_packable()
            return task

    @contextmanager
    def _noted(self, actor: Actor, before: PackTask) -> Iterator[PaperPrinter]:
        """The printer; what it or the sheet says no to is written down."""
        try:
            if self.printer is None:
                raise DeviceFault(FaultCode.GONE, PAPER_DEVICE)
            yield self.printer
        except (Refused, DeviceFault) as no:
            self.bench.record_no(Verb.PRINT_PAPER, no, actor, before)
            raise

    def _record(self, actor: Actor, before: PackTask, act: Act) -> None:
        with self.bench.store.transaction() as work:
            task = work.orders.task(before.order.order_id)
            carton = task.open_carton
            work.record(act, actor, task=task, carton_id=carton.carton_id if carton else None)


def unusable(name: str) -> Refused:
    """The no to a document; its name may come from a shop and stays off the record."""
    return Refused(RefusalCode.DOCUMENT_UNUSABLE, document=name).off_record("document")
