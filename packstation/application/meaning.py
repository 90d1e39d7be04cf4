"""What a code means on this site: a product, or something else than the tote or place asked for."""

from __future__ import annotations

from packstation.application.ports import Work
from packstation.domain import command_code
from packstation.domain.badge import looks_like_badge
from packstation.domain.gtin import canonical_code
from packstation.domain.park import named_place
from packstation.domain.product import ProductCode
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan

GTIN_MARK = "01"
"""What a GTIN stands behind in GS1 data (GS1 General Specifications, section 3.3)."""


def product_meant(work: Work, scan: Scan, text: str) -> ProductCode | None:
    """What one spelling of a scan means as a product: by the GTIN its GS1 data names, else by the text."""
    gtin = scan.elements.gtin if scan.elements and not scan.elements.faulty else None
    return work.catalogue.meaning(canonical_code(gtin or text, "" if gtin else scan.aim))


def means_something_else(work: Work, spellings: tuple[str, ...], aim: str = "") -> bool:
    """Whether a code is a badge, a command, an order, a label or a product, in any of its spellings."""
    if any(looks_like_badge(text) or text.startswith(command_code.PREFIX) for text in spellings):
        return True
    return any(
        work.orders.by_number(text) or work.labels.by_plate(text) or work.catalogue.meaning(product)
        for text in spellings
        for product in {text, canonical_code(text, aim)}
    )


def place_for(work: Work, text: str, known: tuple[str, ...]) -> str:
    """The place meant by a text that was read or typed.

    Refused: no place of this site, or, where the site named none, a tote in use or a code that means
    something else.
    """
    place = named_place(text, known)
    if known:
        return place
    for tote in (place, place.upper()):
        order = work.orders.by_tote(tote)
        if order is not None:
            raise Refused(RefusalCode.PLACE_IS_TOTE, place=place, order=order.number).off_record("place")
    inside = (place[len(GTIN_MARK) :][:14],) if place.startswith(GTIN_MARK) else ()
    if means_something_else(work, (place, place.upper(), *inside)):
        raise Refused(RefusalCode.PLACE_IS_OTHER, read=place).off_record("read")
    return place
