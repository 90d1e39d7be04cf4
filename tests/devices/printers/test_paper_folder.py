"""The folder in the place of a printer of sheets: whole files, one each, under names that fit everywhere."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from packstation.devices.printers.paper_folder import PaperFolder
from packstation.domain.refusal import DeviceFault, FaultCode

NUMBERS = count(1)


def folder_at(path: Path) -> PaperFolder:
    return PaperFolder("paper printer", path, lambda: UUID(int=next(NUMBERS)))


def test_each_sheet_is_a_whole_file_of_its_own(tmp_path: Path) -> None:
    printer = folder_at(tmp_path)
    printer.print(b"%PDF-1", "slip 100234")
    printer.print(b"%PDF-2", "slip 100234")
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"%PDF-1", b"%PDF-2"]
    assert all(path.name.startswith("slip-100234-") and path.suffix == ".pdf" for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "slip #7/8\\9", "C:\\slip", "\0", "", "x" * 500, "Ωμέγα"]
)
def test_whatever_an_order_is_called_its_sheet_stays_in_the_folder(tmp_path: Path, title: str) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    folder_at(inside).print(b"%PDF-", title)
    assert [path.parent for path in tmp_path.rglob("*.pdf")] == [inside]
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_folder_that_is_not_there_is_a_printer_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DeviceFault) as fault:
        folder_at(tmp_path / "gone").print(b"%PDF-", "slip")
    assert (fault.value.code, fault.value.device) == (FaultCode.GONE, "paper printer")


def test_a_folder_that_is_a_file_reports_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DeviceFault) as fault:
        folder_at(tmp_path / "file").print(b"%PDF-", "slip")
    assert fault.value.code is FaultCode.PRINTER_ERROR
