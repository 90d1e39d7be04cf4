"""Which hold a lead may lift at the bench, and which are somebody else's."""

from __future__ import annotations

from uuid import UUID

import pytest

from packstation.domain.hold import refuse_unless_lifted_here
from packstation.domain.order import HoldReason, Order
from packstation.domain.refusal import RefusalCode, Refused

SETTLED_AT_THE_BENCH = {"address", "stock", "customer", "manual", "short", "refund"}


@pytest.mark.parametrize("reason", list(HoldReason))
def test_money_and_unknown_products_are_not_settled_at_a_bench(reason: HoldReason) -> None:
    held = Order(UUID(int=1), "100234", (), holds=frozenset({reason}))
    if reason.value in SETTLED_AT_THE_BENCH:
        refuse_unless_lifted_here(held, reason)
        return
    with pytest.raises(Refused) as no:
        refuse_unless_lifted_here(held, reason)
    assert no.value.code is RefusalCode.HOLD_NOT_OURS
    assert dict(no.value.data) == {"order": "100234", "reason": reason.value}


@pytest.mark.parametrize("reason", list(HoldReason))
def test_what_does_not_hold_an_order_cannot_be_lifted(reason: HoldReason) -> None:
    held = Order(UUID(int=1), "100234", (), holds=frozenset(set(HoldReason) - {reason}))
    with pytest.raises(Refused) as no:
        refuse_unless_lifted_here(held, reason)
    assert no.value.code is RefusalCode.NOT_HELD
