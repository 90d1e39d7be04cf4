"""The PC's camera: asked on another thread than the window's; without one, a fault in time. No hardware."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from packstation.application.take_photo import JPEG_BEGINS
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.ui.camera import SystemCamera, _Shot, jpeg_of

pytestmark = pytest.mark.gui


class PlantedCamera(SystemCamera):
    """A camera that gives what the test says, or nothing at all."""

    def __init__(self, given: QImage | FaultCode | None) -> None:
        # Only of a camera that gives nothing the end of the patience is waited for.
        super().__init__("camera", "", patience_s=0.2 if given is None else 120.0)
        self.given = given
        self.threads: list[str] = []

    def _begin(self, shot: _Shot) -> None:
        self.threads.append(threading.current_thread().name)
        if isinstance(self.given, QImage):
            shot.fill(self.given)
        elif self.given is not None:
            shot.fail(self.given)


def picture_of(qtbot: QtBot, camera: SystemCamera) -> bytes | FaultCode:
    """What a worker gets, while the window's thread goes on."""
    got: list[bytes | FaultCode] = []

    def ask() -> None:
        try:
            got.append(camera.picture())
        except DeviceFault as fault:
            got.append(fault.code)

    worker = threading.Thread(target=ask, name="slow-verbs")
    worker.start()
    qtbot.waitUntil(lambda: bool(got), timeout=120_000)
    worker.join(5)
    return got[0]


def image() -> QImage:
    made = QImage(64, 48, QImage.Format.Format_RGB32)
    made.fill(QColor("red"))
    return made


def test_a_picture_is_a_jpeg_of_what_was_seen(qtbot: QtBot) -> None:
    camera = PlantedCamera(image())
    jpeg = picture_of(qtbot, camera)
    assert isinstance(jpeg, bytes)
    assert jpeg.startswith(JPEG_BEGINS)
    assert camera.threads == [threading.main_thread().name]
    seen = QImage.fromData(jpeg)
    assert (seen.width(), seen.height()) == (64, 48)
    assert jpeg_of(image()) == jpeg


@pytest.mark.parametrize(
    ("given", "code"),
    [(None, FaultCode.SILENT), (FaultCode.BUSY, FaultCode.BUSY), (QImage(), FaultCode.GARBLED)],
)
def test_a_camera_that_gives_none_is_a_fault_in_time(
    qtbot: QtBot, given: QImage | FaultCode | None, code: FaultCode
) -> None:
    assert picture_of(qtbot, PlantedCamera(given)) is code


def test_a_pc_without_that_camera_says_so(qtbot: QtBot) -> None:
    assert picture_of(qtbot, SystemCamera("camera", "no such camera")) is FaultCode.GONE
