"""What is known of the pieces in a packer's hand: lot, date, serial numbers; by their label or by asking.

Lot and serial number: GS1 General Specifications, application identifiers 10 and 21, 1 to 20 characters of
the invariant set (7.11, figure 7.11-1). Dates as people type them: day first.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from packstation.domain.lot import Lot
from packstation.domain.product import Tracking
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import ElementStrings, Scan
from packstation.domain.value import value

GS1_TEXT = re.compile(r"""[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}""")
"""A lot or a serial number."""

_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[./ -](?P<month>\d{1,2})[./ -](?P<year>\d{4}|\d{2})", re.ASCII),
    re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4}|\d{2})", re.ASCII),
    re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4})", re.ASCII),
)


@value
class Told:
    """What is known of the pieces of one scan. All share lot and expiry; a serial number is one piece."""

    lot: str | None = None
    expiry: date | None = None
    serials: tuple[str, ...] = ()

    def lacks(self, tracked: frozenset[Tracking], units: int) -> Tracking | None:
        """What has to be asked next before so many pieces may be counted; None when all is known."""
        if Tracking.LOT in tracked and self.lot is None:
            return Tracking.LOT
        if Tracking.EXPIRY in tracked and self.expiry is None:
            return Tracking.EXPIRY
        if Tracking.SERIAL in tracked and len(self.serials) < units:
            return Tracking.SERIAL
        return None

    def filled(self, lots: Sequence[Lot]) -> Told:
        """The expiry date of a known lot is known. Refused when the label says another one."""
        known = next((lot.expiry for lot in lots if lot.lot == self.lot and lot.expiry), None)
        if known is None:
            return self
        if self.expiry is not None and self.expiry != known:
            facts = {"lot": self.lot, "date": self.expiry.isoformat(), "known": known.isoformat()}
            raise Refused(RefusalCode.LOT_EXPIRY_DIFFERS, **facts)
        return replace(self, expiry=known)


def told_by_label(elements: ElementStrings | None, units: int) -> Told:
    """What the label itself says. The serial number on a case is the case's own, not one of a piece in it."""
    if elements is None or elements.faulty:
        return Told()
    serials = (elements.serial,) if elements.serial and units == 1 else ()
    return Told(elements.lot or None, elements.expiry, serials)


def heard(told: Told, asked: Tracking, answer: Scan, lots: Sequence[Lot]) -> Told:
    """What is known after an answer was typed or scanned. Refused when it is no such thing.

    A GS1 label scanned for an answer brings all it says of lot and date.
    """
    elements = answer.elements
    if elements is not None and not elements.faulty:
        return _heard_label(told, asked, answer, elements)
    if asked is Tracking.EXPIRY:
        expiry = date_of(answer.text)
        if expiry is None:
            raise _unreadable(asked, answer)
        return replace(told, expiry=expiry)
    text = answer.text.strip()
    if not GS1_TEXT.fullmatch(text):
        raise _unreadable(asked, answer)
    if asked is Tracking.LOT:
        return replace(told, lot=_spelled(text, answer, {lot.lot for lot in lots}))
    return replace(told, serials=(*told.serials, _spelled(text, answer, set())))


def _heard_label(told: Told, asked: Tracking, answer: Scan, elements: ElementStrings) -> Told:
    if asked is Tracking.SERIAL and elements.serial:
        return replace(told, serials=(*told.serials, elements.serial))
    if asked is Tracking.LOT and elements.lot:
        return replace(told, lot=elements.lot, expiry=told.expiry or elements.expiry)
    if asked is Tracking.EXPIRY and elements.expiry and elements.lot in {None, told.lot}:
        return replace(told, expiry=elements.expiry)
    raise _unreadable(asked, answer)


def _spelled(text: str, answer: Scan, known: set[str]) -> str:
    # Small letters that were typed may mean capitals.
    return text.upper() if answer.typed and text not in known else text


def _unreadable(asked: Tracking, answer: Scan) -> Refused:
    """What was typed may be anything: the screen says it, the journal never."""
    no = Refused(RefusalCode.TRACE_UNREADABLE, what=asked.value, read=answer.text[:24])
    return no.off_record("read") if answer.typed else no


def date_of(text: str) -> date | None:
    """A date as people type it: 311226, 31.12.26, 31.12.2026, 2026-12-31; 12.2026 is the month's last day."""
    for pattern in _DATES:
        found = pattern.fullmatch(text.strip())
        if found is None:
            continue
        parts = {name: int(digits) for name, digits in found.groupdict().items()}
        year = parts["year"] + (2000 if parts["year"] < 100 else 0)
        try:
            day = parts["day"] if "day" in parts else monthrange(year, parts["month"])[1]
            return date(year, parts["month"], day)
        except ValueError:
            return None
    return None
