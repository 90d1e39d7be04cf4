"""Every statement of the store, written with SQLAlchemy Core; the station runs `compiled.sql` beside them.

Nothing that a running station imports may import a module of this folder: see `prepared` for why and how.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnClause, literal, literal_column
from sqlalchemy.dialects.sqlite import dialect


def fixed(value: str | int) -> ColumnClause[str | int]:
    """A value that stands in the statement itself, because it is the same at every call."""
    quoted = literal(value).compile(dialect=dialect(), compile_kwargs={"literal_binds": True})
    return literal_column(str(quoted))


def fixed_list(values: Iterable[str]) -> list[ColumnClause[str | int]]:
    """Values for `in_`, likewise; sorted, so that the statement is the same whenever it is compiled."""
    return [fixed(value) for value in sorted(values)]
