"""A camera of this PC, by Qt's multimedia module. Not tested on real hardware.

It is switched on for each picture and off again behind it: no lamp that glows at people all day long. Qt
wants it on the window's thread; whoever asks waits on another. The module is loaded with the first picture.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from packstation.domain.refusal import DeviceFault, FaultCode

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QImageCapture, QMediaCaptureSession

PATIENCE_S = 5.0
"""A webcam needs a second or two to wake up and to find its exposure."""
QUALITY = 85


class _Shot:
    """One picture asked for: filled by the window's thread, awaited by another."""

    def __init__(self) -> None:
        self.taken = threading.Event()
        self.image: QImage | None = None
        self.fault: FaultCode | None = None

    def fail(self, fault: FaultCode) -> None:
        self.fault = fault
        self.taken.set()

    def fill(self, image: QImage) -> None:
        self.image = image
        self.taken.set()


class SystemCamera(QObject):
    """`camera` is the name the system knows it by, empty for the first. Made on the window's thread."""

    _asked = Signal(object)
    _over = Signal()

    def __init__(self, device: str, camera: str, patience_s: float = PATIENCE_S) -> None:
        super().__init__()
        self._device = device
        self._camera = camera
        self._patience_s = patience_s
        self._parts: tuple[QCamera, QImageCapture, QMediaCaptureSession] | None = None
        self._asked.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._over.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def picture(self) -> bytes:
        """What lies there now as JPEG. Never on the window's thread. DeviceFault: gone, busy, silent."""
        import PySide6.QtMultimedia  # noqa: F401, PLC0415  loaded here, so that the window does not stand still

        shot = _Shot()
        self._asked.emit(shot)
        try:
            if not shot.taken.wait(self._patience_s):
                raise DeviceFault(FaultCode.SILENT, self._device)
        finally:
            self._over.emit()
        if shot.image is None or shot.image.isNull():
            raise DeviceFault(shot.fault or FaultCode.GARBLED, self._device)
        return jpeg_of(shot.image)

    @Slot(object)
    def _begin(self, shot: _Shot) -> None:
        """Switch the camera on and take the picture as soon as it can."""
        from PySide6.QtMultimedia import (  # noqa: PLC0415  the module says why
            QCamera,
            QImageCapture,
            QMediaCaptureSession,
            QMediaDevices,
        )

        wanted = (found for found in QMediaDevices.videoInputs() if self._camera in {"", found.description()})
        device = next(wanted, None)
        if device is None:
            shot.fail(FaultCode.GONE)
            return
        camera, capture, session = QCamera(device), QImageCapture(), QMediaCaptureSession()
        session.setCamera(camera)
        session.setImageCapture(capture)
        capture.imageCaptured.connect(lambda _number, image: shot.fill(image))
        capture.errorOccurred.connect(lambda *_: shot.fail(FaultCode.GARBLED))
        camera.errorOccurred.connect(lambda *_: shot.fail(FaultCode.BUSY))
        capture.readyForCaptureChanged.connect(_when_ready(capture))
        self._parts = camera, capture, session
        camera.start()

    @Slot()
    def _end(self) -> None:
        if self._parts is not None:
            self._parts[0].stop()
            self._parts = None


def _when_ready(capture: QImageCapture) -> Callable[[bool], None]:
    def take(ready: bool) -> None:
        if ready:
            capture.capture()

    return take


def jpeg_of(image: QImage) -> bytes:
    """A picture as JPEG, good enough to read what is printed on a product."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
