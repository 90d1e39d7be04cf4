"""Cartons, what is in them and which pieces exactly, as rows."""

from __future__ import annotations

import sqlite3
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.trace import Trace
from packstation.domain.weight import WeightResult
from packstation.persistence.prepared import Prepared, named

_OF_ORDER = Prepared("carton.of_order")
_CONTENTS = Prepared("carton.contents")
_INSERT = Prepared("carton.insert")
_UPDATE = Prepared("carton.update")
_PUT_UNITS = Prepared("carton.put_units")
_DROP_UNITS = Prepared("carton.drop_units")
_PIECES = ("line_no", "lot", "expiry", "serial")
_TRACES = Prepared("carton.traces")
_PUT_TRACE = Prepared("carton.put_trace")
_DROP_TRACE = Prepared("carton.drop_trace")
_DROP_STEPS = (
    Prepared("carton.drop_labels"),
    Prepared("carton.drop_lines"),
    Prepared("carton.drop_traces"),
    Prepared("carton.drop"),
)
_WITH_SERIAL = Prepared("carton.with_serial")
_OWN_ROW = attrgetter("state", "number", "carton_type", "aside", "plate", "gross_grams", "weight_result")
"""What stands in a carton's own row; its contents and traces have theirs."""
_Contents = tuple[tuple[int, int], ...]
P = TypeVar("P", tuple[int, int], Trace)


class SqlCartons:
    """The cartons of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def of_order(self, order_id: UUID) -> tuple[Carton, ...]:
        """The cartons of an order by number, each with its contents by line number and its traces."""
        key = {"site": self._site, "order": order_id.bytes}
        rows = list(named(_OF_ORDER(self._raw, key)))
        if not rows:
            return ()
        contents: dict[bytes, list[tuple[int, int]]] = {}
        for carton, line_no, units in sorted(_CONTENTS(self._raw, key)):
            contents.setdefault(carton, []).append((line_no, units))
        traces: dict[bytes, list[Trace]] = {}
        # Sorted as rows, by what `Trace.key` is made of: of two thousand serial numbers each key would cost.
        for carton, line_no, lot, expiry, serial, units in sorted(_TRACES(self._raw, key)):
            day = date.fromisoformat(expiry) if expiry else None
            pieces = Trace(line_no, units, lot or None, day, serial or None)
            traces.setdefault(carton, []).append(pieces)
        return tuple(
            _carton(
                row,
                tuple(contents.get(row["carton_id"], ())),
                tuple(traces.get(row["carton_id"], ())),
            )
            for row in rows
        )

    def order_with(self, sku: str, serial: str) -> str | None:
        """The number of the order whose newest carton (not void) holds that piece."""
        asked = {"site": self._site, "sku": sku, "serial": serial}
        found = _WITH_SERIAL(self._raw, asked).fetchone()
        return found[0] if found else None

    def write(self, order_id: UUID, before: Carton | None, after: Carton) -> None:
        """Write what differs between two moments of one carton; `before` None is a new one."""
        if before is None:
            keys = {"carton_id": after.carton_id.bytes, "order_id": order_id.bytes}
            _INSERT(self._raw, {"site_id": self._site, **keys, **_values(after)})
        elif _OWN_ROW(after) != _OWN_ROW(before):
            new = {f"new_{name}": value for name, value in _values(after).items()}
            _UPDATE(self._raw, {"site": self._site, "carton": after.carton_id.bytes, **new})
        self._write_contents(after.carton_id, *_differing(before.contents if before else (), after.contents))
        were = before.traces if before else ()
        if after.traces is not were:
            self._write_traces(after.carton_id, were, after.traces)

    def drop(self, carton_id: UUID) -> None:
        """Forget a carton with all that belongs to it."""
        for step in _DROP_STEPS:
            step(self._raw, {"site": self._site, "carton": carton_id.bytes})

    def _write_contents(self, carton_id: UUID, were: _Contents, are: _Contents) -> None:
        known = dict(were)
        for line_no, units in are:
            if known.pop(line_no, None) != units:
                row = {"carton_id": carton_id.bytes, "line_no": line_no, "units": units}
                _PUT_UNITS(self._raw, {"site_id": self._site, **row})
        for line_no in known:
            _DROP_UNITS(self._raw, {"site": self._site, "carton": carton_id.bytes, "line": line_no})

    def _write_traces(self, carton_id: UUID, were: tuple[Trace, ...], are: tuple[Trace, ...]) -> None:
        were, are = _differing(were, are)
        kept = {id(trace) for trace in were} & {id(trace) for trace in are}
        changed = {trace.key: trace.units for trace in are if id(trace) not in kept}
        gone = {trace.key for trace in were if id(trace) not in kept} - changed.keys()
        whose = {"site_id": self._site, "carton_id": carton_id.bytes}
        _DROP_TRACE.many(self._raw, ({**whose, **dict(zip(_PIECES, key, strict=True))} for key in gone))
        _PUT_TRACE.many(
            self._raw,
            (
                {**whose, **dict(zip(_PIECES, key, strict=True)), "units": units}
                for key, units in changed.items()
            ),
        )


def _differing(were: tuple[P, ...], are: tuple[P, ...]) -> tuple[tuple[P, ...], tuple[P, ...]]:
    """Both without what they begin and end with alike: of two thousand pieces a scan changes one."""
    front = _alike(were, are)
    were, are = were[front:], are[front:]
    back = _alike(were[::-1], are[::-1])
    return were[: len(were) - back], are[: len(are) - back]


def _alike(were: tuple[P, ...], are: tuple[P, ...]) -> int:
    """How many pieces both have in front."""
    # By halves of whole tuples: Python compares those without a step of ours for each piece.
    known, most = 0, min(len(were), len(are))
    while known < most:
        middle = (known + most + 1) // 2
        if were[known:middle] == are[known:middle]:
            known = middle
        else:
            most = middle - 1
    return known


def _values(carton: Carton) -> dict[str, object]:
    return {
        "number": carton.number,
        "state": carton.state.value,
        "type_code": carton.carton_type.code,
        "tare_grams": carton.carton_type.tare_grams,
        "fill_grams": carton.carton_type.fill_grams,
        "type_name": carton.carton_type.name,
        "aside": carton.aside,
        "plate_code": carton.plate.code if carton.plate else None,
        "plate_is_sscc": carton.plate.is_sscc if carton.plate else None,
        "gross_grams": carton.gross_grams,
        "weight_result": carton.weight_result.value if carton.weight_result else None,
    }


def _carton(row: dict[str, Any], contents: tuple[tuple[int, int], ...], traces: tuple[Trace, ...]) -> Carton:
    return Carton(
        carton_id=UUID(bytes=row["carton_id"]),
        number=row["number"],
        carton_type=CartonType(row["type_code"], row["tare_grams"], row["fill_grams"], row["type_name"]),
        state=CartonState(row["state"]),
        contents=contents,
        plate=Plate(row["plate_code"], bool(row["plate_is_sscc"])) if row["plate_code"] else None,
        gross_grams=row["gross_grams"],
        weight_result=WeightResult(row["weight_result"]) if row["weight_result"] else None,
        traces=traces,
        aside=bool(row["aside"]),
    )
