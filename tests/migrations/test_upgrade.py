"""A store of an earlier release is copied, upgraded with all it holds, or left as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from packstation.domain.order import OrderState
from packstation.domain.product import SCANNED
from packstation.domain.trace import Trace
from packstation.persistence.disk import make_owner_only
from packstation.persistence.engine import configure, connect
from packstation.persistence.examine import examine
from packstation.persistence.fault import StoreTooNew, StoreTooOld
from packstation.persistence.read_journal import verify_journal
from packstation.persistence.read_orders import identity_of, ready_orders
from packstation.persistence.read_rows import row_counts
from packstation.persistence.read_story import read_story
from packstation.persistence.restore import SERIALS_SKIPPED, restore
from packstation.persistence.schema import STATION, Schema, found_version
from packstation.persistence.upgrade import upgrade
from tests.fakes.clock import NOON
from tests.persistence.golden import SITE, golden_rows, insert_rows
from tests.persistence.golden import STATION as STATION_ID
from tests.persistence.shelf import open_store, scan

_STEP = '''
"""A later release gives orders a priority, and a column to the people."""
import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("orders", recreate="always") as orders:
        orders.add_column(sa.Column("priority", sa.Integer, nullable=False, server_default="5"))
    op.execute("{trigger}")
    {fails}
'''
_TRIGGER = (
    "CREATE TRIGGER orders_version AFTER UPDATE ON orders WHEN NEW.version = OLD.version BEGIN "
    "UPDATE orders SET version = OLD.version + 1 "
    "WHERE site_id = NEW.site_id AND order_id = NEW.order_id; END"
)

_DATA_0001 = """
    INSERT INTO meta VALUES ('site_id', '01900000-0000-7000-8000-0000000000aa'),
        ('station_id', '01900000-0000-7000-8000-0000000000bb'),
        ('site_secret', '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'), ('demo', '0');
    INSERT INTO orders VALUES
        (:site, x'00000000000000000000000000000001', '100234', 'packing', '2026-03-02T18:00:00.000000Z',
         'T-1', 0, '["A. Customer","Ship street 7"]', 'Local', '01900000-0000-7000-8000-0000000000bb', 1, 1,
         NULL, NULL, 4),
        (:site, x'00000000000000000000000000000002', '100235', 'ready', NULL,
         NULL, 1, '[]', '', NULL, 0, 1,
         NULL, NULL, 1);
    INSERT INTO order_holds VALUES (:site, x'00000000000000000000000000000002', 'payment');
    INSERT INTO order_lines VALUES
        (:site, x'00000000000000000000000000000001', 1, 'MUG', 3, 0, '2026-03-02T18:00:00.000000Z'),
        (:site, x'00000000000000000000000000000002', 1, 'MUG', 1, 0, NULL);
    INSERT INTO products VALUES (:site, 'MUG', 'Mug, blue', 300);
    INSERT INTO product_codes VALUES (:site, '04012345678901', 'MUG', 'each', 1);
    INSERT INTO cartons VALUES (:site, x'00000000000000000000000000000007',
        x'00000000000000000000000000000001', 1, 'open', 'BOX-S', 120, 10, NULL, NULL, NULL, NULL);
    INSERT INTO carton_lines VALUES (:site, x'00000000000000000000000000000007', 1, 2);
    INSERT INTO labels VALUES (:site, x'00000000000000000000000000000009',
        x'00000000000000000000000000000007', '00395212340000000018', 1, 'wanted', 0, x'5e58415e585a');
    INSERT INTO users VALUES (:site, 'ida', 'Ida', 'packer', 17, 'badge', 'pin', 0, 2,
        '2026-03-02T12:00:00.000000Z');
    INSERT INTO sscc_blocks VALUES
        (:site, '01900000-0000-7000-8000-0000000000bb', 0, '9521234', 'BENCH', 41, 1000)
"""


def fill_0001(raw: sqlite3.Connection) -> None:
    """The data of a release with the first schema, in its own words: no code of today's has a hand in it."""
    for statement in _DATA_0001.split(";\n"):
        raw.execute(statement.replace(":site", f"x'{SITE.hex}'"))
    insert_rows(raw, golden_rows())


@pytest.fixture
def old_store(tmp_path: Path) -> Path:
    """A store as a release with the first schema left it."""
    path = tmp_path / "store.db"
    make_owner_only(path)
    raw = connect(path)
    configure(raw)
    raw.execute("PRAGMA journal_mode = WAL")
    upgrade(raw, Schema("0001", STATION.folders))
    fill_0001(raw)
    raw.close()
    return path


@pytest.fixture
def later(tmp_path: Path) -> Schema:
    """The schema of a release to come, with one more step."""
    return planted(tmp_path, "pass")


def planted(tmp_path: Path, fails: str) -> Schema:
    folder = tmp_path / "100 % later"
    folder.mkdir()
    (folder / "v0006_priority.py").write_text(_STEP.format(trigger=_TRIGGER, fails=fails), encoding="utf-8")
    return Schema("0006", (*STATION.folders, folder))


def rows(path: Path) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """All there is in a store but for the journal's newest lines."""
    raw = connect(path, read_only=True)
    for (table,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall():
        if table not in {"journal", "alembic_version"}:
            yield table, raw.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of ours
    raw.close()


def as_before(found: list[tuple[object, ...]], before: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The rows without the columns that came later, which stand behind those of before."""
    return [row[: len(old)] for row, old in zip(found, before, strict=True)]


def test_a_store_with_the_first_schema_is_read_by_this_release(old_store: Path) -> None:
    store = open_store(old_store)
    assert (store.site_id, store.station_id) == (str(SITE), STATION_ID)
    with store.transaction() as work:
        task = work.orders.task(UUID(int=1))
        held = work.orders.by_number("100235")
        ida = work.users.by_badge(17)
        label = work.labels.of_carton(UUID(int=7))
        assert work.orders.next_ready() is None
        assert work.plates.block().next_serial == 41
    assert task.order.state is OrderState.PACKING
    assert (task.packed(1), task.order.lines[0].name, task.order.ship_to[1]) == (
        2,
        "Mug, blue",
        "Ship street 7",
    )
    assert held is not None
    assert [hold.value for hold in held.holds] == ["payment"]
    assert ida is not None
    assert ida.misses == 2
    assert label is not None
    assert label.data == b"^XA^XZ"
    store.close()
    assert verify_journal(old_store).good == len(golden_rows()) + 2


def test_the_open_order_of_before_is_packed_to_its_end_by_this_release(old_store: Path) -> None:
    store = open_store(old_store)
    with store.transaction() as work:
        before = work.orders.task(UUID(int=1))
        assert not before.order.more_totes
        assert not before.order.instructions
        assert not before.cartons[0].traces
        assert (before.order.slip, before.order.place, before.order.lines[0].short) == (False, None, 0)
        assert before.order.lines[0].counting == SCANNED
        assert work.orders.open_here() == work.orders.by_tote("T-1") == before.order
        after = scan(work, UUID(int=1), "04012345678901")
        assert work.counted_last(UUID(int=7)) is not None
        carton = replace(after.cartons[0], traces=(Trace(1, 1, "L1", serial="S-1"),), aside=True)
        moved = replace(after.order, more_totes=("T-2",), place="Shelf 1", started_at=NOON)
        held = replace(moved, lines=(replace(moved.lines[0], short=1, quantity=4),))
        work.orders.save_task(after, replace(after, order=held, cartons=(carton,)))
        work.weighings.learned("MUG", 301)
    store.close()
    store = open_store(old_store)
    with store.transaction() as work:
        read = work.orders.task(UUID(int=1))
        assert (read.order, read.cartons) == (held, (carton,))
        assert work.orders.by_tote("T-2") == held
        assert work.orders.serial_in("MUG", "S-1") == "100234"
        assert work.labels.by_plate("00395212340000000018") is not None
        work.orders.save(replace(work.orders.task(UUID(int=2)).order, holds=frozenset()))
        ready = work.orders.next_ready("MUG")
        assert ready is not None
        assert work.queue.count_like(replace(ready, order_id=UUID(int=3))) == 1
    assert ready.number == "100235"
    store.close()
    assert verify_journal(old_store).sound


def test_a_backup_of_before_is_restored_and_then_upgraded(old_store: Path, tmp_path: Path) -> None:
    target = tmp_path / "bench" / "store.db"
    assert restore(old_store, target, NOON) is None
    store = open_store(target)
    with store.transaction() as work:
        assert work.orders.task(UUID(int=1)).packed(1) == 2
        assert work.plates.block().next_serial == 41 + SERIALS_SKIPPED
    store.close()
    raw = connect(old_store)
    assert found_version(raw) == "0001"
    raw.close()


def test_a_store_no_station_of_this_release_has_run_on_is_read_as_far_as_it_can_be(old_store: Path) -> None:
    before = old_store.read_bytes()
    assert examine(old_store).schema == "0001"
    assert identity_of(old_store).station_id == STATION_ID
    assert row_counts(old_store)["orders"] == 2
    for ask in (ready_orders, lambda path: read_story(path, "100234")):
        with pytest.raises(StoreTooOld, match="start the station once"):
            ask(old_store)
    assert old_store.read_bytes() == before


def test_an_upgrade_keeps_every_row_and_a_copy_of_the_store_before_it(old_store: Path, later: Schema) -> None:
    before = dict(rows(old_store))
    open_store(old_store, schema=later).close()
    after = dict(rows(old_store))
    assert [row[-1] for row in after["orders"]] == [5, 5]
    assert {name: as_before(after[name], found) for name, found in before.items()} == before
    assert all(not found for name, found in after.items() if name not in before)
    assert verify_journal(old_store).good == len(golden_rows()) + 2
    (copy,) = old_store.parent.glob("store-0001-*.db")
    assert dict(rows(copy)) == before
    raw = connect(copy)
    assert found_version(raw) == "0001"
    assert raw.execute("SELECT count(*) FROM journal").fetchone() == (len(golden_rows()),)
    raw.close()


def test_the_upgraded_store_still_guards_its_children_and_its_journal(old_store: Path, later: Schema) -> None:
    store = open_store(old_store, schema=later)
    raw = store._raw
    for statement in (
        "DELETE FROM orders",
        "DELETE FROM journal",
        "UPDATE journal SET actor = 'eve'",
    ):
        with pytest.raises(raw.IntegrityError):
            raw.execute(statement)
    raw.execute("UPDATE orders SET state = 'cancelled'")
    assert raw.execute("SELECT version FROM orders ORDER BY number").fetchall() == [(5,), (2,)]
    store.close()


def test_an_upgrade_that_fails_half_way_leaves_the_store_as_it_was(old_store: Path, tmp_path: Path) -> None:
    before = dict(rows(old_store))
    broken = planted(tmp_path, "raise ZeroDivisionError")
    with pytest.raises(ZeroDivisionError):
        open_store(old_store, schema=broken)
    assert dict(rows(old_store)) == before
    store = open_store(old_store)
    with store.transaction() as work:
        assert work.orders.task(UUID(int=1)).packed(1) == 2
    store.close()


def test_an_upgrade_that_loses_a_parent_is_undone(old_store: Path, tmp_path: Path) -> None:
    before = dict(rows(old_store))
    careless = planted(tmp_path, "op.execute(\"DELETE FROM orders WHERE number = '100234'\")")
    with pytest.raises(RuntimeError, match="without its parent"):
        open_store(old_store, schema=careless)
    assert dict(rows(old_store)) == before


def test_an_empty_file_takes_every_step(tmp_path: Path, later: Schema) -> None:
    path = tmp_path / "empty.db"
    make_owner_only(path)
    raw = connect(path)
    upgrade(raw, later)
    assert found_version(raw) == "0006"
    raw.close()


def test_a_store_of_before_is_alone_and_owes_central_nothing(old_store: Path) -> None:
    store = open_store(old_store)
    raw = store._raw
    for table in ("claims", "shared_things", "changed_things", "conflicts", "site_settings"):
        assert raw.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - names of ours
    raw.execute("UPDATE journal SET acked_at = '2026-03-02T12:00:00Z', outcome = 'accepted' WHERE seq < 3")
    raw.execute("DELETE FROM journal WHERE seq < 3")
    with pytest.raises(raw.IntegrityError, match="append only"):
        raw.execute("DELETE FROM journal WHERE seq = 3")
    store.close()


def test_a_store_of_a_later_release_is_refused_and_left_alone(old_store: Path, later: Schema) -> None:
    open_store(old_store, schema=later).close()
    before = old_store.read_bytes()
    with pytest.raises(StoreTooNew) as refused:
        open_store(old_store)
    assert (refused.value.found, refused.value.known) == ("0006", "0005")
    assert old_store.read_bytes() == before
    assert {file.name for file in old_store.parent.glob("store-*")} == {
        copy.name for copy in old_store.parent.glob("store-0001-*.db")
    }
