"""A picture of the open carton in the moment it is closed, as evidence of what was in it."""

from __future__ import annotations

import hashlib
from uuid import UUID

from packstation.application.bench import Bench
from packstation.application.ports import Camera, Photos
from packstation.domain.act import Act
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import PhotoMissed, PhotoTaken
from packstation.domain.person import Actor
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.value import value

CAMERA_DEVICE = "camera"
JPEG_BEGINS = b"\xff\xd8\xff"
"""ISO/IEC 10918-1: start of image, and the marker behind it."""
LARGEST_BYTES = 20_000_000


@value
class TakePhoto:
    """Runs beside the write lane: no verdict and no label waits for a camera, and none is held up by it."""

    bench: Bench
    photos: Photos
    camera: Camera | None = None

    @property
    def wanted(self) -> bool:
        """Whether this bench has a camera."""
        return self.camera is not None

    def __call__(self, actor: Actor, task: PackTask, carton_id: UUID) -> str:
        """The name of the picture's file. DeviceFault, noted as a picture missed, when there is none."""
        try:
            jpeg = self._picture()
            photo = self.photos.keep(carton_id, jpeg)
        except DeviceFault as fault:
            self._record(PhotoMissed(fault.code.value), actor, task, carton_id)
            raise
        taken = PhotoTaken(photo, hashlib.sha256(jpeg).hexdigest(), len(jpeg))
        self._record(taken, actor, task, carton_id)
        return photo

    def _picture(self) -> bytes:
        if self.camera is None:
            raise DeviceFault(FaultCode.GONE, CAMERA_DEVICE)
        jpeg = self.camera.picture()
        if not jpeg.startswith(JPEG_BEGINS) or len(jpeg) > LARGEST_BYTES:
            raise DeviceFault(FaultCode.GARBLED, CAMERA_DEVICE)
        return jpeg

    def _record(self, act: Act, actor: Actor, task: PackTask, carton_id: UUID) -> None:
        with self.bench.store.transaction() as work:
            work.record(act, actor, task=task, carton_id=carton_id)
