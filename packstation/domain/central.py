"""What a station and its central tell each other: six calls, their answers, and the words for outcomes.

The calls are hello, push, pull, claim, heartbeat and snapshot. Who calls is never said in a call: central
knows the station by the role it is signed in with. Clocks order nothing: per site the feed's `seq` does, per
station the journal's, per order the `fence` of the claim and the `version` of its document.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from packstation.domain.value import value

PROTOCOL = 1
"""The newest form of the six calls that this release speaks; `PROTOCOL_OLDEST` the oldest."""
PROTOCOL_OLDEST = 1


class Outcome(StrEnum):
    """What central made of one journal row. Each is stored; none but `ACCEPTED` changes the order."""

    ACCEPTED = "accepted"
    STALE_FENCE = "stale_fence"
    """Another station was given the order meanwhile."""
    PACKED_TWICE = "packed_twice"
    """Another station's carton for the order was packed first."""
    PACKED_AFTER_CANCEL = "packed_after_cancel"
    CHANGED_MEANWHILE = "changed_meanwhile"
    """The order's lines or address (`carton_terms`) changed before this was told; it was packed by others."""
    CHANGED_TOO_LATE = "changed_too_late"
    """The order was packed, by other lines or another address, before this change of it was told."""
    NUMBER_TAKEN = "number_taken"
    """Another order of the site has this number."""
    NOT_UNDERSTOOD = "not_understood"
    """A kind or body that central cannot read; kept, and never in the way of the rows behind it."""


class Standing(StrEnum):
    """How central sees a station that says hello, or pushes."""

    GO = "go"
    SNAPSHOT = "snapshot"
    """The station's cursor is older than the feed reaches: bootstrap from a snapshot."""
    RESTORED = "restored"
    """Central stands where it stood before (another epoch, a head below the cursor, another hash there)."""
    FORK = "fork"
    """Two journals go by this station's name: the station's file was copied or restored."""
    RESYNC = "resync"
    """The rows do not follow what central has of this station: send from `acked_seq + 1`."""
    TOO_OLD = "too_old"
    """Station and central speak no common protocol."""
    CLOSED = "closed"
    """A lead has closed this station's name; it is enrolled anew."""


class DocumentKind(StrEnum):
    """What the feed carries. A document is opaque to central but for the columns it is sent with."""

    ORDER = "order"
    """What is asked for: lines, address, totes, instructions, holds. Any station taking orders in may send
    it, whoever has the order claimed; each change raises `rev`."""
    TASK = "task"
    """What was done: cartons, their contents, labels, marks, place. Only the holder may send it, and it is
    taken only where the journal rows it stands for are accepted."""
    PRODUCT = "product"
    PERSON = "person"
    SETTING = "setting"
    CONFLICT = "conflict"
    """A task for a person: the journal row, its outcome, whose task it is, and how it ended."""


class OrderEnd(StrEnum):
    """How central counts an order: what it must know to give claims and to decide outcomes, no more."""

    READY = "ready"
    WAITING = "waiting"
    """Held, or not to be packed now."""
    PACKED = "packed"
    CANCELLED = "cancelled"
    SHIPPED = "shipped"


@value
class Event:
    """One journal row on its way to central, in the words of the store (`hash` covers all but itself)."""

    seq: int
    event_id: UUID
    at: str
    mono_ms: int
    boot_id: str
    actor: str | None
    second_actor: str | None
    kind: str
    version: int
    order_id: UUID | None
    carton_id: UUID | None
    fence: int | None
    rev: int | None
    payload: str
    prev_hash: bytes
    hash: bytes


@value
class Document:
    """One thing as the station has it after journal row `seq`: canonical JSON, and what central must know.

    `body` holds no personal data of a customer; for an order that stands in `personal`, which central keeps
    apart so that it can be erased. The columns after it are told of orders (`end` of tasks too).
    """

    kind: DocumentKind
    key: str
    seq: int
    body: str
    personal: str | None = None
    number: str | None = None
    end: OrderEnd | None = None
    rev: int = 0
    cutoff_at: datetime | None = None
    carton_terms: str | None = None
    """Digest of what a carton of an order is packed by: goods, address, carrier. Only compared: while it
    stays the same, what was packed under an older `rev` (another cut-off, a hold) stands. None: unknown."""


@value
class Told:
    """A station about itself, at every hello and heartbeat: what `central status` shows."""

    app_version: str
    clock: datetime
    unsent: int
    oldest_unsent_at: datetime | None
    cursor: int


@value
class Hello:
    """The first call after each connection."""

    oldest_protocol: int
    newest_protocol: int
    epoch: UUID | None
    cursor: int
    cursor_hash: bytes | None
    head_seq: int
    """The newest row of the station's journal."""
    head_hash: bytes
    told: Told
    acked_seq: int | None = None
    """The newest own row that central has answered, as in `Claim`."""


@value
class Welcome:
    """Central's answer to hello. `now` is central's clock; `retry_after_ms` asks a station to wait."""

    standing: Standing
    site_id: UUID
    station_id: str
    epoch: UUID
    acked_seq: int
    head: int
    min_seq: int
    now: datetime
    protocol: int
    max_batch: int
    retry_after_ms: int = 0


@value
class Push:
    """Journal rows in their order, from `acked_seq + 1`, with the documents that they left behind."""

    epoch: UUID
    events: tuple[Event, ...]
    documents: tuple[Document, ...]


@value
class Pushed:
    """The outcome of every row that was sent, also of those that central had already."""

    standing: Standing
    acked_seq: int
    outcomes: tuple[tuple[int, Outcome], ...]
    retry_after_ms: int = 0


@value
class FeedRow:
    """One row of the site's feed: a document in a newer version. `seq` has no gaps; `hash` is chained.

    `body` None: the thing is gone. `holder` and `fence` are told of orders.
    """

    seq: int
    kind: DocumentKind
    key: str
    version: int
    body: str | None
    personal: str | None
    holder: str | None
    fence: int
    end: OrderEnd | None
    rev: int
    hash: bytes


@value
class Pulled:
    """Rows of the feed above the cursor, oldest first."""

    standing: Standing
    rows: tuple[FeedRow, ...]
    head: int
    cursor_hash: bytes | None = None
    """Of the row at the cursor that was asked for: another one than the station has there, and central was
    restored meanwhile. None where there is none."""


@value
class Claim:
    """Orders wanted here: those named, and `ahead` more of the ready ones, earliest cut-off first."""

    epoch: UUID
    order_ids: tuple[UUID, ...]
    ahead: int
    lease_s: int
    acked_seq: int | None = None
    """The newest own journal row that central has answered: one that lacks it was restored meanwhile."""


@value
class Grant:
    """An order that is this station's until the lease ends; `fence` goes into each of its journal rows."""

    order_id: UUID
    fence: int
    lease_ms: int


@value
class Granted:
    """What was given. An order asked for by name that is missing here is someone else's (`taken`: whose)."""

    standing: Standing
    grants: tuple[Grant, ...]
    taken: tuple[tuple[UUID, str], ...] = ()


@value
class Heartbeat:
    """Every few seconds: I am here, and still pack these. Renews their leases."""

    epoch: UUID
    held: tuple[tuple[UUID, int], ...]
    """Order and the fence it is held under."""
    released: tuple[tuple[UUID, int], ...]
    """Claims given back untouched."""
    lease_s: int
    told: Told
    head_seq: int | None = None
    head_hash: bytes | None = None
    """Of the newest own journal row, as in `Hello`; a release before did not say."""


@value
class Heard:
    """Central's answer. `lost`: orders that are no longer this station's; `head` says whether to pull."""

    standing: Standing
    head: int
    now: datetime
    lost: tuple[UUID, ...]
    retry_after_ms: int = 0


@value
class SnapshotPart:
    """Part of a whole: all documents as they stood at feed row `seq`. `last` closes it."""

    epoch: UUID
    seq: int
    hash: bytes | None
    rows: tuple[FeedRow, ...]
    last: bool
