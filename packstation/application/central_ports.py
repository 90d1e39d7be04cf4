"""What sync needs of the world: central's six calls, and the station's own book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from packstation.domain.central import (
    Claim,
    Document,
    Event,
    FeedRow,
    Grant,
    Granted,
    Heard,
    Heartbeat,
    Hello,
    Outcome,
    Pulled,
    Push,
    Pushed,
    SnapshotPart,
    Welcome,
)
from packstation.domain.value import value


class CentralUnreachable(Exception):
    """The call did not come through, or its answer did not come back: nobody knows whether central acted.

    Every call may be made again as it was. `clock_suspect`: the certificate is not yet or no longer valid,
    which most often means that a clock is wrong.
    """

    def __init__(self, why: str, *, clock_suspect: bool = False) -> None:
        super().__init__(why)
        self.clock_suspect = clock_suspect


class CentralRefuses(Exception):
    """Central answered no: wrong role, no right, no such schema. Somebody must act; again is useless."""


class Central(Protocol):
    """The six calls, as the station that is signed in. Each is one transaction at central.

    Raises CentralUnreachable or CentralRefuses.
    """

    def hello(self, hello: Hello) -> Welcome:
        """Where do we both stand? First after each connection."""
        ...

    def push(self, push: Push) -> Pushed:
        """Here is what happened; the same rows again get the same outcomes."""
        ...

    def pull(self, epoch: UUID, cursor: int, limit: int) -> Pulled:
        """What is new on the site since the cursor?"""
        ...

    def claim(self, claim: Claim) -> Granted:
        """Give me orders that no one else packs meanwhile."""
        ...

    def heartbeat(self, heartbeat: Heartbeat) -> Heard:
        """I am here, and hold these."""
        ...

    def snapshot(self) -> Iterator[SnapshotPart]:
        """Everything, as of one row of the feed."""
        ...

    def close(self) -> None:
        """Hang up."""
        ...


@value
class Position:
    """Where this station stands: in the feed (`cursor`), and in its own journal (`head_seq`)."""

    epoch: UUID | None
    cursor: int
    cursor_hash: bytes | None
    head_seq: int
    head_hash: bytes
    unsent: int
    oldest_unsent_at: datetime | None
    behind: frozenset[UUID] = frozenset()
    """Of the orders that were asked about: those with rows that central has not got."""

    @property
    def acked_seq(self) -> int:
        """The newest own row that central has answered: those without an answer are the newest of all."""
        return self.head_seq - self.unsent


@value
class Held:
    """A claim as the station keeps it. The lease is measured on the station's own steady clock."""

    order_id: UUID
    fence: int
    lease_ends_mono_ms: int
    boot_id: str
    open_here: bool
    touched: bool
    """Something was done with it since it was claimed: it cannot be given back untouched."""

    @property
    def is_ahead(self) -> bool:
        """Whether it is claimed for later: nobody has opened it."""
        return not (self.open_here or self.touched)


class StationBook(Protocol):
    """The station's store as sync sees it. Each call is one short transaction in the write lane or a read."""

    def position(self, wanted: tuple[UUID, ...] = ()) -> Position:
        """Where this station stands; with which of these orders it is not through with central."""
        ...

    def events_after(self, seq: int, limit: int) -> tuple[Event, ...]:
        """Own journal rows above `seq`, in order."""
        ...

    def documents_for(self, events: tuple[Event, ...]) -> tuple[Document, ...]:
        """What these rows left behind; of a thing with newer rows still to be sent, nothing yet.

        But of an order that central may not know: as it stood then, and kept back until those rows come.
        """
        ...

    def acknowledge(self, acked_seq: int, outcomes: tuple[tuple[int, Outcome], ...], at: datetime) -> None:
        """Central has the rows up to `acked_seq`, with these outcomes."""
        ...

    def forget_acks_after(self, seq: int) -> None:
        """Central was restored and has no row above this one: they and what they left are unsent again.

        So is what every order asks for that they are about, whoever brought it, with the first of them: who
        did may come later, and rows of an order that central does not know would be of no effect. The epoch
        is forgotten too, which says that the book waits to be filled anew; until it is, what is packed here
        goes with its orders likewise.
        """
        ...

    def apply(self, epoch: UUID, rows: tuple[FeedRow, ...]) -> None:
        """The documents and the new cursor in one transaction.

        A row not newer than what is here is passed over; a thing with unsent rows of this station keeps what
        was done here, and takes only what central alone decides (claims, cancellations).
        """
        ...

    def held(self) -> tuple[Held, ...]:
        """The claims kept here."""
        ...

    def hold(self, grants: tuple[Grant, ...], asked_mono_ms: int) -> None:
        """Measured from before the question was sent, less a tenth."""
        ...

    def renew(self, grants: tuple[Grant, ...], asked_mono_ms: int) -> None:
        """These leases run longer, where the claim still stands here under that fence.

        None is made shorter by it. A claim that was given back while the call was under way stays so.
        """
        ...

    def lose(self, order_ids: tuple[UUID, ...]) -> None:
        """These claims are gone; whoever has one open is told."""
        ...

    def replace_all(self, parts: Iterator[SnapshotPart]) -> None:
        """Bootstrap: everything that central owns anew; the journal and what is unsent stay.

        After a restore, what is unsent of packing goes with its orders where central does not know them.
        """
        ...

    def fork(self) -> None:
        """Two journals by one name: no more acts here until somebody has looked. Survives a restart."""
        ...


class ClaimReply(StrEnum):
    """What became of an order that a packer asked for."""

    YOURS = "yours"
    """The claim stands in the book, with its fence and its lease."""
    TAKEN = "taken"
    """Another station packs it."""
    NOT_GIVEN = "not_given"
    """Central does not know it, or it is not to be packed now."""
    NOT_REACHED = "not_reached"
    """There was no answer in time."""


@value
class ClaimAnswer:
    """Central's answer to one packer; `by` names the station that has the order."""

    reply: ClaimReply
    by: str | None = None


class ClaimDesk(Protocol):
    """Asks central for an order while a packer waits. Never called on the window's thread or in the lane."""

    def want(self, order_id: UUID, timeout_s: float) -> ClaimAnswer:
        """Claim this order now; `not_reached` at once when central is away, and after the time-out."""
        ...
