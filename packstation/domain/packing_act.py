"""What the journal can say about an order on a bench, beyond the straight road: frozen dataclasses."""

from __future__ import annotations

from packstation.domain.act import Act, registered
from packstation.domain.value import value


@registered
@value
class OrderChanged(Act):
    """A known order came in again and asks for something else: now so many lines and pieces.

    `kept` pieces it asks for no longer are packed or reported missing already, and stay on it. `address`:
    it goes elsewhere or by another carrier. `instructions` is how many there are now.
    """

    kind = "order_changed"

    lines: int
    units: int
    kept: int
    address: bool
    instructions: int


@registered
@value
class ShortReported(Act):
    """Pieces of a line are not there. `reason` is a ShortReason, `ending` a ShortEnding: ship or park."""

    kind = "short_reported"

    line_no: int
    sku: str
    units: int
    reason: str
    ending: str


@registered
@value
class RestOrdered(Act):
    """The missing pieces of this order became the order `number`, held for stock."""

    kind = "rest_ordered"

    number: str
    units: int


@registered
@value
class ShortFound(Act):
    """Pieces reported short turned up after all; the rest order `number` waits for so many fewer."""

    kind = "short_found"

    line_no: int
    sku: str
    units: int
    number: str


@registered
@value
class OrderParked(Act):
    """An order was put aside with its counts. `place` only where the site named it: never typed text."""

    kind = "order_parked"

    place: str | None


@registered
@value
class OrderResumed(Act):
    """A parked order was fetched from its place and claimed for this station."""

    kind = "order_resumed"

    place: str | None


@registered
@value
class UnitPutBackV1(Act):
    """Pieces went back at a time when each was scanned and it was not written down which ones they were."""

    kind = "unit_put_back"

    line_no: int
    sku: str
    units: int
    code: str
    device: str


@registered
@value
class UnitPutBack(Act):
    """Pieces of a cancelled order came out of a carton and are back in the warehouse.

    `way` is a CountWay: scanned, xN of a scan, or by hand, unscanned. One scan is as many rows as cartons,
    lines and traces it came from, counted by `part` from 1; `more` pieces of it stand in the other rows.
    """

    kind = "unit_put_back"
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


def put_back_in(act: Act) -> UnitPutBack | None:
    """The put-back that a journal row stands for, whatever its version; None when it is none."""
    if isinstance(act, UnitPutBackV1):
        return UnitPutBack(act.line_no, act.sku, act.units, act.code, act.device)
    return act if isinstance(act, UnitPutBack) else None


@registered
@value
class UnitTakenAgain(Act):
    """Pieces put back by mistake (row `undoes_seq`) lie in their carton again."""

    kind = "unit_taken_again"

    line_no: int
    sku: str
    units: int
    undoes_seq: int


@registered
@value
class InstructionConfirmed(Act):
    """Somebody did what an instruction asks for; `what` is its kind, `per` and `scope` say where."""

    kind = "instruction_confirmed"

    instruction_id: str
    what: str
    per: str
    scope: str


@registered
@value
class SheetPrinted(Act):
    """A sheet that hangs on an instruction, or the card with its gift message, went to the paper printer."""

    kind = "sheet_printed"

    instruction_id: str
    what: str


@registered
@value
class SlipPrinted(Act):
    """A packing slip went to the paper printer."""

    kind = "slip_printed"

    cartons: int
    units: int


@registered
@value
class PhotoTaken(Act):
    """A picture of the open carton, by the name of its file; the hash proves that it is still the same."""

    kind = "photo_taken"

    photo: str
    sha256: str
    bytes_written: int


@registered
@value
class PhotoMissed(Act):
    """There is no picture of this carton: what was wrong with the camera, or with the disk."""

    kind = "photo_missed"

    fault: str


@registered
@value
class PhotosDeleted(Act):
    """So many pictures were older than the site keeps them."""

    kind = "photos_deleted"

    photos: int
