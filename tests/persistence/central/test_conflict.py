"""Tasks for people: one for all that a station did under one claim, where somebody must act."""

from __future__ import annotations

import pytest

from packstation.domain.central import OrderEnd, Outcome
from packstation.domain.conflict import ConflictState
from packstation.persistence.documents.conflict import conflict_in
from tests.contract.central.shared_site import Bench, PostgresSite
from tests.postgres.site import RealSite


@pytest.fixture
def site(real_site: RealSite) -> PostgresSite:
    return PostgresSite(real_site)


def test_many_rows_of_one_lost_claim_are_one_task(site: PostgresSite) -> None:
    a, b = Bench(site, "A"), Bench(site, "B")
    order_id = a.brings("100")
    stale = a.claimed(order_id)
    site.hours_pass(1)
    b.claimed(order_id)
    first = a.does("order_opened", order_id, stale)
    for _ in range(5):
        a.does("unit_counted", order_id, stale)
    a.outcomes()
    a.does("unit_counted", order_id, stale)
    a.outcomes()
    (row,) = b.conflicts()
    conflict = conflict_in(row.body or "")
    assert (conflict.key, conflict.outcome, conflict.whose) == (f"A/{first.seq}", Outcome.STALE_FENCE, "A")
    assert (conflict.state, conflict.ended) == (ConflictState.OPEN, None)
    assert row.key == conflict.key


def test_a_packed_order_is_taken_up_again_where_it_is_known_as_packed(site: PostgresSite) -> None:
    a, b = Bench(site, "A"), Bench(site, "B")
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    a.does("order_packed", order_id, fence)
    a.outcomes()
    b.does("order_reopened", order_id, fence + 1)
    b.does("unit_counted", order_id, fence + 1)
    assert b.outcomes() == [Outcome.ACCEPTED] * 2
    assert b.end_of(order_id) is OrderEnd.READY
    b.does("order_packed", order_id, fence + 1)
    assert b.outcomes() == [Outcome.ACCEPTED]
    a.does("unit_counted", order_id, fence)
    assert a.outcomes() == [Outcome.PACKED_TWICE]
