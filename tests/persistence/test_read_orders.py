"""What is ready, read beside the running station as NEXT would offer it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from packstation.domain.order import HoldReason, OrderState
from packstation.domain.product import ProductCode
from packstation.persistence.engine import connect
from packstation.persistence.fault import StoreForeign, StoreTooNew
from packstation.persistence.read_orders import identity_of, orders_named, ready_orders
from packstation.persistence.store import SqliteStore
from tests.persistence.shelf import CODES, MUG_CODE, PRODUCTS, make_order, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A running store: late, early and never leaving orders, one held, one packed, one claimed."""
    running = open_store(path)
    held = replace(make_order(4, ("MUG", 1), hours=1), holds=frozenset({HoldReason.ADDRESS}))
    packed = replace(make_order(5, ("MUG", 1), hours=1), state=OrderState.PACKED)
    claimed = replace(make_order(6, ("MUG", 1), hours=1), state=OrderState.CLAIMED, holder="here")
    with running.transaction() as work:
        work.catalogue.put(PRODUCTS, (*CODES, ProductCode("MUG-BLUE", "MUG")))
        for order in (
            make_order(1, ("MUG", 3), ("LID", 24), ("STRANGE", 1), hours=6),
            make_order(2, ("MUG", 1)),
            make_order(3, ("LID", 1), hours=2, tote="T-3"),
            held,
            packed,
            claimed,
        ):
            work.orders.add(order)
    yield running
    running.close()


def test_ready_orders_come_by_cut_off_and_those_without_one_last(store: SqliteStore, path: Path) -> None:
    found = ready_orders(path)
    assert [order.number for order in found.orders] == ["3", "1", "2"]
    with store.transaction() as work:
        offered = work.orders.next_ready()
    assert offered == found.orders[0]


def test_a_product_brings_the_codes_that_mean_one_piece_of_it(store: SqliteStore, path: Path) -> None:
    assert ready_orders(path).codes == {"MUG": (MUG_CODE, "MUG-BLUE"), "LID": (), "STRANGE": ()}


def test_orders_are_found_by_their_numbers_whatever_their_state(store: SqliteStore, path: Path) -> None:
    found = orders_named(path, ["5", "77", "4", "1"])
    assert [order.number for order in found.orders] == ["5", "4", "1"]
    assert found.unknown == ("77",)
    assert found.orders[1].holds == {HoldReason.ADDRESS}


def test_an_order_is_found_without_the_mark_its_shop_writes_before_the_number(
    store: SqliteStore, path: Path
) -> None:
    with store.transaction() as work:
        work.orders.add(replace(make_order(8, ("MUG", 1)), number="#1002"))
    found = orders_named(path, ["1002", "#5"])
    assert [order.number for order in found.orders] == ["#1002", "5"]


def test_reading_changes_nothing_and_keeps_nobody_waiting(store: SqliteStore, path: Path) -> None:
    before = connect(path, read_only=True)
    version = before.execute("PRAGMA data_version").fetchone()
    ready_orders(path)
    assert identity_of(path).site_secret == store.site_secret
    assert before.execute("PRAGMA data_version").fetchone() == version
    before.close()
    with store.transaction() as work:
        work.orders.add(make_order(9, ("MUG", 1), hours=1))
    assert ready_orders(path).orders[0].number == "9"


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreForeign):
        ready_orders(tmp_path / "empty.db")
    with pytest.raises(FileNotFoundError):
        identity_of(tmp_path / "none.db")


def test_a_store_of_a_later_release_is_refused(store: SqliteStore, path: Path) -> None:
    raw = connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreTooNew):
        ready_orders(path)
