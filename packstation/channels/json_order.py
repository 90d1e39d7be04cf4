"""An order as JSON, cut down to what the bench needs of it: what is staged, shown, mended and read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from packstation.channels.cell import moment, pieces
from packstation.channels.check import asked
from packstation.channels.json_stream import TWICE, Json, compact, one_order, orders_in
from packstation.channels.source import head_text, mended
from packstation.domain.draft import LeftOut, OrderRead, Piece, QuarantineReason, Skipped, Unreadable

Shape = Mapping[str, object]
"""The names that count: None for a single value, a shape for an object, a list of one shape for a list."""

_HALF = re.compile("[\ud800-\udfff]")
_EARLIEST = datetime.min.replace(tzinfo=UTC)


def begins_with(head: bytes, marks: Sequence[str]) -> bool:
    """Whether a file begins as JSON and has one of these names in its beginning."""
    text = head_text(head).lstrip("\ufeff \t\r\n")
    return text[:1] in {"[", "{"} and any(mark in text for mark in marks)


def kept(value: object, shape: object) -> object:
    """What of a value has the names that count; texts mended, what is of another kind left out."""
    if isinstance(shape, Mapping):
        if not isinstance(value, dict):
            return {}
        names = (*shape, TWICE) if TWICE in value else shape
        return {name: kept(value[name], shape.get(name)) for name in names if name in value}
    if isinstance(shape, list):
        return [kept(each, shape[0]) for each in value] if isinstance(value, list) else []
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value if value.isascii() else mended(value))
    return value if isinstance(value, int) else None


def pieces_in(source: BinaryIO, shape: Shape, lines: str, number: str) -> Iterator[Piece | Unreadable]:
    """One for each order of a file; `lines` and `number` are the names of its lines and its number."""
    for line, order in orders_in(source):
        yield _piece(line, order, shape, lines, number)


def piece_again(line: int, text: str, shape: Shape, lines: str, number: str) -> Piece | Unreadable:
    """One order anew from its text, which a person may have mended."""
    try:
        order = one_order(text)
    except ValueError:
        return Unreadable(line, 1, QuarantineReason.TEXT_UNREADABLE, text)
    return _piece(line, order, shape, lines, number)


def _piece(line: int, order: object, shape: Shape, lines: str, number: str) -> Piece | Unreadable:
    if not isinstance(order, dict):
        text = compact(kept(order, None))
        return Unreadable(line, 1, QuarantineReason.TEXT_UNREADABLE, text)
    said = kept(order, shape)
    rows = max(1, len(objects(said, lines)))
    key = text_at(said, "id") or text_at(said, number)
    if key:
        return Piece(key, line, rows, compact(said))
    facts = {"column": number, "value": ""}
    return Unreadable(line, rows, QuarantineReason.NUMBER_MISSING, compact(said), facts)


def read_newest(told: Sequence[Piece], changed: str, read: Callable[[Piece, object], OrderRead]) -> OrderRead:
    """What `read` makes of an order; of one that stands several times in a file the newest counts.

    `changed` is the name of the time it was last changed. Where the newest cannot be told, a person is asked.
    """
    if len(told) == 1:
        return read(told[0], one_order(told[0].text))
    orders = [(piece, one_order(piece.text)) for piece in told]
    times = [moment(text_at(order, changed), UTC) or _EARLIEST for _, order in orders]
    newest = max(times)
    best = [pair for pair, time in zip(orders, times, strict=True) if time == newest]
    piece, order = best[-1]
    if any(other != order for _, other in best):
        return OrderRead(
            None, (), tuple(asked(each, QuarantineReason.ROWS_DISAGREE, changed) for each in told)
        )
    result = read(piece, order)
    repeated = (Skipped(each.line, each.rows, LeftOut.REPEATED) for each in told if each is not piece)
    return OrderRead(result.draft, (*repeated, *result.skipped), result.unreadable)


def at(order: object, name: str) -> object:
    """The value of that name, None where there is none."""
    return order.get(name) if isinstance(order, dict) else None


def text_at(order: object, name: str) -> str:
    """The text or number of that name; blank where there is none."""
    value = at(order, name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def objects(order: object, name: str) -> list[Json]:
    """The objects in the list of that name."""
    value = at(order, name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def count_at(order: object, name: str) -> int | None:
    """So many pieces; None where it is no whole number of them."""
    value = at(order, name)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value < 10**9 else None
    return pieces(value) if isinstance(value, str) else None


def twice(order: object, *lists: str) -> str:
    """The name that was given twice in the order or an object of its lists; blank where none was."""
    for each in (order, *(found for name in lists for found in objects(order, name))):
        if name := text_at(each, TWICE):
            return name
    return ""
