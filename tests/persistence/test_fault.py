"""A disk that is full or broken: nothing half done, nothing tried again in silence (R15)."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from packstation.domain.person import Role, User
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence.backup import backup
from packstation.persistence.engine import connect, driver
from packstation.persistence.read_journal import verify_journal
from packstation.persistence.store import SqliteStore
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore
from tests.persistence.shelf import BLOCK, CODES, NEW_ID, PRODUCTS, make_order, open_store
from tests.strace import strace

BIG = ("x" * 1000,) * 200
"""An address that fills pages."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(tmp_path / "store.db")
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
    yield store
    store.close()


def add_big(store: SqliteStore, number: int) -> None:
    """An order that needs new pages."""
    with store.transaction() as work:
        work.orders.add(replace(make_order(number, ("MUG", 1)), ship_to=BIG))


def known(store: SqliteStore, number: int) -> bool:
    with store.transaction() as work:
        return work.orders.by_number(str(number)) is not None


def test_a_full_disk_refuses_one_transaction_and_the_next_may_be_tried(store: SqliteStore) -> None:
    (pages,) = store._raw.execute("PRAGMA page_count").fetchone()
    store._raw.execute(f"PRAGMA max_page_count = {pages + 5}")
    with pytest.raises(DeviceFault) as fault:
        add_big(store, 1)
    assert (fault.value.code, fault.value.device) == (FaultCode.DISK_FULL, "store")
    assert not known(store, 1)
    store._raw.execute("PRAGMA max_page_count = 4294967294")
    add_big(store, 1)
    assert known(store, 1)
    assert verify_journal(store.path).sound


@contextmanager
def no_file_longer_than(size: int) -> Iterator[None]:
    """The disk refuses to write beyond this many bytes of any file, as a broken one would."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on the size of a process's files")
    import resource  # noqa: PLC0415

    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def test_a_disk_that_fails_locks_the_store_though_it_would_work_again(
    store: SqliteStore, tmp_path: Path
) -> None:
    wal = Path(f"{store.path}-wal")
    with no_file_longer_than(wal.stat().st_size + 100), pytest.raises(DeviceFault) as fault:
        add_big(store, 1)
    assert (fault.value.code, fault.value.device) == (FaultCode.DISK_FAILED, "store")
    assert "IOERR" in fault.value.detail
    for _ in range(2):
        with pytest.raises(DeviceFault) as again:
            add_big(store, 2)
        assert again.value.code is FaultCode.DISK_FAILED
    # The data can still be read and saved elsewhere.
    assert backup(store.path, tmp_path / "saved.db") > 0
    assert verify_journal(tmp_path / "saved.db").sound
    store.close()
    started_anew = open_store(store.path)
    assert not known(started_anew, 1)
    add_big(started_anew, 3)
    assert started_anew.path == store.path
    started_anew.close()


_FSYNC_FAILS = """
import os
import sys
from pathlib import Path
from packstation.domain.refusal import DeviceFault
from tests.persistence.shelf import open_store, make_order
store = open_store(Path(sys.argv[1]))
for number in range(1, 9):
    try:
        with store.transaction() as work:
            work.orders.add(make_order(number, ("MUG", 1)))
        print("ok", flush=True)
    except DeviceFault as fault:
        print(fault.code, fault.detail, flush=True)
os._exit(0)
"""


def test_a_failed_fsync_locks_the_store_and_is_never_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path).close()
    traced = strace(
        [sys.executable, "-c", _FSYNC_FAILS, str(path)],
        tmp_path,
        "trace=fdatasync,fsync",
        # A few commits go well; from the sixth call on the disk is broken.
        "inject=fdatasync,fsync:error=EIO:when=6+",
    )
    said = traced.output.split("\n")[:-1]
    failed = said.index(next(line for line in said if line != "ok"))
    assert failed > 0
    assert said[failed].startswith("disk_failed SQLITE_IOERR")
    assert said[failed:] == [said[failed]] * (8 - failed)
    assert sum("EIO" in call for call in traced.calls) == 1


SYNCS = "fdatasync,fsync"
FLUSH = "fdatasync" if hasattr(os, "fdatasync") else "fsync"
SYNC_OR_SAID = re.compile(r'(?P<sync>f(data)?sync)\(|write\(1, "(?P<said>[^"]*)"')
_WRITE_OUT = """
import os
import sys
from pathlib import Path
from packstation.domain.refusal import DeviceFault
from tests.persistence.shelf import open_store, make_order
store = open_store(Path(sys.argv[1]))
os.write(1, b"open")
for number in range(1, 4):
    try:
        with store.repeatable() as work:
            work.orders.add(make_order(number, ("MUG", 1)))
        os.write(1, b"kept")
        store.write_out()
        os.write(1, b"out ")
    except DeviceFault as fault:
        os.write(1, f"{fault.code} {fault.detail}".encode())
os._exit(0)
"""


def said_and_synced(folder: Path, *inject: str) -> list[str]:
    """What a child said, and each sync, that kept orders which can be brought again and wrote them out."""
    path = folder / "store.db"
    path.unlink(missing_ok=True)
    open_store(path).close()
    command = [sys.executable, "-c", _WRITE_OUT, str(path)]
    traced = strace(command, folder, f"trace=write,{SYNCS}", *inject)
    return [found["said"] or found["sync"] for found in map(SYNC_OR_SAID.search, traced.calls) if found]


def test_what_can_be_brought_again_is_written_out_when_asked_and_not_before(tmp_path: Path) -> None:
    calls = said_and_synced(tmp_path)
    assert calls[calls.index("open") + 1 :] == ["kept", FLUSH, "out "] * 3


def test_a_disk_that_does_not_take_what_is_written_out_locks_the_store(tmp_path: Path) -> None:
    whole = said_and_synced(tmp_path)
    good = whole[: whole.index("open")]
    calls = said_and_synced(
        tmp_path, *(f"inject={sync}:error=EIO:when={good.count(sync) + 1}+" for sync in SYNCS.split(","))
    )
    assert calls[calls.index("open") + 1 :] == ["kept", FLUSH, *["disk_failed OSError"] * 3]


def test_another_writer_in_the_file_is_named_and_waited_for_no_longer_than_needed(store: SqliteStore) -> None:
    other = connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    store._raw.execute("PRAGMA busy_timeout = 10")
    with pytest.raises(DeviceFault) as fault:
        add_big(store, 1)
    assert fault.value.code is FaultCode.BUSY
    other.execute("ROLLBACK")
    other.close()
    add_big(store, 1)
    assert known(store, 1)


def test_a_broken_promise_between_tables_is_a_bug_and_no_fault(store: SqliteStore) -> None:
    add_big(store, 1)
    with pytest.raises(Exception, match="UNIQUE") as bug:
        add_big(store, 1)
    assert not isinstance(bug.value, DeviceFault)
    add_big(store, 2)


def test_a_fault_in_one_thread_leaves_the_lane_to_the_others(store: SqliteStore) -> None:
    (pages,) = store._raw.execute("PRAGMA page_count").fetchone()
    store._raw.execute(f"PRAGMA max_page_count = {pages + 5}")
    caught: list[FaultCode] = []

    def fail() -> None:
        try:
            add_big(store, 1)
        except DeviceFault as fault:
            caught.append(fault.code)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert caught == [FaultCode.DISK_FULL]
    assert not known(store, 1)


@pytest.mark.parametrize("code", [FaultCode.DISK_FULL, FaultCode.DISK_FAILED])
def test_the_store_in_memory_fails_as_the_real_one_does(code: FaultCode) -> None:
    store = FakeStore(FakeClock(), NEW_ID, BLOCK)
    store.fail(code)
    with pytest.raises(DeviceFault), store.transaction() as work:
        work.orders.add(make_order(1, ("MUG", 1)))
    if code is FaultCode.DISK_FULL:
        with store.transaction() as work:
            assert work.orders.by_number("1") is None
    else:
        with pytest.raises(DeviceFault), store.transaction():
            raise AssertionError("a broken store took work")


def test_what_strace_says_is_really_counted(tmp_path: Path) -> None:
    calls = strace(
        [sys.executable, "-c", "import os; f = os.open('x', os.O_CREAT | os.O_WRONLY); os.fsync(f)"],
        tmp_path,
        "trace=fdatasync,fsync",
    ).calls
    assert len(calls) == 1


def test_a_bug_in_a_statement_names_no_person_and_no_hash(store: SqliteStore) -> None:
    """What a bug says goes into the log, and the log is not the place for people."""
    ida = User("u1", "Ida Example", Role.PACKER, 7, badge_hash="$argon2id$ida")
    with store.transaction() as work:
        work.users.put(ida)
    with pytest.raises(driver().IntegrityError) as bug, store.transaction() as work:
        work.users.put(replace(ida, user_id="u2"))
    assert "Ida" not in str(bug.value)
    assert "argon2" not in str(bug.value)
