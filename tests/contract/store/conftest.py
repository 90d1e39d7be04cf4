"""Each promise is kept by the store on disk and by the one in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.store.opened import Opened, in_memory, on_disk
from tests.persistence.shelf import CODES, PRODUCTS


@pytest.fixture(params=[in_memory, on_disk], ids=["memory", "disk"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    make: Callable[[Path], Opened] = request.param
    opened = make(tmp_path)
    with opened.store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    return opened
