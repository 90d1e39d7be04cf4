"""A bench with its store, and a language that no test leaves behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from packstation.ui import translation
from packstation.ui.design.palette import LIGHT, wear
from tests.application.opener import opener
from tests.application.site import MUG, OpenStore
from tests.application.warehouse import Warehouse
from tests.ui.at_bench import AtBench

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.at_window import AtWindow


@pytest.fixture
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStore:
    """A store of its own for each test: in memory, or on disk where it has to outlive the process."""
    on_disk = getattr(request, "param", "memory") == "disk"
    return opener(tmp_path / "store.db", on_disk=on_disk)


@pytest.fixture
def empty_warehouse(open_store: OpenStore) -> Warehouse:
    """A site at its very first start."""
    return Warehouse(open_store)


@pytest.fixture
def warehouse(empty_warehouse: Warehouse) -> Warehouse:
    """A warehouse with its people, products and orders."""
    empty_warehouse.move_in()
    return empty_warehouse


@pytest.fixture
def bench(warehouse: Warehouse) -> AtBench:
    """The bench of that warehouse, switched on."""
    return AtBench(warehouse)


@pytest.fixture(autouse=True)
def _closed_windows_are_gone() -> Iterator[None]:
    """The windows of a test end with it.

    Qt keeps what is to be deleted until an event loop runs, and most tests run none: hundreds of windows
    lived on, and whatever ran a loop or changed the style paid for all of them.
    """
    yield
    if core := sys.modules.get("PySide6.QtCore"):  # tests of presenters run without Qt
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _source_language() -> Iterator[None]:
    """English before and after."""
    before = translation._current
    yield
    translation._current = before


@pytest.fixture
def at_window(request: pytest.FixtureRequest, warehouse: Warehouse) -> AtWindow:
    """The bench with its window in front."""
    from tests.ui.at_window import AtWindow  # noqa: PLC0415  tests of presenters run without Qt

    qtbot: QtBot = request.getfixturevalue("qtbot")
    made = AtWindow(warehouse)
    qtbot.addWidget(made.window)
    qtbot.waitExposed(made.window)
    return made


@pytest.fixture
def packing(bench: AtBench) -> AtBench:
    """Ida with a mug of two in the carton of order 100234."""
    bench.open("100234")
    bench.scan(MUG)
    return bench


@pytest.fixture(autouse=True)
def _usual_colours() -> Iterator[None]:
    """The light theme before and after."""
    yield
    wear(LIGHT)


@pytest.fixture
def bundled_letters(qapp: object) -> Iterator[None]:
    """The letters of the window itself, and a language that no test leaves behind."""
    from packstation.places import resources  # noqa: PLC0415  tests of presenters run without Qt
    from packstation.ui.main_loop import load_fonts  # noqa: PLC0415  as above

    load_fonts(resources() / "fonts")
    before = translation._current, translation._spoken
    yield
    translation._current, translation._spoken = before
