"""Run by Alembic: takes the steps on the connection that `schema` hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from packstation.persistence.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite cannot alter a column in place: Alembic copies the table instead.
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
