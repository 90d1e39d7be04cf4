"""What was done with the pieces of an order, read backwards: what UNDO takes back, what xN is meant for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from packstation.domain.act import (
    Act,
    CartonOpened,
    OrderOpened,
    Refusal,
    RefusalV1,
    UnitCounted,
    UnitUncounted,
    count_in,
)
from packstation.domain.carton import Carton
from packstation.domain.carton_act import UnitMoved, UnitMovedBack, move_in
from packstation.domain.packing_act import OrderResumed, UnitPutBack, UnitTakenAgain, put_back_in
from packstation.domain.person import Verb
from packstation.domain.trace import Trace
from packstation.domain.value import value

PIECE_KINDS = (
    *(UnitCounted.kind, UnitUncounted.kind, UnitMoved.kind, UnitMovedBack.kind),
    *(UnitPutBack.kind, UnitTakenAgain.kind, Refusal.kind, OrderOpened.kind, OrderResumed.kind),
    CartonOpened.kind,
)
"""The kinds of acts that are read here."""


@dataclass(frozen=True)
class PieceAct:
    """A row of the journal about an order: its number in the chain, who did it, at which carton.

    What was done is read only when somebody asks: of fifty counts taken back one after the other the next
    UNDO looks at none.
    """

    seq: int
    actor: str | None
    carton_id: UUID | None
    read: Callable[[], Act]

    @classmethod
    def known(cls, seq: int, actor: str | None, carton_id: UUID | None, act: Act) -> PieceAct:
        """A row that was read already."""
        return cls(seq, actor, carton_id, lambda: act)

    @cached_property
    def act(self) -> Act:
        """What was done."""
        return self.read()


@value
class BackRow:
    """The row of pieces that were put back: out of which carton."""

    seq: int
    carton_id: UUID
    back: UnitPutBack


@value
class CartonRow:
    """The row of pieces that were counted or moved into a carton."""

    seq: int
    carton_id: UUID
    act: UnitCounted | UnitMoved

    @property
    def pieces(self) -> Trace:
        """Which ones."""
        act = self.act
        expiry = date.fromisoformat(act.expiry) if act.expiry else None
        return Trace(act.line_no, act.units, act.lot, expiry, act.serial)


def last_put_back(newest_first: Iterable[PieceAct]) -> tuple[BackRow, ...]:
    """All rows of the newest put-back that was not taken again, the newest first; else none."""
    undone = set[int]()
    rows: list[BackRow] = []
    for one in newest_first:
        if one.seq in undone:
            continue
        back = put_back_in(one.act)
        if isinstance(one.act, UnitTakenAgain):
            undone.add(one.act.undoes_seq)
        elif back is not None and one.carton_id is not None:
            rows.append(BackRow(one.seq, one.carton_id, back))
            if back.part == 1:
                break
    return tuple(rows)


def last_at(newest_first: Iterable[PieceAct], carton: Carton) -> tuple[CartonRow, ...]:
    """All rows of the newest count into a carton, or move into it or out of it, that was not taken back.

    The newest first; none where there is none.
    """
    undone = set[int]()
    rows: list[CartonRow] = []
    for one in newest_first:
        if one.seq in undone:
            continue
        act = count_in(one.act) or move_in(one.act)
        if isinstance(one.act, CartonOpened) and one.carton_id == carton.carton_id:
            break
        if isinstance(one.act, UnitUncounted | UnitMovedBack):
            undone.add(one.act.undoes_seq)
        elif act is not None and one.carton_id is not None:
            out = isinstance(act, UnitMoved) and act.source == carton.number
            if out or one.carton_id == carton.carton_id:
                rows.append(CartonRow(one.seq, one.carton_id, act))
                if act.part == 1:
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
