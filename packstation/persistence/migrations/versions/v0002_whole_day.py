"""The second schema: what a whole day at the bench needs beyond the one road of the first.

Written as the statements themselves. Nothing of the first schema is rebuilt: columns are added at the end,
each empty or with what the rows of before mean.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATEMENTS = (
    "ALTER TABLE orders ADD COLUMN place TEXT",
    "ALTER TABLE orders ADD COLUMN started_at TEXT",
    "ALTER TABLE orders ADD COLUMN rest_of TEXT",
    "ALTER TABLE orders ADD COLUMN slip BOOLEAN DEFAULT 0 NOT NULL",
    "ALTER TABLE order_lines ADD COLUMN short INTEGER DEFAULT 0 NOT NULL",
    "ALTER TABLE order_lines ADD COLUMN kit_sku TEXT",
    "ALTER TABLE order_lines ADD COLUMN single BOOLEAN DEFAULT 0 NOT NULL",
    """
    UPDATE order_lines SET single = 1 WHERE NOT EXISTS (
        SELECT 1 FROM order_lines AS other
        WHERE other.site_id = order_lines.site_id AND other.order_id = order_lines.order_id
        AND other.line_no <> order_lines.line_no
    )
    """,
    """
    CREATE INDEX ix_order_lines_like ON order_lines (site_id, sku, quantity, cutoff_at, order_id)
    WHERE waiting = 1 AND single = 1
    """,
    "ALTER TABLE products ADD COLUMN tracked TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE products ADD COLUMN times_limit INTEGER",
    "ALTER TABLE products ADD COLUMN by_touch BOOLEAN DEFAULT 0 NOT NULL",
    "ALTER TABLE products ADD COLUMN learned_grams INTEGER",
    "ALTER TABLE products ADD COLUMN kit_way TEXT DEFAULT 'as_one' NOT NULL",
    "ALTER TABLE cartons ADD COLUMN type_name TEXT DEFAULT '' NOT NULL",
    "ALTER TABLE cartons ADD COLUMN aside BOOLEAN DEFAULT 0 NOT NULL",
    "CREATE INDEX ix_order_holds_reason ON order_holds (site_id, reason, order_id)",
    """
    CREATE INDEX ix_products_learned ON products (site_id, learned_grams)
    WHERE unit_grams IS NULL AND learned_grams >= 0
    """,
    """
    CREATE TABLE order_totes (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        position INTEGER NOT NULL,
        tote TEXT NOT NULL,
        goods_in BOOLEAN NOT NULL,
        CONSTRAINT pk_order_totes PRIMARY KEY (site_id, order_id, position),
        CONSTRAINT fk_order_totes_orders FOREIGN KEY(site_id, order_id)
            REFERENCES orders (site_id, order_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_order_totes_tote ON order_totes (site_id, tote, order_id)
    WHERE goods_in = 1
    """,
    """
    CREATE TABLE instructions (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        instruction_id BLOB NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        per TEXT NOT NULL,
        text TEXT NOT NULL,
        sku TEXT,
        document TEXT,
        CONSTRAINT pk_instructions PRIMARY KEY (site_id, order_id, instruction_id),
        CONSTRAINT fk_instructions_orders FOREIGN KEY(site_id, order_id)
            REFERENCES orders (site_id, order_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE instruction_marks (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        instruction_id BLOB NOT NULL,
        scope TEXT NOT NULL,
        CONSTRAINT pk_instruction_marks PRIMARY KEY (site_id, order_id, instruction_id, scope),
        CONSTRAINT fk_instruction_marks_instructions FOREIGN KEY(site_id, order_id, instruction_id)
            REFERENCES instructions (site_id, order_id, instruction_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE carton_traces (
        site_id BLOB NOT NULL,
        carton_id BLOB NOT NULL,
        line_no INTEGER NOT NULL,
        lot TEXT NOT NULL,
        expiry TEXT NOT NULL,
        serial TEXT NOT NULL,
        units INTEGER NOT NULL,
        CONSTRAINT pk_carton_traces PRIMARY KEY (site_id, carton_id, line_no, lot, expiry, serial),
        CONSTRAINT fk_carton_traces_cartons FOREIGN KEY(site_id, carton_id)
            REFERENCES cartons (site_id, carton_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_carton_traces_serial ON carton_traces (site_id, serial, carton_id, line_no)
    WHERE serial <> ''
    """,
    """
    CREATE TABLE product_components (
        site_id BLOB NOT NULL,
        sku TEXT NOT NULL,
        position INTEGER NOT NULL,
        component_sku TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        CONSTRAINT pk_product_components PRIMARY KEY (site_id, sku, position),
        CONSTRAINT fk_product_components_products FOREIGN KEY(site_id, sku)
            REFERENCES products (site_id, sku)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE product_lots (
        site_id BLOB NOT NULL,
        sku TEXT NOT NULL,
        lot TEXT NOT NULL,
        expiry TEXT,
        CONSTRAINT pk_product_lots PRIMARY KEY (site_id, sku, lot)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE unknown_codes (
        site_id BLOB NOT NULL,
        code TEXT NOT NULL,
        seen INTEGER NOT NULL,
        first_at TEXT NOT NULL,
        last_at TEXT NOT NULL,
        order_number TEXT,
        CONSTRAINT pk_unknown_codes PRIMARY KEY (site_id, code)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE weighings (
        site_id BLOB NOT NULL,
        sku TEXT NOT NULL,
        carton_id BLOB NOT NULL,
        piece_grams INTEGER NOT NULL,
        CONSTRAINT pk_weighings PRIMARY KEY (site_id, sku, carton_id)
    ) WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Add the columns, then the tables and their indexes."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back but the copy that is made before every upgrade."""
    raise RuntimeError("an upgrade is not taken back; the copy made before it is the way back")
