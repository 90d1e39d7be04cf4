"""The printer of sheets and the camera in a check-up: there, not there, or not to be seen from here."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from packstation.maintenance.check_sheets import check_sheets
from packstation.maintenance.finding import Finding, Level, as_text
from packstation.settings.paper import CameraSettings, CameraWay, PaperSettings, PaperWay, SheetSettings


def paper(way: PaperWay, name: str = "", folder: str = "") -> list[Finding]:
    return list(check_sheets(SheetSettings(paper=PaperSettings(way, name, folder))))


def camera(source: str, way: CameraWay = CameraWay.FOLDER, video: Path = Path("/nowhere")) -> Finding:
    return next(check_sheets(SheetSettings(camera=CameraSettings(way, source)), video))


def test_a_bench_without_them_hears_nothing_of_them() -> None:
    assert list(check_sheets(SheetSettings())) == []


def test_a_system_printer_is_named_and_where_to_look_at_it() -> None:
    (found,) = paper(PaperWay.SYSTEM, "Office")
    assert (found.subject, found.level) == ("paper printer", Level.NOTE)
    assert "'Office'" in found.told
    assert "test page" in found.to_do


def test_a_folder_for_sheets_must_be_there(tmp_path: Path) -> None:
    (missing,) = paper(PaperWay.FOLDER, folder=str(tmp_path / "sheets"))
    assert (missing.level, missing.to_do) == (Level.TO_DO, "make it, or change paper.folder")
    (there,) = paper(PaperWay.FOLDER, folder=str(tmp_path))
    assert there.level is Level.FINE


def test_the_folder_of_documents_must_be_there_too(tmp_path: Path) -> None:
    (missing,) = check_sheets(SheetSettings(documents=str(tmp_path / "gone")))
    assert (missing.subject, missing.level) == ("sheets", Level.TO_DO)
    (there,) = check_sheets(SheetSettings(documents=str(tmp_path)))
    assert there.level is Level.FINE


def test_a_folder_of_pictures_is_looked_into(tmp_path: Path) -> None:
    assert camera(str(tmp_path / "gone")).told.startswith("Camera: not there.")
    assert "no picture yet" in camera(str(tmp_path)).told
    (tmp_path / "half.jpg").write_bytes(b"\xff\xd8 half")
    assert "not a whole picture" in camera(str(tmp_path)).told
    (tmp_path / "half.jpg").write_bytes(b"\xff\xd8 whole \xff\xd9")
    assert camera(str(tmp_path)).level is Level.FINE


@pytest.mark.skipif(sys.platform != "linux", reason="other systems list cameras by their own library only")
def test_a_pc_without_a_camera_has_something_to_do(tmp_path: Path) -> None:
    assert camera("", CameraWay.CAMERA, tmp_path).level is Level.TO_DO
    (tmp_path / "video0").touch()
    assert camera("", CameraWay.CAMERA, tmp_path).level is Level.NOTE


def test_nothing_of_the_sites_own_goes_to_support(tmp_path: Path) -> None:
    found = [
        *paper(PaperWay.SYSTEM, "Office of Mona"),
        *paper(PaperWay.FOLDER, folder=str(tmp_path / "Mona")),
        *check_sheets(SheetSettings(documents=str(tmp_path / "Mona"))),
        camera(str(tmp_path / "Mona")),
        camera("Mona's camera", CameraWay.CAMERA, tmp_path),
    ]
    assert "Mona" not in as_text(found, for_support=True)
    assert str(tmp_path) not in as_text(found, for_support=True)
