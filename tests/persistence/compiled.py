"""Compile every table and statement of the store: `python -m tests.persistence.compiled` writes them anew."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from textwrap import dedent

from sqlalchemy import ClauseElement, SelectBase, UpdateBase
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from packstation.persistence import statements
from packstation.persistence.sql_file import FOLDER, MARK
from packstation.persistence.tables import TRIGGERS, metadata

HEAD = "-- Compiled by `python -m tests.persistence.compiled`; edit the tables and statements."


def built() -> Iterator[tuple[str, SelectBase | UpdateBase]]:
    """Every statement and its name: of its module and its own."""
    for module in pkgutil.iter_modules(statements.__path__):
        for name, value in vars(import_module(f"{statements.__name__}.{module.name}")).items():
            if isinstance(value, SelectBase | UpdateBase) and re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
                yield f"{module.name}.{name.lower()}", value


def sql_of(name: str, statement: SelectBase | UpdateBase) -> str:
    """A statement in SQLite's words. ValueError when it holds a value nobody would give it at the call."""
    compiled = statement.compile(dialect=dialect(paramstyle="named"))
    own = sorted(key for key, value in compiled.params.items() if value is not None)
    if own:
        raise ValueError(f"{name}: {', '.join(own)} must be a bindparam, or fixed")
    return _words(statement)


def ddl() -> Iterator[tuple[str, str]]:
    """Every table, index and trigger in SQLite's words, in the order they are made in."""
    for table in metadata.sorted_tables:
        yield f"table {table.name}", _words(CreateTable(table))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield f"index {index.name}", _words(CreateIndex(index))
    for name, trigger in TRIGGERS.items():
        yield f"trigger {name}", dedent(trigger).strip()


def texts() -> dict[str, str]:
    """Both files by name."""
    statements = sorted((name, sql_of(name, statement)) for name, statement in built())
    return {"compiled": _text(statements), "tables": _text(ddl())}


def _words(clause: ClauseElement) -> str:
    told = str(clause.compile(dialect=dialect(paramstyle="named")))
    return "\n".join(line.rstrip() for line in told.replace("\t", "    ").strip().splitlines())


def _text(entries: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join((HEAD, *(f"{MARK}{name}\n{sql}" for name, sql in entries))) + "\n"


if __name__ == "__main__":
    for file, text in texts().items():
        FOLDER.joinpath(f"{file}.sql").write_text(text, encoding="utf-8", newline="\n")
