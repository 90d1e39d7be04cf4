"""The six calls as JSON and back. Bytes go as PostgreSQL's hex, instants of clocks as seconds since 1970."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from packstation.domain.central import (
    Claim,
    Document,
    DocumentKind,
    Event,
    FeedRow,
    Grant,
    Granted,
    Heard,
    Heartbeat,
    Hello,
    OrderEnd,
    Outcome,
    Pulled,
    Push,
    Pushed,
    SnapshotPart,
    Standing,
    Told,
    Welcome,
)

Json = Mapping[str, Any]
NUL = "\0"
"""PostgreSQL keeps no text with it; no key or number of a warehouse has one but by mistake."""


def hello_text(hello: Hello, *, trying: bool = False) -> str:
    """Hello as central reads it. `trying`: only whether there is a way, and central keeps nothing of it."""
    return _text(
        {
            **({"trying": True} if trying else {}),
            "oldest_protocol": hello.oldest_protocol,
            "newest_protocol": hello.newest_protocol,
            "epoch": str(hello.epoch) if hello.epoch else None,
            "cursor": hello.cursor,
            "cursor_hash": _hex(hello.cursor_hash),
            "head_seq": hello.head_seq,
            "head_hash": _hex(hello.head_hash),
            "acked_seq": hello.acked_seq,
            **_told(hello.told),
        }
    )


def push_text(push: Push) -> str:
    """A push as central reads it."""
    return _text(
        {
            "epoch": str(push.epoch),
            "events": [_event(event) for event in push.events],
            "documents": [_document(document) for document in push.documents],
        }
    )


def pull_text(epoch: UUID, cursor: int, limit: int) -> str:
    """A pull as central reads it."""
    return _text({"epoch": str(epoch), "cursor": cursor, "limit": limit})


def claim_text(claim: Claim) -> str:
    """A claim as central reads it."""
    return _text(
        {
            "epoch": str(claim.epoch),
            "order_ids": _array(claim.order_ids),
            "ahead": claim.ahead,
            "lease_s": claim.lease_s,
            "acked_seq": claim.acked_seq,
        }
    )


def heartbeat_text(heartbeat: Heartbeat) -> str:
    """A heartbeat as central reads it."""
    return _text(
        {
            "epoch": str(heartbeat.epoch),
            "held": _array(order_id for order_id, _ in heartbeat.held),
            "held_fences": _array(fence for _, fence in heartbeat.held),
            "released": _array(order_id for order_id, _ in heartbeat.released),
            "released_fences": _array(fence for _, fence in heartbeat.released),
            "lease_s": heartbeat.lease_s,
            "head_seq": heartbeat.head_seq,
            "head_hash": None if heartbeat.head_hash is None else _hex(heartbeat.head_hash),
            **_told(heartbeat.told),
        }
    )


def page_text(kind: str, key: str, limit: int) -> str:
    """The page of a snapshot behind this thing."""
    return _text({"kind": kind, "key": key, "limit": limit})


def welcome(answer: Json) -> Welcome:
    """The answer to hello."""
    return Welcome(
        standing=Standing(answer["standing"]),
        site_id=UUID(answer["site_id"]),
        station_id=answer["station_id"],
        epoch=UUID(answer["epoch"]),
        acked_seq=answer["acked_seq"],
        head=answer["head"],
        min_seq=answer["min_seq"],
        now=_instant(answer["now"]),
        protocol=answer["protocol"],
        max_batch=answer["max_batch"],
        retry_after_ms=answer.get("retry_after_ms", 0),
    )


def pushed(answer: Json) -> Pushed:
    """The answer to a push. An outcome that only a later central knows is one this station cannot read."""
    outcomes = tuple((seq, _outcome(code)) for seq, code in answer["outcomes"])
    return Pushed(
        Standing(answer["standing"]), answer["acked_seq"], outcomes, answer.get("retry_after_ms", 0)
    )


def pulled(answer: Json) -> Pulled:
    """The answer to a pull."""
    at_cursor = bytes.fromhex(answer.get("cursor_hash") or "")
    return Pulled(Standing(answer["standing"]), feed_rows(answer["rows"]), answer["head"], at_cursor or None)


def granted(answer: Json) -> Granted:
    """The answer to a claim."""
    rows = [*(answer.get("grants") or []), *(answer.get("ahead") or [])]
    grants = tuple(Grant(UUID(order_id), fence, lease_ms) for order_id, fence, lease_ms in rows)
    taken = tuple((UUID(order_id), holder) for order_id, holder in answer["taken"])
    return Granted(Standing(answer["standing"]), grants, taken)


def heard(answer: Json) -> Heard:
    """The answer to a heartbeat."""
    lost = tuple(UUID(order_id) for order_id in answer["lost"])
    now = _instant(answer["now"])
    return Heard(Standing(answer["standing"]), answer["head"], now, lost, answer.get("retry_after_ms", 0))


def snapshot_part(answer: Json) -> SnapshotPart:
    """One page of a snapshot."""
    return SnapshotPart(
        epoch=UUID(answer["epoch"]),
        seq=answer["seq"],
        hash=bytes.fromhex(answer["hash"]) or None,
        rows=feed_rows(answer["rows"]),
        last=answer["last"],
    )


def feed_rows(rows: Iterable[Sequence[Any]]) -> tuple[FeedRow, ...]:
    """Rows of the feed. A kind that only a later release knows stands in no row of an older one's feed."""
    return tuple(
        FeedRow(
            seq=seq,
            kind=DocumentKind(kind),
            key=key,
            version=version,
            body=body,
            personal=personal,
            holder=holder,
            fence=fence,
            end=OrderEnd(end) if end else None,
            rev=rev,
            hash=bytes.fromhex(row_hash),
        )
        for seq, kind, key, version, body, personal, holder, fence, end, rev, row_hash in rows
    )


def _event(event: Event) -> Json:
    return {
        "seq": event.seq,
        "event_id": str(event.event_id),
        "at": event.at,
        "mono_ms": event.mono_ms,
        "boot_id": event.boot_id,
        "actor": event.actor,
        "second_actor": event.second_actor,
        "kind": event.kind,
        "version": event.version,
        "order_id": str(event.order_id) if event.order_id else None,
        "carton_id": str(event.carton_id) if event.carton_id else None,
        "fence": event.fence,
        "rev": event.rev,
        "payload": event.payload,
        "prev_hash": _hex(event.prev_hash),
        "hash": _hex(event.hash),
    }


def _document(document: Document) -> Json:
    return {
        "kind": document.kind.value,
        "key": document.key.replace(NUL, "�"),
        "seq": document.seq,
        "body": document.body.replace(NUL, "�"),
        "personal": document.personal.replace(NUL, "�") if document.personal else None,
        "number": document.number.replace(NUL, "�") if document.number else None,
        "ending": document.end.value if document.end else None,
        "rev": document.rev,
        "cutoff_at": document.cutoff_at.isoformat() if document.cutoff_at else None,
        "carton_terms": document.carton_terms,
    }


def _told(told: Told) -> Json:
    oldest = told.oldest_unsent_at
    return {
        "app_version": told.app_version,
        "clock": told.clock.timestamp(),
        "unsent": told.unsent,
        "oldest_unsent_at": oldest.timestamp() if oldest else None,
        "told_cursor": told.cursor,
    }


def _array(values: Iterable[UUID | int]) -> str:
    """As PostgreSQL writes an array: three hundred stations name their claims every second."""
    return "{" + ",".join(map(str, values)) + "}"


def _outcome(code: str) -> Outcome:
    try:
        return Outcome(code)
    except ValueError:
        return Outcome.NOT_UNDERSTOOD


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(float(seconds), UTC)


def _hex(raw: bytes | None) -> str | None:
    return None if raw is None else "\\x" + raw.hex()


def _text(call: Json) -> str:
    return json.dumps(call, ensure_ascii=False, separators=(",", ":"))
