"""What the station needs to know of its own journal, to decide what may be done next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from packstation.domain.act import UnitCounted
from packstation.domain.order import HoldReason
from packstation.domain.piece_act import PieceAct


class Past(Protocol):
    """What was done at an order or a carton before."""

    def holds_lifted(self, order_id: UUID) -> frozenset[HoldReason]:
        """The reasons somebody has lifted from an order."""

    def kept(self, order_id: UUID) -> int:
        """How many pieces stayed on an order at its last change though it asked for them no longer."""

    def piece_acts(self, order_id: UUID) -> Iterable[PieceAct]:
        """What was done with the pieces of an order, the newest first; read as far as needed."""

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what.

        None where since then something was taken back or moved, a scan refused, or the order opened anew.
        """
