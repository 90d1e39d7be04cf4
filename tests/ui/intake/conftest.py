"""A bench to which files are brought."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.application.warehouse import Warehouse

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.intake.at_files import AtFiles


@pytest.fixture
def at_files(request: pytest.FixtureRequest, warehouse: Warehouse, tmp_path: Path) -> AtFiles:
    """The bench with its window in front, and an empty folder."""
    from tests.ui.intake.at_files import AtFiles  # noqa: PLC0415  as in the bench with a window

    qtbot: QtBot = request.getfixturevalue("qtbot")
    made = AtFiles(warehouse)
    made.folder = tmp_path
    qtbot.addWidget(made.window)
    qtbot.waitExposed(made.window)
    return made
