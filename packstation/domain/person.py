"""People at the bench: who they are, what they may do, and how long a wrong PIN makes them wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from packstation.domain.gtin import is_ascii_number
from packstation.domain.value import value

MISSES_FREE = 5
"""Wrong PINs in a row before the delay starts (R36)."""
FIRST_DELAY_S = 15
LONGEST_DELAY_S = 15 * 60
SHORTEST_PIN = 4
SHORTEST_LEAD_PIN = 6


class Role(StrEnum):
    """What a person is at this site."""

    PACKER = "packer"
    LEAD = "lead"
    ADMIN = "admin"


class Verb(StrEnum):
    """What a person can ask of the bench; the journal names refusals by it."""

    SIGN_IN = "sign_in"
    OPEN_ORDER = "open_order"
    SCAN_UNIT = "scan_unit"
    COUNT_TIMES = "count_times"
    COUNT_BY_TOUCH = "count_by_touch"
    UNDO = "undo"
    CLOSE_CARTON = "close_carton"
    CHANGE_CARTON = "change_carton"  # another type, units moved from one carton to another
    PRINT_LABEL = "print_label"
    ANSWER_LABEL = "answer_label"
    VERIFY_LABEL = "verify_label"
    REPRINT_LABEL = "reprint_label"
    REOPEN_CARTON = "reopen_carton"
    REOPEN_ORDER = "reopen_order"  # a carton of an order that is packed already
    CONFIRM_INSTRUCTION = "confirm_instruction"
    PRINT_PAPER = "print_paper"  # a packing slip, a gift card, a sheet to lay in
    REPORT_SHORT = "report_short"
    SHIP_SHORT = "ship_short"  # decide that an order leaves with what is there
    PARK_ORDER = "park_order"
    RELEASE_ORDER = "release_order"
    PUT_BACK = "put_back"
    BIND_TOTE = "bind_tote"
    COMMAND = "command"
    # a lead's
    ENROL = "enrol"
    CHANGE_PERSON = "change_person"  # disable, enable, another role, another badge, another PIN
    OPEN_UNCLAIMED = "open_unclaimed"  # pack an order though central could not be asked whose it is
    SETTLE_CONFLICT = "settle_conflict"  # say what became of goods that central could not follow
    LIFT_HOLD = "lift_hold"
    MAP_CODE = "map_code"
    CONFIRM_WEIGHT = "confirm_weight"
    IMPORT_ORDERS = "import_orders"  # and products: take a file in
    SETTLE_QUARANTINE = "settle_quarantine"  # mend, replay or drop rows of a file that wait
    CHANGE_SETTINGS = "change_settings"  # what the bench is, which devices it has
    # nobody's
    RECEIVE_ORDERS = "receive_orders"  # what the journal calls a no to an order that came in


_PACKING = frozenset(
    {
        Verb.SIGN_IN,
        Verb.OPEN_ORDER,
        Verb.SCAN_UNIT,
        Verb.COUNT_TIMES,
        Verb.COUNT_BY_TOUCH,
        Verb.UNDO,
        Verb.CLOSE_CARTON,
        Verb.CHANGE_CARTON,
        Verb.PRINT_LABEL,
        Verb.ANSWER_LABEL,
        Verb.VERIFY_LABEL,
        Verb.REPRINT_LABEL,
        Verb.REOPEN_CARTON,
        Verb.CONFIRM_INSTRUCTION,
        Verb.PRINT_PAPER,
        Verb.REPORT_SHORT,
        Verb.PARK_ORDER,
        Verb.RELEASE_ORDER,
        Verb.PUT_BACK,
        Verb.BIND_TOTE,
        Verb.COMMAND,
    }
)
_LEADING = frozenset(
    {
        Verb.SHIP_SHORT,
        Verb.REOPEN_ORDER,
        Verb.OPEN_UNCLAIMED,
        Verb.SETTLE_CONFLICT,
        Verb.ENROL,
        Verb.CHANGE_PERSON,
        Verb.LIFT_HOLD,
        Verb.MAP_CODE,
        Verb.CONFIRM_WEIGHT,
        Verb.CHANGE_SETTINGS,
    }
)
_FILES = frozenset({Verb.IMPORT_ORDERS, Verb.SETTLE_QUARANTINE})

ALLOWED: dict[Role, frozenset[Verb]] = {
    Role.PACKER: _PACKING,
    Role.LEAD: _PACKING | _LEADING | _FILES,
    Role.ADMIN: frozenset({Verb.SIGN_IN, Verb.COMMAND, Verb.ENROL, Verb.CHANGE_PERSON, Verb.CHANGE_SETTINGS})
    | _FILES,
}
"""Role by verb, the whole table."""

OVERRIDABLE = frozenset(
    {Verb.SHIP_SHORT, Verb.REOPEN_ORDER, Verb.LIFT_HOLD, Verb.OPEN_UNCLAIMED, Verb.SETTLE_CONFLICT}
)
"""What a lead may allow at a packer's bench by identifying there: never a person to oneself."""


class SignInWay(StrEnum):
    """What a site asks for at sign-in."""

    BADGE_OR_PIN = "badge_or_pin"
    BADGE_AND_PIN = "badge_and_pin"


@value
class Actor:
    """The person who does something, as verbs and the journal need them."""

    user_id: str
    name: str
    role: Role

    def may(self, verb: Verb) -> bool:
        """Whether the role allows the verb."""
        return verb in ALLOWED[self.role]

    def may_allow(self, verb: Verb, to: Actor) -> bool:
        """Whether this person may let another one do what that one's role does not allow."""
        return verb in OVERRIDABLE and self.may(verb) and self.user_id != to.user_id


@value
class User:
    """A person known to this site.

    `badge_number` is the public part of the badge in force; the secrets are kept only as argon2id hash
    strings, parameters included. `misses` counts wrong secrets in a row, `missed_at` the last of them.
    """

    user_id: str
    name: str
    role: Role
    badge_number: int | None = None
    badge_hash: str | None = None
    pin_hash: str | None = None
    disabled: bool = False
    misses: int = 0
    missed_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """The user as verbs know them."""
        return Actor(self.user_id, self.name, self.role)

    def missed(self, at: datetime) -> User:
        """The user after one more wrong secret."""
        return replace(self, misses=self.misses + 1, missed_at=at)

    def welcomed(self) -> User:
        """The user after the right secret."""
        return replace(self, misses=0, missed_at=None)

    def no_later_than(self, now: datetime) -> User:
        """The user once the wall clock was set back: the wait begins anew, else it could last for days."""
        late = self.missed_at is not None and self.missed_at > now
        return replace(self, missed_at=now) if late else self

    def wait_s(self, now: datetime) -> int:
        """Seconds until this person may try again: none at first, then doubling with each miss."""
        if self.misses < MISSES_FREE or self.missed_at is None:
            return 0
        doublings = min(self.misses - MISSES_FREE, 10)
        delay_s = min(LONGEST_DELAY_S, FIRST_DELAY_S << doublings)
        passed_s = max(0.0, (now - self.missed_at).total_seconds())
        return max(0, delay_s - int(passed_s))


def is_led(people: Iterable[User]) -> bool:
    """Whether somebody is left who may change people: a site without one could never have one again."""
    return any(not user.disabled and user.actor.may(Verb.CHANGE_PERSON) for user in people)


def shortest_pin(role: Role) -> int:
    """How many digits a PIN of that role needs."""
    return SHORTEST_PIN if role is Role.PACKER else SHORTEST_LEAD_PIN


def pin_fits(role: Role, pin: str) -> bool:
    """Whether a PIN will do for the role: digits only, and enough of them."""
    return is_ascii_number(pin) and len(pin) >= shortest_pin(role)


def outgrows_pin(before: Role, after: Role) -> bool:
    """Whether a PIN good enough for one role may be too short for the other: only its hash is known."""
    return shortest_pin(after) > shortest_pin(before)
