"""What the journal can say, each kind a frozen dataclass: acts and refusals, never personal data.

An old row must be readable for ever: a kind that needs another shape gets a new version beside the old
one, and every (kind, version) has a golden row in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar

Plain = str | int | bool | None | Mapping[str, str | int | None]
"""What a payload field may hold, all of it JSON."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
        return {f.name: getattr(self, f.name) for f in fields(self)}


KINDS: dict[tuple[str, int], type[Act]] = {}
"""Every kind and version that was imported; `domain.kind` imports them all."""


A = TypeVar("A", bound=type[Act])


def registered(cls: A) -> A:
    """Enter a kind into the registry."""
    KINDS[cls.kind, cls.version] = cls
    return cls


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StationStarted(Act):
    """The station opened its store. `clean` tells whether it was closed properly before."""

    kind = "station_started"

    app_version: str
    sqlite_version: str
    clean: bool


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StationStopped(Act):
    """The station closed its store in good order."""

    kind = "station_stopped"


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PersonEnrolled(Act):
    """A person got a place at this site. The name stays in the users table."""

    kind = "person_enrolled"

    user_id: str
    role: str
    badge_number: int | None


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SignedIn(Act):
    """A person took the bench. `way` is badge, pin, or badge_and_pin."""

    kind = "signed_in"

    way: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class SignedOut(Act):
    """A person left the bench; `idle` when the bench locked itself."""

    kind = "signed_out"

    idle: bool


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OrderReceived(Act):
    """An order came in and can be packed."""

    kind = "order_received"

    lines: int
    units: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OrderCancelled(Act):
    """An order was called off."""

    kind = "order_cancelled"


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OrderOpened(Act):
    """An order was claimed for this station and lies open."""

    kind = "order_opened"

    resumed: bool


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OrderReleased(Act):
    """An order went back to the queue."""

    kind = "order_released"


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class CartonOpened(Act):
    """An empty carton was put up."""

    kind = "carton_opened"

    number: int
    carton_type: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class UnitCountedV1(Act):
    """A count of the time when every piece was scanned and none had a lot or a serial number."""

    kind = "unit_counted"

    line_no: int
    sku: str
    units: int
    code: str
    device: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class UnitUncounted(Act):
    """The pieces of an earlier count (its `seq`) came out again."""

    kind = "unit_uncounted"

    line_no: int
    sku: str
    units: int
    undoes_seq: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RefusalV1(Act):
    """A no of the time before it was written down which scanner had read what was refused."""

    kind = "refusal"

    verb: str
    code: str
    data: Mapping[str, str | int | None]


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LabelRequested(Act):
    """The bytes of a label are about to leave the bench; `copy` counts from 1."""

    kind = "label_requested"

    label_id: str
    copy: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LabelPrinted(Act):
    """The printer said that the label came out."""

    kind = "label_printed"

    label_id: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LabelUnsent(Act):
    """The printer was gone before the first byte: that print never happened."""

    kind = "label_unsent"

    label_id: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LabelInDoubt(Act):
    """Bytes left the bench and nobody knows what became of them."""

    kind = "label_in_doubt"

    label_id: str
    fault: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LabelAnswered(Act):
    """A person said whether a doubtful label came out."""

    kind = "label_answered"

    label_id: str
    came_out: bool


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class LabelVerified(Act):
    """A carton proved to bear its own label."""

    kind = "label_verified"

    label_id: str
    plate: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OrderPacked(Act):
    """Every carton of the order is closed and proven."""

    kind = "order_packed"

    cartons: int
    units: int


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DeviceLost(Act):
    """A lamp went red."""

    kind = "device_lost"

    device: str
    fault: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class DeviceBack(Act):
    """A lamp went green again."""

    kind = "device_back"

    device: str


@registered
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BackupMade(Act):
    """A copy of the store was written and checked."""

    kind = "backup_made"

    bytes_written: int
