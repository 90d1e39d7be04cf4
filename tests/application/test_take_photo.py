"""The picture of a carton: kept with its hash in the journal, or written down as missed."""

from __future__ import annotations

import hashlib

import pytest

from packstation.application.take_photo import LARGEST_BYTES, TakePhoto
from packstation.domain.packing_act import PhotoMissed, PhotoTaken
from packstation.domain.refusal import DeviceFault, FaultCode
from tests.application.warehouse import Warehouse
from tests.fakes.paper import JPEG


def take(warehouse: Warehouse) -> str:
    warehouse.sheets.has_camera = True
    sheets, task = warehouse.sheets.joined, warehouse.close().task
    carton = task.cartons[-1]
    return TakePhoto(warehouse.bench, sheets.photos, sheets.camera)(warehouse.ida, task, carton.carton_id)


def test_the_journal_names_the_file_and_its_hash(warehouse: Warehouse) -> None:
    photo = take(warehouse)
    assert warehouse.sheets.photos.kept == {photo: JPEG}
    assert warehouse.newest() == [PhotoTaken(photo, hashlib.sha256(JPEG).hexdigest(), len(JPEG))]


@pytest.mark.parametrize("jpeg", [b"", b"<html>", JPEG + b"\0" * LARGEST_BYTES])
def test_what_is_no_picture_is_not_kept(warehouse: Warehouse, jpeg: bytes) -> None:
    warehouse.sheets.camera.jpeg = jpeg
    with pytest.raises(DeviceFault) as fault:
        take(warehouse)
    assert fault.value.code is FaultCode.GARBLED
    assert (warehouse.sheets.photos.kept, warehouse.newest()) == ({}, [PhotoMissed("garbled")])


def test_a_full_disk_is_written_down_as_a_picture_missed(warehouse: Warehouse) -> None:
    warehouse.sheets.photos.fault = FaultCode.DISK_FULL
    with pytest.raises(DeviceFault):
        take(warehouse)
    assert warehouse.newest() == [PhotoMissed("disk_full")]


def test_only_a_bench_with_a_camera_wants_pictures(warehouse: Warehouse) -> None:
    sheets = warehouse.sheets.joined
    assert not TakePhoto(warehouse.bench, sheets.photos, sheets.camera).wanted
    warehouse.sheets.has_camera = True
    assert TakePhoto(warehouse.bench, sheets.photos, warehouse.sheets.joined.camera).wanted
