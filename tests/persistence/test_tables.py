"""The tables keep the house's rules, and every question of the bench is answered by an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partialmethod
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import UniqueConstraint

from packstation.application.ports import Work
from packstation.domain.label import Label, Plate
from packstation.domain.order import HoldReason
from packstation.domain.product import Product
from packstation.persistence import carton_row, catalogue, journal, order_row
from packstation.persistence.prepared import Placed, Prepared
from packstation.persistence.store import SqliteStore
from packstation.persistence.tables import ANSWERED, TRIGGERS, metadata
from packstation.persistence.tables import journal as journal_table
from tests.fakes.clock import NOON
from tests.persistence.shelf import CODES, IDA, PRODUCTS, make_order, open_order, open_store, scan

ORDER = make_order(1, ("MUG", 5), ("LID", 24), hours=1, tote="T-1")
MANY = make_order(1, ("MUG", 1))
CARTON = UUID(int=77)


def test_whatever_central_may_share_leads_its_keys_with_the_site() -> None:
    for table in metadata.tables.values():
        if table.name == "meta":
            continue
        unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
        for key in (table.primary_key, *unique, *table.foreign_key_constraints):
            assert next(iter(key.columns)).name == "site_id", (table.name, key)
        for index in table.indexes:
            assert index.columns.keys()[0] == "site_id", index.name


def test_the_trigger_guards_every_column_that_central_does_not_fill_in() -> None:
    guarded = re.search(r"UPDATE OF(.*?)ON journal", TRIGGERS["journal_frozen"], re.DOTALL)
    assert guarded is not None
    names = {name.strip() for name in guarded[1].split(",")}
    assert names == {column.name for column in journal_table.columns} - ANSWERED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(tmp_path / "store.db")
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, ORDER, CARTON)
        for number in range(2, 300):
            work.orders.add(make_order(number, ("MUG" if number % 2 else "LID", 1), hours=number % 5 or None))
    yield store
    store.close()


def test_a_write_that_forgets_the_version_is_counted_all_the_same(store: SqliteStore) -> None:
    with store.transaction() as work:
        scan(work, ORDER.order_id)
    store._raw.execute("UPDATE orders SET state = 'cancelled' WHERE number = '1'")
    with store.transaction() as work:
        assert work.orders.task(ORDER.order_id).cancelled


@contextmanager
def noting(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, object]]:
    """Every statement run inside the block, as the library was given it, with its values."""
    noted: dict[str, object] = {}

    with monkeypatch.context() as patch:
        for kind in (Prepared, Placed):
            patch.setattr(kind, "__call__", partialmethod(_noted, noted, kind.__call__))
        yield noted


def _noted(
    statement: Prepared | Placed,
    noted: dict[str, object],
    run: Callable[..., object],
    raw: object,
    values: object,
) -> object:
    noted[statement.sql] = values
    return run(statement, raw, values)


def plans(store: SqliteStore, noted: dict[str, object]) -> dict[str, str]:
    """How SQLite would answer each of these statements."""
    explained = {}
    for statement, values in noted.items():
        steps = store._raw.execute(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
        explained[statement] = "\n".join(step[3] for step in steps)
    return explained


def label_of_the_carton(work: Work) -> None:
    work.labels.of_carton(CARTON)
    work.labels.by_plate("00395212340000000018")


def order_of_a_label(work: Work) -> None:
    with pytest.raises(KeyError):
        work.labels.order_of(Label(UUID(int=1), CARTON, Plate("1", is_sscc=False), b""))


def read_anew(work: Work) -> None:
    """The order with its carton as after a start: a changed product makes the store read its rows."""
    work.catalogue.put([Product("POSTER", "Poster, changed")], [])
    work.orders.task(ORDER.order_id)


QUESTIONS: dict[str, tuple[Callable[[Work], object], str]] = {
    "next": (lambda work: work.orders.next_ready(), "ix_orders_ready"),
    "next for a product": (lambda work: work.orders.next_ready("MUG"), "ix_order_lines_sku"),
    "next for a product nobody needs": (lambda work: work.orders.next_ready("POSTER"), "ix_order_lines_sku"),
    "by number": (lambda work: work.orders.by_number("7"), "sqlite_autoindex_orders_2"),
    "by tote": (lambda work: work.orders.by_tote("T-1"), "ix_orders_tote"),
    "open here": (lambda work: work.orders.open_here(), "ix_orders_holder"),
    "task": (lambda work: work.orders.task(UUID(int=2)), "sqlite_autoindex_orders_1"),
    "task with a carton": (read_anew, "carton_traces USING PRIMARY KEY (site_id=? AND carton_id=?)"),
    "scan": (lambda work: scan(work, ORDER.order_id), "sqlite_autoindex_orders_1"),
    "who counted last": (lambda work: work.counted_last(CARTON), "ix_journal_carton"),
    "what was done with pieces": (lambda work: list(work.piece_acts(ORDER.order_id)), "ix_journal_order"),
    "what was lifted": (lambda work: work.holds_lifted(ORDER.order_id), "ix_journal_order"),
    "what stayed at a change": (lambda work: work.kept(ORDER.order_id), "ix_journal_order"),
    "labels": (label_of_the_carton, "ix_labels_carton"),
    "parked": (lambda work: work.orders.parked(), "ix_order_holds_reason"),
    "parked there": (lambda work: work.orders.parked("Shelf 1"), "ix_order_holds_reason"),
    "waiting for a product": (lambda work: work.orders.waiting_for("NEW"), "ix_order_holds_reason"),
    "by another tote": (lambda work: work.orders.by_tote("T-2"), "ix_order_totes_tote"),
    "more of its kind": (lambda work: work.orders.next_like(MANY), "ix_order_lines_like"),
    "how many of its kind": (lambda work: work.queue.count_like(MANY), "ix_order_lines_like"),
    "serial": (lambda work: work.orders.serial_in("MUG", "S-1"), "ix_carton_traces_serial"),
    "lots": (lambda work: work.catalogue.lots("MUG"), "PRIMARY KEY"),
    "weighings": (lambda work: work.weighings.of("MUG"), "PRIMARY KEY"),
    "learned": (lambda work: work.weighings.unconfirmed(), "ix_products_learned"),
    "product": (lambda work: work.catalogue.product("MUG"), "PRIMARY KEY"),
    "what else is known of it": (lambda work: work.catalogue.facts("MUG"), "PRIMARY KEY"),
    "held for one reason": (
        lambda work: work.queue.held(HoldReason.PRODUCT_UNKNOWN, None, 5),
        "ix_order_holds_reason",
    ),
    "list of the held": (
        lambda work: work.queue.held_orders([HoldReason.PARKED], 5),
        "ix_order_holds_reason",
    ),
    "order of a label": (order_of_a_label, "sqlite_autoindex_labels_1"),
    "unknown code": (lambda work: work.unknown_codes.note("X", NOON, None), ""),
    "badge": (lambda work: work.users.by_badge(7), "sqlite_autoindex_users_2"),
    "user": (lambda work: work.users.user("7"), "sqlite_autoindex_users_1"),
    "plates": (lambda work: work.plates.block(), "sqlite_autoindex_sscc_blocks_1"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_of_the_bench_is_answered_by_an_index(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    ask, index = QUESTIONS[question]
    with noting(store, monkeypatch) as noted, store.transaction() as work:
        ask(work)
    explained = plans(store, noted)
    assert explained
    for statement, plan in explained.items():
        assert "SCAN" not in plan, (statement, plan)
        assert "(site_id=?)" not in plan, (statement, plan)
        assert "ORDER BY" not in plan, (statement, plan)
    assert any(index in plan for plan in explained.values()), explained


def test_without_its_index_a_question_is_found_to_read_everything(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._raw.execute("DROP INDEX ix_orders_ready")
    with noting(store, monkeypatch) as noted, store.transaction() as work:
        work.orders.next_ready()
    assert any("ORDER BY" in plan for plan in plans(store, noted).values())


def test_the_scans_own_statements_are_the_prepared_ones(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.transaction() as work:
        scan(work, ORDER.order_id)
    with noting(store, monkeypatch) as noted, store.transaction() as work:
        scan(work, ORDER.order_id)
    assert list(noted) == [
        order_row._VERSION.sql,
        catalogue._CODE.sql,
        carton_row._PUT_UNITS.sql,
        journal._INSERT.sql,
    ]


def test_work_that_outlived_its_transaction_does_nothing(store: SqliteStore) -> None:
    with store.transaction() as work:
        kept = work
    for late in (
        lambda: kept.orders.by_number("1"),
        lambda: kept.orders.task(ORDER.order_id),
        lambda: scan(kept, ORDER.order_id),
        lambda: kept.catalogue.put(PRODUCTS, ()),
        kept.users.all,
    ):
        with pytest.raises(RuntimeError, match="outside its transaction"):
            late()
    with store.transaction() as work:
        assert work.orders.task(ORDER.order_id).packed(1) == 0


def test_a_badge_that_somebody_else_carries_is_not_taken_from_her(store: SqliteStore) -> None:
    from dataclasses import replace  # noqa: PLC0415

    from packstation.domain.person import User  # noqa: PLC0415

    ida = User("ida", "Ida", IDA.role, badge_number=7)
    with pytest.raises(Exception, match="badge_number"), store.transaction() as work:  # noqa: PT012
        work.users.put(ida)
        work.users.put(replace(ida, user_id="eve", name="Eve"))
    with store.transaction() as work:
        assert work.users.all() == ()
