"""A carton's label: what stands on it, and how far its paper is known to exist."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.value import value


class CopyReason(StrEnum):
    """Why a label was printed once more."""

    DAMAGED = "damaged"
    NOT_OUT = "not_out"
    """It did not come out, says a person."""
    JAMMED = "jammed"
    OTHER = "other"


class LabelState(StrEnum):
    """How far a label is: `requested` means bytes may have reached the printer, nothing more."""

    WANTED = "wanted"
    REQUESTED = "requested"
    BOUGHT = "bought"
    PRINTED = "printed"
    VERIFIED = "verified"
    VOID = "void"


MOVES: dict[LabelState, frozenset[LabelState]] = {
    LabelState.WANTED: frozenset({LabelState.REQUESTED, LabelState.VOID}),
    LabelState.REQUESTED: frozenset(
        {
            LabelState.WANTED,
            LabelState.REQUESTED,
            LabelState.BOUGHT,
            LabelState.PRINTED,
            LabelState.VERIFIED,
            LabelState.VOID,
        }
    ),
    LabelState.BOUGHT: frozenset({LabelState.REQUESTED, LabelState.VOID}),
    LabelState.PRINTED: frozenset({LabelState.REQUESTED, LabelState.VERIFIED, LabelState.VOID}),
    LabelState.VERIFIED: frozenset({LabelState.VOID}),
    LabelState.VOID: frozenset(),
}


@value
class Plate:
    """The licence plate on a carton: an SSCC where the site has a GS1 company prefix, else our own number.

    `code` is what a scanner reads back: `00` and 18 digits for an SSCC in GS1-128, or the text of the
    internal Code 128.
    """

    code: str
    is_sscc: bool

    @property
    def number(self) -> str:
        """The number people say and search for: the SSCC without its application identifier."""
        return self.code[2:] if self.is_sscc else self.code

    def read_by(self, scan: Scan) -> bool:
        """Whether a scan read this very plate; the whole code has to agree, so no AIM id is needed."""
        if scan.elements is not None and scan.elements.sscc is not None:
            return self.is_sscc and not scan.elements.faulty and scan.elements.sscc == self.number
        return scan.text == self.code


@value
class LabelContent:
    """Everything printed on a carton's label. Personal data: kept with the order, never journaled."""

    plate: Plate
    order_number: str
    carton_number: int
    ship_to: tuple[str, ...]
    ship_from: tuple[str, ...]
    units: int
    gross_grams: int | None
    carrier: str = ""
    demo: bool = False


@value
class Label:
    """One label of one carton. `data` are the very bytes a printer gets, stored before the first send.

    `copies` counts how often bytes were sent: the second and later prints say COPY.
    """

    label_id: UUID
    carton_id: UUID
    plate: Plate
    data: bytes
    state: LabelState = LabelState.WANTED
    copies: int = 0

    @property
    def is_copy(self) -> bool:
        """Whether the paper printed last says COPY, so that an older one is thrown away."""
        return self.copies > 1

    def requested(self) -> Label:
        """The label when its bytes are about to leave the bench (once more); one that is proven stays so."""
        return replace(self._unless_proven(LabelState.REQUESTED), copies=self.copies + 1)

    def unsent(self) -> Label:
        """The label when it turned out that not one byte of this print left the bench.

        Paper of an earlier print may still be there: then the label is not wanted anew, but in doubt.
        """
        target = LabelState.WANTED if self.copies == 1 else LabelState.REQUESTED
        return replace(self._unless_proven(target), copies=self.copies - 1)

    def printed(self) -> Label:
        """The label after the printer, or a person, said that it came out."""
        return self if self.state is LabelState.PRINTED else self._unless_proven(LabelState.PRINTED)

    def verified(self) -> Label:
        """The label after it was scanned back on its carton."""
        return self._move_to(LabelState.VERIFIED)

    def voided(self) -> Label:
        """The label when its carton will not leave under it."""
        return self._move_to(LabelState.VOID)

    def _unless_proven(self, target: LabelState) -> Label:
        return self if self.state is LabelState.VERIFIED else self._move_to(target)

    def _move_to(self, target: LabelState) -> Label:
        if target not in MOVES[self.state]:
            raise Refused(RefusalCode.LABEL_NOT_PRINTED, state=self.state.value)
        return replace(self, state=target)
