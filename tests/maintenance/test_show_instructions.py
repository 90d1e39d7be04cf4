"""The story of an order tells what was done besides packing, names its pictures, and no word of a gift."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application.close_carton import CloseCarton
from packstation.application.confirm_instruction import ConfirmInstruction
from packstation.application.print_paper import PrintPaper
from packstation.application.take_photo import TakePhoto
from packstation.cli import main
from packstation.domain.instruction import Instruction, InstructionKind, Mark, Per
from packstation.domain.refusal import DeviceFault, FaultCode, Refused
from tests.application.site import MUG, order
from tests.application.warehouse import Warehouse, weighing
from tests.maintenance.home import moved_in

MESSAGE = Instruction(UUID(int=61), InstructionKind.GIFT_MESSAGE, text="For Anna")
FRAGILE = Instruction(UUID(int=62), InstructionKind.FRAGILE, Per.CARTON)
ENGRAVE = Instruction(UUID(int=63), InstructionKind.CUSTOMISE, Per.PRODUCT, "Anna", sku="MUG")


def wrapped(home: Path) -> Warehouse:
    """Order 100300 packed with all its wishes, a jam and a missed picture."""
    warehouse = moved_in(home)
    wishes = (MESSAGE, FRAGILE, ENGRAVE)
    warehouse.receive(replace(order("100300", ("MUG", 1)), instructions=wishes, slip=True))
    task, ida, sheets = warehouse.pack(MUG, number="100300"), warehouse.ida, warehouse.sheets
    joined = sheets.joined
    paper = PrintPaper(warehouse.bench, joined.writer, joined.documents, joined.printer)
    sheets.printer.fault = FaultCode.PRINTER_ERROR
    with pytest.raises(DeviceFault):
        paper.slip(ida, task)
    sheets.printer.fault = None
    paper.slip(ida, task)
    paper.sheet(ida, task, MESSAGE)
    close = CloseCarton(warehouse.bench, warehouse.writer)
    with pytest.raises(Refused):
        close(ida, task, weighing(500))
    for wish, scope in ((MESSAGE, "order"), (FRAGILE, "1"), (ENGRAVE, "1")):
        task = ConfirmInstruction(warehouse.bench)(ida, task, Mark(wish.instruction_id, scope)).task
    closed = close(ida, task, weighing(500)).task
    photo = TakePhoto(warehouse.bench, sheets.photos, sheets.camera)
    sheets.camera.fault = FaultCode.SILENT
    with pytest.raises(DeviceFault):
        photo(ida, closed, closed.cartons[0].carton_id)
    sheets.camera.fault = None
    photo(ida, closed, closed.cartons[0].carton_id)
    return warehouse


def test_what_was_done_besides_packing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    warehouse = wrapped(tmp_path)
    assert main(["--home", str(tmp_path), "show", "100300"]) == 0
    text = capsys.readouterr().out
    (photo,) = warehouse.sheets.photos.kept
    said = [
        "NO at printing a sheet: Paper printer: reports an error. [printer_error]",
        "packing slip sent to the paper printer: cartons 1, pieces 1",
        "sheet sent to the paper printer: put in the gift message",
        "NO at closing the carton: Still to be done first: customise, fragile, pad it well, put",
        "carton 1: confirmed: put in the gift message",
        "confirmed: fragile, pad it well (carton 1)",
        "confirmed: customise (line 1)",
        "no picture of the carton: no answer",
        f"picture taken: photos/{photo}, bytes ",
    ]
    places = [text.index(words) for words in said]
    assert places == sorted(places)
    assert "Anna" not in text
