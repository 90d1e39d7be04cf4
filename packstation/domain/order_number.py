"""How people write an order's number: with the mark that shops such as Shopify put before it, or without."""

from __future__ import annotations

MARK = "#"


def also_written(number: str) -> str:
    """The number as it may stand elsewhere, on paper or in somebody's head; empty for none."""
    return number.removeprefix(MARK) if number.startswith(MARK) else f"{MARK}{number}" if number else ""
