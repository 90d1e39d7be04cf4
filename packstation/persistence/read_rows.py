"""Read a store as bare rows and counts, whatever release wrote them, for support."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from packstation.domain.value import value
from packstation.persistence.engine import reading
from packstation.persistence.fault import StoreForeign
from packstation.persistence.schema import STATION, found_version, refuse_newer

_NEWEST = """
    SELECT station_id, boot_id, seq, at, mono_ms, kind, version, order_id, carton_id, payload FROM journal
    ORDER BY rowid DESC LIMIT ?
"""
_COUNTS = {
    "carton_lines": "SELECT count(*) FROM carton_lines",
    "carton_traces": "SELECT count(*) FROM carton_traces",
    "cartons": "SELECT count(*) FROM cartons",
    "changed_things": "SELECT count(*) FROM changed_things",
    "claims": "SELECT count(*) FROM claims",
    "conflicts": "SELECT count(*) FROM conflicts",
    "instruction_marks": "SELECT count(*) FROM instruction_marks",
    "instructions": "SELECT count(*) FROM instructions",
    "journal": "SELECT count(*) FROM journal",
    "labels": "SELECT count(*) FROM labels",
    "meta": "SELECT count(*) FROM meta",
    "order_holds": "SELECT count(*) FROM order_holds",
    "order_lines": "SELECT count(*) FROM order_lines",
    "order_sources": "SELECT count(*) FROM order_sources",
    "order_totes": "SELECT count(*) FROM order_totes",
    "orders": "SELECT count(*) FROM orders",
    "product_codes": "SELECT count(*) FROM product_codes",
    "product_components": "SELECT count(*) FROM product_components",
    "product_facts": "SELECT count(*) FROM product_facts",
    "product_lots": "SELECT count(*) FROM product_lots",
    "products": "SELECT count(*) FROM products",
    "quarantine": "SELECT count(*) FROM quarantine",
    "shared_things": "SELECT count(*) FROM shared_things",
    "site_settings": "SELECT count(*) FROM site_settings",
    "sscc_blocks": "SELECT count(*) FROM sscc_blocks",
    "unknown_codes": "SELECT count(*) FROM unknown_codes",
    "users": "SELECT count(*) FROM users",
    "weighings": "SELECT count(*) FROM weighings",
}
"""By table: the question for how many rows it has. SQLite takes no table's name as a value."""


@value
class BareRow:
    """A row of the journal without its people; ids and payload as they are stored."""

    station_id: str
    boot_id: str
    seq: int
    at: datetime
    mono_ms: int
    kind: str
    version: int
    order_id: bytes | None
    carton_id: bytes | None
    payload: str


def newest_rows(path: Path, limit: int) -> list[BareRow]:
    """The newest rows of the journal, oldest first.

    FileNotFoundError without a store, StoreUnusable for one of another release or program, DeviceFault when
    the disk fails.
    """
    with reading(path) as raw:
        _refuse_unreadable(raw)
        found = raw.execute(_NEWEST, (limit,)).fetchall()
    return [
        BareRow(station, boot, seq, datetime.fromisoformat(at), *rest)
        for station, boot, seq, at, *rest in reversed(found)
    ]


def row_counts(path: Path) -> Mapping[str, int]:
    """How many rows each table has; raises as `newest_rows` does."""
    with reading(path) as raw:
        _refuse_unreadable(raw)
        there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {name: raw.execute(count).fetchone()[0] for name, count in _COUNTS.items() if name in there}


def _refuse_unreadable(raw: sqlite3.Connection) -> None:
    version = found_version(raw)
    if version is None:
        raise StoreForeign
    refuse_newer(version, STATION)
