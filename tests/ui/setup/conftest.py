"""Steps that are gone through in a real window, over a home on disk and devices at real ends."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from packstation import set_up as module
from packstation.devices.simulated.bench import SimulatedBench
from packstation.set_up import set_up

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from packstation.ui.setup.view import SetupWindow
    from tests.ui.setup.person import Play


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Play], bool]]:
    """Lead a person through the steps of one home; whether the bench may start."""
    hook, caught = sys.excepthook, threading.excepthook

    def lead(act: Play) -> bool:
        def show(window: SetupWindow) -> int:
            from tests.ui.setup.person import Person  # noqa: PLC0415  the presenter's tests run without Qt

            act(Person(window, qtbot))
            window.close()
            return 0

        monkeypatch.setattr(module, "show_until_closed", show)
        return set_up(tmp_path / "home")

    yield lead
    sys.excepthook, threading.excepthook = hook, caught


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[SimulatedBench]:
    """A scanner, a scale and a printer that are switched on."""
    bench = SimulatedBench(tmp_path / "devices")
    yield bench
    bench.switch_off()
