"""An order as JSON, cut down to what the bench needs of it: what is staged, shown, mended and read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import BinaryIO

from packstation.application.intake import Opening
from packstation.channels.cell import moment
from packstation.channels.cell import pieces as whole_pieces
from packstation.channels.check import asked
from packstation.channels.json_stream import TWICE, Json, compact, one_order, orders_in
from packstation.channels.source import head_text, mended
from packstation.domain.draft import LeftOut, OrderRead, Piece, QuarantineReason, Skipped, Unreadable

Shape = Mapping[str, object]
"""The names that count: None for a single value, a shape for an object, a list of one shape for a list."""

LINES = "line_items"
"""The name of an order's lines, at every shop that is read here."""
_HALF = re.compile("[\ud800-\udfff]")
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class JsonOrders:
    """Reads the orders of one shop's program from JSON, a piece an order.

    `marks` are names that no other JSON has in its beginning, of which one is enough. `number` is the name of
    the number that people see, `changed` that of the time an order was last changed. `read` understands one.
    """

    channel: str
    form: str

    def __init__(
        self,
        shape: Shape,
        marks: Sequence[str],
        number: str,
        changed: str,
        read: Callable[[Piece, object], OrderRead],
    ) -> None:
        self._shape = shape
        self._marks = marks
        self._number = number
        self._changed = changed
        self._read = read

    def recognises(self, opening: Opening) -> bool:
        """Whether it begins as JSON and has one of the marks in its beginning."""
        text = head_text(opening.head).lstrip("\ufeff \t\r\n")
        return text[:1] in {"[", "{"} and any(mark in text for mark in self._marks)

    def pieces(self, source: BinaryIO) -> Iterator[Piece | Skipped | Unreadable]:
        """One for each order. Refused(file_unusable) for what is no JSON or breaks off."""
        for line, order in orders_in(source):
            yield self._piece(line, order)

    def again(self, line: int, text: str) -> Piece | Skipped | Unreadable:
        """One order anew from its text, which a person may have mended."""
        try:
            order = one_order(text)
        except ValueError:
            return Unreadable(line, 1, QuarantineReason.TEXT_UNREADABLE, text)
        return self._piece(line, order)

    def order(self, pieces: Sequence[Piece]) -> OrderRead:
        """What an order's JSON says; of several with one id the one changed last.

        Where the newest cannot be told, a person is asked.
        """
        if len(pieces) == 1:
            return self._read(pieces[0], one_order(pieces[0].text))
        orders = [(piece, one_order(piece.text)) for piece in pieces]
        times = [moment(text_at(order, self._changed), UTC) or _EARLIEST for _, order in orders]
        newest = max(times)
        best = [pair for pair, time in zip(orders, times, strict=True) if time == newest]
        piece, order = best[-1]
        if any(other != order for _, other in best):
            disagree = (asked(each, QuarantineReason.ROWS_DISAGREE, self._changed) for each in pieces)
            return OrderRead(None, (), tuple(disagree))
        result = self._read(piece, order)
        repeated = (Skipped(each.line, each.rows, LeftOut.REPEATED) for each in pieces if each is not piece)
        return OrderRead(result.draft, (*repeated, *result.skipped), result.unreadable)

    def _piece(self, line: int, order: object) -> Piece | Unreadable:
        if not isinstance(order, dict):
            text = compact(kept(order, None))
            return Unreadable(line, 1, QuarantineReason.TEXT_UNREADABLE, text)
        said = kept(order, self._shape)
        rows = max(1, len(objects(said, LINES)))
        key = text_at(said, "id") or text_at(said, self._number)
        if key:
            return Piece(key, line, rows, compact(said))
        facts = {"column": self._number, "value": ""}
        return Unreadable(line, rows, QuarantineReason.NUMBER_MISSING, compact(said), facts)


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
    return whole_pieces(value) if isinstance(value, str) else None


def twice(order: object, *lists: str) -> str:
    """The name that was given twice in the order or an object of its lists; blank where none was."""
    for each in (order, *(found for name in lists for found in objects(order, name))):
        if name := text_at(each, TWICE):
            return name
    return ""
