"""Reads exactly the ZPL that `ZplWriter` writes, and nothing else.

So what is drawn on the screen, marked as a copy or scanned by the simulated packer is what stands in the
bytes a printer gets. A command, a parameter or a letter outside the subset is an error with its place,
never skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from packstation.domain.value import value
from packstation.labels import z64
from packstation.labels.code128 import Code128
from packstation.labels.zpl_command import (
    BarcodeField,
    BoxField,
    Command,
    Comment,
    GraphicField,
    TextField,
    ZplLabel,
)

_Read = TypeVar("_Read")


class ZplSyntaxError(ValueError):
    """These bytes are no label of ours; `position` is the first byte that does not fit."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(f"byte {position}: {reason}")
        self.reason = reason
        self.position = position


_NUMBER = r"([0-9]{1,5})"
_GRAMMAR = {
    "XA": "",
    "CI": "28",
    "PW": "([0-9]{1,4})",
    "LL": "([0-9]{1,4})",
    "LH": "0,0",
    "FX": "([A-Za-z0-9 ]*)",
    "FO": f"{_NUMBER},{_NUMBER}",
    "A0": f"N,{_NUMBER},{_NUMBER}",
    "BY": "([1-9]|10)",
    "BC": f"N,{_NUMBER},N,N,N,N",
    "FH": "",
    "FD": "((?:>[:;](?:>8)?)?)((?:[A-Za-z0-9 ]|_[0-9A-F]{2})*)(?:(>5)([0-9]*))?",
    "GB": f"{_NUMBER},{_NUMBER},{_NUMBER},B,0",
    "GF": rf"A,{_NUMBER},{_NUMBER},{_NUMBER},(:Z64:[A-Za-z0-9+/=]*:[0-9A-F]{{4}})",
    "FS": "",
    "PQ": "1",
    "XZ": "",
}
_PARAMETERS = {name: re.compile(pattern) for name, pattern in _GRAMMAR.items()}
_COMMAND = re.compile(r"\^([A-Z][A-Z0-9])([ -\]_-}]*)\n?")
_HEX = re.compile(r"_([0-9A-F]{2})")


@value
class _Token:
    name: str
    values: tuple[str, ...]
    start: int
    end: int

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(int(value) for value in self.values if value.isdigit())


def _tokens(data: bytes) -> list[_Token]:
    text = data.decode("latin-1")
    tokens: list[_Token] = []
    place = 0
    while place < len(text):
        found = _COMMAND.match(text, place)
        if found is None:
            raise ZplSyntaxError("no command of ours", place)
        name, parameters = found.groups()
        if name not in _PARAMETERS:
            raise ZplSyntaxError(f"unknown command ^{name}", place)
        values = _PARAMETERS[name].fullmatch(parameters)
        if values is None:
            raise ZplSyntaxError(f"parameters of ^{name}", place)
        tokens.append(_Token(name, values.groups(), place, found.end()))
        place = found.end()
    return tokens


def decode_field(data: str) -> str:
    """The text in field data after `^FH`. Raises ValueError where it is no UTF-8."""
    return _HEX.sub(lambda found: chr(int(found[1], 16)), data).encode("latin-1").decode()


class _Reader:
    """Walks the tokens once; every step says what it expects."""

    def __init__(self, data: bytes) -> None:
        self._tokens = _tokens(data)
        self._next = 0
        self._end = len(data)

    def label(self) -> ZplLabel:
        self._take("XA")
        self._take("CI")
        width = self._take("PW").numbers[0]
        length = self._take("LL").numbers[0]
        self._take("LH")
        commands: list[Command] = []
        while self._peek() not in {"PQ", ""}:
            commands.append(self._comment() if self._peek() == "FX" else self._field())
        self._take("PQ")
        self._take("XZ")
        if self._next < len(self._tokens):
            raise ZplSyntaxError("more than one label", self._tokens[self._next].start)
        return ZplLabel(width, length, tuple(commands))

    def _peek(self) -> str:
        return self._tokens[self._next].name if self._next < len(self._tokens) else ""

    def _take(self, name: str) -> _Token:
        if self._peek() != name:
            place = self._tokens[self._next].start if self._peek() else self._end
            raise ZplSyntaxError(f"^{name} expected", place)
        self._next += 1
        return self._tokens[self._next - 1]

    def _comment(self) -> Comment:
        token = self._take("FX")
        return Comment(token.values[0], token.start, self._take("FS").end)

    def _field(self) -> Command:
        left, top = self._take("FO").numbers
        kinds: dict[str, Callable[[int, int], Command]] = {
            "A0": self._text,
            "BY": self._barcode,
            "GB": self._box,
            "GF": self._graphic,
        }
        if self._peek() not in kinds:
            raise ZplSyntaxError("a field expected", self._tokens[self._next - 1].end)
        field = kinds[self._peek()](left, top)
        self._take("FS")
        return field

    def _text(self, left: int, top: int) -> TextField:
        height = self._take("A0").numbers[0]
        self._take("FH")
        data = self._take("FD")
        if data.values[0] or data.values[2]:
            raise ZplSyntaxError("an invocation in a text", data.start)
        return TextField(left, top, height, self._or_error(lambda: decode_field(data.values[1]), data))

    def _barcode(self, left: int, top: int) -> BarcodeField:
        module = self._take("BY").numbers[0]
        height = self._take("BC").numbers[0]
        self._take("FH")
        data = self._take("FD")
        invocation, text, change, tail = data.values
        after = ((change, tail),) if change else ()
        code = self._or_error(lambda: Code128.parse(((invocation, decode_field(text)), *after)), data)
        return BarcodeField(left, top, height, module, code)

    def _box(self, left: int, top: int) -> BoxField:
        return BoxField(left, top, *self._take("GB").numbers)

    def _graphic(self, left: int, top: int) -> GraphicField:
        token = self._take("GF")
        announced, size, row_bytes = token.numbers
        if announced != size or not row_bytes or size % row_bytes:
            raise ZplSyntaxError("size of a graphic", token.start)
        bitmap = self._or_error(lambda: z64.unpack(token.values[3].encode(), size), token)
        return GraphicField(left, top, row_bytes, bitmap)

    @staticmethod
    def _or_error(read: Callable[[], _Read], token: _Token) -> _Read:
        try:
            return read()
        except ValueError as error:
            raise ZplSyntaxError(str(error), token.start) from error


def read_label(data: bytes) -> ZplLabel:
    """The one label in `data`. Raises ZplSyntaxError."""
    return _Reader(data).label()
