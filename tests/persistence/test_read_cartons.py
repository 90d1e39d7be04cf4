"""The journal played again beside the tables: whoever changed a carton by hand is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from packstation.maintenance.store_copy import verify_store
from packstation.persistence.engine import connect
from packstation.persistence.read_cartons import differing_orders
from packstation.places import STORE_NAME
from tests.application.opener import opener
from tests.application.site import LID, MUG
from tests.application.warehouse import Warehouse


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with one order packed and proven, one half packed, and nobody running on it."""
    path = tmp_path / STORE_NAME
    warehouse = Warehouse(opener(path, on_disk=True))
    warehouse.move_in()
    warehouse.close()
    warehouse.change("100235", holder=None)
    warehouse.pack(MUG, LID, LID, number="100234")
    warehouse.opened.crash()
    return path


def tamper(store: Path, statement: str) -> None:
    raw: sqlite3.Connection = connect(store)
    raw.execute(statement)
    raw.close()


def test_cartons_are_what_the_journal_says(store: Path) -> None:
    assert differing_orders(store) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE carton_lines SET units = units + 1 WHERE line_no = 2",
        "DELETE FROM carton_lines WHERE line_no = 2",
        "UPDATE cartons SET state = 'verified' WHERE state = 'open'",
        "DELETE FROM carton_lines WHERE carton_id IN (SELECT carton_id FROM cartons WHERE state = 'open')",
    ],
)
def test_a_carton_changed_by_hand_is_named_by_its_order(store: Path, statement: str) -> None:
    tamper(store, statement)
    assert differing_orders(store) == ("100234",)


def test_the_command_says_so_and_fails(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_store(store.parent) == 0
    assert "the very same cartons" in capsys.readouterr().out
    tamper(store, "UPDATE carton_lines SET units = 9")
    assert verify_store(store.parent) == 1
    assert "2 orders whose cartons are not as the journal says: 10023" in capsys.readouterr().out
