"""Cartons and what is in them, as rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.label import Plate
from packstation.domain.weight import WeightResult
from packstation.persistence.engine import raw_of
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import carton_lines, cartons

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
    _put.on_conflict_do_update(
        index_elements=[carton_lines.c.site_id, carton_lines.c.carton_id, carton_lines.c.line_no],
        set_={"units": _put.excluded.units},
    )
)
_DROP_UNITS = delete(carton_lines).where(
    carton_lines.c.site_id == bindparam("site"),
    carton_lines.c.carton_id == bindparam("carton"),
    carton_lines.c.line_no == bindparam("line"),
)


class SqlCartons:
    """The cartons of one site."""

    def __init__(self, connection: Connection, site: UUID) -> None:
        self._connection = connection
        self._raw = raw_of(connection)
        self._site = site

    def of_order(self, order_id: UUID) -> tuple[Carton, ...]:
        """The cartons of an order by number, each with its contents by line number."""
        key = {"site": self._site, "order": order_id}
        rows = self._connection.execute(_OF_ORDER, key).all()
        contents: dict[UUID, list[tuple[int, int]]] = {}
        for held in self._connection.execute(_CONTENTS, key) if rows else ():
            contents.setdefault(held.carton_id, []).append((held.line_no, held.units))
        return tuple(_carton(row, tuple(contents.get(row.carton_id, ()))) for row in rows)

    def write(self, order_id: UUID, before: Carton | None, after: Carton) -> None:
        """Write what differs between two moments of one carton; `before` None is a new one."""
        if before is None:
            keys = {"site_id": self._site, "carton_id": after.carton_id, "order_id": order_id}
            self._connection.execute(_INSERT, {**keys, **_values(after)})
        elif (values := _values(after)) != _values(before):
            new = {f"new_{name}": value for name, value in values.items()}
            self._connection.execute(_UPDATE, {"site": self._site, "carton": after.carton_id, **new})
        self._write_contents(after.carton_id, set(before.contents) if before else set(), set(after.contents))

    def _write_contents(self, carton_id: UUID, was: set[tuple[int, int]], now: set[tuple[int, int]]) -> None:
        changed = now - was
        for line_no, units in changed:
            row = {"carton_id": carton_id.bytes, "line_no": line_no, "units": units}
            _PUT_UNITS(self._raw, {"site_id": self._site.bytes, **row})
        for line_no in {line for line, _ in was - now} - {line for line, _ in changed}:
            self._connection.execute(_DROP_UNITS, {"site": self._site, "carton": carton_id, "line": line_no})


def _values(carton: Carton) -> dict[str, object]:
    return {
        "number": carton.number,
        "state": carton.state.value,
        "type_code": carton.carton_type.code,
        "tare_grams": carton.carton_type.tare_grams,
        "fill_grams": carton.carton_type.fill_grams,
        "plate_code": carton.plate.code if carton.plate else None,
        "plate_is_sscc": carton.plate.is_sscc if carton.plate else None,
        "gross_grams": carton.gross_grams,
        "weight_result": carton.weight_result.value if carton.weight_result else None,
    }


def _carton(row: Row[Any], contents: tuple[tuple[int, int], ...]) -> Carton:
    return Carton(
        carton_id=row.carton_id,
        number=row.number,
        carton_type=CartonType(row.type_code, row.tare_grams, row.fill_grams),
        state=CartonState(row.state),
        contents=contents,
        plate=Plate(row.plate_code, row.plate_is_sscc) if row.plate_code else None,
        gross_grams=row.gross_grams,
        weight_result=WeightResult(row.weight_result) if row.weight_result else None,
    )
