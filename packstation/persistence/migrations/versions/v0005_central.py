"""The fifth schema: what a station shares with the others of its site.

A store of before is alone: all tables begin empty, and no row of its journal has an answer. The journal
lets rows go that central has, and no others.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE claims (
        site_id BLOB NOT NULL,
        order_id BLOB NOT NULL,
        fence INTEGER NOT NULL,
        lease_ends_ms BIGINT NOT NULL,
        boot_id TEXT NOT NULL,
        lost BOOLEAN DEFAULT 0 NOT NULL,
        CONSTRAINT pk_claims PRIMARY KEY (site_id, order_id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE conflicts (
        site_id BLOB NOT NULL,
        station_id TEXT NOT NULL,
        seq BIGINT NOT NULL,
        kind TEXT NOT NULL,
        outcome TEXT NOT NULL,
        order_id BLOB,
        whose TEXT NOT NULL,
        state TEXT NOT NULL,
        ended TEXT,
        at TEXT NOT NULL,
        CONSTRAINT pk_conflicts PRIMARY KEY (site_id, station_id, seq)
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX ix_conflicts_open ON conflicts (site_id, whose, at) WHERE state = 'open'",
    "CREATE INDEX ix_conflicts_order ON conflicts (site_id, order_id)",
    """
    CREATE TABLE shared_things (
        site_id BLOB NOT NULL,
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        version BIGINT NOT NULL,
        holder TEXT,
        fence INTEGER NOT NULL,
        ending TEXT,
        rev INTEGER NOT NULL,
        unknown TEXT DEFAULT '' NOT NULL,
        passed_over TEXT,
        CONSTRAINT pk_shared_things PRIMARY KEY (site_id, kind, "key")
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_shared_things_passed_over
        ON shared_things (site_id, kind, "key")
        WHERE passed_over IS NOT NULL
    """,
    """
    CREATE TABLE site_settings (
        site_id BLOB NOT NULL,
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_site_settings PRIMARY KEY (site_id, "key")
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE changed_things (
        site_id BLOB NOT NULL,
        kind TEXT NOT NULL,
        "key" TEXT NOT NULL,
        seq BIGINT NOT NULL,
        CONSTRAINT pk_changed_things PRIMARY KEY (site_id, kind, "key")
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX ix_changed_things_seq ON changed_things (site_id, seq)",
    "CREATE INDEX ix_journal_acked ON journal (site_id, station_id, seq) WHERE acked_at IS NOT NULL",
    "CREATE INDEX ix_product_codes_sku ON product_codes (site_id, sku, code)",
    "DROP TRIGGER journal_kept",
    """
    CREATE TRIGGER journal_kept BEFORE DELETE ON journal WHEN OLD.acked_at IS NULL
    BEGIN SELECT RAISE(ABORT, 'the journal is append only'); END
    """,
)


def upgrade() -> None:
    """Add the tables and their indexes, and let answered rows go."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back but the copy that is made before every upgrade."""
    raise RuntimeError("an upgrade is not taken back; the copy made before it is the way back")
