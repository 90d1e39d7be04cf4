"""Labels as rows, with the very bytes a printer gets."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from packstation.domain.label import Label, LabelState, Plate
from packstation.persistence.tables import cartons, labels

_OF_CARTON = select(labels).where(
    labels.c.site_id == bindparam("site"),
    labels.c.carton_id == bindparam("carton"),
    labels.c.state != LabelState.VOID.value,
)
_BY_PLATE = select(labels).where(
    labels.c.site_id == bindparam("site"), labels.c.plate_code == bindparam("plate")
)
_ORDER_OF = (
    select(cartons.c.order_id)
    .join(labels, (labels.c.site_id == cartons.c.site_id) & (labels.c.carton_id == cartons.c.carton_id))
    .where(labels.c.site_id == bindparam("site"), labels.c.label_id == bindparam("label"))
)
_INSERT = insert(labels)
_UPDATE = (
    update(labels)
    .where(labels.c.site_id == bindparam("site"), labels.c.label_id == bindparam("label"))
    .values(state=bindparam("new_state"), copies=bindparam("new_copies"))
)


class SqlLabels:
    """The labels of one site."""

    def __init__(self, connection: Connection, site: UUID) -> None:
        self._connection = connection
        self._site = site

    def of_carton(self, carton_id: UUID) -> Label | None:
        """The label of a carton that is not void."""
        row = self._connection.execute(_OF_CARTON, {"site": self._site, "carton": carton_id}).first()
        return None if row is None else _label(row)

    def by_plate(self, code: str) -> Label | None:
        """The label with that plate, whichever carton it belongs to."""
        row = self._connection.execute(_BY_PLATE, {"site": self._site, "plate": code}).first()
        return None if row is None else _label(row)

    def order_of(self, label: Label) -> UUID:
        """Which order its carton belongs to. KeyError for an unknown label (a bug)."""
        asked = {"site": self._site, "label": label.label_id}
        order_id: UUID | None = self._connection.execute(_ORDER_OF, asked).scalar()
        if order_id is None:
            raise KeyError(label.label_id)
        return order_id

    def add(self, label: Label) -> None:
        """Store a new label."""
        self._connection.execute(
            _INSERT,
            {
                "site_id": self._site,
                "label_id": label.label_id,
                "carton_id": label.carton_id,
                "plate_code": label.plate.code,
                "plate_is_sscc": label.plate.is_sscc,
                "state": label.state.value,
                "copies": label.copies,
                "data": label.data,
            },
        )

    def save(self, label: Label) -> None:
        """Store state and copies of a known label. KeyError for an unknown one (a bug)."""
        written = self._connection.execute(
            _UPDATE,
            {
                "site": self._site,
                "label": label.label_id,
                "new_state": label.state.value,
                "new_copies": label.copies,
            },
        )
        if written.rowcount != 1:
            raise KeyError(label.label_id)


def _label(row: Row[Any]) -> Label:
    return Label(
        row.label_id,
        row.carton_id,
        Plate(row.plate_code, row.plate_is_sscc),
        row.data,
        LabelState(row.state),
        row.copies,
    )
