"""One table of a settings file, read key by key; what nobody asked for is an error, not silence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)

_HEADER = re.compile(r"\s*\[{1,2}(?P<name>[^\[\]]+)\]{1,2}\s*(#.*)?$")


class SettingsError(Exception):
    """A settings file that cannot be used: which file, which key, which line, and why."""

    def __init__(self, key: str, why: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {key}: {why}" if line else f"{key}: {why}")
        self.key = key
        self.why = why
        self.line = line


class Section:
    """A table of the file. Every reader takes a default; `finish` refuses keys that nobody read."""

    def __init__(self, name: str, values: Mapping[str, object], source: str, place: int = 0) -> None:
        self._name = name
        self._values = dict(values)
        self._source = source
        self._place = place

    def has(self, key: str) -> bool:
        """Whether the key stands in the file."""
        return key in self._values

    def text(self, key: str, default: str) -> str:
        """A text."""
        value = self._values.pop(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "must be a text in quotes")
        return value

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of texts."""
        value = self._values.pop(key, list(default))
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise self.wrong(key, "must be a list of texts")
        return tuple(value)

    def number(self, key: str, default: int, low: int = 0, high: int = 10**17) -> int:
        """A whole number from `low` to `high`."""
        value = self._values.pop(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(key, f"must be a whole number from {low} to {high}")
        return value

    def yes(self, key: str, default: bool) -> bool:
        """true or false."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def choice(self, key: str, default: E) -> E:
        """One of the values of an enumeration."""
        value = self.text(key, default.value)
        kind = type(default)
        if value not in {member.value for member in kind}:
            raise self.wrong(key, "must be one of " + ", ".join(member.value for member in kind))
        return kind(value)

    def table(self, key: str) -> Section:
        """A table inside this one; empty when it is not there."""
        value = self._values.pop(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, f"must be a table: [{key}]")
        return Section(self._path(key), value, self._source)

    def tables(self, key: str) -> tuple[Section, ...]:
        """A list of tables; empty when it is not there."""
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.wrong(key, f"must be a list of tables: [[{key}]]")
        return tuple(
            Section(self._path(key), entry, self._source, place) for place, entry in enumerate(value)
        )

    def finish(self) -> None:
        """Raise for the first key that nobody read."""
        for key in self._values:
            raise self.wrong(key, "is not a setting of Packstation")

    def wrong(self, key: str, why: str) -> SettingsError:
        """The error about a key, with the line it stands in."""
        return SettingsError(self._path(key), why, self._line_of(key))

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _line_of(self, key: str) -> int | None:
        """The line a key stands in; for a table, or a key that is missing, the line its table begins."""
        here, place, begins = "", 0, None
        seen: dict[str, int] = {}
        for number, raw in enumerate(self._source.splitlines(), 1):
            header = _HEADER.match(raw)
            if header is not None:
                here = header["name"].strip()
                place = seen.get(here, -1) + 1
                seen[here] = place
                if here == self._path(key):
                    return number
                if (here, place) == (self._name, self._place):
                    begins = number
            elif (here, place) == (self._name, self._place) and raw.partition("=")[0].strip(" \t\"'") == key:
                return number
        return begins
