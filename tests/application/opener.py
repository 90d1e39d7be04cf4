"""Opens the store a test packs over: in memory, or on disk where it has to outlive the process."""

from __future__ import annotations

from pathlib import Path

from packstation.application.ports import NewId
from packstation.persistence.read_journal import read_journal
from packstation.persistence.store import SqliteStore
from tests.application.site import BLOCK, Opened, OpenStore
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore


def opener(path: Path, *, on_disk: bool) -> OpenStore:
    """Whoever calls it gets a store of its own; the one on disk is the same file each time."""

    def open_memory(clock: FakeClock, new_id: NewId) -> Opened:
        store = FakeStore(clock, new_id, BLOCK)
        return Opened(store, lambda: store.journal, lambda: None)

    def open_disk(clock: FakeClock, new_id: NewId) -> Opened:
        store = SqliteStore.open(path, clock=clock, new_id=new_id, app_version="1", block=BLOCK)
        return Opened(store, lambda: list(read_journal(path)), store._closing.close)

    return open_disk if on_disk else open_memory
