"""The statements of the running station: compiled by Core ahead, run on the driver's connection.

Loading SQLAlchemy costs a start more than a whole bare window, and its work at each call more than the disk
takes to commit. So a running station does without: packaging/decisions/0013 says why. To add a statement:

1. Build it with Core, from `tables` and `goods_tables`, as a constant in capitals in the module of its
   aggregate in `statements`: `statements/weighing.py`, `FORGET = delete(weighings).where(...)`. Whatever
   is given at the call is a `bindparam("sku")`; a value of its own is refused, but for those that
   `fixed` and `fixed_list` write into the statement itself. No lists at the call: loop, or `many`.
2. `python -m tests.persistence.compiled` writes it into `statements/compiled.sql` (and tables into
   `tables.sql` beside it); commit them too.
3. Use it in the repository by its name, module and constant: `_FORGET = Prepared("weighing.forget")`,
   `_FORGET(raw, {"site": self._site, "sku": sku})`. A name that is not there fails at import.
4. Values go in and come out as SQLite holds them: identifiers as `uuid.bytes`, instants as
   `at_text(...)`, days as `isoformat()`, booleans as 0 and 1; `named` gives wide rows by column.

A test compiles everything again and fails when the file is stale or a statement is used by nobody; another
one, that an ordinary start loads SQLAlchemy.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from packstation.persistence.engine import refuse_outside
from packstation.persistence.sql_file import sql_file

_STATEMENTS = sql_file("compiled")
_VALUE = re.compile(r":([a-z_]+)")


class Prepared:
    """One statement. Its values are given by name and as SQLite holds them."""

    __slots__ = ("sql",)

    def __init__(self, name: str) -> None:
        self.sql = _STATEMENTS[name]

    def __call__(self, raw: sqlite3.Connection, values: Mapping[str, object]) -> sqlite3.Cursor:
        """Run it inside the transaction that is open on the connection; RuntimeError when there is none."""
        refuse_outside(raw)
        return raw.execute(self.sql, values)

    def many(self, raw: sqlite3.Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Run it for each row, likewise."""
        refuse_outside(raw)
        raw.executemany(self.sql, rows)

    def placed(self, columns: str) -> Placed:
        """The same for values in the places of these columns; ValueError where its own stand otherwise."""
        if _VALUE.findall(self.sql) != columns.split(", "):
            raise ValueError(f"{columns} are not the values of: {self.sql}")
        return Placed(_VALUE.sub("?", self.sql))


class Placed:
    """One statement for very many rows, or for every scan: by place a row costs half of that by name."""

    __slots__ = ("sql",)

    def __init__(self, sql: str) -> None:
        self.sql = sql

    def __call__(self, raw: sqlite3.Connection, values: Sequence[object]) -> sqlite3.Cursor:
        """Run it inside the transaction that is open on the connection; RuntimeError when there is none."""
        refuse_outside(raw)
        return raw.execute(self.sql, values)

    def many(self, raw: sqlite3.Connection, rows: Iterable[Sequence[object]]) -> None:
        """Run it for each row, likewise."""
        refuse_outside(raw)
        raw.executemany(self.sql, rows)


def named(cursor: sqlite3.Cursor) -> Iterator[dict[str, Any]]:
    """The rows with the names of their columns, for those too wide to be told by position."""
    names = [name for name, *_ in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)
