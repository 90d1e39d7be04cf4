"""GS1 element strings out of a symbol whose AIM id says that it holds them, read by biip.

Format: GS1 General Specifications, section 3 (application identifiers) and 7.8 (element strings, FNC1
sent as GS). biip reports a wrong check digit beside an otherwise good message, so every error field of
the result and of each element counts here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packstation.domain.scan import ElementStrings

if TYPE_CHECKING:
    from biip import ParseResult
    from biip.gs1_element_strings import GS1ElementStrings

GS1_AIMS = frozenset(("]C1", "]d2", "]Q3", "]e0"))
"""GS1-128, GS1 DataMatrix, GS1 QR, GS1 DataBar. Without one of them an EAN-13 can look like a message."""

FAULTY = ElementStrings(faulty=True)


def load_tables() -> None:
    """Load biip now: its tables of prefixes and identifiers take a fifth of a second, the first time."""
    import biip  # noqa: F401, PLC0415 - not before the bench is ready to scan


def element_strings(aim: str, text: str) -> ElementStrings | None:
    """What the symbol says, or None where its AIM id does not vouch for GS1. Never raises."""
    if aim not in GS1_AIMS:
        return None
    if not text.isascii():
        return FAULTY  # biip would take the digits of other scripts for digits
    import biip  # noqa: PLC0415 - see load_tables

    result = biip.parse(aim + text)
    message = result.gs1_message
    if message is None or not message.element_strings or _wrong(result):
        return FAULTY
    chosen = _chosen(message.element_strings)
    return FAULTY if chosen.count == 0 else chosen


def _wrong(result: ParseResult) -> bool:
    elements = result.gs1_message.element_strings if result.gs1_message else ()
    errors = [result.gs1_message_error, result.gtin_error, result.sscc_error, result.upc_error]
    for element in elements:
        errors += [element.gln_error, element.gtin_error, element.sscc_error]
    empty = any(not element.value for element in elements)  # biip lets an identifier stand without data
    return empty or any(error is not None for error in errors)


def _chosen(elements: GS1ElementStrings) -> ElementStrings:
    """The identifiers the bench understands: 00, 01 or 02, 10, 17 (else 15: best before), 21, 30 or 37."""

    def first(*identifiers: str) -> str | None:
        found = (elements.get(ai=identifier) for identifier in identifiers)
        return next((element.value for element in found if element is not None), None)

    count = first("30", "37")
    expiry = elements.get(ai="17") or elements.get(ai="15")
    return ElementStrings(
        gtin=first("01", "02"),
        sscc=first("00"),
        lot=first("10"),
        expiry=expiry.date if expiry is not None else None,
        serial=first("21"),
        count=int(count) if count is not None else None,
    )
