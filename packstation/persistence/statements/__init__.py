"""Every statement of the store, written with SQLAlchemy Core; the station runs `compiled.sql` beside them.

Nothing that a running station imports may import a module of this folder: see `prepared` for why and how.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import BindParameter, bindparam, literal


def fixed(value: str | int) -> BindParameter[str | int]:
    """A value that stands in the statement itself, because it is the same at every call."""
    return literal(value, literal_execute=True)


def fixed_list(values: Iterable[str]) -> BindParameter[str]:
    """Values for `in_`, likewise; sorted, so that the statement is the same whenever it is compiled."""
    return bindparam(None, sorted(values), expanding=True, literal_execute=True)
