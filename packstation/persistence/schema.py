"""Which schema a store has, and how it comes to have this release's."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from packstation.domain.value import value
from packstation.persistence.fault import StoreForeign, StoreTooNew, StoreTooOld
from packstation.persistence.sql_file import sql_file

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0005"
"""The schema of this release: the newest step in `migrations.versions` (a test holds them together)."""

_MIGRATIONS = Path(__file__).with_name("migrations")
_VERSION_TABLE = (
    "CREATE TABLE alembic_version "
    "(version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


@value
class Schema:
    """A schema to bring stores to: its newest step, and the folders its steps lie in."""

    head: str = HEAD
    folders: tuple[Path, ...] = (_MIGRATIONS / "versions",)


STATION = Schema()
"""The schema of this release."""


def found_version(raw: sqlite3.Connection) -> str | None:
    """The schema of a file, None for an empty one. StoreForeign when it is no station's store."""
    names = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return None
    if not {"alembic_version", "meta", "journal"} <= names:
        raise StoreForeign
    (version,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(version)


def refuse_newer(version: str, schema: Schema) -> None:
    """Raise StoreTooNew for a schema this release has never heard of."""
    if version == schema.head:
        return
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - costs a tenth of a second of every start

    script = ScriptDirectory.from_config(alembic_config(schema))
    if version not in {step.revision for step in script.walk_revisions()}:
        raise StoreTooNew(version, schema.head)


def refuse_older(version: str, schema: Schema) -> None:
    """Raise StoreTooOld for a schema whose tables do not have all that is asked of them."""
    if version != schema.head:
        raise StoreTooOld(version, schema.head)


def create(raw: sqlite3.Connection) -> None:
    """Make every table, index and trigger of this release in an empty file; whoever calls it commits."""
    for statement in sql_file("tables").values():
        raw.execute(statement)
    raw.execute(_VERSION_TABLE)
    raw.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))


def alembic_config(schema: Schema) -> Config:
    """Where Alembic finds the steps to a schema."""
    from alembic.config import Config  # noqa: PLC0415 - costs a tenth of a second of every start

    config = Config()
    folders = "\n".join(str(folder) for folder in schema.folders)
    # A percent sign would be read as a reference by the INI parser below.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", folders.replace("%", "%%"))
    return config
