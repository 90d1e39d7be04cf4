"""Rows of files that wait for a person, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from packstation.domain.draft import QuarantineReason
from packstation.domain.journal import at_text
from packstation.domain.quarantine import QuarantineEntry, QuarantineState
from packstation.persistence.prepared import Prepared, named

_ENTRY = Prepared("intake.entry")
_ANY_OF = Prepared("intake.any_of")
_KNOWN_KEYS = Prepared("intake.known_keys")
_OF_KEY = Prepared("intake.of_key")
_WAITING = Prepared("intake.waiting")
_COUNT_WAITING = Prepared("intake.count_waiting")
_LAST_NO = Prepared("intake.last_no")
_PUT = Prepared("intake.put_entry")
_FORGET = Prepared("intake.forget")


class SqlQuarantine:
    """The quarantine of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def any_of(self, channel: str) -> bool:
        """Whether any row of that channel is here, settled or not."""
        return _ANY_OF(self._raw, {"site": self._site, "channel": channel}).fetchone()[0] is not None

    def known_keys(self, channel: str, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys any entry has."""
        asked = {"site": self._site, "channel": channel, "keys": json.dumps(keys)}
        return frozenset(key for (key,) in _KNOWN_KEYS(self._raw, asked))

    def of_key(self, channel: str, key: str) -> tuple[QuarantineEntry, ...]:
        """All entries with one key."""
        asked = {"site": self._site, "channel": channel, "key": key}
        return _entries(named(_OF_KEY(self._raw, asked)))

    def entry(self, entry_no: int) -> QuarantineEntry | None:
        """One entry."""
        found = _entries(named(_ENTRY(self._raw, {"site": self._site, "entry": entry_no})))
        return next(iter(found), None)

    def waiting(self, most: int | None = None) -> tuple[QuarantineEntry, ...]:
        """Those that wait, the oldest first."""
        asked = {"site": self._site, "most": -1 if most is None else most}
        return _entries(named(_WAITING(self._raw, asked)))

    def waiting_count(self) -> int:
        """How many wait."""
        return int(_COUNT_WAITING(self._raw, {"site": self._site}).fetchone()[0])

    def next_no(self) -> int:
        """The number of the next new entry."""
        last = _LAST_NO(self._raw, {"site": self._site}).fetchone()[0]
        return int(last or 0) + 1

    def put(self, entries: Sequence[QuarantineEntry]) -> None:
        """Store entries, replacing those of the same number."""
        _PUT.many(self._raw, (self._row(entry) for entry in entries))

    def forget(self, entries: Sequence[QuarantineEntry]) -> None:
        """Delete entries that others took the place of."""
        _FORGET.many(self._raw, ({"site": self._site, "entry": entry.entry_no} for entry in entries))

    def _row(self, entry: QuarantineEntry) -> dict[str, object]:
        return {
            "site_id": self._site,
            "entry_no": entry.entry_no,
            "channel": entry.channel,
            "form": entry.form,
            "file_name": entry.file_name,
            "line": entry.line,
            "rows": entry.rows,
            "order_key": entry.key,
            "reason": entry.reason.value,
            "facts": json.dumps(dict(entry.facts), ensure_ascii=False),
            "text": entry.text,
            "digest": entry.digest,
            "state": entry.state.value,
            "at": at_text(entry.at),
        }


def _entries(rows: Iterable[Mapping[str, Any]]) -> tuple[QuarantineEntry, ...]:
    return tuple(
        QuarantineEntry(
            entry_no=row["entry_no"],
            channel=row["channel"],
            form=row["form"],
            file_name=row["file_name"],
            line=row["line"],
            rows=row["rows"],
            key=row["order_key"],
            reason=QuarantineReason(row["reason"]),
            facts=json.loads(row["facts"]),
            text=row["text"],
            digest=row["digest"],
            state=QuarantineState(row["state"]),
            at=datetime.fromisoformat(row["at"]),
        )
        for row in rows
    )
