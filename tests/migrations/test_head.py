"""The steps lead to exactly the tables the code describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from packstation.persistence.disk import make_owner_only
from packstation.persistence.engine import begun, configure, connect
from packstation.persistence.schema import HEAD, STATION, alembic_config, create, found_version
from packstation.persistence.tables import TRIGGERS, metadata
from packstation.persistence.upgrade import open_engine, upgrade


@pytest.fixture
def stepped(tmp_path: Path) -> Iterator[Engine]:
    """A file that went through every step from the beginning."""
    path = tmp_path / "stepped.db"
    make_owner_only(path)
    raw = connect(path)
    configure(raw)
    upgrade(raw, STATION)
    yield open_engine(raw)
    raw.close()


def objects(engine: Engine) -> dict[str, str]:
    """Every table, index and trigger of a file as SQLite remembers it, spacing aside."""
    with engine.begin() as connection:
        found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return {name: re.sub(r" ?([(),]) ?", r"\1", " ".join(sql.split())) for name, sql in found}


def test_the_head_in_the_code_is_the_newest_step() -> None:
    script = ScriptDirectory.from_config(alembic_config(STATION))
    assert script.get_heads() == [HEAD]


def test_steps_lead_to_the_tables_the_code_describes(stepped: Engine) -> None:
    with stepped.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_forgotten_index_or_column_is_found(stepped: Engine) -> None:
    with stepped.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_labels_carton")
        connection.exec_driver_sql("ALTER TABLE users ADD COLUMN nickname TEXT")
        context = MigrationContext.configure(connection)
        assert {difference[0] for difference in compare_metadata(context, metadata)} == {
            "add_index",
            "remove_column",
        }


def test_a_new_store_and_one_that_took_every_step_are_the_same_to_the_letter(
    stepped: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "new.db"
    make_owner_only(path)
    raw = connect(path)
    with begun(raw):
        create(raw)
    assert objects(open_engine(raw)) == objects(stepped)
    assert TRIGGERS.keys() <= objects(stepped).keys()
    assert found_version(raw) == HEAD
    raw.close()
