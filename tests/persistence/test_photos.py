"""Pictures of cartons on the disk: for nobody else to read, none written over, none kept for ever."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from packstation.domain.packing_act import PhotosDeleted
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence.nightly import NightlyBackup, OldPhotos
from packstation.persistence.photos import PhotoFolder
from packstation.persistence.read_journal import read_journal
from tests.fakes.clock import NOON, FakeClock
from tests.persistence.shelf import open_store

CARTON = UUID(int=7)
POSIX = pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where pictures go; made with the first."""
    return tmp_path / "photos"


def test_a_picture_is_a_file_named_by_its_carton(folder: Path) -> None:
    assert PhotoFolder(folder).keep(CARTON, b"jpeg") == f"{CARTON}.jpg"
    assert (folder / f"{CARTON}.jpg").read_bytes() == b"jpeg"
    assert len(list(folder.iterdir())) == 1


def test_a_carton_closed_again_keeps_its_first_picture(folder: Path) -> None:
    photos = PhotoFolder(folder)
    names = [photos.keep(CARTON, jpeg) for jpeg in (b"1", b"2", b"3")]
    assert [(folder / name).read_bytes() for name in names] == [b"1", b"2", b"3"]


@POSIX
def test_nobody_but_the_owner_can_read_them(folder: Path) -> None:
    name = PhotoFolder(folder).keep(CARTON, b"jpeg")
    assert ((folder / name).stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_a_power_cut_left_half_written_is_in_nobodys_way(folder: Path) -> None:
    folder.mkdir()
    (folder / f".{CARTON}.part").write_bytes(b"ha")
    assert PhotoFolder(folder).keep(CARTON, b"jpeg") == f"{CARTON}.jpg"


def test_a_disk_that_does_not_take_it_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "photos").write_bytes(b"a file")
    with pytest.raises(DeviceFault) as fault:
        PhotoFolder(tmp_path / "photos").keep(CARTON, b"jpeg")
    assert (fault.value.code, fault.value.device) == (FaultCode.GONE, "photos")


def aged(folder: Path, name: str, days: float) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(b"jpeg")
    at_s = (NOON - timedelta(days=days)).timestamp()
    os.utime(path, (at_s, at_s))
    return path


def test_pictures_go_when_they_are_old_and_the_journal_says_how_many(tmp_path: Path, folder: Path) -> None:
    aged(folder, "a.jpg", 90.1)
    aged(folder, "b.jpg", 400)
    aged(folder, ".c.part", 91)
    young, foreign = aged(folder, "d.jpg", 89.9), aged(folder, "README", 900)
    store = open_store(tmp_path / "store.db")
    nightly = NightlyBackup(store, tmp_path / "backups", 3, FakeClock(), OldPhotos(PhotoFolder(folder), 90))
    nightly.tidy()
    nightly.tidy()
    store.close()
    assert sorted(folder.iterdir()) == sorted([young, foreign])
    acts = [entry.act for entry in read_journal(tmp_path / "store.db")]
    assert [act for act in acts if isinstance(act, PhotosDeleted)] == [PhotosDeleted(2)]


def test_where_no_picture_was_ever_taken_there_is_nothing_to_tidy(tmp_path: Path, folder: Path) -> None:
    assert OldPhotos(PhotoFolder(folder), 1).delete(FakeClock()) == 0
    assert not folder.exists()
