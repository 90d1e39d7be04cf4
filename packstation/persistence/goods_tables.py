"""Tables of goods: what is sold, the codes that mean it, its lots, and what pieces of it weighed.

`metadata` is that of the whole store: `tables` adds all others to it.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from packstation.persistence.column import Day, Instant, RowId

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ONLY_LEARNED = text("unit_grams IS NULL AND learned_grams >= 0")
"""Which products have a weight nobody confirmed; a query repeats these very words."""

products = Table(
    "products",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("sku", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit_grams", Integer),
    Column("tracked", Text, nullable=False, server_default=""),
    Column("times_limit", Integer),
    Column("by_touch", Boolean, nullable=False, server_default=text("0")),
    Column("learned_grams", Integer),
    Column("kit_way", Text, nullable=False, server_default="as_one"),
    PrimaryKeyConstraint("site_id", "sku"),
    sqlite_with_rowid=False,
)
Index("ix_products_learned", products.c.site_id, products.c.learned_grams, sqlite_where=ONLY_LEARNED)

product_components = Table(
    "product_components",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("sku", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("component_sku", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    PrimaryKeyConstraint("site_id", "sku", "position"),
    ForeignKeyConstraint(["site_id", "sku"], ["products.site_id", "products.sku"]),
    sqlite_with_rowid=False,
)

product_facts = Table(
    "product_facts",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("sku", Text, nullable=False),
    Column("length_mm", Integer),
    Column("width_mm", Integer),
    Column("height_mm", Integer),
    Column("un_number", Text, nullable=False),
    Column("hazard_class", Text, nullable=False),
    Column("battery", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("customs_code", Text, nullable=False),
    Column("picture", Text, nullable=False),
    PrimaryKeyConstraint("site_id", "sku"),
    ForeignKeyConstraint(["site_id", "sku"], ["products.site_id", "products.sku"]),
    sqlite_with_rowid=False,
)

product_lots = Table(
    "product_lots",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("sku", Text, nullable=False),
    Column("lot", Text, nullable=False),
    Column("expiry", Day),
    PrimaryKeyConstraint("site_id", "sku", "lot"),
    sqlite_with_rowid=False,
)

product_codes = Table(
    "product_codes",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("code", Text, nullable=False),
    Column("sku", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("factor", Integer, nullable=False),
    PrimaryKeyConstraint("site_id", "code"),
    sqlite_with_rowid=False,
)
Index("ix_product_codes_sku", product_codes.c.site_id, product_codes.c.sku, product_codes.c.code)

unknown_codes = Table(
    "unknown_codes",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("code", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("first_at", Instant, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("order_number", Text),
    PrimaryKeyConstraint("site_id", "code"),
    sqlite_with_rowid=False,
)

weighings = Table(
    "weighings",
    metadata,
    Column("site_id", RowId, nullable=False),
    Column("sku", Text, nullable=False),
    Column("carton_id", RowId, nullable=False),
    Column("piece_grams", Integer, nullable=False),
    PrimaryKeyConstraint("site_id", "sku", "carton_id"),
    sqlite_with_rowid=False,
)
