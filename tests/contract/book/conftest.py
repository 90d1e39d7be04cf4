"""Each promise is kept by the store on disk and by the model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.book.opened import InMemory, OnDisk, OpenedBook


@pytest.fixture(params=[InMemory, OnDisk], ids=["model", "disk"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> OpenedBook:
    made: OpenedBook = request.param(tmp_path)
    return made
