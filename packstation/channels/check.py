"""Whether a number, a SKU, an address in a file can be packed by; else why a person is asked."""

from __future__ import annotations

from packstation.channels.cell import is_damaged, is_lost
from packstation.domain.draft import Address, Piece, QuarantineReason, Unreadable

LONGEST_NUMBER = 64
LONGEST_SKU = 128
LONGEST_ADDRESS_LINE = 255
LONGEST_NOTE = 10_000
MOST_LINES = 5_000
"""Letters, and lines of an order: more of them is no order a bench packs."""
_SHOWN = 60


def asked(piece: Piece, reason: QuarantineReason, column: str = "", value: str = "") -> Unreadable:
    """A piece that waits for a person; `value` is cut short."""
    facts = {"column": column, "value": value[:_SHOWN]} if column else {}
    return Unreadable(piece.line, piece.rows, reason, piece.text, facts, piece.key)


def number_fault(number: str) -> QuarantineReason | None:
    """What is wrong with an order's number."""
    if not number:
        return QuarantineReason.NUMBER_MISSING
    if is_damaged(number):
        return QuarantineReason.NUMBER_DAMAGED
    return _text_fault(number, LONGEST_NUMBER)


def sku_fault(sku: str) -> QuarantineReason | None:
    """What is wrong with a SKU. None is none: by a name alone nobody can tell by a scan what was packed."""
    if not sku:
        return QuarantineReason.SKU_MISSING
    if is_damaged(sku):
        return QuarantineReason.SKU_DAMAGED
    return _text_fault(sku, LONGEST_SKU)


def address_fault(address: Address) -> QuarantineReason | None:
    """What is wrong with an address: not a word of it, words too long for a label, or letters lost."""
    texts = (address.name, address.company, *address.street, address.postcode, address.city, address.province)
    whole = "".join(texts)
    if not whole:
        return QuarantineReason.ADDRESS_MISSING
    if len(whole) > LONGEST_ADDRESS_LINE and max(map(len, texts)) > LONGEST_ADDRESS_LINE:
        return QuarantineReason.TEXT_TOO_LONG
    return _text_fault(whole, len(whole))


def _text_fault(text: str, longest: int) -> QuarantineReason | None:
    if len(text) > longest:
        return QuarantineReason.TEXT_TOO_LONG
    return QuarantineReason.TEXT_UNREADABLE if is_lost(text) else None
