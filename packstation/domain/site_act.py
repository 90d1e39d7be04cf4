"""What the journal can say about the site: its people, its codes, its products. Never a name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from packstation.domain.act import Act, registered


class PersonChange(StrEnum):
    """What a lead changed about a person."""

    DISABLED = "disabled"
    ENABLED = "enabled"
    ROLE = "role"
    PIN = "pin"


@registered
@dataclass(frozen=True, slots=True)
class PersonChanged(Act):
    """A lead changed a person; `what` is a PersonChange, `role` the role from then on."""

    kind = "person_changed"

    user_id: str
    what: str
    role: str


@registered
@dataclass(frozen=True, slots=True)
class BadgeIssued(Act):
    """A person got a fresh badge; the one before stopped working in that moment."""

    kind = "badge_issued"

    user_id: str
    badge_number: int


@registered
@dataclass(frozen=True, slots=True)
class BadgeSent(Act):
    """A badge, secret included, is about to leave for the printer; `copy` counts from 1."""

    kind = "badge_sent"

    user_id: str
    badge_number: int
    copy: int


@registered
@dataclass(frozen=True, slots=True)
class LeaveGiven(Act):
    """The second person of this row showed who they are, to allow the first one a verb."""

    kind = "leave_given"

    verb: str


@registered
@dataclass(frozen=True, slots=True)
class HoldLifted(Act):
    """An order may go on: one reason that held it back is gone."""

    kind = "hold_lifted"

    reason: str
