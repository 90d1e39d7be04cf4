"""The warehouse, over each store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.application.opener import opener
from tests.application.site import OpenStore
from tests.application.warehouse import Warehouse


@pytest.fixture
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStore:
    """A store of its own for each test: in memory, or where a test asks for it on disk."""
    on_disk = getattr(request, "param", "memory") == "disk"
    return opener(tmp_path / "store.db", on_disk=on_disk)


@pytest.fixture
def warehouse(open_store: OpenStore) -> Warehouse:
    """A warehouse with its people, products and orders."""
    made = Warehouse(open_store)
    made.move_in()
    return made


@pytest.fixture
def empty_warehouse(open_store: OpenStore) -> Warehouse:
    """A site at its very first start."""
    return Warehouse(open_store)
