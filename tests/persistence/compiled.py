"""Compile every statement of the store: `python -m tests.persistence.compiled` writes them anew."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module

from sqlalchemy import SelectBase, UpdateBase
from sqlalchemy.dialects.sqlite import dialect

from packstation.persistence import statements
from packstation.persistence.prepared import COMPILED, MARK

HEAD = "-- Compiled from the modules of this folder by `python -m tests.persistence.compiled`; edit those."


def built() -> Iterator[tuple[str, SelectBase | UpdateBase]]:
    """Every statement and its name: of its module and its own."""
    for module in pkgutil.iter_modules(statements.__path__):
        for name, value in vars(import_module(f"{statements.__name__}.{module.name}")).items():
            if isinstance(value, SelectBase | UpdateBase) and re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
                yield f"{module.name}.{name.lower()}", value


def sql_of(name: str, statement: SelectBase | UpdateBase) -> str:
    """A statement in SQLite's words. ValueError when it holds a value nobody would give it at the call."""
    compiled = statement.compile(
        dialect=dialect(paramstyle="named"), compile_kwargs={"render_postcompile": True}
    )
    own = sorted(key for key, value in compiled.params.items() if value is not None)
    if own:
        raise ValueError(f"{name}: {', '.join(own)} must be a bindparam, or fixed")
    return "\n".join(line.rstrip() for line in str(compiled).strip().splitlines())


def text() -> str:
    """The whole file."""
    entries = sorted((name, sql_of(name, statement)) for name, statement in built())
    return "\n\n".join((HEAD, *(f"{MARK}{name}\n{sql}" for name, sql in entries))) + "\n"


if __name__ == "__main__":
    COMPILED.write_text(text(), encoding="utf-8", newline="\n")
