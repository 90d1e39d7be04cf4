"""Where the pieces of one file lie until their orders are taken in: SQLite's own temporary file.

It has no name, is readable by nobody else, and is gone with the process: no personal data is left behind.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from packstation.application.intake import Group
from packstation.domain.draft import Piece, QuarantineReason, Unreadable
from packstation.domain.quarantine import key_of_part
from packstation.persistence.engine import disk_faults, driver

MOST_PIECES = 2_000
"""So many rows of one order are read at once; an order with more waits for a person."""

_TABLES = (
    "CREATE TABLE keys (key_no INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE)",
    # In the order in which they are wanted: nothing is sorted at the end.
    """
    CREATE TABLE pieces (
        key_no INTEGER, piece_no INTEGER, line INTEGER, rows INTEGER, text TEXT, reason TEXT, facts TEXT,
        PRIMARY KEY (key_no, piece_no)
    ) WITHOUT ROWID
    """,
)
_PUT = "INSERT INTO pieces VALUES (?, ?, ?, ?, ?, ?, ?)"
_KEY_NOS = "SELECT key, key_no FROM keys WHERE key IN (SELECT value FROM json_each(?))"
_ALL = (
    "SELECT keys.key, line, rows, text, reason, facts FROM pieces JOIN keys USING (key_no) "
    "ORDER BY pieces.key_no, piece_no"
)


class SqlStaging:
    """The pieces of one file."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw
        self._pieces = 0
        self._keys = 0

    def add(self, rows: Sequence[tuple[str, Piece | Unreadable]]) -> None:
        """More pieces, each with its key. DeviceFault when the disk will not take them."""
        keys = list(dict.fromkeys(key for key, _ in rows))
        with disk_faults():
            self._raw.execute("BEGIN")
            numbers = self._numbers(keys)
            self._raw.executemany(_PUT, (self._row(numbers[key], piece) for key, piece in rows))
            self._raw.execute("COMMIT")

    def _numbers(self, keys: Sequence[str]) -> Mapping[str, int]:
        """The numbers of these keys: in a table whose orders stand together most are new."""
        numbers = dict(zip(keys, count(self._keys + 1)))
        self._keys += len(keys)
        put = self._raw.executemany("INSERT OR IGNORE INTO keys (key, key_no) VALUES (?, ?)", numbers.items())
        if put.rowcount == len(keys):
            return numbers
        return dict(self._raw.execute(_KEY_NOS, (json.dumps(keys),)))

    def groups(self) -> Iterator[Group]:
        """All pieces by key, keys in the order in which the file first names them.

        Of a key with more than MOST_PIECES each part of so many is a group of its own, too large.
        """
        key, rows, part = "", list[Piece | Unreadable](), 0
        for row in self._raw.execute(_ALL):
            same = row[0] == key
            if rows and (not same or len(rows) == MOST_PIECES):
                # The last part of a large order comes behind others.
                part += same or bool(part)
                yield _group(key, rows, part)
                rows, part = [], part if same else 0
            key = row[0]
            rows.append(_piece(row))
        if rows:
            yield _group(key, rows, part + bool(part))

    def _row(self, key_no: int, piece: Piece | Unreadable) -> tuple[object, ...]:
        self._pieces += 1
        place = (key_no, self._pieces, piece.line, piece.rows, piece.text)
        if isinstance(piece, Piece):
            return (*place, None, None)
        return (*place, piece.reason.value, json.dumps(dict(piece.facts)))


@contextmanager
def staging() -> Iterator[SqlStaging]:
    """An empty one; deleted at the end."""
    # Another thread than the one that made it may close it.
    raw = driver().connect("", isolation_level=None, check_same_thread=False)
    try:
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


def _piece(row: tuple[Any, ...]) -> Piece | Unreadable:
    key, line, rows, text, reason, facts = row
    if reason is None:
        return Piece(key, line, rows, text)
    return Unreadable(line, rows, QuarantineReason(reason), text, json.loads(facts), key)
