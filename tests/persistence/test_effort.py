"""A large order costs the store no more at each scan than a small one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from packstation.application.ports import Work
from packstation.domain.order import Order
from packstation.domain.pack_task import PackTask
from packstation.domain.trace import Trace
from packstation.persistence.store import SqliteStore
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_order, open_store, scan

SMALL = make_order(1, ("MUG", 5))
LARGE = make_order(2, *((f"P-{number}", 9) for number in range(199)), ("MUG", 2_000))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(tmp_path / "store.db")
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        for number, order in enumerate((SMALL, LARGE)):
            open_order(work, store.station_id, order, UUID(int=77 + number))
    yield store
    store.close()


@contextmanager
def effort(store: SqliteStore) -> Iterator[list[str]]:
    """The statements run in the block, and at the end as many words as rows were written."""
    run: list[str] = []
    written = store._raw.total_changes
    store._raw.set_trace_callback(run.append)
    yield run
    store._raw.set_trace_callback(None)
    run.extend(["row written"] * (store._raw.total_changes - written))


def of_a_scan(store: SqliteStore, order: Order) -> int:
    with store.transaction() as work:
        scan(work, order.order_id)
    with effort(store) as run, store.transaction() as work:
        scan(work, order.order_id)
    return len(run)


def with_serial(work: Work, order: Order, serial: str) -> PackTask:
    before = work.orders.task(order.order_id)
    after, _ = before.count("MUG", 1)
    (carton,) = after.cartons
    traces = (*carton.traces, Trace(carton.contents[0][0], 1, serial=serial))
    after = replace(after, cartons=(replace(carton, traces=traces),))
    work.orders.save_task(before, after)
    return after


def of_a_piece(store: SqliteStore, order: Order) -> int:
    with store.transaction() as work:
        work.orders.task(order.order_id)
    with effort(store) as run, store.transaction() as work:
        with_serial(work, order, "S-9999")
    return len(run)


def test_a_scan_into_an_order_of_two_hundred_lines_is_a_scan_like_any_other(store: SqliteStore) -> None:
    with store.transaction() as work:
        for sku in (f"P-{number}" for number in range(199)):
            task = work.orders.task(LARGE.order_id)
            work.orders.save_task(task, task.count(sku, 9)[0])
    assert of_a_scan(store, LARGE) == of_a_scan(store, SMALL)


def test_the_thousandth_serial_number_is_written_as_the_first_was(store: SqliteStore) -> None:
    with store.transaction() as work:
        for order in (SMALL, LARGE):
            with_serial(work, order, "S-0")
        for number in range(1, 1_000):
            with_serial(work, LARGE, f"S-{number}")
    assert of_a_piece(store, LARGE) == of_a_piece(store, SMALL)
