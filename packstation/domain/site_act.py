"""What the journal can say about the site: its people, its codes, its products. Never a name."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.act import Act, registered
from packstation.domain.value import value


class PersonChange(StrEnum):
    """What a lead changed about a person."""

    DISABLED = "disabled"
    ENABLED = "enabled"
    ROLE = "role"
    PIN = "pin"


@registered
@value
class PersonChanged(Act):
    """A lead changed a person; `what` is a PersonChange, `role` the role from then on."""

    kind = "person_changed"

    user_id: str
    what: str
    role: str


@registered
@value
class BadgeIssued(Act):
    """A person got a fresh badge; the one before stopped working in that moment."""

    kind = "badge_issued"

    user_id: str
    badge_number: int


@registered
@value
class BadgeSent(Act):
    """A badge, secret included, is about to leave for the printer; `copy` counts from 1."""

    kind = "badge_sent"

    user_id: str
    badge_number: int
    copy: int


@registered
@value
class SettingsChanged(Act):
    """Somebody changed what the bench is or which devices it has: the keys, a space between, no values."""

    kind = "settings_changed"

    keys: str


@registered
@value
class LeaveGiven(Act):
    """The second person of this row showed who they are, to allow the first one a verb."""

    kind = "leave_given"

    verb: str


@registered
@value
class HoldLifted(Act):
    """An order may go on: one reason that held it back is gone."""

    kind = "hold_lifted"

    reason: str


@registered
@value
class CodeMapped(Act):
    """A lead said what an unknown code means."""

    kind = "code_mapped"

    code: str
    sku: str
    unit: str
    factor: int


@registered
@value
class CodeDropped(Act):
    """A lead took a code off the list of unknown ones: it is no product's."""

    kind = "code_dropped"

    code: str


@registered
@value
class WeightLearned(Act):
    """Verified cartons, so many, agreed on what one piece weighs."""

    kind = "weight_learned"

    sku: str
    grams: int
    cartons: int


@registered
@value
class WeightConfirmed(Act):
    """A lead said that a learned weight is right."""

    kind = "weight_confirmed"

    sku: str
    grams: int


@registered
@value
class WeightForgotten(Act):
    """A lead said that a learned weight is wrong."""

    kind = "weight_forgotten"

    sku: str
    grams: int


@registered
@value
class StationLeft(Act):
    """The last row of this chain: the station goes on as `successor`, at a site of many."""

    kind = "station_left"

    successor: str


@registered
@value
class SiteJoined(Act):
    """The first row of a chain: what the station was called before, and the last row it wrote as that."""

    kind = "site_joined"

    former_site: str
    former_station: str
    former_seq: int
    former_hash: str


@registered
@value
class OrderHandedOver(Act):
    """A station that joined a site brought this order along, with all that was done for it."""

    kind = "order_handed_over"

    lines: int
    units: int


@registered
@value
class PackingHandedOver(Act):
    """The station packed this order under its former name, in that name's row of this number and hash.

    `copied`: its files were; another may go on by that name.
    """

    kind = "packing_handed_over"

    former_station: str
    former_seq: int
    former_hash: str
    copied: bool


@registered
@value
class WorkHandedOver(Act):
    """The station began this order under its former name and put it aside: that name's last row about it.

    `copied`: as with PackingHandedOver.
    """

    kind = "work_handed_over"

    former_station: str
    former_seq: int
    former_hash: str
    copied: bool


@registered
@value
class ThingsHandedOver(Act):
    """A station that joined a site brought so many products and people along."""

    kind = "things_handed_over"

    products: int
    people: int


@registered
@value
class ClaimOverridden(Act):
    """A lead had an order packed that nobody knew to be this station's: central could not be asked."""

    kind = "claim_overridden"


@registered
@value
class ConflictEnded(Act):
    """Somebody settled what central could not follow: the row `row` of a station. `ending` says how."""

    kind = "conflict_ended"

    station: str
    row: int
    outcome: str
    ending: str


@registered
@value
class OrderLeftAnyway(Act):
    """A lead let the carton leave as it was packed, though the order went on elsewhere or was changed.

    So the order is packed, whoever has it. The task is that about the row `row` of `station`.
    """

    kind = "order_left_anyway"

    station: str
    row: int
