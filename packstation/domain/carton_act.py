"""What the journal can say about several cartons, copies of labels and totes: frozen dataclasses."""

from __future__ import annotations

from packstation.domain.act import Act, registered
from packstation.domain.value import value


@registered
@value
class CartonTypeChanged(Act):
    """The goods in the open carton went into a box of another type."""

    kind = "carton_type_changed"

    before: str
    after: str


@registered
@value
class CartonReopened(Act):
    """A closed carton was cut open; its label is void and its plate is never used again."""

    kind = "carton_reopened"

    plate: str


@registered
@value
class CartonTakenBack(Act):
    """A carton that stood aside is the one in hand again."""

    kind = "carton_taken_back"

    number: int


@registered
@value
class CartonVanished(Act):
    """An open carton holds nothing and is not needed any more."""

    kind = "carton_vanished"

    number: int


@registered
@value
class OrderReopened(Act):
    """A packed order that has not left came back to a bench."""

    kind = "order_reopened"


@registered
@value
class UnitMovedV1(Act):
    """A move of the time when all pieces of one scan came off one line."""

    kind = "unit_moved"

    source: int
    line_no: int
    sku: str
    units: int
    lot: str | None
    expiry: str | None
    serial: str | None
    code: str
    device: str


@registered
@value
class UnitMoved(Act):
    """Pieces went from the carton `source` of an order into the row's own, after a scan.

    One scan is as many rows as lines it came off, counted by `part` from 1.
    """

    kind = "unit_moved"
    version = 2

    source: int
    line_no: int
    sku: str
    units: int
    lot: str | None
    expiry: str | None
    serial: str | None
    code: str
    device: str
    part: int = 1


def move_in(act: Act) -> UnitMoved | None:
    """The move that a journal row stands for, whatever its version; None when it is none."""
    if isinstance(act, UnitMovedV1):
        return UnitMoved(**act.payload())  # type: ignore[arg-type]
    return act if isinstance(act, UnitMoved) else None


@registered
@value
class UnitMovedBack(Act):
    """Pieces moved by mistake (row `undoes_seq`) went from the carton `source` into the row's own again."""

    kind = "unit_moved_back"

    source: int
    line_no: int
    sku: str
    units: int
    undoes_seq: int


@registered
@value
class LabelReprinted(Act):
    """A label is about to be printed once more: print number `copy`; `reason` is a CopyReason."""

    kind = "label_reprinted"

    label_id: str
    copy: int
    reason: str


@registered
@value
class ToteBound(Act):
    """Goods of an order lie in this tote from now on; None where it was typed, whatever that was."""

    kind = "tote_bound"

    tote: str | None
