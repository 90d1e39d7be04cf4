"""The journal on disk: append only, and no byte of it can be changed without being found."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from packstation.domain.act import OrderReceived, SignedOut
from packstation.persistence.engine import connect
from packstation.persistence.journal import sealed
from packstation.persistence.read_journal import ChainReport, _with_ids, read_journal, verify_journal
from packstation.persistence.tables import ANSWERED, journal
from tests.persistence.shelf import CODES, IDA, PRODUCTS, make_order, open_order, open_store, scan

ORDER = make_order(1, ("MUG", 5))


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which something happened; tests copy it."""
    path = tmp_path_factory.mktemp("packed") / "store.db"
    store = open_store(path)
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        open_order(work, store.station_id, ORDER, UUID(int=77))
    for _ in range(4):
        with store.transaction() as work:
            scan(work, ORDER.order_id)
    store.close()
    return path


@pytest.fixture
def copy(packed: Path, tmp_path: Path) -> Path:
    target = tmp_path / "store.db"
    target.write_bytes(packed.read_bytes())
    return target


def unguarded(path: Path) -> sqlite3.Connection:
    """A connection of somebody who takes the triggers away first."""
    raw = connect(path)
    raw.execute("DROP TRIGGER journal_frozen")
    raw.execute("DROP TRIGGER journal_kept")
    return raw


@pytest.mark.parametrize("column", [c.name for c in journal.columns if c.name not in ANSWERED])
def test_no_column_of_what_happened_can_be_changed(copy: Path, column: str) -> None:
    raw = connect(copy)
    with pytest.raises(sqlite_error(raw), match="append only"):
        raw.execute(f"UPDATE journal SET {column} = {column} WHERE seq = 2")  # noqa: S608 - names of ours
    raw.close()


def test_no_row_can_be_deleted_or_replaced(copy: Path) -> None:
    store = open_store(copy)
    raw = store._raw
    for statement in (
        "DELETE FROM journal WHERE seq = 2",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 2",
    ):
        with pytest.raises(sqlite_error(raw), match="append only"):
            raw.execute(statement)
    store.close()
    assert verify_journal(copy).sound


def test_many_rows_written_at_once_stand_in_the_chain_like_single_ones(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    store = open_store(path)
    three, act = [make_order(number, ("MUG", number)) for number in (1, 2, 3)], OrderReceived(1, 1)
    with store.transaction() as work:
        work.record_all([(act, three[0]), (OrderReceived(1, 2), three[1]), (act, three[2])])
        work.record(SignedOut(idle=False), IDA)
        work.record_all([])
    store.close()
    assert verify_journal(path) == ChainReport(good=6)


def test_centrals_answer_is_no_part_of_the_chain(copy: Path) -> None:
    raw = connect(copy)
    raw.execute("UPDATE journal SET acked_at = '2026-03-02T12:00:00.000000Z', outcome = 'applied'")
    raw.close()
    assert verify_journal(copy) == ChainReport(good=7)


@given(data=st.data())
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_changed_byte_of_any_row_is_found_and_named(
    packed: Path, tmp_path: Path, data: st.DataObject
) -> None:
    copy = tmp_path / "store.db"
    copy.write_bytes(packed.read_bytes())
    column = data.draw(st.sampled_from([c.name for c in journal.columns if c.name not in ANSWERED]))
    seq = data.draw(st.integers(1, 7))
    raw = unguarded(copy)
    (stored,) = raw.execute(f"SELECT {column} FROM journal WHERE seq = ?", (seq,)).fetchone()  # noqa: S608
    changed = data.draw(changes(stored))
    raw.execute(f"UPDATE journal SET {column} = ? WHERE seq = ?", (changed, seq))  # noqa: S608
    raw.close()
    report = verify_journal(copy)
    assert report.first_bad_seq == (1 if column == "station_id" and seq > 1 else seq)


def changes(stored: object) -> st.SearchStrategy[object]:
    """What one flipped byte can make of a stored value; something that was not there, of an empty one."""
    if stored is None:
        return st.sampled_from([b"\0" * 16, 0, "eve"])
    if isinstance(stored, int):
        return st.integers(0, 62).map(lambda bit: stored ^ (1 << bit))
    raw = stored.encode() if isinstance(stored, str) else bytes(stored)  # type: ignore[call-overload]
    flipped = st.tuples(st.integers(0, len(raw) - 1), st.integers(1, 255)).map(
        lambda at: raw[: at[0]] + bytes([raw[at[0]] ^ at[1]]) + raw[at[0] + 1 :]
    )
    return flipped.map(_as_text) if isinstance(stored, str) else flipped


def _as_text(raw: bytes) -> object:
    # SQLite holds text of any bytes; the driver hands over only what is text.
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


def test_a_byte_that_is_no_longer_text_is_found(copy: Path) -> None:
    raw = unguarded(copy)
    raw.execute("UPDATE journal SET payload = CAST(x'7bff7d' AS TEXT) WHERE seq = 5")
    raw.close()
    assert verify_journal(copy).first_bad_seq == 5


@pytest.mark.parametrize("seq", [1, 3, 6])
def test_a_missing_row_is_found(copy: Path, seq: int) -> None:
    raw = unguarded(copy)
    raw.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    raw.close()
    assert verify_journal(copy).first_bad_seq == seq


def seal_anew(raw: sqlite3.Connection, seq: int, **changed: object) -> None:
    """Change a row as somebody would who knows how hashes are made."""
    row = raw.execute("SELECT * FROM journal WHERE seq = ?", (seq,))
    names = [column[0] for column in row.description]
    stored = _with_ids({**dict(zip(names, row.fetchone(), strict=True)), **changed})
    for name, value in {**changed, "hash": sealed(stored)}.items():
        raw.execute(f"UPDATE journal SET {name} = ? WHERE seq = ?", (value, seq))  # noqa: S608 - names of ours


def test_a_row_that_was_changed_and_sealed_anew_breaks_the_link_to_the_next(copy: Path) -> None:
    raw = unguarded(copy)
    seal_anew(raw, 4, actor="eve")
    raw.close()
    assert verify_journal(copy).first_bad_seq == 5


def test_a_row_taken_out_of_a_chain_that_was_mended_leaves_a_gap(copy: Path) -> None:
    raw = unguarded(copy)
    (fifth,) = raw.execute("SELECT hash FROM journal WHERE seq = 5").fetchone()
    raw.execute("DELETE FROM journal WHERE seq = 6")
    seal_anew(raw, 7, prev_hash=fifth)
    raw.close()
    assert verify_journal(copy).first_bad_seq == 6


def test_two_rows_that_changed_places_are_found(copy: Path) -> None:
    raw = unguarded(copy)
    for moved, was in ((100, 4), (4, 5), (5, 100)):
        raw.execute("UPDATE journal SET seq = ? WHERE seq = ?", (moved, was))
    raw.close()
    assert verify_journal(copy).first_bad_seq == 4


def test_a_second_station_of_the_same_file_has_a_chain_of_its_own(copy: Path) -> None:
    raw = connect(copy)
    raw.execute("UPDATE meta SET value = 'another station' WHERE key = 'station_id'")
    raw.close()
    open_store(copy).close()
    assert verify_journal(copy) == ChainReport(good=9)
    assert [entry.seq for entry in read_journal(copy)] == [1, 2, 3, 4, 5, 6, 7, 1, 2]


def test_the_journal_can_be_read_and_proven_beside_the_running_station(copy: Path) -> None:
    store = open_store(copy)
    entries = read_journal(copy)
    first = next(entries)
    for _ in range(600):
        with store.transaction() as work:
            work.record(SignedOut(idle=True), IDA)
    assert first.seq == 1
    assert len(list(entries)) > 500
    assert verify_journal(copy) == ChainReport(good=608)
    store.close()


def sqlite_error(raw: sqlite3.Connection) -> type[Exception]:
    """The error of the library in use for a broken promise."""
    error: type[Exception] = raw.IntegrityError
    return error
