"""Pictures a network camera puts into a folder: the newest whole one, or why there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from packstation.devices.picture_folder import PictureFolder
from packstation.domain.refusal import DeviceFault, FaultCode

OLD, NEW = b"\xff\xd8\xff old \xff\xd9", b"\xff\xd8\xff new \xff\xd9"


def put(path: Path, jpeg: bytes, at_s: int) -> None:
    path.write_bytes(jpeg)
    os.utime(path, (at_s, at_s))


def test_the_newest_picture_counts_whatever_it_is_called(tmp_path: Path) -> None:
    put(tmp_path / "b.jpg", OLD, 1_000)
    put(tmp_path / "a.JPEG", NEW, 2_000)
    put(tmp_path / "z.txt", b"no picture", 3_000)
    assert PictureFolder("camera", tmp_path).picture() == NEW


def test_one_file_that_is_written_again_and_again_will_do(tmp_path: Path) -> None:
    path = tmp_path / "now.jpg"
    put(path, OLD, 1_000)
    camera = PictureFolder("camera", path)
    assert camera.picture() == OLD
    put(path, NEW, 1_000)
    assert camera.picture() == NEW


@pytest.mark.parametrize(
    ("files", "where", "code"),
    [
        ({}, "", FaultCode.SILENT),
        ({"a.txt": OLD}, "", FaultCode.SILENT),
        ({}, "gone", FaultCode.GONE),
        ({"a.jpg": OLD[:-2]}, "", FaultCode.GARBLED),
        ({"a.jpg": b""}, "a.jpg", FaultCode.GARBLED),
    ],
)
def test_what_is_missing_or_half_written_is_no_picture(
    tmp_path: Path, files: dict[str, bytes], where: str, code: FaultCode
) -> None:
    for name, jpeg in files.items():
        put(tmp_path / name, jpeg, 1_000)
    with pytest.raises(DeviceFault) as fault:
        PictureFolder("camera", tmp_path / where).picture()
    assert (fault.value.code, fault.value.device) == (code, "camera")
