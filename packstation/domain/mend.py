"""Other cells in a row of a file, or in an order of JSON, as a person types them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from packstation.domain.refusal import RefusalCode, Refused


def mended(text: str, cells: Mapping[str, str]) -> str:
    """The text with these cells; a row may get a cell it did not have, an order of JSON may not.

    A cell is named as its column is, in capitals or small; inside an order of JSON by its road:
    `line_items.0.sku`. Refused(no_such_column) for a road that leads nowhere.
    """
    row = json.loads(text)
    for name, value in cells.items():
        _put(row, name, value)
    return json.dumps(row, ensure_ascii=False)


def cells(text: str) -> tuple[tuple[str, str], ...]:
    """Every cell that can be mended: its name, or its road inside an order of JSON, and what stands there."""
    return tuple(_leaves(json.loads(text), ""))


def _leaves(place: object, road: str) -> Iterator[tuple[str, str]]:
    if isinstance(place, dict | list):
        steps = place.items() if isinstance(place, dict) else enumerate(place)
        for step, inside in steps:
            yield from _leaves(inside, f"{road}.{step}" if road else str(step))
    elif place is None or (isinstance(place, str | int | float) and not isinstance(place, bool)):
        yield road, "" if place is None else str(place)


def _put(row: object, name: str, value: str) -> None:
    *road, last = _road(row, name)
    place = row
    for step in road:
        place = _inside(place, step, name)
    if isinstance(place, dict):
        was = place.get(last)
        # A number stays one, so that the order is still what its shop would have written.
        number = isinstance(was, int) and not isinstance(was, bool) and value.strip().isdecimal()
        place[last] = int(value) if number else value
    elif isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        place[int(last)] = value
    else:
        raise Refused(RefusalCode.NO_SUCH_COLUMN, column=name)


def _road(row: object, name: str) -> list[str]:
    """The steps to a cell: one where the row has such a column."""
    columns = {column.casefold(): column for column in row} if isinstance(row, dict) else {}
    known = columns.get(name.strip().casefold())
    if known is not None:
        return [known]
    return name.split(".") if "." in name else [name.strip()]


def _inside(place: object, step: str, name: str) -> object:
    if isinstance(place, dict) and step in place:
        return place[step]
    if isinstance(place, list) and step.isdecimal() and int(step) < len(place):
        return place[int(step)]
    raise Refused(RefusalCode.NO_SUCH_COLUMN, column=name)
