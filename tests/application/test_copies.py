"""A label once more: never by itself, always for a reason, never under a new number."""

from __future__ import annotations

import pytest

from packstation.application.print_label import PrintLabel
from packstation.domain.act import LabelInDoubt, LabelPrinted, LabelRequested, LabelUnsent
from packstation.domain.carton_act import LabelReprinted
from packstation.domain.label import CopyReason, LabelState
from packstation.domain.person import Verb
from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode
from tests.application.repacking import BOTH_STORES, Repacking
from tests.application.warehouse import Warehouse
from tests.fakes.label_writer import COPY_MARK

pytestmark = BOTH_STORES


@pytest.fixture
def packed(warehouse: Warehouse) -> Repacking:
    """An order of two cartons, packed."""
    packing = Repacking(warehouse)
    packing.pack_two()
    return packing


def reprint(packing: Repacking, number: int, reason: CopyReason = CopyReason.DAMAGED) -> None:
    warehouse = packing.warehouse
    PrintLabel(warehouse.bench, warehouse.writer)(
        warehouse.ida,
        packing.task,
        warehouse.printer,
        again=reason,
        carton_id=packing.carton(number).carton_id,
    )


def test_the_bytes_of_the_first_print_come_out_once_more_marked_copy(packed: Repacking) -> None:
    first, plates = packed.warehouse.printer.paper[0], packed.plates()
    reprint(packed, 1)
    assert packed.warehouse.printer.paper[-1] == COPY_MARK + first
    assert packed.plates() == plates
    assert packed.label_state(plates[0]) is LabelState.VERIFIED
    requested, reprinted, printed = packed.warehouse.newest(3)
    assert isinstance(requested, LabelRequested)
    assert reprinted == LabelReprinted(requested.label_id, 2, "damaged")
    assert printed == LabelPrinted(requested.label_id)


def test_each_copy_is_counted(packed: Repacking) -> None:
    reprint(packed, 2)
    reprint(packed, 2, CopyReason.JAMMED)
    reprinted = packed.warehouse.newest(2)[0]
    assert isinstance(reprinted, LabelReprinted)
    assert (reprinted.copy, reprinted.reason) == (3, "jammed")


def test_a_printer_without_paper_prints_nothing_and_nothing_is_counted(packed: Repacking) -> None:
    packed.warehouse.printer.refuse(FaultCode.PAPER_OUT)
    with packed.warehouse.faulty(Verb.REPRINT_LABEL, FaultCode.PAPER_OUT, "printer"):
        reprint(packed, 1)


def test_a_copy_that_never_left_is_not_counted_and_one_in_doubt_is_said_to_be(packed: Repacking) -> None:
    printer = packed.warehouse.printer
    printer.gone = True
    with pytest.raises(DeviceFault):
        reprint(packed, 1)
    assert isinstance(packed.warehouse.newest()[0], LabelUnsent)
    printer.gone = False
    printer.fault_at_confirm = FaultCode.SILENT
    with pytest.raises(DeviceFault) as fault:
        reprint(packed, 1)
    assert fault.value.code is FaultCode.UNSURE
    doubt = packed.warehouse.newest()[0]
    assert isinstance(doubt, LabelInDoubt)
    counts = [act.copy for act in packed.warehouse.acts() if isinstance(act, LabelReprinted)]
    assert counts == [2, 2]
    assert packed.label_state(packed.plates()[0]) is LabelState.VERIFIED


def test_no_label_of_a_cancelled_order_leaves_the_printer(packed: Repacking) -> None:
    warehouse = packed.warehouse
    closed = warehouse.close().task
    warehouse.cancel("100235")
    with warehouse.refused(Verb.REPRINT_LABEL, RefusalCode.ORDER_CANCELLED, order="100235"):
        PrintLabel(warehouse.bench, warehouse.writer)(
            warehouse.ida,
            closed,
            warehouse.printer,
            again=CopyReason.OTHER,
            carton_id=closed.cartons[0].carton_id,
        )
