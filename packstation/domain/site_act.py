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
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PersonChanged(Act):
    """A lead changed a person; `what` is a PersonChange, `role` the role from then on."""

    kind = "person_changed"

    user_id: str
    what: str
    role: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BadgeIssued(Act):
    """A person got a fresh badge; the one before stopped working in that moment."""

    kind = "badge_issued"

    user_id: str
    badge_number: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BadgeSent(Act):
    """A badge, secret included, is about to leave for the printer; `copy` counts from 1."""

    kind = "badge_sent"

    user_id: str
    badge_number: int
    copy: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SettingsChanged(Act):
    """Somebody changed what the bench is or which devices it has: the keys, a space between, no values."""

    kind = "settings_changed"

    keys: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LeaveGiven(Act):
    """The second person of this row showed who they are, to allow the first one a verb."""

    kind = "leave_given"

    verb: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HoldLifted(Act):
    """An order may go on: one reason that held it back is gone."""

    kind = "hold_lifted"

    reason: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CodeMapped(Act):
    """A lead said what an unknown code means."""

    kind = "code_mapped"

    code: str
    sku: str
    unit: str
    factor: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CodeDropped(Act):
    """A lead took a code off the list of unknown ones: it is no product's."""

    kind = "code_dropped"

    code: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightLearned(Act):
    """Verified cartons, so many, agreed on what one piece weighs."""

    kind = "weight_learned"

    sku: str
    grams: int
    cartons: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightConfirmed(Act):
    """A lead said that a learned weight is right."""

    kind = "weight_confirmed"

    sku: str
    grams: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightForgotten(Act):
    """A lead said that a learned weight is wrong."""

    kind = "weight_forgotten"

    sku: str
    grams: int
