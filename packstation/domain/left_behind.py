"""What a row of the journal leaves behind for the others of the site: a newer order, a newer task."""

from __future__ import annotations

from packstation.domain.act import OrderCancelled, OrderReceived, Refusal
from packstation.domain.carton_act import OrderReopened, ToteBound
from packstation.domain.packing_act import (
    OrderChanged,
    OrderParked,
    PhotoMissed,
    PhotoTaken,
    RestOrdered,
    SheetPrinted,
    ShortFound,
    ShortReported,
    SlipPrinted,
)
from packstation.domain.site_act import (
    ClaimOverridden,
    ConflictEnded,
    HoldLifted,
    LeaveGiven,
    OrderHandedOver,
)

OF_THE_ORDER_ONLY = frozenset({OrderReceived.kind, OrderCancelled.kind, HoldLifted.kind, ToteBound.kind})
"""They change what is asked for, whoever has the order claimed, and nothing of what was done."""
OF_BOTH = frozenset(
    {OrderHandedOver.kind, OrderChanged.kind, OrderParked.kind, OrderReopened.kind, ShortReported.kind}
)
"""They change what was done, and may hold the order or free its totes."""
OF_ANOTHER_ORDER = frozenset({RestOrdered.kind, ShortFound.kind})
"""They change what was done, and the order whose number they tell."""
NOTHING_LEFT = frozenset(
    {
        *(Refusal.kind, LeaveGiven.kind, SlipPrinted.kind, SheetPrinted.kind),
        *(PhotoTaken.kind, PhotoMissed.kind, ClaimOverridden.kind, ConflictEnded.kind),
    }
)
"""They may be about an order and change nothing of it."""


def leaves_order(kind: str) -> bool:
    """Whether the order of such a row may ask for something else after it."""
    return kind in OF_THE_ORDER_ONLY or kind in OF_BOTH


def is_holders(kind: str) -> bool:
    """Whether such a row was done at the bench that has the order: a file may change what lies elsewhere."""
    return leaves_task(kind) and kind != OrderChanged.kind


def leaves_task(kind: str) -> bool:
    """Whether something was done for the order of such a row; so of every kind not named here."""
    return kind not in OF_THE_ORDER_ONLY and kind not in NOTHING_LEFT
