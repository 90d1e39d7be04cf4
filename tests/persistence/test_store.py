"""Opening, closing and refusing the store."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from packstation.domain.act import StationStarted, StationStopped
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence import engine as engine_module
from packstation.persistence.engine import connect, driver, library_warning, reading, refuse_damaged
from packstation.persistence.fault import DemoMismatch, StoreForeign
from packstation.persistence.read_journal import read_journal
from packstation.persistence.store import SqliteStore
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_store

FULL = 2


def crash(store: SqliteStore) -> None:
    """The process dies: nothing is said, the lock is gone."""
    store._closing.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


# --- identity ---


def test_the_first_start_makes_a_site_of_its_own(path: Path, tmp_path: Path) -> None:
    store, other = open_store(path), open_store(tmp_path / "other.db")
    assert len({store.site_id, store.station_id, other.site_id, other.station_id}) == 4
    assert len(store.site_secret) == 32
    assert store.site_secret != other.site_secret
    who = (store.site_id, store.station_id, store.site_secret)
    store.close()
    other.close()
    again = open_store(path)
    assert (again.site_id, again.station_id, again.site_secret) == who
    again.close()


def test_each_start_and_stop_stands_in_the_journal_under_its_own_boot(path: Path) -> None:
    open_store(path).close()
    store = open_store(path)
    crash(store)
    open_store(path).close()
    entries = list(read_journal(path))
    version = driver().sqlite_version
    assert [entry.act for entry in entries] == [
        StationStarted("1.0", version, clean=True),
        StationStopped(),
        StationStarted("1.0", version, clean=True),
        StationStarted("1.0", version, clean=False),
        StationStopped(),
    ]
    boots = [entry.boot_id for entry in entries]
    assert boots[0] == boots[1]
    assert len(set(boots)) == 3


def test_a_store_can_be_closed_twice(path: Path) -> None:
    store = open_store(path)
    store.close()
    store.close()


# --- how it is kept ---


def test_what_is_committed_is_on_the_disk_and_nothing_is_lent_to_foreign_schemas(path: Path) -> None:
    store = open_store(path)

    def setting(name: str) -> object:
        return store._raw.execute(f"PRAGMA {name}").fetchone()[0]

    assert setting("journal_mode") == "wal"
    assert setting("synchronous") == FULL
    assert setting("foreign_keys") == 1
    assert setting("trusted_schema") == 0
    assert setting("recursive_triggers") == 1
    assert setting("busy_timeout") == 5000
    assert setting("journal_size_limit") == 64 * 1024 * 1024
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has file modes")
def test_nobody_but_the_owner_reads_the_store(path: Path) -> None:
    path.touch(0o644)
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["store.db", "store.db-shm", "store.db-wal", "store.db.lock"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    store.close()


def test_the_station_uses_one_connection_for_everything(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def counting(file: Path, *, read_only: bool = False) -> object:
        opened.append(file)
        return real(file, read_only=read_only)

    real = engine_module.connect
    monkeypatch.setattr("packstation.persistence.store.connect", counting)
    monkeypatch.setattr(engine_module, "connect", counting)
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        work.orders.add(make_order(1, ("MUG", 1)))
        work.orders.next_ready()
    store.close()
    assert opened == [path]


def test_no_start_loads_what_only_upgrades_need(path: Path) -> None:
    """Neither the first start, which makes the tables, nor any other, nor a day's work."""
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.persistence.shelf import open_store\n"
        "from tests.persistence.shelf import CODES, PRODUCTS, make_order\n"
        "store = open_store(Path(sys.argv[1]))\n"
        "with store.transaction() as work:\n"
        "    work.catalogue.put(PRODUCTS, CODES)\n"
        "    work.orders.add(make_order(int(sys.argv[2]), ('MUG', 1)))\n"
        "    assert work.orders.next_ready()\n"
        "    assert work.users.all() == ()\n"
        "store.close()\n"
        "assert not {'alembic', 'sqlalchemy', 'argon2'} & set(sys.modules), sorted(sys.modules)\n"
    )
    for number in ("1", "2"):
        subprocess.run([sys.executable, "-c", script, str(path), number], check=True, timeout=60)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 1), (3, 51, 2)])
def test_a_library_with_the_wal_reset_bug_is_named(version: tuple[int, ...]) -> None:
    said = library_warning(version)
    assert said is not None
    assert ".".join(map(str, version)) in said


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 53, 4), (4, 0, 0)])
def test_a_sound_library_needs_no_words(version: tuple[int, ...]) -> None:
    assert library_warning(version) is None


# --- what it refuses ---


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_demo_store_is_never_a_real_one_and_the_other_way_round(path: Path, is_demo: bool) -> None:
    open_store(path, demo=is_demo).close()
    before = path.read_bytes()
    with pytest.raises(DemoMismatch) as refused:
        open_store(path, demo=not is_demo)
    assert refused.value.is_demo is is_demo
    assert path.read_bytes() == before
    store = open_store(path, demo=is_demo)
    assert store.demo is is_demo
    store.close()


def test_somebody_elses_database_is_left_as_it_is(path: Path) -> None:
    path.touch()
    raw = connect(path)
    raw.execute("CREATE TABLE recipes (name TEXT)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(StoreForeign):
        open_store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_a_fault_of_the_disk(path: Path) -> None:
    path.write_bytes(b"not a database at all, " * 1000)
    with pytest.raises(DeviceFault) as fault:
        open_store(path)
    assert (fault.value.code, fault.value.device) == (FaultCode.DISK_FAILED, "store")


# --- damage ---


def damage(path: Path) -> None:
    """Overwrite a page in the middle of the goods: the header and the schema stay whole."""
    raw = connect(path)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'products'").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)


def filled(path: Path) -> SqliteStore:
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    return store


def test_damage_is_found_at_the_start_after_an_unclean_stop(path: Path) -> None:
    store = filled(path)
    crash(store)
    damage(path)
    with pytest.raises(DeviceFault) as fault:
        open_store(path)
    assert fault.value.code is FaultCode.DISK_FAILED


def test_after_a_clean_stop_the_start_is_quick_and_damage_is_found_beside_it(path: Path) -> None:
    filled(path).close()
    damage(path)
    store = open_store(path)
    with pytest.raises(DeviceFault) as fault:
        store.check()
    assert fault.value.code is FaultCode.DISK_FAILED
    with pytest.raises(DeviceFault), store.transaction():
        raise AssertionError("a damaged store took work")
    store.close()


def test_a_sound_store_passes_its_check_while_it_works(path: Path) -> None:
    store = filled(path)
    store.check()
    with store.transaction() as work:
        assert work.catalogue.product("MUG") == PRODUCTS[0]
    store.close()
    with reading(path) as raw:
        refuse_damaged(raw)
