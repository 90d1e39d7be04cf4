"""What makes sheets and pictures, out of settings; and nothing of it is loaded before it is needed."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from packstation.devices.picture_folder import PictureFolder
from packstation.devices.printers.paper_folder import PaperFolder
from packstation.domain.refusal import Refused
from packstation.domain.slip import Slip, SlipLine
from packstation.equipment import LatePaperWriter, camera, documents, paper_printer
from packstation.places import resources
from packstation.settings.paper import CameraSettings, CameraWay, PaperSettings, PaperWay

LATE = (
    *("PIL", "PySide6.QtMultimedia", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork"),
    *(
        "alembic",
        "sqlalchemy",
        "psycopg",
        "keyring",
        "importlib.metadata",
        "packstation.channels.product_table",
    ),
)
NUMBERS = count(1)


def new_id() -> UUID:
    return UUID(int=next(NUMBERS))


def test_a_bench_without_settings_has_neither() -> None:
    assert paper_printer(None, new_id) is None
    assert camera(None) is None
    with pytest.raises(Refused):
        documents("").pdf("flyer.pdf")


def test_each_way_has_its_device(tmp_path: Path) -> None:
    assert isinstance(
        paper_printer(PaperSettings(PaperWay.FOLDER, folder=str(tmp_path)), new_id), PaperFolder
    )
    system = paper_printer(PaperSettings(PaperWay.SYSTEM, "Office"), new_id)
    assert system is not None
    assert (type(system).__name__, system.name) == ("SystemPaperPrinter", "paper printer")
    assert isinstance(camera(CameraSettings(CameraWay.FOLDER, str(tmp_path))), PictureFolder)


@pytest.mark.gui
@pytest.mark.usefixtures("qapp")
def test_a_camera_of_the_pc_is_made_without_a_look_for_it() -> None:
    assert type(camera(CameraSettings(CameraWay.CAMERA, "USB"))).__name__ == "SystemCamera"


def test_a_sheet_of_the_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "flyer.pdf").write_bytes(b"%PDF-1.4")
    assert documents(str(tmp_path)).pdf("flyer.pdf") == b"%PDF-1.4"


def test_slip_and_card_are_documents(tmp_path: Path) -> None:
    writer = LatePaperWriter(resources() / "fonts")
    slip = Slip("100234", ("A. Customer",), (), 1, 1, (SlipLine("MUG", "Mug", 1, 1),))
    for pdf in (writer.slip(slip), writer.card("100234", "Hello")):
        assert pdf.startswith(b"%PDF-")
        assert b"/Count 1" in pdf
    assert b"Customer" not in writer.slip(slip)  # drawn, and in no title of the document


def test_the_start_loads_nothing_that_is_seldom_needed() -> None:
    code = f"import sys, packstation.bootstrap; print([m for m in {LATE!r} if m in sys.modules])"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert told.stdout.strip() == "[]"
