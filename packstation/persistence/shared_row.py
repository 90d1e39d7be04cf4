"""What of each thing central has, and which things were changed here, as rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from packstation.domain.central import DocumentKind, FeedRow, OrderEnd
from packstation.domain.value import value
from packstation.persistence.prepared import Prepared

_THING = Prepared("shared.thing")
_PUT_THING = Prepared("shared.put_thing")
_PASS_OVER = Prepared("shared.pass_over")
_COUNT_ANEW = Prepared("shared.count_anew")
_DROP_PASSED = Prepared("shared.drop_passed")
_PASSED = Prepared("shared.passed")
_KEYS = Prepared("shared.keys")
_FORGET_THING = Prepared("shared.forget_thing")
_MARK = Prepared("shared.mark")
_CHANGED = Prepared("shared.changed")
_CHANGED_AT = Prepared("shared.changed_at")

EPOCH, CURSOR, CURSOR_HASH = "epoch", "cursor", "cursor_hash"
"""Where the station stands in the feed: keys of the store's own table. No epoch: it is to be filled anew."""
WAITS_SINCE = "waits_since"
"""Likewise, while it waits to be filled anew: its newest row when it heard that central was restored."""


@value
class Thing:
    """A thing as central has it, as far as this station took it; version 0: not at all yet.

    `unknown` is what this release does not know of its document, `unknown_personal` of the personal part.
    """

    version: int = 0
    holder: str | None = None
    fence: int = 0
    rev: int = 0
    unknown: dict[str, Any] | None = None
    unknown_personal: dict[str, Any] | None = None
    passed_over: FeedRow | None = None


NOTHING = Thing()


class SqlShared:
    """The shared things of one site."""

    def __init__(self, raw: sqlite3.Connection, site: UUID) -> None:
        self._raw = raw
        self._site = site.bytes

    def thing(self, kind: DocumentKind, key: str) -> Thing:
        """What central has of it."""
        found = _THING(self._raw, self._key(kind, key)).fetchone()
        if found is None:
            return NOTHING
        version, holder, fence, _ending, rev, unknown, passed_over = found
        kept = json.loads(unknown) if unknown else {}
        waiting = feed_row(passed_over) if passed_over else None
        return Thing(version, holder, fence, rev, kept.get("body"), kept.get("personal"), waiting)

    def take(self, row: FeedRow, unknown: dict[str, Any], unknown_personal: dict[str, Any]) -> None:
        """The document of this row is here now; nothing of it waits any more."""
        kept = {"body": unknown, "personal": unknown_personal}
        _PUT_THING(
            self._raw,
            {
                **self._named(row.kind, row.key),
                "version": row.version,
                "holder": row.holder,
                "fence": row.fence,
                "ending": row.end.value if row.end else None,
                "rev": row.rev,
                "unknown": json.dumps(kept) if unknown or unknown_personal else "",
            },
        )

    def pass_over(self, row: FeedRow) -> None:
        """The row waits until nothing unsent of its thing is left here, or a later release reads it."""
        values = {"version": 0, "fence": 0, "rev": 0, "passed_over": feed_text(row)}
        _PASS_OVER(self._raw, {**self._named(row.kind, row.key), **values})

    def count_anew(self, kind: DocumentKind, key: str) -> Thing:
        """Central may have been put back to a backup: the version it tells next is newer, whatever it is."""
        _COUNT_ANEW(self._raw, {**self._key(kind, key), "nothing_yet": 0})
        return self.thing(kind, key)

    def drop_passed(self, kind: DocumentKind, key: str) -> None:
        """What waited is older than what is here by now."""
        _DROP_PASSED(self._raw, self._key(kind, key))

    def passed(self) -> list[tuple[DocumentKind, str]]:
        """The things of which a row waits."""
        found = _PASSED(self._raw, {"site": self._site})
        return [(DocumentKind(kind), key) for kind, key in found]

    def things(self) -> Iterator[tuple[DocumentKind, str]]:
        """All things that central has."""
        for kind, key in _KEYS(self._raw, {"site": self._site}).fetchall():
            yield DocumentKind(kind), key

    def forget(self, kind: DocumentKind, key: str) -> None:
        """Central has it no more."""
        _FORGET_THING(self._raw, self._key(kind, key))

    def mark(self, kind: DocumentKind, key: str, seq: int) -> None:
        """It was changed here: it goes to central with that row of the journal, the next one."""
        _MARK(self._raw, {**self._named(kind, key), "seq": seq})

    def changed(self, first: int, last: int) -> list[tuple[DocumentKind, str, int]]:
        """What goes to central with these rows."""
        found = _CHANGED(self._raw, {"site": self._site, "first": first, "last": last})
        return [(DocumentKind(kind), key, seq) for kind, key, seq in found]

    def changed_at(self, kind: DocumentKind, key: str) -> int:
        """The row its newest change goes to central with; 0 where it was never changed here."""
        found = _CHANGED_AT(self._raw, self._key(kind, key)).fetchone()
        return found[0] if found else 0

    def _key(self, kind: DocumentKind, key: str) -> dict[str, object]:
        return {"site": self._site, "kind": kind.value, "key": key}

    def _named(self, kind: DocumentKind, key: str) -> dict[str, object]:
        return {"site_id": self._site, "kind": kind.value, "key": key}


_FIELDS = ("seq", "key", "version", "body", "personal", "holder", "fence", "rev")


def feed_text(row: FeedRow) -> str:
    """A row of the feed as it waits in the store."""
    told = {name: getattr(row, name) for name in _FIELDS}
    end = row.end.value if row.end else None
    return json.dumps({**told, "kind": row.kind.value, "end": end, "hash": row.hash.hex()})


def feed_row(text: str) -> FeedRow:
    """The row again."""
    told = json.loads(text)
    kind, end, digest = DocumentKind(told.pop("kind")), told.pop("end"), bytes.fromhex(told.pop("hash"))
    return FeedRow(kind=kind, end=OrderEnd(end) if end else None, hash=digest, **told)
