"""The statements of the scan's path and of imports: compiled by Core once, run on the driver's connection.

Core's own work at each call costs more than the disk takes to commit, and a scan needs four statements.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from sqlalchemy import ClauseElement
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.compiler import SQLCompiler

from packstation.persistence.engine import refuse_outside


class Prepared:
    """One statement, built and compiled at its first use: the start does not wait for what is seldom asked.

    Its values are given by name and as SQLite holds them: identifiers in bytes, instants and days as text.
    """

    def __init__(self, build: Callable[[], ClauseElement]) -> None:
        self._build = build

    @cached_property
    def _compiled(self) -> tuple[str, tuple[str, ...]]:
        statement = self._build()
        compiled = statement.compile(dialect=dialect(paramstyle="qmark"))
        if not isinstance(compiled, SQLCompiler) or compiled.positiontup is None:
            raise TypeError(f"{statement} takes no values")
        return str(compiled), tuple(compiled.positiontup)

    @property
    def sql(self) -> str:
        """The statement in SQLite's words."""
        return self._compiled[0]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its values, in the order of its question marks."""
        return self._compiled[1]

    def __call__(self, raw: sqlite3.Connection, values: Mapping[str, object]) -> sqlite3.Cursor:
        """Run it inside the transaction that is open on the connection; RuntimeError when there is none."""
        refuse_outside(raw)
        sql, names = self._compiled
        return raw.execute(sql, [values[name] for name in names])

    def many(self, raw: sqlite3.Connection, rows: Iterable[Mapping[str, object]]) -> None:
        """Run it for each row, likewise."""
        refuse_outside(raw)
        sql, names = self._compiled
        raw.executemany(sql, ([row[name] for name in names] for row in rows))
