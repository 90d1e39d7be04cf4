"""Where the pieces of one file lie until their orders are taken in: SQLite's own temporary file.

It has no name, is readable by nobody else, and is gone with the process: no personal data is left behind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count

from packstation.application.intake import Group
from packstation.domain.draft import Piece, QuarantineReason, Unreadable
from packstation.domain.quarantine import key_of_part
from packstation.persistence.engine import disk_faults

MOST_PIECES = 2_000
"""So many rows of one order are read at once; an order with more waits for a person."""

_TABLES = (
    "CREATE TABLE keys (key_no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
    # In the order in which they are wanted: nothing is sorted at the end. A run is what one chunk has of a
    # key, `texts` one a line, `places` the line and the rows of each; a run with anything odd in it is JSON.
    """
    CREATE TABLE runs (
        key_no INTEGER, run_no INTEGER, places TEXT, texts TEXT, PRIMARY KEY (key_no, run_no)
    ) WITHOUT ROWID
    """,
)
_PUT = "INSERT INTO runs VALUES (?, ?, ?, ?)"
_KEY_NOS = "SELECT key, key_no FROM keys WHERE key IN (SELECT value FROM json_each(?))"
_ALL = "SELECT keys.key, places, texts FROM runs JOIN keys USING (key_no) ORDER BY runs.key_no, run_no"


class SqlStaging:
    """The pieces of one file."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._chunks = 0
        self._keys = 0

    def add(self, rows: Sequence[tuple[str, Piece | Unreadable]]) -> None:
        """More pieces, each with its key. DeviceFault when the disk will not take them."""
        runs: dict[str, list[Piece | Unreadable]] = {}
        for key, piece in rows:
            runs.setdefault(key, []).append(piece)
        self._chunks += 1
        with disk_faults():
            self._raw.execute("BEGIN")
            numbers, chunk = self._numbers(runs), self._chunks
            self._raw.executemany(_PUT, ((numbers[key], chunk, *_told(run)) for key, run in runs.items()))
            self._raw.execute("COMMIT")

    def _numbers(self, keys: Collection[str]) -> Mapping[str, int]:
        """The numbers of these keys: in a table whose orders stand together most are new."""
        numbers = dict(zip(keys, count(self._keys + 1)))
        self._keys += len(keys)
        put = self._raw.executemany("INSERT OR IGNORE INTO keys (key, key_no) VALUES (?, ?)", numbers.items())
        if put.rowcount == len(keys):
            return numbers
        return dict(self._raw.execute(_KEY_NOS, (json.dumps(list(keys)),)))

    def groups(self) -> Iterator[Group]:
        """All pieces by key, keys in the order in which the file first names them.

        Of a key with more than MOST_PIECES each part of so many is a group of its own, too large.
        """
        key, rows, part = "", list[Piece | Unreadable](), 0
        for named, places, texts in self._raw.execute(_ALL):
            if named != key:
                if rows:
                    # The last part of a large order comes behind others.
                    yield _group(key, rows, part + bool(part))
                key, rows, part = named, [], 0
            for piece in _pieces(key, places, texts):
                if len(rows) == MOST_PIECES:
                    part += 1
                    yield _group(key, rows, part)
                    rows = []
                rows.append(piece)
        if rows:
            yield _group(key, rows, part + bool(part))


@contextmanager
def staging() -> Iterator[SqlStaging]:
    """An empty one; deleted at the end."""
    # The interpreter's SQLite, not `driver`'s: that one may be built to keep all that is temporary in memory,
    # a kilobyte a row. Two of them in one process are no harm to a file that only one of them knows.
    # Another thread than the one that made it may close it.
    raw = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    try:
        raw.execute("PRAGMA temp_store = FILE")
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("PRAGMA synchronous = OFF")
        # So much of it stays in memory; the rest is on the disk.
        raw.execute("PRAGMA cache_size = 200")
        for table in _TABLES:
            raw.execute(table)
        yield SqlStaging(raw)
    finally:
        raw.close()


def _group(key: str, rows: list[Piece | Unreadable], part: int) -> Group:
    if not part:
        return Group(key, tuple(rows))
    return Group(key_of_part(key, part), tuple(rows), too_large=True)


def _told(run: Sequence[Piece | Unreadable]) -> tuple[str, str]:
    """The places and the texts of a run."""
    plain = [piece for piece in run if isinstance(piece, Piece)]
    texts = "\n".join([piece.text for piece in plain])
    if len(plain) == len(run) == texts.count("\n") + 1:
        return " ".join([f"{piece.line} {piece.rows}" for piece in plain]), texts
    return "", json.dumps([_odd(piece) for piece in run])


def _odd(piece: Piece | Unreadable) -> tuple[object, ...]:
    if isinstance(piece, Piece):
        return (piece.line, piece.rows, piece.text)
    return (piece.line, piece.rows, piece.text, piece.reason.value, dict(piece.facts))


def _pieces(key: str, places: str, texts: str) -> Iterable[Piece | Unreadable]:
    if not places:
        return [_piece(key, *told) for told in json.loads(texts)]
    numbers = map(int, places.split())
    return [
        Piece(key, line, rows, text)
        for line, rows, text in zip(numbers, numbers, texts.split("\n"), strict=True)
    ]


def _piece(
    key: str, line: int, rows: int, text: str, reason: str = "", facts: Mapping[str, str] | None = None
) -> Piece | Unreadable:
    if facts is None:
        return Piece(key, line, rows, text)
    return Unreadable(line, rows, QuarantineReason(reason), text, facts, key)
