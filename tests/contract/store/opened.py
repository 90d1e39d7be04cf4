"""A store in use, whichever it is, and what the tests of its promises do to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from packstation.application.ports import Store
from packstation.domain.journal import JournalEntry
from packstation.domain.order import Order
from packstation.persistence.read_journal import read_journal
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.persistence.shelf import BLOCK, counting_ids, make_order, open_store

CARTON = UUID(int=77)
MUGS = make_order(1, ("MUG", 3), ("LID", 24), hours=6)


@dataclass
class Opened:
    """A store in use, how to stop and start it, and its journal without the starts and stops."""

    store: Store
    restart: Callable[[], Store]
    read: Callable[[], list[JournalEntry]]

    def again(self) -> Store:
        """The same store after a stop and a start."""
        self.store = self.restart()
        return self.store

    def journal(self) -> list[JournalEntry]:
        """What was written, oldest first."""
        return [entry for entry in self.read() if not entry.act.kind.startswith("station_")]


def in_memory(_folder: Path) -> Opened:
    store = FakeStore(FakeClock(), counting_ids(), BLOCK)
    return Opened(store, lambda: store, lambda: store.journal)


def on_disk(folder: Path) -> Opened:
    path = folder / "store.db"
    open_now = [open_store(path)]

    def restart() -> Store:
        open_now[0].close()
        open_now[0] = open_store(path)
        return open_now[0]

    return Opened(open_now[0], restart, lambda: list(read_journal(path)))


def put(store: Store, *orders: Order) -> None:
    with store.transaction() as work:
        for order in orders:
            work.orders.add(order)


def next_number(store: Store, sku: str | None = None) -> str | None:
    with store.transaction() as work:
        order = work.orders.next_ready(sku)
    return order.number if order else None


def change(store: Store, number: str, change_it: Callable[[Order], Order]) -> None:
    with store.transaction() as work:
        order = work.orders.by_number(number)
        assert order is not None
        work.orders.save(change_it(order))
