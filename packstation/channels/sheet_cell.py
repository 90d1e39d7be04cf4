"""What a cell of a workbook says, as the text a person sees in it (ECMA-376, part 1, 18.3.1.4 and 18.8.30).

A formula counts by the value its program saved beside it; nothing is ever computed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

NO_VALUE = "#VALUE?"
"""Stands for a formula whose value nobody saved."""
TRUE, FALSE = "TRUE", "FALSE"

_DATES_BUILT_IN = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hmsHMS]+\])[^\]]*\]')
_DATE_LETTERS = re.compile(r"[dmyhsDMYHS]")
_ZEROS = re.compile(r"0{2,20}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EXACT_BELOW = 10**15
"""A workbook keeps 15 digits of a number: of longer ones the rest is lost."""
_LAST_DAY = 2_958_465
"""31 December 9999."""
_LEAP_DAY_THAT_NEVER_WAS = 60
_FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


@dataclass(frozen=True, slots=True)
class Style:
    """How a number is shown: as a date, or with leading zeros up to so many digits."""

    is_date: bool = False
    digits: int = 0


PLAIN = Style()


def style_of(format_id: int | None, custom: Mapping[int | None, str]) -> Style:
    """The style of a number format: one built in, or one of the workbook's own."""
    pattern = custom.get(format_id)
    if pattern is None:
        return Style(is_date=format_id in _DATES_BUILT_IN)
    first = _NOT_PATTERN.sub("", pattern).split(";")[0]
    if _DATE_LETTERS.search(first) and "General" not in first:
        return Style(is_date=True)
    return Style(digits=len(first)) if _ZEROS.fullmatch(first) else PLAIN


@dataclass(frozen=True, slots=True)
class CellForms:
    """What is needed to read the cells of one workbook."""

    styles: Sequence[Style]
    from_1904: bool = False

    def text(self, kind: str, value: str | None, style: str, *, formula: bool) -> str:
        """The text of a cell that holds no shared text: `kind`, `value`, `style` as the file has them."""
        if value is None or (formula and not value and kind != "str"):
            return NO_VALUE if formula else ""
        if kind == "b":
            return TRUE if value.strip() == "1" else FALSE
        if kind in {"str", "e", "d", "inlineStr"}:
            return unescaped(value)
        return self._number(value, self._style(style))

    def _style(self, style: str) -> Style:
        place = whole(style) or 0
        return self.styles[place] if place < len(self.styles) else PLAIN

    def _number(self, value: str, style: Style) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if style.is_date and 0 <= number <= _LAST_DAY:
            return _moment(number, from_1904=self.from_1904)
        if not abs(number) < _EXACT_BELOW:
            return f"{number:.14E}"
        if number.is_integer():
            whole = str(int(number))
            return whole.zfill(style.digits) if number >= 0 else whole
        return format(number, ".15g")


def whole(digits: str) -> int | None:
    """A number as files count places with it; None for what is none, or longer than any file could hold."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def unescaped(text: str) -> str:
    """A text without the file's own escapes of control characters."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _moment(serial: float, *, from_1904: bool) -> str:
    """Days since the workbook's first day, as ISO 8601: a day, a moment, or a time of day alone."""
    days, part = divmod(serial, 1)
    seconds = round(part * 86_400)
    if not from_1904 and days == 0:
        return f"{timedelta(seconds=seconds % 86_400)}".rjust(8, "0")
    if not from_1904 and days < _LEAP_DAY_THAT_NEVER_WAS:
        days += 1
    day = _FIRST_DAYS[from_1904]
    try:
        moment = datetime(day.year, day.month, day.day) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001
    except OverflowError:
        return NO_VALUE
    return moment.date().isoformat() if seconds in {0, 86_400} else moment.isoformat()
