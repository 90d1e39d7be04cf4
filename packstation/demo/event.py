"""What happens on a day besides mistakes: orders that need more than goods, a scale and a label."""

from __future__ import annotations

from enum import StrEnum


class Event(StrEnum):
    """What is out of the ordinary with an order, and no mistake of anybody at the bench."""

    SHORT = "short_unit"  # the picker found one too few: shipped short by a lead's leave, the rest waits
    PARKED = "parked"  # put aside half packed, and finished by the lead
    TWO_CARTONS = "two_cartons"  # the goods do not fit into one
    INSTRUCTION = "instruction"  # something is to be done besides packing
    LOT = "lot_and_expiry"  # every piece by its lot and date
    SERIALS = "serials"  # every piece by its own number
    TIMES = "times"  # many of one kind: scanned once, and said how many
