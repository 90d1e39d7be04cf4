"""What an order consists of: its lines with the goods they mean, its holds, its further totes."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from packstation.persistence.goods_tables import product_components, products
from packstation.persistence.tables import order_holds, order_lines, order_totes

_ORDER = (order_lines.c.site_id == bindparam("site"), order_lines.c.order_id == bindparam("order"))
_kit = products.alias("kit")
LINES = (
    select(
        *(order_lines.c[name] for name in ("line_no", "sku", "quantity", "short", "kit_sku")),
        _kit.c.name.label("kit_name"),
        *(products.c[name] for name in ("name", "unit_grams", "learned_grams")),
        *(products.c[name] for name in ("tracked", "times_limit", "by_touch")),
    )
    .outerjoin_from(
        order_lines,
        products,
        and_(products.c.site_id == order_lines.c.site_id, products.c.sku == order_lines.c.sku),
    )
    .outerjoin(_kit, and_(_kit.c.site_id == order_lines.c.site_id, _kit.c.sku == order_lines.c.kit_sku))
    .where(*_ORDER)
    .order_by(order_lines.c.line_no)
)
KITS = (
    select(
        order_lines.c.line_no,
        product_components.c.component_sku,
        product_components.c.quantity,
        *(products.c[name] for name in ("name", "unit_grams", "learned_grams")),
    )
    .select_from(order_lines)
    .join(
        product_components,
        and_(
            product_components.c.site_id == order_lines.c.site_id,
            product_components.c.sku == order_lines.c.sku,
        ),
    )
    .outerjoin(
        products,
        and_(
            products.c.site_id == product_components.c.site_id,
            products.c.sku == product_components.c.component_sku,
        ),
    )
    .where(*_ORDER)
    .order_by(order_lines.c.line_no, product_components.c.position)
)
_line = upsert(order_lines)
_CHANGING = ("sku", "quantity", "short", "kit_sku", "single", "cutoff_at")
PUT_LINE = _line.on_conflict_do_update(
    index_elements=[order_lines.c.site_id, order_lines.c.order_id, order_lines.c.line_no],
    set_={name: _line.excluded[name] for name in _CHANGING},
)
DROP_LINE = delete(order_lines).where(*_ORDER, order_lines.c.line_no == bindparam("line"))
UPDATE_WAITING = (
    update(order_lines)
    .where(*_ORDER, order_lines.c.waiting != bindparam("new_waiting"))
    .values(waiting=bindparam("new_waiting"))
)
HOLDS = select(order_holds.c.reason).where(
    order_holds.c.site_id == bindparam("site"), order_holds.c.order_id == bindparam("order")
)
ADD_HOLD = insert(order_holds)
DROP_HOLDS = delete(order_holds).where(
    order_holds.c.site_id == bindparam("site"), order_holds.c.order_id == bindparam("order")
)
TOTES = (
    select(order_totes.c.tote)
    .where(order_totes.c.site_id == bindparam("site"), order_totes.c.order_id == bindparam("order"))
    .order_by(order_totes.c.position)
)
ADD_TOTE = insert(order_totes)
DROP_TOTES = delete(order_totes).where(
    order_totes.c.site_id == bindparam("site"), order_totes.c.order_id == bindparam("order")
)
