"""Read whose store it is and what is ready, beside whoever writes it: nothing is locked or changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from packstation.domain.order import Order
from packstation.domain.order_number import also_written
from packstation.domain.value import value
from packstation.persistence.engine import reading
from packstation.persistence.fault import StoreForeign
from packstation.persistence.identity import Identity, read_identity
from packstation.persistence.order_row import SqlOrders
from packstation.persistence.prepared import Prepared
from packstation.persistence.schema import STATION, found_version, refuse_newer, refuse_older

_READY_NUMBERS = Prepared("order.ready_numbers")
_CODES = Prepared("catalogue.piece_codes")


@value
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
    with _snapshot(path) as raw:
        identity = read_identity(raw)
        refuse_older(found_version(raw) or "", STATION)
        asked = numbers
        if asked is None:
            asked = _first(_READY_NUMBERS(raw, {"site": identity.site.bytes}))
        rows = SqlOrders(raw, identity.site, identity.station_id)
        found = {number: rows.by_number(number) or rows.by_number(also_written(number)) for number in asked}
        known = tuple(order for order in found.values() if order is not None)
        unknown = tuple(number for number, order in found.items() if order is None)
        return OrderSheets(known, unknown, _codes(raw, identity, known))


def _codes(
    raw: sqlite3.Connection, identity: Identity, known: tuple[Order, ...]
) -> dict[str, tuple[str, ...]]:
    skus = {line.sku for order in known for line in order.lines}
    return {sku: _first(_CODES(raw, {"site": identity.site.bytes, "sku": sku})) for sku in skus}


def _first(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(row[0] for row in rows)


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
