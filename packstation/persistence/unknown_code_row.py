"""Codes nobody knew, as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from uuid import UUID

from packstation.domain.journal import at_text
from packstation.domain.unknown_code import UnknownCode
from packstation.persistence.prepared import Prepared

_NOTE = Prepared("unknown_code.note")
_ALL = Prepared("unknown_code.all")
_DROP = Prepared("unknown_code.drop")


class SqlUnknownCodes:
    """The list of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def note(self, code: str, at: datetime, order_number: str | None) -> None:
        """One more scan of it."""
        when = at_text(at)
        row = {"code": code, "seen": 1, "first_at": when, "last_at": when, "order_number": order_number}
        _NOTE(self._raw, {"site_id": self._site, **row})

    def all(self) -> tuple[UnknownCode, ...]:
        """The list, the most often seen first."""
        listed = (
            UnknownCode(code, seen, datetime.fromisoformat(first_at), datetime.fromisoformat(last_at), number)
            for code, seen, first_at, last_at, number in _ALL(self._raw, {"site": self._site})
        )
        return tuple(sorted(listed, key=lambda one: (-one.seen, one.code)))

    def drop(self, code: str) -> None:
        """Take it off the list; nothing happens when it is not there."""
        _DROP(self._raw, {"site": self._site, "code": code})
