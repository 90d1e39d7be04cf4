"""Labels as rows, with the very bytes a printer gets."""

from __future__ import annotations

import sqlite3
from typing import Any
from uuid import UUID

from packstation.domain.label import Label, LabelState, Plate
from packstation.persistence.prepared import Prepared, named

_OF_CARTON = Prepared("label.of_carton")
_OF_ORDER = Prepared("label.of_order")
_BY_PLATE = Prepared("label.by_plate")
_ORDER_OF = Prepared("label.order_of")
_INSERT = Prepared("label.insert")
_UPDATE = Prepared("label.update")


class SqlLabels:
    """The labels of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def of_carton(self, carton_id: UUID) -> Label | None:
        """The label of a carton that is not void."""
        row = next(named(_OF_CARTON(self._raw, {"site": self._site, "carton": carton_id.bytes})), None)
        return None if row is None else _label(row)

    def of_order(self, order_id: UUID) -> tuple[Label, ...]:
        """All labels of an order's cartons, void ones too."""
        found = named(_OF_ORDER(self._raw, {"site": self._site, "order": order_id.bytes}))
        return tuple(_label(row) for row in found)

    def by_plate(self, code: str) -> Label | None:
        """The label with that plate, whichever carton it belongs to."""
        row = next(named(_BY_PLATE(self._raw, {"site": self._site, "plate": code})), None)
        return None if row is None else _label(row)

    def order_of(self, label: Label) -> UUID:
        """Which order its carton belongs to. KeyError for an unknown label (a bug)."""
        found = _ORDER_OF(self._raw, {"site": self._site, "label": label.label_id.bytes}).fetchone()
        if found is None:
            raise KeyError(label.label_id)
        return UUID(bytes=found[0])

    def add(self, label: Label) -> None:
        """Store a new label."""
        _INSERT(
            self._raw,
            {
                "site_id": self._site,
                "label_id": label.label_id.bytes,
                "carton_id": label.carton_id.bytes,
                "plate_code": label.plate.code,
                "plate_is_sscc": label.plate.is_sscc,
                "state": label.state.value,
                "copies": label.copies,
                "data": label.data,
            },
        )

    def save(self, label: Label) -> None:
        """Store state and copies of a known label. KeyError for an unknown one (a bug)."""
        written = _UPDATE(
            self._raw,
            {
                "site": self._site,
                "label": label.label_id.bytes,
                "new_state": label.state.value,
                "new_copies": label.copies,
            },
        )
        if written.rowcount != 1:
            raise KeyError(label.label_id)


def _label(row: dict[str, Any]) -> Label:
    return Label(
        UUID(bytes=row["label_id"]),
        UUID(bytes=row["carton_id"]),
        Plate(row["plate_code"], bool(row["plate_is_sscc"])),
        row["data"],
        LabelState(row["state"]),
        row["copies"],
    )
