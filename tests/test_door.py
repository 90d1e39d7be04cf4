"""Commands of the same user ask the running station; nobody else can, and nobody waits for ever."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from packstation.domain.refusal import DeviceFault, FaultCode, RefusalCode, Refused
from packstation.door import NOTE_NAME, UNKNOWN, Door, NoDoor, Tell, Told, ask
from packstation.office import run_errand
from packstation.ui.verbs import IntakeVerbs
from tests.persistence.waiting import wait_until


def opened(home: Path, errand: Callable[[Told, Tell, Callable[[], bool]], Told]) -> Door:
    door = Door(home, errand)
    door.start()
    wait_until((home / NOTE_NAME).exists)
    return door


def test_a_command_hears_how_far_it_is_and_how_it_ended(tmp_path: Path) -> None:
    def errand(asked: Told, tell: Tell, _off: Callable[[], bool]) -> Told:
        tell({"rows": 1})
        return {"rows": asked["rows"]}

    door = opened(tmp_path, errand)
    assert list(ask(tmp_path, {"rows": 2})) == [{"progress": {"rows": 1}}, {"done": {"rows": 2}}]
    assert list(ask(tmp_path, {"rows": 3}))[-1] == {"done": {"rows": 3}}
    door.stop()


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (Refused(RefusalCode.IMPORT_RUNNING), {"refused": "import_running", "facts": {}}),
        (DeviceFault(FaultCode.DISK_FULL, "store"), {"fault": "disk_full", "device": "store"}),
        (FileNotFoundError(2, "not there"), {"trouble": "not there"}),
    ],
)
def test_a_no_is_told_and_the_door_stays_open(tmp_path: Path, trouble: Exception, told: Told) -> None:
    def errand(_asked: Told, _tell: Tell, _off: Callable[[], bool]) -> Told:
        raise trouble

    door = opened(tmp_path, errand)
    assert list(ask(tmp_path, {})) == [told]
    assert list(ask(tmp_path, {})) == [told]
    door.stop()


@pytest.mark.parametrize("asked", [{"errand": "fly"}, {}, {"errand": None}])
def test_an_errand_of_another_release_is_refused_and_the_next_one_is_done(
    tmp_path: Path, asked: Told
) -> None:
    verbs = cast(IntakeVerbs, None)
    door = opened(tmp_path, lambda asked, tell, off: run_errand(verbs, asked, tell, off))
    assert list(ask(tmp_path, asked)) == [{"trouble": UNKNOWN}]
    assert list(ask(tmp_path, asked)) == [{"trouble": UNKNOWN}]
    door.stop()


@pytest.mark.parametrize("said", [["import"], "import", 7, None])
def test_what_is_no_errand_at_all_ends_the_visit_and_not_the_door(tmp_path: Path, said: object) -> None:
    door = opened(tmp_path, lambda asked, _tell, _off: asked)
    with pytest.raises(NoDoor):
        list(ask(tmp_path, cast(Told, said)))
    assert list(ask(tmp_path, {"rows": 1})) == [{"done": {"rows": 1}}]
    door.stop()


def test_an_errand_that_nobody_wants_any_more_is_told_so(tmp_path: Path) -> None:
    def errand(_asked: Told, tell: Tell, off: Callable[[], bool]) -> Told:
        tell({})
        wait_until(off)
        return {"stopped": True}

    door = opened(tmp_path, errand)
    assert list(ask(tmp_path, {}, cancelled=lambda: True))[-1] == {"done": {"stopped": True}}
    door.stop()


def test_only_the_owner_reads_the_key_and_enters_the_folder(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows has other rights")
    door = opened(tmp_path, lambda _asked, _tell, _off: {})
    note = tmp_path / NOTE_NAME
    assert note.stat().st_mode & 0o777 == 0o600
    address = Path(json.loads(note.read_text("utf-8"))["address"])
    assert address.parent.stat().st_mode & 0o777 == 0o700
    assert address.parent.stat().st_uid == os.getuid()
    door.stop()
    assert not note.exists()
    assert not address.parent.exists()


def test_without_the_key_nothing_is_done_and_the_door_stays_open(tmp_path: Path) -> None:
    asked: list[Told] = []

    def errand(told: Told, _tell: Tell, _off: Callable[[], bool]) -> Told:
        asked.append(told)
        return {}

    door = opened(tmp_path, errand)
    note = tmp_path / NOTE_NAME
    right = json.loads(note.read_text("utf-8"))
    note.write_text(json.dumps({**right, "key": "00" * 32}), "utf-8")
    with pytest.raises(NoDoor):
        list(ask(tmp_path, {"who": "eve"}))
    note.write_text(json.dumps(right), "utf-8")
    assert list(ask(tmp_path, {"who": "ida"})) == [{"done": {}}]
    assert asked == [{"who": "ida"}]
    door.stop()


def test_noise_at_the_door_ends_nothing(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a socket of this kind")
    door = opened(tmp_path, lambda _asked, _tell, _off: {})
    address = json.loads((tmp_path / NOTE_NAME).read_text("utf-8"))["address"]
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(address)
        stranger.sendall(b"\xff" * 64)
    assert list(ask(tmp_path, {})) == [{"done": {}}]
    door.stop()


def test_a_door_that_is_stopped_while_it_opens_leaves_nothing_behind(tmp_path: Path) -> None:
    class SlowDoor(Door):
        def _address(self) -> str:
            wait_until(lambda: self._stopping)
            return super()._address()

    door = SlowDoor(tmp_path, lambda _asked, _tell, _off: {})
    door.start()
    door.stop()
    door._thread.join(30)
    assert list(tmp_path.iterdir()) == []
    assert door._folder is not None
    assert not Path(door._folder).exists()


def test_no_station_no_door(tmp_path: Path) -> None:
    with pytest.raises(NoDoor):
        list(ask(tmp_path, {}))
    (tmp_path / NOTE_NAME).write_text('{"address": "nowhere", "key": "00"}', "utf-8")
    with pytest.raises(NoDoor):
        list(ask(tmp_path, {}))
