"""The journal: what happened at a station, in order, each row chained to the one before.

A row's hash covers everything but `acked_at` and `outcome`, which central's answer fills in later. The
chain proves order and edits; it does not prove that the first writer was honest.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from json.encoder import encode_basestring
from uuid import UUID

from packstation.domain.act import Act
from packstation.domain.value import value

# One encoder for all rows: making one costs as much as using it, and every scan writes a row.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)

GENESIS = bytes(32)
"""The previous hash of a station's first row."""


@value
class JournalEntry:
    """One row of the journal. `seq` has no gaps per station; `at` is for people, `seq` for order."""

    site_id: str
    station_id: str
    seq: int
    event_id: UUID
    at: datetime
    mono_ms: int
    boot_id: str
    actor: str | None
    act: Act
    order_id: UUID | None
    carton_id: UUID | None
    fence: int | None
    rev: int | None
    prev_hash: bytes
    hash: bytes
    second_actor: str | None = None


def payload_json(act: Act) -> str:
    """The payload as stored: canonical JSON."""
    told = sorted(act.payload().items())
    return "{" + ",".join([f'"{name}":{_text(value)}' for name, value in told]) + "}"


def at_text(at: datetime) -> str:
    """An aware instant as stored: ISO 8601, UTC, microseconds."""
    there = at if at.tzinfo is UTC else at.astimezone(UTC)
    return there.isoformat(timespec="microseconds")[:-6] + "Z"


def columns_text(columns: tuple[object, ...]) -> str:
    """Columns as they enter a hash: canonical JSON."""
    return f"[{','.join(map(_text, columns))}]"


def _text(value: object) -> str:
    """One value as canonical JSON: what stands in nearly every row takes the short way."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    return repr(value) if type(value) is int else _CANONICAL.encode(value)


def entry_hash(entry_without_hash: tuple[object, ...], payload: str, prev_hash: bytes) -> bytes:
    """SHA-256 over the previous hash, the row's columns in their order, and its payload."""
    return text_hash(columns_text(entry_without_hash), payload, prev_hash)


def text_hash(columns: str, payload: str, prev_hash: bytes) -> bytes:
    """Likewise, of columns that are text already."""
    return hashlib.sha256(prev_hash + f"{columns}{payload}".encode()).digest()
