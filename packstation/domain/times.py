"""Counting without a scan of each piece: xN of the scan before, and by hand where the product allows it."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.act import Act, OrderOpened, Refusal, RefusalV1, UnitCounted
from packstation.domain.carton_act import UnitMoved, UnitMovedBack, UnitMovedV1
from packstation.domain.order import OrderLine
from packstation.domain.packing_act import OrderResumed
from packstation.domain.person import Verb
from packstation.domain.product import CountingPolicy, Tracking
from packstation.domain.refusal import RefusalCode, Refused


class CountWay(StrEnum):
    """How pieces were counted; the journal tells them apart."""

    SCAN = "scan"
    TIMES = "times"
    TOUCH = "touch"


SINCE_THE_SCAN = (Refusal.kind, OrderOpened.kind, OrderResumed.kind, UnitMoved.kind, UnitMovedBack.kind)
"""The kinds of acts at an order after which xN may no longer mean the scan that counted last."""


def ends_the_scan(act: Act) -> bool:
    """Whether xN after such an act no longer means the scan before it; a refused xN may be put right."""
    if isinstance(act, Refusal | RefusalV1):
        return act.verb == Verb.SCAN_UNIT
    return isinstance(act, OrderOpened | OrderResumed | UnitMoved | UnitMovedV1 | UnitMovedBack)


def more_pieces(times: int, last: UnitCounted | None, counting: CountingPolicy) -> int:
    """How many pieces xN adds: the last scan, counted once already, is one of the N.

    `last` is the scan just before, None when it was no scan. Refused: no scan just before, fewer than two,
    more than the product allows, and for pieces that have each a serial number.
    """
    if last is None or last.way != CountWay.SCAN:
        raise Refused(RefusalCode.TIMES_NOT_NOW)
    if Tracking.SERIAL in counting.tracked:
        raise Refused(RefusalCode.SERIAL_EACH, sku=last.sku)
    if counting.times_limit is not None and counting.times_limit < 2:
        raise Refused(RefusalCode.SCAN_EACH, sku=last.sku)
    if times < 2:
        raise Refused(RefusalCode.TIMES_TOO_FEW)
    if counting.times_limit is not None and times > counting.times_limit:
        raise Refused(RefusalCode.TIMES_LIMITED, sku=last.sku, limit=counting.times_limit)
    return (times - 1) * (last.units + last.more)


def refuse_unless_by_touch(line: OrderLine) -> None:
    """Raise Refused for a product that bears a code: it is scanned."""
    if not line.counting.by_touch:
        raise Refused(RefusalCode.NEEDS_SCAN, sku=line.sku)
