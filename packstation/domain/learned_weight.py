"""What a piece weighs, learned from cartons that were verified: the median, because one box may be wrong."""

from __future__ import annotations

from statistics import median

from packstation.domain.carton import Carton
from packstation.domain.order import OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.value import value


@value
class PieceWeight:
    """What one piece of a SKU weighed on average in one carton."""

    sku: str
    piece_grams: int


def weighed_piece(task: PackTask, carton: Carton) -> PieceWeight | None:
    """What a carton tells of the one product in it whose weight nobody knows; None when it tells nothing.

    Two unknown products in one carton share a weight nobody can divide, and what comes out at nothing or
    less was no honest weighing.
    """
    if carton.gross_grams is None:
        return None
    held = [(task.line(line_no), units) for line_no, units in carton.contents]
    unknown = [(line, units) for line, units in held if _unknown(line)]
    if len({line.sku for line, _ in unknown}) != 1:
        return None
    known_grams = sum((line.unit_grams or 0) * units for line, units in held if not _unknown(line))
    kind = carton.carton_type
    rest_grams = carton.gross_grams - kind.tare_grams - kind.fill_grams - known_grams
    pieces = sum(units for _, units in unknown)
    piece_grams = (rest_grams + pieces // 2) // pieces
    return PieceWeight(unknown[0][0].sku, piece_grams) if piece_grams > 0 else None


def learned_grams(weighings: tuple[int, ...], fewest: int) -> int | None:
    """The median of what single cartons said, once there are enough of them."""
    return int(median(weighings) + 0.5) if len(weighings) >= max(1, fewest) else None


def is_news(grams: int, known_grams: int | None) -> bool:
    """Whether a weight differs from what was learned before, here or at another station of the site.

    By less than a hundredth it does not: or stations whose cartons differ a little would teach each other
    for ever.
    """
    return known_grams is None or abs(grams - known_grams) * 100 > known_grams


def _unknown(line: OrderLine) -> bool:
    return line.unit_grams is None or line.weight_learned
