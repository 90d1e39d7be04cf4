"""The first schema: the whole store of one station.

Written as the statements themselves, so that no later change of the tables' description can change it.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE journal (
        site_id BLOB NOT NULL,
        station_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        event_id BLOB NOT NULL,
        at TEXT NOT NULL,
        mono_ms BIGINT NOT NULL,
        boot_id TEXT NOT NULL,
        actor TEXT,
        second_actor TEXT,
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        order_id BLOB,
        carton_id BLOB,
        fence INTEGER,
        rev INTEGER,
        payload TEXT NOT NULL,
        prev_hash BLOB NOT NULL,
        hash BLOB NOT NULL,
        acked_at TEXT,
        outcome TEXT,
        CONSTRAINT pk_journal PRIMARY KEY (site_id, station_id, seq),
        CONSTRAINT uq_journal_site_id_event_id UNIQUE (site_id, event_id)
    )
    """,
    """
    CREATE INDEX ix_journal_carton ON journal (site_id, carton_id, seq)
    WHERE carton_id IS NOT NULL
    """,
    """
    CREATE INDEX ix_journal_order ON journal (site_id, order_id, seq)
    WHERE order_id IS NOT NULL
    """,
    """
    CREATE TABLE meta (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_meta PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE orders (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        number TEXT NOT NULL,
        state TEXT NOT NULL,
        cutoff_at TEXT,
        tote TEXT,
        held BOOLEAN NOT NULL,
        ship_to TEXT NOT NULL,
        carrier TEXT NOT NULL,
        holder TEXT,
        fence INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        packed_by TEXT,
        packed_at TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT pk_orders PRIMARY KEY (site_id, order_id),
        CONSTRAINT uq_orders_site_id_number UNIQUE (site_id, number)
    )
    """,
    """
    CREATE INDEX ix_orders_holder ON orders (site_id, holder, order_id)
    WHERE state IN ('claimed', 'packing', 'cancelled')
    """,
    """
    CREATE INDEX ix_orders_ready ON orders (site_id, cutoff_at, order_id)
    WHERE state = 'ready' AND held = 0
    """,
    """
    CREATE INDEX ix_orders_tote ON orders (site_id, tote, order_id)
    WHERE state NOT IN ('packed', 'shipped', 'cancelled')
    """,
    """
    CREATE TABLE product_codes (
        site_id BLOB NOT NULL,
        code TEXT NOT NULL,
        sku TEXT NOT NULL,
        unit TEXT NOT NULL,
        factor INTEGER NOT NULL,
        CONSTRAINT pk_product_codes PRIMARY KEY (site_id, code)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE products (
        site_id BLOB NOT NULL,
        sku TEXT NOT NULL,
        name TEXT NOT NULL,
        unit_grams INTEGER,
        CONSTRAINT pk_products PRIMARY KEY (site_id, sku)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE sscc_blocks (
        site_id BLOB NOT NULL,
        station_id TEXT NOT NULL,
        extension_digit INTEGER NOT NULL,
        company_prefix TEXT NOT NULL,
        plate_prefix TEXT NOT NULL,
        next_serial BIGINT NOT NULL,
        last_serial BIGINT NOT NULL,
        CONSTRAINT pk_sscc_blocks PRIMARY KEY
            (site_id, station_id, extension_digit, company_prefix, plate_prefix)
    )
    """,
    """
    CREATE TABLE users (
        site_id BLOB NOT NULL,
        user_id TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        badge_number INTEGER,
        badge_hash TEXT,
        pin_hash TEXT,
        disabled BOOLEAN NOT NULL,
        misses INTEGER NOT NULL,
        missed_at TEXT,
        CONSTRAINT pk_users PRIMARY KEY (site_id, user_id),
        CONSTRAINT uq_users_site_id_badge_number UNIQUE (site_id, badge_number)
    )
    """,
    """
    CREATE TABLE cartons (
        site_id BLOB NOT NULL,
        carton_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        number INTEGER NOT NULL,
        state TEXT NOT NULL,
        type_code TEXT NOT NULL,
        tare_grams INTEGER NOT NULL,
        fill_grams INTEGER NOT NULL,
        plate_code TEXT,
        plate_is_sscc BOOLEAN,
        gross_grams INTEGER,
        weight_result TEXT,
        CONSTRAINT pk_cartons PRIMARY KEY (site_id, carton_id),
        CONSTRAINT uq_cartons_site_id_order_id_number UNIQUE (site_id, order_id, number),
        CONSTRAINT fk_cartons_orders FOREIGN KEY(site_id, order_id)
            REFERENCES orders (site_id, order_id)
    )
    """,
    """
    CREATE TABLE order_holds (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        reason TEXT NOT NULL,
        CONSTRAINT pk_order_holds PRIMARY KEY (site_id, order_id, reason),
        CONSTRAINT fk_order_holds_orders FOREIGN KEY(site_id, order_id)
            REFERENCES orders (site_id, order_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE order_lines (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        line_no INTEGER NOT NULL,
        sku TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        waiting BOOLEAN NOT NULL,
        cutoff_at TEXT,
        CONSTRAINT pk_order_lines PRIMARY KEY (site_id, order_id, line_no),
        CONSTRAINT fk_order_lines_orders FOREIGN KEY(site_id, order_id)
            REFERENCES orders (site_id, order_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_order_lines_sku ON order_lines (site_id, sku, cutoff_at, order_id)
    WHERE waiting = 1
    """,
    """
    CREATE TABLE carton_lines (
        site_id BLOB NOT NULL,
        carton_id BLOB NOT NULL,
        line_no INTEGER NOT NULL,
        units INTEGER NOT NULL,
        CONSTRAINT pk_carton_lines PRIMARY KEY (site_id, carton_id, line_no),
        CONSTRAINT fk_carton_lines_cartons FOREIGN KEY(site_id, carton_id)
            REFERENCES cartons (site_id, carton_id)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE labels (
        site_id BLOB NOT NULL,
        label_id BLOB NOT NULL,
        carton_id BLOB NOT NULL,
        plate_code TEXT NOT NULL,
        plate_is_sscc BOOLEAN NOT NULL,
        state TEXT NOT NULL,
        copies INTEGER NOT NULL,
        data BLOB NOT NULL,
        CONSTRAINT pk_labels PRIMARY KEY (site_id, label_id),
        CONSTRAINT uq_labels_site_id_plate_code UNIQUE (site_id, plate_code),
        CONSTRAINT fk_labels_cartons FOREIGN KEY(site_id, carton_id)
            REFERENCES cartons (site_id, carton_id)
    )
    """,
    "CREATE INDEX ix_labels_carton ON labels (site_id, carton_id)",
    """
    CREATE TRIGGER journal_frozen BEFORE UPDATE OF
        site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version,
        order_id, carton_id, fence, rev, payload, prev_hash, hash
    ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END
    """,
    """
    CREATE TRIGGER journal_kept BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END
    """,
    """
    CREATE TRIGGER orders_version AFTER UPDATE ON orders WHEN NEW.version = OLD.version
    BEGIN
        UPDATE orders SET version = OLD.version + 1
        WHERE site_id = NEW.site_id AND order_id = NEW.order_id;
    END
    """,
)


def upgrade() -> None:
    """Make every table, index and trigger."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first schema; an upgrade's way back is the copy made before it."""
    raise RuntimeError("nothing comes before the first schema")
