"""The printer of sheets, their folder and the camera in a check-up, as far as one can see without a window.

A system printer and a camera of the PC belong to the window's own libraries, which a check-up does not load.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from packstation.application.print_paper import PAPER_DEVICE
from packstation.application.take_photo import CAMERA_DEVICE
from packstation.devices.picture_folder import PictureFolder
from packstation.domain.refusal import DeviceFault
from packstation.maintenance.finding import Finding, Level
from packstation.settings.paper import CameraSettings, CameraWay, PaperSettings, PaperWay, SheetSettings
from packstation.ui.fault_words import fault_sentence

SHEETS = "sheets"
VIDEO_DEVICES = Path("/dev")
"""Where Linux puts cameras, as video0, video1, ... (Video4Linux API, "Device naming")."""


def check_sheets(sheets: SheetSettings, video_devices: Path = VIDEO_DEVICES) -> Iterator[Finding]:
    """What of these the settings name; nothing for a bench without them."""
    if sheets.paper is not None:
        yield _paper(sheets.paper)
    if sheets.documents:
        yield _documents(Path(sheets.documents))
    if sheets.camera is not None:
        yield _camera(sheets.camera, video_devices)


def _paper(paper: PaperSettings) -> Finding:
    if paper.way is PaperWay.SYSTEM:
        name = f"{paper.name!r}" if paper.name else "the default printer of this PC"
        told = f"{name}: not checked from here"
        to_do = "print a test page on it from this PC, then a packing slip at the bench"
        return Finding(PAPER_DEVICE, Level.NOTE, told, to_do, "a printer of this PC: not checked from here")
    folder = Path(paper.folder)
    if not folder.is_dir():
        told, to_do = f"there is no folder {folder}", "make it, or change paper.folder"
        return Finding(PAPER_DEVICE, Level.TO_DO, told, to_do, "its folder is not there")
    if not os.access(folder, os.W_OK):
        told = f"{folder} cannot be written"
        to_do = "let the user of the bench write there, or change paper.folder"
        return Finding(PAPER_DEVICE, Level.TO_DO, told, to_do, "its folder cannot be written")
    return Finding(PAPER_DEVICE, Level.FINE, f"sheets go to {folder}", abroad="sheets go to files")


def _documents(folder: Path) -> Finding:
    if folder.is_dir() and os.access(folder, os.R_OK):
        return Finding(SHEETS, Level.FINE, f"they lie in {folder}", abroad="their folder is there")
    told, to_do = f"there is no folder {folder} that can be read", "make it, or change documents.folder"
    return Finding(SHEETS, Level.TO_DO, told, to_do, "their folder cannot be read")


def _camera(camera: CameraSettings, video_devices: Path) -> Finding:
    if camera.way is CameraWay.FOLDER:
        return _picture_folder(Path(camera.source))
    if sys.platform == "linux" and not any(video_devices.glob("video*")):
        to_do = "plug it in, or take [camera] out of the settings"
        return Finding(CAMERA_DEVICE, Level.TO_DO, "this PC shows none", to_do)
    told = f"{camera.source or 'the first of this PC'}: not checked from here"
    to_do = "close a carton at the bench and look at its picture"
    return Finding(CAMERA_DEVICE, Level.NOTE, told, to_do, "a camera of this PC: not checked from here")


def _picture_folder(path: Path) -> Finding:
    try:
        size = len(PictureFolder(CAMERA_DEVICE, path).picture())
    except DeviceFault as fault:
        said = fault_sentence(fault.code, CAMERA_DEVICE)
        told = f"{said} {path}{f' ({fault.detail})' if fault.detail else ''}"
        to_do = "let the camera put its pictures there, or change camera.source"
        return Finding(CAMERA_DEVICE, Level.TO_DO, told, to_do, said)
    return Finding(CAMERA_DEVICE, Level.FINE, f"the newest picture has {size} bytes")
