"""What comes in: everything that can happen to a station's sync."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from packstation.application.central_ports import Held, Position
from packstation.domain.central import Granted, Heard, Pulled, Pushed, Welcome
from packstation.domain.lease import lease_left_ms
from packstation.domain.value import value
from packstation.sync.outgoing import Call


@value
class Moment:
    """When it came: the steady clock, the wall clock, and a number from 0 to 1 for what is left to chance."""

    mono_ms: int
    wall: datetime
    chance: float


@value
class Tick:
    """Time has passed."""


@value
class Recorded:
    """Something new stands in the journal."""


@value
class Wanted:
    """A packer waits for this order."""

    order_id: UUID


@value
class Begun:
    """The sync of a station that shares its site begins."""


@value
class Leaving:
    """The station is being closed in good order."""


@value
class Seen:
    """What the book says now, and how much room its disk has."""

    position: Position
    held: tuple[Held, ...]
    boot_id: str
    disk_free_bytes: int

    @property
    def ahead(self) -> tuple[Held, ...]:
        """The claims for later."""
        return tuple(held for held in self.held if held.is_ahead)

    def left_ms(self, held: Held, at: Moment) -> int:
        """What is left of its lease by then; 0 also where it was measured by an earlier start's clock."""
        return lease_left_ms(held.lease_ends_mono_ms, held.boot_id, at.mono_ms, self.boot_id) or 0


@value
class SnapshotTaken:
    """The book was filled anew from central."""


Answer = Welcome | Pushed | Pulled | Granted | Heard | SnapshotTaken


@value
class Answered:
    """Central answered the call that was sent at `asked`."""

    call: Call
    answer: Answer
    asked: Moment


@value
class Unanswered:
    """No answer: nobody knows whether central acted."""

    call: Call
    clock_suspect: bool = False


@value
class Refusal:
    """Central said no to the call itself."""

    call: Call


@value
class Stumbled:
    """Something of our own broke under way; the disk, or a bug. What the state holds is in doubt."""


Signal = Tick | Recorded | Wanted | Begun | Leaving | Seen | Answered | Unanswered | Refusal | Stumbled
