"""Cartons, what is in them and which pieces exactly, as rows."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.trace import Trace
from packstation.domain.weight import WeightResult
from packstation.persistence.engine import raw_of
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import (
    NAMED_PIECE,
    carton_lines,
    carton_traces,
    cartons,
    order_lines,
    orders,
)

_OF_ORDER = (
    select(cartons)
    .where(cartons.c.site_id == bindparam("site"), cartons.c.order_id == bindparam("order"))
    .order_by(cartons.c.number)
)
_CONTENTS = (
    select(carton_lines.c.carton_id, carton_lines.c.line_no, carton_lines.c.units)
    .select_from(cartons)
    .join(
        carton_lines,
        (carton_lines.c.site_id == cartons.c.site_id) & (carton_lines.c.carton_id == cartons.c.carton_id),
    )
    .where(cartons.c.site_id == bindparam("site"), cartons.c.order_id == bindparam("order"))
    .order_by(carton_lines.c.line_no)
)
_KEYS = frozenset({"site_id", "carton_id", "order_id"})
_COLUMNS = tuple(column.name for column in cartons.columns if column.name not in _KEYS)
_INSERT = insert(cartons)
_UPDATE = (
    update(cartons)
    .where(cartons.c.site_id == bindparam("site"), cartons.c.carton_id == bindparam("carton"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS})
)
_put = upsert(carton_lines)
_PUT_UNITS = Prepared(
    lambda: _put.on_conflict_do_update(
        index_elements=[carton_lines.c.site_id, carton_lines.c.carton_id, carton_lines.c.line_no],
        set_={"units": _put.excluded.units},
    )
)
_DROP_UNITS = delete(carton_lines).where(
    carton_lines.c.site_id == bindparam("site"),
    carton_lines.c.carton_id == bindparam("carton"),
    carton_lines.c.line_no == bindparam("line"),
)
_PIECES = ("line_no", "lot", "expiry", "serial")
_TRACES = Prepared(
    lambda: (
        select(*(carton_traces.c[name] for name in ("carton_id", *_PIECES, "units")))
        .select_from(cartons)
        .join(
            carton_traces,
            and_(
                carton_traces.c.site_id == cartons.c.site_id, carton_traces.c.carton_id == cartons.c.carton_id
            ),
        )
        .where(cartons.c.site_id == bindparam("site"), cartons.c.order_id == bindparam("order"))
    )
)
_TRACE_KEY = ("site_id", "carton_id", *_PIECES)
_put_trace = upsert(carton_traces)
_PUT_TRACE = Prepared(
    lambda: _put_trace.on_conflict_do_update(
        index_elements=[carton_traces.c[name] for name in _TRACE_KEY],
        set_={"units": _put_trace.excluded.units},
    )
)
_DROP_TRACE = Prepared(
    lambda: delete(carton_traces).where(*(carton_traces.c[name] == bindparam(name) for name in _TRACE_KEY))
)
_WITH_SERIAL = Prepared(
    lambda: (
        select(orders.c.number)
        .select_from(carton_traces)
        .join(
            cartons,
            and_(
                cartons.c.site_id == carton_traces.c.site_id, cartons.c.carton_id == carton_traces.c.carton_id
            ),
        )
        .join(
            order_lines,
            and_(
                order_lines.c.site_id == cartons.c.site_id,
                order_lines.c.order_id == cartons.c.order_id,
                order_lines.c.line_no == carton_traces.c.line_no,
            ),
        )
        .join(orders, and_(orders.c.site_id == cartons.c.site_id, orders.c.order_id == cartons.c.order_id))
        .where(carton_traces.c.site_id == bindparam("site"), carton_traces.c.serial == bindparam("serial"))
        .where(NAMED_PIECE, order_lines.c.sku == bindparam("sku"), text("cartons.state <> 'void'"))
        .order_by(carton_traces.c.carton_id.desc())
    )
)


class SqlCartons:
    """The cartons of one site."""

    def __init__(self, connection: Connection, site: UUID) -> None:
        self._connection = connection
        self._raw = raw_of(connection)
        self._site = site

    def of_order(self, order_id: UUID) -> tuple[Carton, ...]:
        """The cartons of an order by number, each with its contents by line number and its traces."""
        key = {"site": self._site, "order": order_id}
        rows = self._connection.execute(_OF_ORDER, key).all()
        if not rows:
            return ()
        contents: dict[UUID, list[tuple[int, int]]] = {}
        for held in self._connection.execute(_CONTENTS, key):
            contents.setdefault(held.carton_id, []).append((held.line_no, held.units))
        traces: dict[bytes, list[Trace]] = {}
        for carton, *piece in _TRACES(self._raw, {"site": self._site.bytes, "order": order_id.bytes}):
            traces.setdefault(carton, []).append(_trace(*piece))
        return tuple(
            _carton(
                row,
                tuple(contents.get(row.carton_id, ())),
                tuple(sorted(traces.get(row.carton_id.bytes, ()), key=lambda trace: trace.key)),
            )
            for row in rows
        )

    def order_with(self, sku: str, serial: str) -> str | None:
        """The number of the order whose newest carton (not void) holds that piece."""
        asked = {"site": self._site.bytes, "sku": sku, "serial": serial}
        found = _WITH_SERIAL(self._raw, asked).fetchone()
        return found[0] if found else None

    def write(self, order_id: UUID, before: Carton | None, after: Carton) -> None:
        """Write what differs between two moments of one carton; `before` None is a new one."""
        if before is None:
            keys = {"site_id": self._site, "carton_id": after.carton_id, "order_id": order_id}
            self._connection.execute(_INSERT, {**keys, **_values(after)})
        elif (values := _values(after)) != _values(before):
            new = {f"new_{name}": value for name, value in values.items()}
            self._connection.execute(_UPDATE, {"site": self._site, "carton": after.carton_id, **new})
        self._write_contents(after.carton_id, set(before.contents) if before else set(), set(after.contents))
        were = before.traces if before else ()
        if after.traces is not were:
            self._write_traces(after.carton_id, were, after.traces)

    def _write_contents(self, carton_id: UUID, was: set[tuple[int, int]], now: set[tuple[int, int]]) -> None:
        changed = now - was
        for line_no, units in changed:
            row = {"carton_id": carton_id.bytes, "line_no": line_no, "units": units}
            _PUT_UNITS(self._raw, {"site_id": self._site.bytes, **row})
        for line_no in {line for line, _ in was - now} - {line for line, _ in changed}:
            self._connection.execute(_DROP_UNITS, {"site": self._site, "carton": carton_id, "line": line_no})

    def _write_traces(self, carton_id: UUID, were: tuple[Trace, ...], are: tuple[Trace, ...]) -> None:
        were, are = _differing(were, are)
        kept = {id(trace) for trace in were} & {id(trace) for trace in are}
        changed = {trace.key: trace.units for trace in are if id(trace) not in kept}
        gone = {trace.key for trace in were if id(trace) not in kept} - changed.keys()
        whose = {"site_id": self._site.bytes, "carton_id": carton_id.bytes}
        _DROP_TRACE.many(self._raw, ({**whose, **dict(zip(_PIECES, key, strict=True))} for key in gone))
        _PUT_TRACE.many(
            self._raw,
            (
                {**whose, **dict(zip(_PIECES, key, strict=True)), "units": units}
                for key, units in changed.items()
            ),
        )


def _differing(
    were: tuple[Trace, ...], are: tuple[Trace, ...]
) -> tuple[tuple[Trace, ...], tuple[Trace, ...]]:
    """Both without what they begin and end with alike: of two thousand pieces a scan changes one."""
    front = _alike(were, are)
    were, are = were[front:], are[front:]
    back = _alike(were[::-1], are[::-1])
    return were[: len(were) - back], are[: len(are) - back]


def _alike(were: tuple[Trace, ...], are: tuple[Trace, ...]) -> int:
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


def _trace(line_no: int, lot: str, expiry: str, serial: str, units: int) -> Trace:
    return Trace(line_no, units, lot or None, date.fromisoformat(expiry) if expiry else None, serial or None)


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


def _carton(row: Row[Any], contents: tuple[tuple[int, int], ...], traces: tuple[Trace, ...]) -> Carton:
    return Carton(
        carton_id=row.carton_id,
        number=row.number,
        carton_type=CartonType(row.type_code, row.tare_grams, row.fill_grams, row.type_name),
        state=CartonState(row.state),
        contents=contents,
        plate=Plate(row.plate_code, row.plate_is_sscc) if row.plate_code else None,
        gross_grams=row.gross_grams,
        weight_result=WeightResult(row.weight_result) if row.weight_result else None,
        traces=traces,
        aside=row.aside,
    )
