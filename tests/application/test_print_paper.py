"""Sheets: what goes to paper, what is written down about it, and what happens when it does not come."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.application.print_paper import PAPER_DEVICE, PrintPaper
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import SheetPrinted, SlipPrinted
from packstation.domain.person import Verb
from packstation.domain.refusal import FaultCode, RefusalCode, Refused
from tests.application.site import MUG, order
from tests.application.warehouse import Warehouse

GIFT = Instruction(UUID(int=51), InstructionKind.GIFT_MESSAGE, text="For Anna")
FLYER = Instruction(UUID(int=52), InstructionKind.INSERT, document="flyer.pdf")


@pytest.fixture
def task(warehouse: Warehouse) -> PackTask:
    """A mug in its carton, with a gift message and a flyer to come."""
    warehouse.receive(replace(order("100300", ("MUG", 1)), instructions=(GIFT, FLYER), slip=True))
    return warehouse.pack(MUG, number="100300")


def verb(warehouse: Warehouse) -> PrintPaper:
    sheets = warehouse.sheets.joined
    return PrintPaper(warehouse.bench, sheets.writer, sheets.documents, sheets.printer)


def test_a_slip_goes_to_paper_and_into_the_journal(warehouse: Warehouse, task: PackTask) -> None:
    verb(warehouse).slip(warehouse.ida, task)
    assert warehouse.sheets.printer.paper == ["slip 100300 1/1 1"]
    assert warehouse.sheets.printer.titles == ["slip 100300"]
    assert warehouse.newest() == [SlipPrinted(1, 1)]


def test_a_sheet_and_a_card_are_written_down_without_their_words(
    warehouse: Warehouse, task: PackTask
) -> None:
    verb(warehouse).sheet(warehouse.ida, task, GIFT)
    verb(warehouse).sheet(warehouse.ida, task, FLYER)
    assert warehouse.sheets.printer.paper == ["card For Anna", "flyer"]
    assert warehouse.newest(2) == [
        SheetPrinted(str(GIFT.instruction_id), "gift_message"),
        SheetPrinted(str(FLYER.instruction_id), "insert"),
    ]
    assert "Anna" not in str([*warehouse.acts(), *warehouse.sheets.printer.titles])


def test_without_a_printer_it_is_said_and_written_down(warehouse: Warehouse, task: PackTask) -> None:
    warehouse.sheets.has_printer = False
    with warehouse.faulty(Verb.PRINT_PAPER, FaultCode.GONE, PAPER_DEVICE):
        verb(warehouse).slip(warehouse.ida, task)


def test_a_jam_is_written_down_and_changes_nothing(warehouse: Warehouse, task: PackTask) -> None:
    warehouse.sheets.printer.fault = FaultCode.PRINTER_ERROR
    with warehouse.faulty(Verb.PRINT_PAPER, FaultCode.PRINTER_ERROR, PAPER_DEVICE):
        verb(warehouse).sheet(warehouse.ida, task, FLYER)


def test_a_document_that_is_none_is_refused_and_its_name_stays_out(
    warehouse: Warehouse, task: PackTask
) -> None:
    wanted = replace(FLYER, document="../Anna.pdf")
    with warehouse.refused(Verb.PRINT_PAPER, RefusalCode.DOCUMENT_UNUSABLE, document="../Anna.pdf"):
        verb(warehouse).sheet(warehouse.ida, task, wanted)
    assert "Anna" not in str(warehouse.acts())


def test_no_sheet_is_printed_for_an_order_that_was_cancelled(warehouse: Warehouse, task: PackTask) -> None:
    warehouse.cancel("100300")
    with warehouse.refused(Verb.PRINT_PAPER, RefusalCode.ORDER_CANCELLED, order="100300"):
        verb(warehouse).slip(warehouse.ida, task)
    assert warehouse.sheets.printer.paper == []


def test_an_admin_prints_nothing_of_an_order(warehouse: Warehouse, task: PackTask) -> None:
    with pytest.raises(Refused) as no:
        verb(warehouse).slip(warehouse.adam, task)
    assert (no.value.code, warehouse.sheets.printer.paper) == (RefusalCode.ROLE_FORBIDS, [])


@pytest.mark.parametrize(
    ("wanted", "printer", "prints"),
    [
        (FLYER, True, True),
        (FLYER, False, True),
        (GIFT, True, True),
        (GIFT, False, False),
        (replace(GIFT, text=""), True, False),
        (replace(GIFT, kind=InstructionKind.GIFT_WRAP), True, False),
    ],
)
def test_what_hangs_on_an_instruction(
    warehouse: Warehouse, wanted: Instruction, printer: bool, prints: bool
) -> None:
    warehouse.sheets.has_printer = printer
    assert verb(warehouse).prints(wanted) is prints
