"""A new bench loses power while it makes its store: the next start makes it, or finds it whole."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from packstation.persistence.read_journal import verify_journal
from packstation.places import STORE_NAME
from packstation.run import SETTINGS_NAME
from tests.crash.cradle import Cradle
from tests.crash.planted import Plan

TRIES = 10
STEP_S = 0.01


@pytest.mark.parametrize("steps", range(TRIES))
def test_a_first_start_that_was_cut_short_leaves_nothing_in_the_way(
    cradle: Cradle, tmp_path: Path, steps: int
) -> None:
    (tmp_path / SETTINGS_NAME).write_text("", "utf-8")
    killed = cradle.birth(tmp_path)
    killed.go(Plan())
    threading.Event().wait(steps * STEP_S)
    killed.kill()
    killed.rest()
    killed.bury()
    process = cradle.birth(tmp_path)
    try:
        process.go(Plan())
        while process.screen.act != "name_first_lead":
            process.next()
        process.close_window()
    finally:
        process.bury()
    report = verify_journal(tmp_path / STORE_NAME)
    assert report.sound
    assert report.good >= 2
