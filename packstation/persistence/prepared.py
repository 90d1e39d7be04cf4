"""The statements of the scan's path and of imports: compiled by Core once, run on the driver's connection.

Core's own work at each call costs more than the disk takes to commit, and a scan needs four statements.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from sqlalchemy import ClauseElement
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.compiler import SQLCompiler

from packstation.persistence.engine import refuse_outside


class Prepared:
    """One statement. Its values are given by name and as SQLite holds them: identifiers in bytes."""

    def __init__(self, statement: ClauseElement) -> None:
        compiled = statement.compile(dialect=dialect(paramstyle="qmark"))
        if not isinstance(compiled, SQLCompiler) or compiled.positiontup is None:
            raise TypeError(f"{statement} takes no values")
        self._sql = str(compiled)
        self._names = tuple(compiled.positiontup)

    def __call__(self, raw: sqlite3.Connection, values: Mapping[str, object]) -> sqlite3.Cursor:
        """Run it inside the transaction that is open on the connection; RuntimeError when there is none."""
        refuse_outside(raw)
        return raw.execute(self._sql, [values[name] for name in self._names])

    def many(self, raw: sqlite3.Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Run it for each row, likewise."""
        refuse_outside(raw)
        raw.executemany(self._sql, ([row[name] for name in self._names] for row in rows))
