"""What the cells of a row say: text for people, codes, pieces, times. A spell in a spreadsheet is expected.

Nothing is guessed: what a spreadsheet has damaged (4.41E+11), or what can mean two things (03/04/2026,
1,000), is told as such. Formulas stay the text they are; a spreadsheet's guard around text (`'00123`,
`="00123"`) is taken off.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from packstation.domain.table_mapping import DayOrder

_UNSEEN = dict.fromkeys(
    [0xFEFF, 0x200B, 0x200E, 0x200F, 0x2060, 0xAD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Marks nobody sees; those that turn the direction of writing, too. Joiners stay: some scripts need them."""
_BLANKS = re.compile(r"[^\S ]+")
_LOST = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
_GUARD = re.compile(r'="([^"]*)"')
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0{1,2})?")
_FLOAT_OF_WHOLE = r"[0-9]{4,}[.,]0"
_EXPONENT = r"[+-]?[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{1,3}|[+-]?[0-9][.,][0-9]+[eE][0-9]{1,3}"
_SHEET_ERROR = r"#(?:NAME\?|REF!|VALUE!|VALUE\?|N/A|NUM!|NULL!|DIV/0!|WERT!|BEZUG!|NV)|#{3,}"
_NUMBER = re.compile(f"{_FLOAT_OF_WHOLE}|{_EXPONENT}")
_DAMAGED = re.compile(f"{_FLOAT_OF_WHOLE}|{_EXPONENT}|{_SHEET_ERROR}")
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]([0-9:.,]+))? ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?")
_DAY = re.compile(
    r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?:,? +([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
)
_NAMED_DAY = re.compile(r"([A-Z][a-z]{2})-([0-9]{1,2})-([0-9]{2})")
"""As eBay's "Orders report" writes it: Nov-24-26."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CENTURY = 2000
_EXACT_LENGTH = len("2025-10-07 09:50:26 +0200")


def one_line(text: str) -> str:
    """A text as one line: no blanks around, none that does not break, no marks nobody sees."""
    if text.isprintable():
        return text.strip()
    return _BLANKS.sub(" ", text.translate(_UNSEEN)).strip()


def many_lines(text: str) -> str:
    """A note as it was written, its line ends made alike, no blanks around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN).strip()


def unguarded(text: str) -> str:
    """A code or number as one line, without the guard a spreadsheet or a careful export put around it."""
    text = one_line(text)
    if text[:1] == "'":
        return text[1:].lstrip()
    if text[:2] == '="' and (guard := _GUARD.fullmatch(text)) is not None:
        return guard[1].strip()
    return text


def is_lost(text: str) -> bool:
    """Whether a letter was lost for good on the way here (U+FFFD), or one stands here that is no letter."""
    return not (text.isascii() and text.isprintable()) and _LOST.search(text) is not None


def is_damaged(code: str) -> bool:
    """Whether a spreadsheet has turned this code into a number and lost what it was, or shows an error."""
    return code[:1] in _BEGINS_DAMAGED and _DAMAGED.fullmatch(code) is not None


_BEGINS_DAMAGED = frozenset("0123456789+-#")


def phone(text: str) -> str:
    """A telephone number; one that became a fraction on the way (33610826417.0) is mended.

    One whose digits are lost (4.41E+11) is no number any more: blank.
    """
    text = unguarded(text)
    if _NUMBER.fullmatch(text) is None:
        return text
    mantissa, _, power = text.upper().replace(",", ".").partition("E")
    if not power:
        return mantissa.removesuffix(".0")
    digits = mantissa.strip("+-").replace(".", "")
    return digits if len(digits) == int(power) + 1 else ""


def pieces(text: str) -> int | None:
    """So many pieces; None for a part of a piece, a negative number, or what may be one or a thousand."""
    if text.isdigit() and text.isascii() and len(text) < 10:
        return int(text)
    found = _WHOLE.fullmatch(unguarded(text))
    return None if found is None else int(found[1])


def moment(text: str, zone: tzinfo | None, order: DayOrder | None = None) -> datetime | None:
    """A time in UTC; None for what is no time, or could be two.

    `zone` is that of a time which names none (None: this PC's).

    Read are ISO 8601 with its usual liberties (2025-10-07 09:50:26 +0200) and days such as 7.10.2025 or
    10/31/2025; with a point the day comes first, else `order` says which unless a number above 12 does;
    and eBay's Nov-24-26.
    """
    if len(text) == _EXACT_LENGTH and text[19] == " ":
        try:
            return datetime.fromisoformat(text[:19] + text[20:]).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    text = unguarded(text)
    try:
        found = _iso(text, zone) or _local(text, zone, order) or _named(text, zone)
        return None if found is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _iso(text: str, zone: tzinfo | None) -> datetime | None:
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    day, time, offset = found.groups()
    clock = datetime.fromisoformat(f"{day}T{time.replace(',', '.')}" if time else day)
    return clock.replace(tzinfo=_offset(offset) if offset else zone)


@lru_cache(maxsize=64)
def _offset(text: str) -> tzinfo:
    if text[0] not in "+-":
        return UTC
    digits = text[1:].replace(":", "")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-away if text[0] == "-" else away)


def _local(text: str, zone: tzinfo | None, order: DayOrder | None) -> datetime | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == ".":
        order = DayOrder.DAY_FIRST
    elif first > 12 or second > 12:
        order = DayOrder.DAY_FIRST if first > 12 else DayOrder.MONTH_FIRST
    elif first == second:
        order = DayOrder.DAY_FIRST
    if order is None:
        return None
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    return datetime(
        int(found[4]), month, day, int(found[5] or 0), int(found[6] or 0), int(found[7] or 0), tzinfo=zone
    )


def _named(text: str, zone: tzinfo | None) -> datetime | None:
    found = _NAMED_DAY.fullmatch(text)
    if found is None or found[1] not in _MONTHS:
        return None
    return datetime(_CENTURY + int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2]), tzinfo=zone)
