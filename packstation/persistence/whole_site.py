"""What a snapshot of the site leaves out: things that central had once and keeps no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterator

from packstation.domain.central import DocumentKind, FeedRow
from packstation.persistence.identity import Identity
from packstation.persistence.shared_row import SqlShared


def unseen_things(
    raw: sqlite3.Connection, identity: Identity, seen: Container[tuple[DocumentKind, str]]
) -> Iterator[FeedRow]:
    """A row that says it is gone for each of them; what this station alone knows of is none."""
    shared = SqlShared(raw, identity.site)
    for kind, key in shared.things():
        if (kind, key) not in seen and shared.thing(kind, key).version:
            yield FeedRow(
                seq=0, kind=kind, key=key, version=0, body=None, personal=None,
                holder=None, fence=0, end=None, rev=0, hash=b"",
            )  # fmt: skip
