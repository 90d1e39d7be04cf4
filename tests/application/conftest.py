"""The warehouse, over each store."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.application.ports import NewId
from packstation.persistence.read_journal import read_journal
from packstation.persistence.store import SqliteStore
from tests.application.site import BLOCK, Opened, OpenStore
from tests.application.warehouse import Warehouse
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore


@pytest.fixture
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStore:
    """A store of its own for each test: in memory, or where a test asks for it on disk."""
    path = tmp_path / "store.db"

    def open_memory(clock: FakeClock, new_id: NewId) -> Opened:
        store = FakeStore(clock, new_id, BLOCK)
        return Opened(store, lambda: store.journal, lambda: None)

    def open_disk(clock: FakeClock, new_id: NewId) -> Opened:
        store = SqliteStore.open(path, clock=clock, new_id=new_id, app_version="1", block=BLOCK)
        return Opened(store, lambda: list(read_journal(path)), store._closing.close)

    return open_disk if getattr(request, "param", "memory") == "disk" else open_memory


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
