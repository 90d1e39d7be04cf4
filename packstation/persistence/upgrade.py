"""Bring the tables of an earlier release to those of a later one, step by step.

The station's only road to SQLAlchemy and Alembic, loaded when there is a step to take and else never.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from packstation.persistence.engine import driver
from packstation.persistence.schema import Schema, alembic_config


def open_engine(raw: sqlite3.Connection) -> Engine:
    """SQLAlchemy over exactly this connection, every transaction a writing one from its start.

    A transaction begun on `raw` itself is joined.
    """
    # What a bug says goes into the log, where no name, address or hash may stand.
    engine = create_engine(
        "sqlite://", creator=lambda: raw, poolclass=StaticPool, module=driver(), hide_parameters=True
    )

    @event.listens_for(engine, "begin")
    def begin(_connection: Connection) -> None:
        if not raw.in_transaction:
            raw.execute("BEGIN IMMEDIATE")

    return engine


def upgrade(raw: sqlite3.Connection, schema: Schema) -> None:
    """Take the steps that are missing, all or none."""
    # Alembic rebuilds tables; with foreign keys on, dropping the old one would take its children along.
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        with _core(raw) as connection:
            config = alembic_config(schema)
            config.attributes["connection"] = connection
            command.upgrade(config, schema.head)
            broken = connection.execute(text("PRAGMA foreign_key_check")).first()
            if broken is not None:
                raise RuntimeError(f"the upgrade left a row of {broken[0]} without its parent")
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _core(raw: sqlite3.Connection) -> Iterator[Connection]:
    """A transaction of Core's; what goes wrong at the driver leaves it as the driver said it."""
    try:
        with open_engine(raw).begin() as connection:
            yield connection
    except DBAPIError as error:
        if error.orig is None:
            raise
        raise error.orig from error
