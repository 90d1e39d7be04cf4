"""The orders in a JSON file: a list, `{"orders": [...]}`, `{"order": {...}}`, one order, or JSON lines.

Read as a stream: of a list only one order at a time is in memory. What JSON leaves open is settled here: a
name given twice in one object is told (`TWICE`), numbers keep their digits (fractions, and whole numbers that
no id or count can have, come as text), NaN and its like come as text. Source: RFC 8259.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final, TextIO

from packstation.channels.source import FileFault, mended, opened, unusable

Json = dict[str, object]

TWICE: Final = "(twice)"
"""The name under which an object says that one of its names was given twice, and which."""
MOST_ORDER_LETTERS = 4_000_000
"""What one order, or one value beside the list of orders, may take."""

_ENVELOPES = frozenset({"orders", "order"})
_PART_LETTERS = 64 * 1024
_LONGEST_INTEGER = 18
_LONGEST_WORD = len("-Infinity") + 1
_BLANK = re.compile(r"[ \t\r\n\ufeff\x1e]*")


def orders_in(source: BinaryIO) -> Iterator[tuple[int, object]]:
    """Each order with the line it begins in. Refused(file_unusable) for what is no JSON, or breaks off."""
    with opened(source) as (text, letters):
        scan = _Scan(text, mend=letters.twice)
        first = scan.peek()
        if first not in {"[", "{"}:
            raise unusable(FileFault.NOT_JSON, line=scan.line)
        while (mark := scan.peek()) in {"[", "{"}:
            yield from _elements(scan) if mark == "[" else _order_or_envelope(scan)
            if scan.peek() == ",":
                raise unusable(FileFault.NOT_JSON, line=scan.line)
        if mark:
            raise unusable(FileFault.NOT_JSON, line=scan.line)


def one_order(text: str) -> object:
    """The order in a text that a person may have mended. ValueError where it is no JSON."""
    try:
        return json.loads(text, cls=_Decoder)
    except RecursionError as error:
        raise ValueError from error


def compact(order: object) -> str:
    """An order's text."""
    return json.dumps(order, ensure_ascii=False, separators=(",", ":"))


def _elements(scan: _Scan) -> Iterator[tuple[int, object]]:
    """The values of a list."""
    scan.take("[")
    if scan.peek() == "]":
        scan.take("]")
        return
    while True:
        scan.peek()
        line = scan.line
        yield line, scan.value()
        if scan.peek() != ",":
            break
        scan.take(",")
    scan.take("]")


def _order_or_envelope(scan: _Scan) -> Iterator[tuple[int, object]]:
    """An object's orders, where it holds some by name; else it is an order itself."""
    line, members, inside = scan.line, Json(), False
    scan.take("{")
    while scan.peek() != "}":
        name = _name(scan)
        mark = scan.peek()
        if name in _ENVELOPES and mark in {"[", "{"}:
            inside = True
            yield from _elements(scan) if mark == "[" else ((scan.line, scan.value()),)
        else:
            if name in members:
                members[TWICE] = name
            members[name] = scan.value()
        if scan.peek() == "}":
            break
        scan.take(",")
        if scan.peek() == "}":
            raise unusable(FileFault.NOT_JSON, line=scan.line)
    scan.take("}")
    if not inside:
        yield line, members


def _name(scan: _Scan) -> str:
    name = scan.value()
    if not isinstance(name, str):
        raise unusable(FileFault.NOT_JSON, line=scan.line)
    scan.take(":")
    return name


def _object(pairs: list[tuple[str, object]]) -> Json:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = Counter(name for name, _ in pairs)
        made[TWICE] = names.most_common(1)[0][0]
    return made


def _integer(digits: str) -> object:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else digits


class _Decoder(json.JSONDecoder):
    """JSON as the bench takes it."""

    def __init__(self) -> None:
        super().__init__(object_pairs_hook=_object, parse_float=str, parse_int=_integer, parse_constant=str)


_DECODER = _Decoder()


class _Scan:
    """A file's text, looked at through a window that moves on."""

    def __init__(self, text: TextIO, *, mend: bool) -> None:
        self._text = text
        self._mend = mend
        self._window = ""
        self._place = 0
        self._ended = False
        self.line = 1

    def peek(self) -> str:
        """The next letter that is not blank; empty at the end."""
        while True:
            found = _BLANK.match(self._window, self._place)
            end = found.end() if found else self._place
            self._move(end)
            if end < len(self._window):
                return self._window[end]
            if not self._more(_PART_LETTERS):
                return ""

    def take(self, mark: str) -> None:
        """Go past this mark. Refused where something else stands."""
        found = self.peek()
        if found != mark:
            raise unusable(FileFault.NOT_JSON if found else FileFault.CUT_OFF, line=self.line)
        self._move(self._place + 1)

    def value(self) -> object:
        """Go past a whole value. Refused where there is none, or it is too long or nested too deep."""
        if not self.peek():
            raise unusable(FileFault.CUT_OFF, line=self.line)
        wanted = _PART_LETTERS
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._place)
            except RecursionError as error:
                raise unusable(FileFault.TOO_DEEP, line=self.line) from error
            except json.JSONDecodeError as error:
                self._refuse_wrong(error)
            else:
                if end < len(self._window) or self._ended:
                    self._move(end)
                    return value
            if len(self._window) - self._place > MOST_ORDER_LETTERS:
                raise unusable(FileFault.LINE_TOO_LONG, line=self.line)
            self._more(wanted)
            wanted *= 2

    def _refuse_wrong(self, error: json.JSONDecodeError) -> None:
        """Refuse what is wrong however much follows it, and what nothing follows."""
        unfinished = error.msg.startswith("Unterminated")
        if self._ended and (unfinished or not self._window[error.pos :].strip()):
            raise unusable(FileFault.CUT_OFF, line=self.line) from error
        if self._ended or not (unfinished or error.pos > len(self._window) - _LONGEST_WORD):
            raise unusable(FileFault.NOT_JSON, line=self.line) from error

    def _more(self, letters: int) -> bool:
        """Read on; whether there was something."""
        part = self._text.read(letters)
        self._ended = not part
        if self._mend and not part.isascii():
            part = mended(part)
        self._window = self._window[self._place :] + part
        self._place = 0
        return not self._ended

    def _move(self, place: int) -> None:
        self.line += self._window.count("\n", self._place, place)
        self._place = place
