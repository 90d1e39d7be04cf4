"""Read whose store it is and what is ready, beside whoever writes it: nothing is locked or changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, bindparam, select

from packstation.domain.order import Order
from packstation.persistence.engine import open_engine, reading
from packstation.persistence.fault import StoreForeign
from packstation.persistence.goods_tables import product_codes
from packstation.persistence.identity import Identity, read_identity
from packstation.persistence.order_row import SqlOrders
from packstation.persistence.schema import STATION, found_version, refuse_newer, refuse_older
from packstation.persistence.tables import READY, orders

_READY_NUMBERS = (
    select(orders.c.number)
    .where(orders.c.site_id == bindparam("site"), READY)
    .order_by(orders.c.cutoff_at.is_(None), orders.c.cutoff_at, orders.c.order_id)
)
_CODES = (
    select(product_codes.c.code)
    .where(
        product_codes.c.site_id == bindparam("site"),
        product_codes.c.sku == bindparam("sku"),
        product_codes.c.factor == 1,
    )
    .order_by(product_codes.c.code)
)


@dataclass(frozen=True, slots=True)
class OrderSheets:
    """The orders asked for, the numbers nobody knows, and by SKU the codes that mean one piece of it."""

    orders: tuple[Order, ...]
    unknown: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]


def identity_of(path: Path) -> Identity:
    """Whose store it is. Raises FileNotFoundError, StoreUnusable and DeviceFault."""
    with _snapshot(path) as raw:
        return read_identity(raw)


def ready_orders(path: Path) -> OrderSheets:
    """Everything NEXT may offer, by cut-off as NEXT does. Raises as `identity_of`, and StoreTooOld."""
    return _read(path, None)


def orders_named(path: Path, numbers: Iterable[str]) -> OrderSheets:
    """The orders of these numbers, in whatever state, in the order asked. Raises as `ready_orders`."""
    return _read(path, tuple(numbers))


def _read(path: Path, numbers: tuple[str, ...] | None) -> OrderSheets:
    with _snapshot(path) as raw, open_engine(raw).connect() as connection:
        identity = read_identity(raw)
        refuse_older(found_version(raw) or "", STATION)
        asked = numbers
        if asked is None:
            asked = tuple(connection.execute(_READY_NUMBERS, {"site": identity.site}).scalars())
        rows = SqlOrders(connection, identity.site, identity.station_id)
        found = {number: rows.by_number(number) for number in asked}
        known = tuple(order for order in found.values() if order is not None)
        unknown = tuple(number for number, order in found.items() if order is None)
        return OrderSheets(known, unknown, _codes(connection, identity, known))


def _codes(
    connection: Connection, identity: Identity, known: tuple[Order, ...]
) -> dict[str, tuple[str, ...]]:
    skus = {line.sku for order in known for line in order.lines}
    return {
        sku: tuple(connection.execute(_CODES, {"site": identity.site, "sku": sku}).scalars()) for sku in skus
    }


@contextmanager
def _snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """The store as it is at one moment, once it is known to be one this release can read."""
    with reading(path) as raw:
        raw.execute("BEGIN")
        version = found_version(raw)
        if version is None:
            raise StoreForeign
        refuse_newer(version, STATION)
        yield raw
