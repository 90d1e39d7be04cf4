"""What single pieces weighed in verified cartons."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.goods_tables import ONLY_LEARNED, products, weighings

_GOODS = (weighings.c.site_id == bindparam("site"), weighings.c.sku == bindparam("sku"))
_add = insert(weighings)
ADD = _add.on_conflict_do_update(
    index_elements=[weighings.c[name] for name in ("site_id", "sku", "carton_id")],
    set_={"piece_grams": _add.excluded.piece_grams},
)
OF = select(weighings.c.piece_grams).where(*_GOODS)
FORGET = delete(weighings).where(*_GOODS)
LEARNED = (
    update(products)
    .where(products.c.site_id == bindparam("site"), products.c.sku == bindparam("of_sku"))
    .values(learned_grams=bindparam("grams"))
)
UNCONFIRMED = select(products.c.sku).where(products.c.site_id == bindparam("site"), ONLY_LEARNED)
