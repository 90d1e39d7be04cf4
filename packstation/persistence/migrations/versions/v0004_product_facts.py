"""The fourth schema: what is known of products beyond what a scan needs.

A table of its own, so that a scan reads as little as before. Nothing of the third schema is touched.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE product_facts (
        site_id BLOB NOT NULL,
        sku TEXT NOT NULL,
        length_mm INTEGER,
        width_mm INTEGER,
        height_mm INTEGER,
        un_number TEXT NOT NULL,
        hazard_class TEXT NOT NULL,
        battery BOOLEAN NOT NULL,
        origin TEXT NOT NULL,
        customs_code TEXT NOT NULL,
        picture TEXT NOT NULL,
        CONSTRAINT pk_product_facts PRIMARY KEY (site_id, sku),
        CONSTRAINT fk_product_facts_products FOREIGN KEY(site_id, sku)
            REFERENCES products (site_id, sku)
    ) WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Add the table."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back but the copy that is made before every upgrade."""
    raise RuntimeError("an upgrade is not taken back; the copy made before it is the way back")
