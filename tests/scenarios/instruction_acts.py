"""What a script can say about instructions, sheets and pictures."""

from __future__ import annotations

import re
from dataclasses import replace

from packstation.application.confirm_instruction import ConfirmInstruction
from packstation.application.print_paper import PrintPaper
from packstation.application.take_photo import TakePhoto
from packstation.domain.instructing import Duty, Moment, due
from packstation.domain.instruction import Instruction, InstructionKind, Per
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import FaultCode
from tests.application.site import order
from tests.scenarios.packer import Acts, Packer

act = Acts()

KINDS = {kind.value.replace("_", " "): kind for kind in InstructionKind}
_WISH = re.compile(rf"({'|'.join(KINDS)})(?: (each carton|for \S+))?(?: saying (\S+))?(?: with (\S+))?")


def _wish(packer: Packer, written: str) -> Instruction:
    match = _WISH.fullmatch(written)
    assert match is not None, f"nobody knows how to '{written}'"
    kind, place, text, document = match.groups()
    sku = place.removeprefix("for ") if place and place.startswith("for ") else None
    per = Per.PRODUCT if sku else Per.CARTON if place else Per.ORDER
    return Instruction(packer.warehouse.new_id(), KINDS[kind], per, text or "", sku, document)


@act(r"order (\S+) of ((?:\d+ \S+(?: and )?)+?) asking for (.+)")
def order_asks(packer: Packer, number: str, goods: str, wishes: str) -> list[str]:
    lines = [(sku, int(quantity)) for quantity, sku in re.findall(r"(\d+) (\S+)", goods)]
    wanted = wishes.split(" and ")
    instructions = tuple(_wish(packer, each) for each in wanted if each != "a slip")
    packer.warehouse.receive(
        replace(order(number, *lines), instructions=instructions, slip="a slip" in wanted)
    )
    return []


def _in_store(packer: Packer) -> PackTask:
    """The order in hand as the store has it now: scans went by since it was shown."""
    return packer.warehouse.on_bench(packer.task.order.number).task


def _said(duty: Duty) -> str:
    where = {Per.ORDER: "", Per.CARTON: f" carton {duty.scope}", Per.PRODUCT: f" line {duty.scope}"}
    return duty.instruction.kind.value.replace("_", " ") + where[duty.instruction.per]


@act(r"what is to be done( before the close)?")
def to_do(packer: Packer, closing: str | None) -> list[str]:
    duties = due(_in_store(packer), Moment.CLOSING if closing else Moment.PACKING)
    return [_said(duty) for duty in duties] or ["nothing"]


@act(rf"(?:confirm|confirms) ({'|'.join(KINDS)})(?: (?:carton|line) (\d+))?")
def confirm(packer: Packer, kind: str, number: str | None) -> list[str]:
    task = _in_store(packer)
    duties = (*due(task, Moment.PACKING), *due(task, Moment.CLOSING))
    marks = [
        duty.mark
        for duty in duties
        if duty.instruction.kind is KINDS[kind] and (number is None or duty.scope == number)
    ]
    assert marks, f"nobody was to {kind}"
    packer.on_bench = ConfirmInstruction(packer.warehouse.bench)(packer.somebody, packer.task, marks[0])
    return [f"{kind} done"]


def _paper(packer: Packer) -> PrintPaper:
    sheets = packer.warehouse.sheets.joined
    return PrintPaper(packer.warehouse.bench, sheets.writer, sheets.documents, sheets.printer)


@act(r"the slip")
def slip(packer: Packer) -> list[str]:
    _paper(packer).slip(packer.somebody, packer.task)
    return ["slip printed"]


@act(rf"the sheet of ({'|'.join(KINDS)})")
def sheet(packer: Packer, kind: str) -> list[str]:
    wanted = next(i for i in packer.task.order.instructions if i.kind is KINDS[kind])
    _paper(packer).sheet(packer.somebody, packer.task, wanted)
    return ["sheet printed"]


@act(r"paper printer (jams|runs again)")
def jam(packer: Packer, how: str) -> list[str]:
    packer.warehouse.sheets.printer.fault = FaultCode.SILENT if how == "jams" else None
    return []


@act(r"sheets in its tray")
def tray(packer: Packer) -> list[str]:
    return list(packer.warehouse.sheets.printer.paper)


@act(r"the bench has a camera")
def has_camera(packer: Packer) -> list[str]:
    packer.warehouse.sheets.has_camera = True
    return []


@act(r"camera (is unplugged|is back)")
def camera(packer: Packer, how: str) -> list[str]:
    packer.warehouse.sheets.camera.fault = FaultCode.GONE if how == "is unplugged" else None
    return []


@act(r"picture of the carton")
def picture(packer: Packer) -> list[str]:
    sheets, carton = packer.warehouse.sheets.joined, packer.task.unverified_carton
    assert carton is not None, "no carton is closed"
    verb = TakePhoto(packer.warehouse.bench, sheets.photos, sheets.camera)
    verb(packer.somebody, packer.task, carton.carton_id)
    return ["picture taken"]


@act(r"pictures kept")
def pictures(packer: Packer) -> list[str]:
    return [f"{len(packer.warehouse.sheets.photos.kept)} pictures"]
