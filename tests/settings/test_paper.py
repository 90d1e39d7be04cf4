"""The tables [paper], [documents] and [camera]: what they may say, and what they must not."""

from __future__ import annotations

import tomllib

import pytest

from packstation.settings.paper import (
    KEEP_DAYS,
    CameraSettings,
    CameraWay,
    PaperSettings,
    PaperWay,
    SheetSettings,
)
from packstation.settings.section import SettingsError
from packstation.settings.station import parse


def sheets(source: str) -> SheetSettings:
    return parse(tomllib.loads(source), source).sheets


def test_a_bench_without_them_has_neither_printer_nor_sheets_nor_camera() -> None:
    assert sheets("") == SheetSettings(None, "", None)


@pytest.mark.parametrize(
    ("source", "paper"),
    [
        ("[paper]", PaperSettings(PaperWay.SYSTEM)),
        ('[paper]\nname = "Office"', PaperSettings(PaperWay.SYSTEM, "Office")),
        ('[paper]\nway = "folder"\nfolder = "/out"', PaperSettings(PaperWay.FOLDER, folder="/out")),
    ],
)
def test_sheets_go_to_a_system_printer_or_a_folder(source: str, paper: PaperSettings) -> None:
    assert sheets(source).paper == paper


@pytest.mark.parametrize(
    ("source", "camera"),
    [
        ('source = "camera"', CameraSettings(CameraWay.CAMERA, "", KEEP_DAYS)),
        ('source = "camera:USB: left"', CameraSettings(CameraWay.CAMERA, "USB: left", KEEP_DAYS)),
        (
            'source = "folder:C:\\\\pictures"\nkeep_days = 7',
            CameraSettings(CameraWay.FOLDER, "C:\\pictures", 7),
        ),
    ],
)
def test_pictures_come_from_a_camera_or_a_folder(source: str, camera: CameraSettings) -> None:
    assert sheets(f"[camera]\n{source}").camera == camera


def test_documents_have_a_folder() -> None:
    assert sheets('[documents]\nfolder = "/sheets"').documents == "/sheets"


@pytest.mark.parametrize(
    ("source", "key", "line"),
    [
        ('[paper]\nway = "fax"', "paper.way", 2),
        ('[paper]\nway = "folder"', "paper.folder", 1),
        ('[paper]\ntray = "A5"', "paper.tray", 2),
        ("[camera]", "camera.source", 1),
        ('[camera]\nsource = "folder:"', "camera.source", 2),
        ('[camera]\nsource = "webcam"', "camera.source", 2),
        ('[camera]\nsource = "camera"\nkeep_days = 0', "camera.keep_days", 3),
        ('[documents]\npath = "/sheets"', "documents.path", 2),
    ],
)
def test_a_mistake_is_named_with_its_line(source: str, key: str, line: int) -> None:
    with pytest.raises(SettingsError) as error:
        sheets(source)
    assert (error.value.key, error.value.line or 1) == (key, line)


@pytest.mark.parametrize("name", ["paper printer", "camera"])
def test_no_scanner_is_called_like_them(name: str) -> None:
    with pytest.raises(SettingsError):
        sheets(f'[[scanner]]\nname = "{name}"\nport = "COM3"')
