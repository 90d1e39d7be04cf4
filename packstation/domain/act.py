"""What the journal can say, each kind a frozen dataclass: acts and refusals, never personal data.

An old row must be readable for ever: a kind that needs another shape gets a new version beside the old
one, and every (kind, version) has a golden row in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import ClassVar, TypeVar

from packstation.domain.value import value

Plain = str | int | bool | None | Mapping[str, str | int | None]
"""What a payload field may hold, all of it JSON."""


_FIELDS: dict[type[Act], tuple[str, ...]] = {}
"""What each kind says, found out at its first row: every scan writes one."""


@value
class Act:
    """The parent of all kinds; `kind` and `version` name the shape in the store.

    How acts are compared and shown stands here once for all: made anew for each of sixty kinds it would cost
    the start twenty milliseconds.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Act) and type(self) is type(other) and self.payload() == other.payload()

    def __hash__(self) -> int:
        return hash((type(self), *self.payload().values()))

    def __repr__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.payload().items())
        return f"{type(self).__name__}({facts})"

    def payload(self) -> dict[str, Plain]:
        """The act as JSON-ready data."""
        kind = type(self)
        names = _FIELDS.get(kind)
        if names is None:
            names = _FIELDS[kind] = tuple(field.name for field in fields(self))
        return {name: getattr(self, name) for name in names}


KINDS: dict[tuple[str, int], type[Act]] = {}
"""Every kind and version that was imported; `domain.kind` imports them all."""


A = TypeVar("A", bound=type[Act])


def registered(cls: A) -> A:
    """Enter a kind into the registry."""
    KINDS[cls.kind, cls.version] = cls
    return cls


@registered
@value
class StationStarted(Act):
    """The station opened its store. `clean` tells whether it was closed properly before."""

    kind = "station_started"

    app_version: str
    sqlite_version: str
    clean: bool


@registered
@value
class StationStopped(Act):
    """The station closed its store in good order."""

    kind = "station_stopped"


@registered
@value
class PersonEnrolled(Act):
    """A person got a place at this site. The name stays in the users table."""

    kind = "person_enrolled"

    user_id: str
    role: str
    badge_number: int | None


@registered
@value
class SignedIn(Act):
    """A person took the bench. `way` is badge, pin, or badge_and_pin."""

    kind = "signed_in"

    way: str


@registered
@value
class SignedOut(Act):
    """A person left the bench; `idle` when the bench locked itself."""

    kind = "signed_out"

    idle: bool


@registered
@value
class OrderReceived(Act):
    """An order came in and can be packed."""

    kind = "order_received"

    lines: int
    units: int


@registered
@value
class OrderCancelled(Act):
    """An order was called off."""

    kind = "order_cancelled"


@registered
@value
class OrderOpened(Act):
    """An order was claimed for this station and lies open."""

    kind = "order_opened"

    resumed: bool


@registered
@value
class OrderReleased(Act):
    """An order went back to the queue."""

    kind = "order_released"


@registered
@value
class CartonOpened(Act):
    """An empty carton was put up."""

    kind = "carton_opened"

    number: int
    carton_type: str


@registered
@value
class UnitCountedV1(Act):
    """A count of the time when every piece was scanned and none had a lot or a serial number."""

    kind = "unit_counted"

    line_no: int
    sku: str
    units: int
    code: str
    device: str


@registered
@value
class UnitCounted(Act):
    """Pieces went into the open carton. `way` is a CountWay: scanned, xN of a scan, or by hand, unscanned.

    One scan is as many rows as lines and traces it fell to, counted by `part` from 1; `more` pieces of it
    stand in the other rows. `expiry` is an ISO date.
    """

    kind = "unit_counted"
    version = 2

    line_no: int
    sku: str
    units: int
    code: str
    device: str
    way: str = "scan"
    lot: str | None = None
    expiry: str | None = None
    serial: str | None = None
    part: int = 1
    more: int = 0


def count_in(act: Act) -> UnitCounted | None:
    """The count that a journal row stands for, whatever its version; None when it is no count."""
    if isinstance(act, UnitCountedV1):
        return UnitCounted(act.line_no, act.sku, act.units, act.code, act.device)
    return act if isinstance(act, UnitCounted) else None


@registered
@value
class UnitUncounted(Act):
    """The pieces of an earlier count (its `seq`) came out again."""

    kind = "unit_uncounted"

    line_no: int
    sku: str
    units: int
    undoes_seq: int


@registered
@value
class RefusalV1(Act):
    """A no of the time before it was written down which scanner had read what was refused."""

    kind = "refusal"

    verb: str
    code: str
    data: Mapping[str, str | int | None]


@registered
@value
class Refusal(Act):
    """The bench said no. Nothing changed. `verb` is what was tried, `code` why not.

    `device` is the scanner, or the keyboard, whose code was refused; None when no code was read.
    """

    kind = "refusal"
    version = 2

    verb: str
    code: str
    data: Mapping[str, str | int | None]
    device: str | None = None


@registered
@value
class CartonClosed(Act):
    """A carton was weighed, taped and given its plate. `half_width_grams` None: no check was possible."""

    kind = "carton_closed"

    plate: str
    units: int
    gross_grams: int | None
    expected_grams: int | None
    half_width_grams: int | None
    result: str


@registered
@value
class LabelRequested(Act):
    """The bytes of a label are about to leave the bench; `copy` counts from 1."""

    kind = "label_requested"

    label_id: str
    copy: int


@registered
@value
class LabelPrinted(Act):
    """The printer said that the label came out."""

    kind = "label_printed"

    label_id: str


@registered
@value
class LabelUnsent(Act):
    """The printer was gone before the first byte: that print never happened."""

    kind = "label_unsent"

    label_id: str


@registered
@value
class LabelInDoubt(Act):
    """Bytes left the bench and nobody knows what became of them."""

    kind = "label_in_doubt"

    label_id: str
    fault: str


@registered
@value
class LabelAnswered(Act):
    """A person said whether a doubtful label came out."""

    kind = "label_answered"

    label_id: str
    came_out: bool


@registered
@value
class LabelVerified(Act):
    """A carton proved to bear its own label."""

    kind = "label_verified"

    label_id: str
    plate: str


@registered
@value
class OrderPacked(Act):
    """Every carton of the order is closed and proven."""

    kind = "order_packed"

    cartons: int
    units: int


@registered
@value
class DeviceLost(Act):
    """A lamp went red."""

    kind = "device_lost"

    device: str
    fault: str


@registered
@value
class DeviceBack(Act):
    """A lamp went green again."""

    kind = "device_back"

    device: str


@registered
@value
class BackupMade(Act):
    """A copy of the store was written and checked."""

    kind = "backup_made"

    bytes_written: int
