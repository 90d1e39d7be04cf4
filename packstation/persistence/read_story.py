"""Read everything a store knows about one order, beside whoever writes to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from packstation.domain.act import Refusal
from packstation.domain.label import Plate
from packstation.domain.order_number import also_written
from packstation.domain.value import value
from packstation.persistence.engine import reading
from packstation.persistence.identity import FORMER_SITES, read_identity
from packstation.persistence.schema import STATION, found_version, refuse_newer, refuse_older

_ORDER = """
    SELECT order_id, number, state, tote, cutoff_at, packed_by, packed_at, started_at, place, rest_of
    FROM orders
    WHERE site_id = :site AND number = :number
"""
_HOLDS = "SELECT reason FROM order_holds WHERE site_id = :site AND order_id = :order ORDER BY reason"
_LINES = """
    SELECT line_no, sku, coalesce(name, '') AS name, kit_sku, quantity, short, (
        SELECT coalesce(sum(units), 0) FROM carton_lines JOIN cartons USING (site_id, carton_id)
        WHERE site_id = l.site_id AND order_id = l.order_id AND line_no = l.line_no AND state <> 'void'
    ) AS packed
    FROM order_lines l LEFT JOIN products USING (site_id, sku)
    WHERE site_id = :site AND order_id = :order ORDER BY line_no
"""
_CARTONS = """
    SELECT carton_id, number, state, type_code, plate_code, plate_is_sscc, gross_grams, weight_result, (
        SELECT coalesce(sum(units), 0) FROM carton_lines WHERE site_id = c.site_id AND carton_id = c.carton_id
    ) AS units
    FROM cartons c WHERE site_id = :site AND order_id = :order ORDER BY number
"""
_TRACES = """
    SELECT carton_id, sku, units, lot, expiry, serial FROM carton_traces t
    JOIN cartons c USING (site_id, carton_id)
    JOIN order_lines l ON l.site_id = c.site_id AND l.order_id = c.order_id AND l.line_no = t.line_no
    WHERE c.site_id = :site AND c.order_id = :order ORDER BY t.line_no, lot, expiry, serial
"""
_LABELS = """
    SELECT carton_id, labels.state AS state, copies FROM labels JOIN cartons USING (site_id, carton_id)
    WHERE site_id = :site AND order_id = :order ORDER BY number, label_id
"""
# A no before the order lay open has no order_id yet; it names the order in its facts.
_JOURNAL = """
    SELECT rowid, * FROM journal WHERE site_id IN (:site, :former) AND order_id = :order
    UNION
    SELECT rowid, * FROM journal WHERE site_id = :site AND order_id IS NULL AND kind = :refusal
    AND json_extract(payload, '$.data.order') = :number
    ORDER BY 1
"""
_PEOPLE = "SELECT user_id, name FROM users WHERE site_id = :site"


class NoSuchOrder(Exception):
    """No order of that number is in the store."""

    def __init__(self, number: str) -> None:
        super().__init__(f"no order has the number {number}")


@value
class StoryRow:
    """A row of the journal as it is stored, whether or not this release knows its kind."""

    at: datetime
    actor: str | None
    second_actor: str | None
    kind: str
    version: int
    carton_id: UUID | None
    payload: Mapping[str, Any]


@value
class StoryLine:
    """A line of the order, how many of its pieces are in cartons, and how many will not leave with it."""

    line_no: int
    sku: str
    name: str
    kit_sku: str | None
    quantity: int
    short: int
    packed: int


@value
class StoryCarton:
    """A carton as it is now. `plate` is the number people say, None before it was closed."""

    carton_id: UUID
    number: int
    state: str
    type_code: str
    plate: str | None
    gross_grams: int | None
    weight_result: str | None
    units: int


@value
class StoryTrace:
    """So many pieces in a carton that share what is known of them; empty where nothing is."""

    carton_id: UUID
    sku: str
    units: int
    lot: str
    expiry: str
    serial: str


@value
class StoryLabel:
    """A label as it is now; `copies` counts its prints."""

    carton_id: UUID
    state: str
    copies: int


@value
class Story:
    """One order, all that happened to it, and the names of everybody at the site by user id."""

    number: str
    state: str
    tote: str | None
    cutoff_at: datetime | None
    packed_by: str | None
    packed_at: datetime | None
    started_at: datetime | None
    place: str | None
    rest_of: str | None
    holds: tuple[str, ...]
    lines: tuple[StoryLine, ...]
    cartons: tuple[StoryCarton, ...]
    traces: tuple[StoryTrace, ...]
    labels: tuple[StoryLabel, ...]
    people: Mapping[str, str]
    rows: tuple[StoryRow, ...]


def read_story(path: Path, number: str) -> Story:
    """The order of that number.

    NoSuchOrder; FileNotFoundError without a store, StoreUnusable for one of another release or program,
    DeviceFault when the disk fails. Customers' names and addresses are not read.
    """
    with reading(path) as raw:
        version = found_version(raw)
        if version is None:
            raise NoSuchOrder(number)
        refuse_newer(version, STATION)
        refuse_older(version, STATION)
        # One snapshot for all that follows, however long a busy station writes on.
        raw.execute("BEGIN")
        return _story(raw, number)


def _story(raw: sqlite3.Connection, number: str) -> Story:
    site = read_identity(raw).site.bytes
    spelled = (_all(raw, _ORDER, {"site": site, "number": each}) for each in (number, also_written(number)))
    found = next(filter(None, spelled), None)
    if found is None:
        raise NoSuchOrder(number)
    order = found[0]
    number = order["number"]
    key = {"site": site, "order": order.pop("order_id")}
    return Story(
        number=order["number"],
        state=order["state"],
        tote=order["tote"],
        cutoff_at=_instant(order["cutoff_at"]),
        packed_by=order["packed_by"],
        packed_at=_instant(order["packed_at"]),
        started_at=_instant(order["started_at"]),
        place=order["place"],
        rest_of=order["rest_of"],
        holds=tuple(row["reason"] for row in _all(raw, _HOLDS, key)),
        lines=tuple(StoryLine(**row) for row in _all(raw, _LINES, key)),
        cartons=tuple(_carton(row) for row in _all(raw, _CARTONS, key)),
        traces=tuple(
            StoryTrace(**{**row, "carton_id": UUID(bytes=row["carton_id"])})
            for row in _all(raw, _TRACES, key)
        ),
        labels=tuple(
            StoryLabel(UUID(bytes=row["carton_id"]), row["state"], row["copies"])
            for row in _all(raw, _LABELS, key)
        ),
        people={row["user_id"]: row["name"] for row in _all(raw, _PEOPLE, {"site": site})},
        rows=tuple(
            _row(row)
            for row in _all(
                raw,
                _JOURNAL,
                {**key, "former": _former(raw, site), "refusal": Refusal.kind, "number": number},
            )
        ),
    )


def _former(raw: sqlite3.Connection, site: bytes) -> bytes:
    """The site that rows of before speak of, where the station joined another one."""
    found = raw.execute("SELECT value FROM meta WHERE key = ?", (FORMER_SITES,)).fetchone()
    return UUID(json.loads(found[0])[0]).bytes if found else site


def _all(raw: sqlite3.Connection, query: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
    cursor = raw.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _carton(row: Mapping[str, Any]) -> StoryCarton:
    code = row["plate_code"]
    return StoryCarton(
        carton_id=UUID(bytes=row["carton_id"]),
        number=row["number"],
        state=row["state"],
        type_code=row["type_code"],
        plate=Plate(code, bool(row["plate_is_sscc"])).number if code else None,
        gross_grams=row["gross_grams"],
        weight_result=row["weight_result"],
        units=row["units"],
    )


def _row(row: Mapping[str, Any]) -> StoryRow:
    return StoryRow(
        at=datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        second_actor=row["second_actor"],
        kind=row["kind"],
        version=row["version"],
        carton_id=UUID(bytes=row["carton_id"]) if row["carton_id"] else None,
        payload=json.loads(row["payload"]),
    )


def _instant(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored)
