"""Weights as people read them."""

from __future__ import annotations

import re

from packstation.domain.refusal import Fact
from packstation.ui.translation import _

_AFTER_NUMBER = re.compile(r"(?<=\d) (?=k?g\b)")


def unbroken(text: str) -> str:
    """A text whose weights stay in one line: no number stands apart from its unit."""
    return _AFTER_NUMBER.sub("\u00a0", text)


def grams(value: Fact) -> str:
    """A weight as people read it: grams below a kilogram, else kilograms with three decimals."""
    weight = value if isinstance(value, int) else 0
    if abs(weight) < 1000:
        return _("{grams} g").format(grams=weight)
    sign, weight = ("-" if weight < 0 else ""), abs(weight)
    return _("{kilograms} kg").format(kilograms=f"{sign}{weight // 1000}{_('.')}{weight % 1000:03d}")
