"""What is asked of products, codes and lots."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.goods_tables import (
    product_codes,
    product_components,
    product_facts,
    product_lots,
    products,
)
from packstation.persistence.statements import fixed

_COLUMNS = ("name", "unit_grams", "learned_grams", "kit_way", "tracked", "times_limit", "by_touch")

PRODUCT = select(*(products.c[name] for name in _COLUMNS)).where(
    products.c.site_id == bindparam("site"), products.c.sku == bindparam("sku")
)
COMPONENTS = (
    select(product_components.c.component_sku, product_components.c.quantity, products.c.name)
    .outerjoin_from(
        product_components,
        products,
        (products.c.site_id == product_components.c.site_id)
        & (products.c.sku == product_components.c.component_sku),
    )
    .where(product_components.c.site_id == bindparam("site"), product_components.c.sku == bindparam("sku"))
    .order_by(product_components.c.position)
)
CODE = select(product_codes.c.code, product_codes.c.sku, product_codes.c.unit, product_codes.c.factor).where(
    product_codes.c.site_id == bindparam("site"), product_codes.c.code == bindparam("code")
)
_PUT = ("site_id", "sku", *(name for name in _COLUMNS if name != "learned_grams"))
_product = insert(products)
# What was learned is not the catalogue's to overwrite.
PUT_PRODUCT = _product.values({name: bindparam(name) for name in _PUT}).on_conflict_do_update(
    index_elements=[products.c.site_id, products.c.sku],
    set_={name: _product.excluded[name] for name in _PUT[2:]},
)
ADD_COMPONENT = insert(product_components)
DROP_COMPONENTS = delete(product_components).where(
    product_components.c.site_id == bindparam("site_id"), product_components.c.sku == bindparam("sku")
)
_code = insert(product_codes)
PUT_CODE = _code.on_conflict_do_update(
    index_elements=[product_codes.c.site_id, product_codes.c.code],
    set_={name: _code.excluded[name] for name in ("sku", "unit", "factor")},
)
PUT_CODE_IF_NEW = _code.on_conflict_do_nothing()
_FACTS = tuple(column.name for column in product_facts.columns if not column.primary_key)
FACTS = select(*(product_facts.c[name] for name in _FACTS)).where(
    product_facts.c.site_id == bindparam("site"), product_facts.c.sku == bindparam("sku")
)
_facts = insert(product_facts)
PUT_FACTS = _facts.on_conflict_do_update(
    index_elements=[product_facts.c.site_id, product_facts.c.sku],
    set_={name: _facts.excluded[name] for name in _FACTS},
)
LOTS = select(product_lots.c.lot, product_lots.c.expiry).where(
    product_lots.c.site_id == bindparam("site"), product_lots.c.sku == bindparam("sku")
)
_lot = insert(product_lots)
PUT_LOT = _lot.on_conflict_do_update(
    index_elements=[product_lots.c[name] for name in ("site_id", "sku", "lot")],
    set_={"expiry": _lot.excluded.expiry},
)
CODES_OF = (
    select(product_codes.c.code, product_codes.c.unit, product_codes.c.factor)
    .where(product_codes.c.site_id == bindparam("site"), product_codes.c.sku == bindparam("sku"))
    .order_by(product_codes.c.code)
)
DROP_CODE = delete(product_codes).where(
    product_codes.c.site_id == bindparam("site"), product_codes.c.code == bindparam("code")
)
PIECE_CODES = (
    select(product_codes.c.code)
    .where(
        product_codes.c.site_id == bindparam("site"),
        product_codes.c.sku == bindparam("sku"),
        product_codes.c.factor == fixed(1),
    )
    .order_by(product_codes.c.code)
)
