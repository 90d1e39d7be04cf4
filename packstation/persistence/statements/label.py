"""Labels by carton and by plate."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from packstation.domain.label import LabelState
from packstation.persistence.statements import fixed
from packstation.persistence.tables import cartons, labels

OF_CARTON = select(labels).where(
    labels.c.site_id == bindparam("site"),
    labels.c.carton_id == bindparam("carton"),
    labels.c.state != fixed(LabelState.VOID.value),
)
OF_ORDER = (
    select(labels)
    .join(cartons, (labels.c.site_id == cartons.c.site_id) & (labels.c.carton_id == cartons.c.carton_id))
    .where(cartons.c.site_id == bindparam("site"), cartons.c.order_id == bindparam("order"))
)
BY_PLATE = select(labels).where(
    labels.c.site_id == bindparam("site"), labels.c.plate_code == bindparam("plate")
)
ORDER_OF = (
    select(cartons.c.order_id)
    .join(labels, (labels.c.site_id == cartons.c.site_id) & (labels.c.carton_id == cartons.c.carton_id))
    .where(labels.c.site_id == bindparam("site"), labels.c.label_id == bindparam("label"))
)
INSERT = insert(labels)
UPDATE = (
    update(labels)
    .where(labels.c.site_id == bindparam("site"), labels.c.label_id == bindparam("label"))
    .values(state=bindparam("new_state"), copies=bindparam("new_copies"))
)
