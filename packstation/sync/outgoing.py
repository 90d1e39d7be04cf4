"""What goes out: the calls a step asks for, what it enters into the book, and what it tells.

Of the outputs of one step at most the last is a call, a look or a wait: the thread does one thing at a time.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from packstation.application.central_ports import ClaimAnswer
from packstation.domain.central import FeedRow, Grant, Outcome
from packstation.domain.sync_status import SyncStatus
from packstation.domain.value import value


@value
class SayHello:
    """Where do we both stand?"""


@value
class SendRows:
    """Push the journal rows above `after_seq`, at most `limit`."""

    epoch: UUID
    after_seq: int
    limit: int


@value
class AskRows:
    """Pull the feed above the cursor."""

    epoch: UUID
    cursor: int
    limit: int


@value
class AskClaims:
    """Claim these orders, and `ahead` more."""

    epoch: UUID
    order_ids: tuple[UUID, ...]
    ahead: int
    lease_ms: int


@value
class Beat:
    """The heartbeat, with every claim held and those given back."""

    epoch: UUID
    held: tuple[tuple[UUID, int], ...]
    released: tuple[tuple[UUID, int], ...]
    lease_ms: int


@value
class TakeSnapshot:
    """Fetch everything, and fill the book with it."""


Call = SayHello | SendRows | AskRows | AskClaims | Beat | TakeSnapshot


@value
class Acknowledge:
    """Central has these rows."""

    acked_seq: int
    outcomes: tuple[tuple[int, Outcome], ...]
    at: datetime


@value
class ForgetAcks:
    """Central has none above this row, whatever it said before."""

    seq: int


@value
class Apply:
    """Rows of the feed, and the cursor behind them."""

    epoch: UUID
    rows: tuple[FeedRow, ...]


@value
class Hold:
    """Claims that are this station's; asked for at `asked_mono_ms`."""

    grants: tuple[Grant, ...]
    asked_mono_ms: int


@value
class Renew:
    """Claims that central has renewed, those of them that still stand."""

    grants: tuple[Grant, ...]
    asked_mono_ms: int


@value
class Lose:
    """Claims that are this station's no more."""

    order_ids: tuple[UUID, ...]


@value
class Fork:
    """Two journals by one name."""


BookEntry = Acknowledge | ForgetAcks | Apply | Hold | Renew | Lose | Fork


@value
class Reply:
    """The answer to a packer who waits for an order."""

    order_id: UUID
    answer: ClaimAnswer


@value
class Tell:
    """How things stand has changed."""

    status: SyncStatus


@value
class Look:
    """Read the book."""


@value
class HangUp:
    """End the connection; the next call makes a new one."""


@value
class WaitUntil:
    """Nothing to do until then, or until a signal comes; None: only a signal."""

    mono_ms: int | None


@value
class Gone:
    """The last word: the thread may end."""


Output = Call | BookEntry | Reply | Tell | HangUp | Look | WaitUntil | Gone
