"""The third schema: where orders came from, and rows of files that wait for a person.

Nothing of the second schema is touched.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE order_sources (
        site_id BLOB NOT NULL,
        channel TEXT NOT NULL,
        channel_order_id TEXT NOT NULL,
        order_id BLOB NOT NULL,
        order_key TEXT NOT NULL,
        digest BLOB NOT NULL,
        shipping_method TEXT NOT NULL,
        recipient TEXT NOT NULL,
        file_name TEXT NOT NULL,
        imported_at TEXT NOT NULL,
        CONSTRAINT pk_order_sources PRIMARY KEY (site_id, channel, channel_order_id),
        CONSTRAINT fk_order_sources_orders FOREIGN KEY(site_id, order_id)
            REFERENCES orders (site_id, order_id)
    )
    """,
    "CREATE INDEX ix_order_sources_order ON order_sources (site_id, order_id)",
    "CREATE INDEX ix_order_sources_key ON order_sources (site_id, channel, order_key)",
    """
    CREATE TABLE quarantine (
        site_id BLOB NOT NULL,
        entry_no INTEGER NOT NULL,
        channel TEXT NOT NULL,
        form TEXT NOT NULL,
        file_name TEXT NOT NULL,
        line INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        order_key TEXT NOT NULL,
        reason TEXT NOT NULL,
        facts TEXT NOT NULL,
        text TEXT NOT NULL,
        digest BLOB NOT NULL,
        state TEXT NOT NULL,
        at TEXT NOT NULL,
        CONSTRAINT pk_quarantine PRIMARY KEY (site_id, entry_no)
    )
    """,
    "CREATE INDEX ix_quarantine_key ON quarantine (site_id, channel, order_key)",
    "CREATE INDEX ix_quarantine_waiting ON quarantine (site_id, entry_no) WHERE state = 'waiting'",
)


def upgrade() -> None:
    """Add the tables and their indexes."""
    for statement in _STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    """There is no way back but the copy that is made before every upgrade."""
    raise RuntimeError("an upgrade is not taken back; the copy made before it is the way back")
