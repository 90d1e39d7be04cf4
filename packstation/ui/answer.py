"""Numbered answers of the pack screen's conversations, by code; their words are in `question_words`."""

from __future__ import annotations

from enum import StrEnum


class OrderAnswer(StrEnum):
    """Which of two orders of one number is meant."""

    ORDER = "order"


class ParkAnswer(StrEnum):
    """Answers about places and the orders on them."""

    PLACE = "place"
    ORDER = "order"
    ORDER_WITH_TRUCK = "order_with_truck"


class QuantityAnswer(StrEnum):
    """What is to be counted."""

    SCANNED = "scanned"
    LINE = "line"


class ShortAnswer(StrEnum):
    """Answers about what is missing, and what to do then."""

    ALL = "all"
    LINE = "line"
    SHIP = "ship"
    PARK = "park"


class TraceAnswer(StrEnum):
    """Answers about a lot."""

    LOT = "lot"
    LOT_UNTIL = "lot_until"
    OTHER_LOT = "other_lot"


class SiteAnswer(StrEnum):
    """What can be done about a bench and its central; in this order, so a number means the same to all."""

    TRY = "try"
    SEEN = "seen"
    LOAD = "load"
    LEAVE = "leave"
    JOIN = "join"
    FILE = "file"
    OTHER_FILE = "other_file"


class FileAnswer(StrEnum):
    """What to do once a file is in."""

    SHOW_ROWS = "show_rows"
    SEEN = "seen"
