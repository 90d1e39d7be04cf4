"""Orders, goods and people for the tests of the store, and stores to put them in."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

from packstation.application.ports import Work
from packstation.domain.act import CartonOpened, UnitCounted
from packstation.domain.carton import CartonType
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Role
from packstation.domain.product import Product, ProductCode, Unit
from packstation.domain.sscc import SsccBlock
from packstation.persistence.schema import STATION, Schema
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import NOON, FakeClock

BLOCK = SsccBlock(0, "9521234", "BENCH", 1, 1_000)
BOX = CartonType("BOX-S", 120, 10)
IDA = Actor("ida", "Ida", Role.PACKER)
MUG_CODE, LID_CODE = "04012345678901", "04012345678918"
PRODUCTS = (Product("MUG", "Mug, blue", 300), Product("LID", "Lid", 20), Product("POSTER", "Poster"))
CODES = (ProductCode(MUG_CODE, "MUG"), ProductCode(LID_CODE, "LID", Unit.CASE, 12))


def counting_ids() -> Callable[[], UUID]:
    """Identifiers one after the other, far away from those of tests and of other processes."""
    numbers = count(os.getpid() << 64)
    return lambda: UUID(int=next(numbers))


NEW_ID = counting_ids()
"""Shared by all stores, because a store that is opened again must not see its old identifiers."""


def open_store(path: Path, *, demo: bool = False, schema: Schema = STATION) -> SqliteStore:
    """The store at this path, at noon."""
    return SqliteStore.open(
        path, clock=FakeClock(), new_id=NEW_ID, app_version="1.0", block=BLOCK, demo=demo, schema=schema
    )


def make_order(
    number: int, *lines: tuple[str, int], hours: int | None = None, tote: str | None = None
) -> Order:
    """An order as it comes in; `hours` after noon its truck leaves."""
    return Order(
        order_id=UUID(int=number),
        number=str(number),
        lines=tuple(OrderLine(n, sku, quantity) for n, (sku, quantity) in enumerate(lines, 1)),
        cutoff_at=NOON + timedelta(hours=hours) if hours is not None else None,
        tote=tote,
        ship_to=("A. Customer", "Ship street 7"),
        carrier="Local",
    )


def open_order(work: Work, station_id: str, order: Order, carton_id: UUID) -> PackTask:
    """A new order, claimed here, with an empty carton."""
    work.orders.add(order)
    work.orders.save(order.claimed_by(station_id))
    before = work.orders.task(order.order_id)
    after = before.with_carton(carton_id, BOX)
    work.orders.save_task(before, after)
    work.record(CartonOpened(1, BOX.code), IDA, task=after, carton_id=carton_id)
    return after


def scan(work: Work, order_id: UUID, code: str = MUG_CODE) -> PackTask:
    """What a scan of goods does to the store."""
    before = work.orders.task(order_id)
    meaning = work.catalogue.meaning(code)
    assert meaning is not None
    after, counted = before.count(meaning.sku, meaning.factor)
    work.orders.save_task(before, after)
    act = UnitCounted(counted.line_no, counted.sku, counted.units, code, "scanner")
    assert after.open_carton is not None
    work.record(act, IDA, task=after, carton_id=after.open_carton.carton_id)
    return after
