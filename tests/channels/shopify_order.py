"""Orders as Shopify's CSV tells of them, and what its reader makes of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from random import Random

from packstation.channels.shopify_csv import ShopifyCsv
from packstation.domain.draft import OrderDraft, OrderRead, Piece, QuarantineReason, Skipped, Unreadable
from tests.channels.shopify_file import Row, first_row, further_row, shopify_export

READER = ShopifyCsv()
Read = list[Piece | Skipped | Unreadable]


def first(number: int = 1001, /, **cells: str) -> Row:
    return {**first_row(number, Random(number)), **cells}


def further(row: Row, /, **cells: str) -> Row:
    return {**further_row(row, Random(7)), **cells}


def pieces_of(rows: Sequence[Row], **how: str) -> Read:
    return list(READER.pieces(io.BytesIO(shopify_export(rows, **how))))


def orders_of(read: Read) -> dict[str, OrderRead]:
    groups: dict[str, list[Piece]] = {}
    for piece in read:
        if isinstance(piece, Piece):
            groups.setdefault(piece.key, []).append(piece)
    return {key: READER.order(pieces) for key, pieces in groups.items()}


def order(*rows: Row) -> OrderRead:
    (read,) = orders_of(pieces_of(rows)).values()
    return read


def draft(*rows: Row) -> OrderDraft:
    made = order(*rows).draft
    assert made is not None
    return made


def asked(*rows: Row) -> list[tuple[QuarantineReason, str]]:
    read = order(*rows)
    assert read.draft is None
    return [(row.reason, row.facts.get("column", "")) for row in read.unreadable]
