"""The command by which somebody says which column of a table of orders holds what."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from packstation.channels.grid import opened_grid
from packstation.channels.known_headers import guessed, looks_like_headers
from packstation.domain.refusal import Refused
from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping, header_key
from packstation.maintenance.speech import complain, say
from packstation.places import MAPPINGS_NAME
from packstation.settings.mapping import MappingFolder
from packstation.ui.refusal_words import refusal_sentence


def say_columns(
    home: Path,
    file: Path,
    name: str | None,
    cells: Sequence[str],
    defaults: Sequence[str],
    dates: str | None,
    *,
    replace: bool,
) -> int:
    """Show what is known of a table's columns, what is said now included; keep it where it gets a name.

    What is kept under that name already stays, unless `replace` says otherwise.
    """
    try:
        headers = _headers(file, [cell.partition("=")[2] for cell in cells])
        mapping = _said(name or "", headers, cells, defaults, dates)
    except Refused as no:
        return complain(refusal_sentence(no.code, no.data))
    except (OSError, ValueError) as trouble:
        return complain(trouble if file.exists() else f"there is no file {file}")
    held = {header: meant for meant, header in mapping.columns.items()}
    say("\n".join(f"{header}: {held.get(header, '-')}" for header in headers))
    if name is None:
        return 0
    if mapping.missing:
        return complain("still needed: " + ", ".join(mapping.missing))
    kept = MappingFolder(home / MAPPINGS_NAME)
    if kept.has(name) and not replace:
        return complain(f"another table is kept as {name!r}: take another name, or --replace it")
    say(f"kept as {kept.keep(mapping)}")
    return 0


def _headers(file: Path, named: Sequence[str]) -> tuple[str, ...]:
    """The table's headers: the row that has those that were named, or that are known."""
    wanted = {header_key(header) for header in named}

    def is_header(cells: Sequence[str]) -> bool:
        return looks_like_headers(cells) or (bool(wanted) and wanted <= set(map(header_key, cells)))

    with file.open("rb") as source, opened_grid(source, is_header) as grid:
        return grid.columns


def _said(
    name: str, headers: tuple[str, ...], cells: Sequence[str], defaults: Sequence[str], dates: str | None
) -> TableMapping:
    """What is plain from the headers, and what was said. ValueError for a field or header that is none."""
    by_key = {header_key(header): header for header in headers}
    columns = dict(guessed(headers).columns)
    for field, header in map(_pair, cells):
        if header_key(header) not in by_key:
            raise ValueError(f"the table has no column {header!r}")
        columns = {meant: held for meant, held in columns.items() if held != by_key[header_key(header)]}
        columns[field] = by_key[header_key(header)]
    order = DayOrder(dates) if dates else None
    return TableMapping(name, columns, headers, order, dict(map(_pair, defaults)))


def _pair(cell: str) -> tuple[OrderField, str]:
    field, _, text = cell.partition("=")
    if field not in set(OrderField) or not text:
        raise ValueError(f"{cell!r} is not FIELD=TEXT; fields: " + ", ".join(OrderField))
    return OrderField(field), text
