"""What the station runs is what the tables and statements in the code say, compiled ahead."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from sqlalchemy import select

from packstation.persistence.prepared import Prepared
from packstation.persistence.sql_file import FOLDER, sql_file
from packstation.persistence.statements import fixed, fixed_list
from packstation.persistence.tables import journal, users
from tests.persistence.compiled import built, sql_of, texts


@pytest.mark.parametrize(("name", "text"), texts().items())
def test_what_was_compiled_is_what_the_code_says(name: str, text: str) -> None:
    """If not: python -m tests.persistence.compiled."""
    assert FOLDER.joinpath(f"{name}.sql").read_text(encoding="utf-8") == text


def test_every_statement_is_there_by_its_name() -> None:
    assert sql_file("compiled").keys() == {name for name, _ in built()}


def test_every_statement_is_used_by_a_repository() -> None:
    sources = [file for file in FOLDER.parent.glob("*.py") if file.name != "prepared.py"]
    found = (re.findall(r'Prepared\(\s*"([a-z_.]+)"', file.read_text(encoding="utf-8")) for file in sources)
    used = set(chain.from_iterable(found))
    assert used == {name for name, _ in built()}


def test_a_statement_nobody_wrote_is_missed_at_once() -> None:
    with pytest.raises(KeyError):
        Prepared("order.wished_for")


def test_values_by_place_stand_where_the_statement_has_them() -> None:
    name, columns = "catalogue.put_lot", "site_id, sku, lot, expiry"
    assert "VALUES (?, ?, ?, ?)" in Prepared(name).placed(columns).sql
    with pytest.raises(ValueError, match="not the values"):
        Prepared(name).placed("site_id, lot, sku, expiry")


def test_a_value_of_its_own_is_refused_unless_it_is_fixed() -> None:
    with pytest.raises(ValueError, match="name_1"):
        sql_of("planted", select(users.c.misses).where(users.c.name == "Ida"))
    told = sql_of("planted", select(journal.c.seq).where(journal.c.kind.in_(fixed_list({"b", "a"}))))
    assert told.endswith("WHERE journal.kind IN ('a', 'b')")
    told = sql_of("planted", select(users.c.misses).where(users.c.name == fixed("Ida")))
    assert told.endswith("WHERE users.name = 'Ida'")
