"""What was done with the pieces of an order, read backwards: what UNDO takes back, what xN is meant for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from packstation.domain.act import Act, OrderOpened, Refusal, RefusalV1, UnitCounted
from packstation.domain.packing_act import OrderResumed, UnitPutBack, UnitTakenAgain, put_back_in
from packstation.domain.person import Verb

PIECE_KINDS = (UnitPutBack.kind, UnitTakenAgain.kind, Refusal.kind, OrderOpened.kind, OrderResumed.kind)
"""The kinds of acts that are read here."""


@dataclass(frozen=True, slots=True)
class PieceAct:
    """A row of the journal about an order: its number in the chain, who did it, at which carton."""

    seq: int
    actor: str | None
    carton_id: UUID | None
    act: Act


@dataclass(frozen=True, slots=True)
class BackRow:
    """The row of pieces that were put back: out of which carton."""

    seq: int
    carton_id: UUID
    back: UnitPutBack


def last_put_back(newest_first: Iterable[PieceAct]) -> tuple[BackRow, ...]:
    """All rows of the newest put-back that was not taken again, the newest first; else none."""
    undone = set[int]()
    rows: list[BackRow] = []
    for one in newest_first:
        back = put_back_in(one.act)
        if isinstance(one.act, UnitTakenAgain):
            undone.add(one.act.undoes_seq)
        elif back is not None and one.carton_id is not None and one.seq not in undone:
            rows.append(BackRow(one.seq, one.carton_id, back))
            if back.part == 1:
                break
    return tuple(rows)


def put_back_just_now(newest_first: Iterable[PieceAct], actor: str) -> UnitCounted | None:
    """What this person has put back just before, as xN asks for it; None where something came between."""
    for one in newest_first:
        back = put_back_in(one.act)
        if back is not None:
            return _as_count(back) if one.actor == actor else None
        # A refused xN may be put right; a refused scan is what xN would be meant for.
        if not isinstance(one.act, Refusal | RefusalV1) or one.act.verb == Verb.PUT_BACK:
            return None
    return None


def _as_count(back: UnitPutBack) -> UnitCounted:
    return UnitCounted(
        back.line_no, back.sku, back.units, back.code, back.device, way=back.way, more=back.more
    )
