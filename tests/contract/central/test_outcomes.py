"""What central makes of what was physically done: nothing is thrown away, a person is told of the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from packstation.domain.central import DocumentKind, OrderEnd, Outcome, Push
from packstation.domain.journal import at_text
from tests.contract.central.shared_site import Bench, SharedSite
from tests.postgres.journal import NOON, order_document, task_document, told


def test_what_the_holder_does_is_taken_and_told_to_all(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    b.does("order_opened", order_id, fence)
    last = b.does("unit_counted", order_id, fence)
    b.leaves(task_document(order_id, last.seq, '{"cartons":1}'))
    assert b.outcomes() == [Outcome.ACCEPTED] * 2
    row = a.sees(DocumentKind.TASK, order_id)
    assert (row.body, row.holder, row.fence, row.end) == ('{"cartons":1}', "B", fence, OrderEnd.READY)


def test_an_act_under_an_old_fence_changes_nothing_and_is_a_task_for_a_person(
    a: Bench, b: Bench, site: SharedSite
) -> None:
    order_id = a.brings("100")
    stale = a.claimed(order_id)
    site.hours_pass(1)
    fence = b.claimed(order_id)
    assert fence > stale
    before = b.sees(DocumentKind.ORDER, order_id)
    late = [a.does("unit_counted", order_id, stale), a.does("order_packed", order_id, stale)]
    a.leaves(task_document(order_id, late[-1].seq, '{"of":"A"}', end=OrderEnd.PACKED))
    assert a.outcomes() == [Outcome.STALE_FENCE] * 2
    after = b.sees(DocumentKind.ORDER, order_id)
    assert (after.end, after.holder, after.fence) == (before.end, "B", fence)
    assert not [row for row in b.pull() if row.kind is DocumentKind.TASK]
    told_of = json.loads(b.conflicts()[0].body or "")
    assert (told_of["station"], told_of["seq"], told_of["whose"]) == ("A", late[0].seq, "A")
    assert (told_of["outcome"], told_of["order"], told_of["state"]) == ("stale_fence", str(order_id), "open")


def test_of_two_cartons_packed_for_one_order_the_first_told_counts(
    a: Bench, b: Bench, site: SharedSite
) -> None:
    """Both were cut off: A's lease ran out, B got the order, was cut off too, and both packed it."""
    order_id = a.brings("100")
    first = a.claimed(order_id)
    site.hours_pass(1)
    second = b.claimed(order_id)
    b.does("order_packed", order_id, second)
    assert b.outcomes() == [Outcome.ACCEPTED]
    for kind in ("order_opened", "unit_counted", "order_packed"):
        a.does(kind, order_id, first)
    assert Outcome.ACCEPTED not in a.outcomes()
    assert a.end_of(order_id) is OrderEnd.PACKED
    assert Outcome.PACKED_TWICE.value in {json.loads(row.body or "")["outcome"] for row in a.conflicts()}


def test_packed_after_it_was_cancelled_is_a_task_and_stays_cancelled(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    event = a.does("order_cancelled", order_id, 0)
    a.leaves(order_document(order_id, event.seq, "100", rev=2, end=OrderEnd.CANCELLED, body='{"lines":0}'))
    assert a.outcomes() == [Outcome.ACCEPTED]
    assert b.sees(DocumentKind.ORDER, order_id).end is OrderEnd.CANCELLED
    b.does("unit_counted", order_id, fence)
    b.does("order_packed", order_id, fence)
    assert b.outcomes() == [Outcome.ACCEPTED, Outcome.PACKED_AFTER_CANCEL]
    assert a.end_of(order_id) is OrderEnd.CANCELLED
    assert len(a.conflicts()) == 1


def test_packed_as_it_was_before_a_change_is_a_task(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    event = a.does("order_changed", order_id, 0)
    a.leaves(order_document(order_id, event.seq, "100", rev=2, body='{"lines":2}'))
    assert a.outcomes() == [Outcome.ACCEPTED]
    b.does("unit_counted", order_id, fence, rev=1)
    b.does("order_packed", order_id, fence, rev=1)
    assert b.outcomes() == [Outcome.ACCEPTED, Outcome.CHANGED_MEANWHILE]
    assert a.end_of(order_id) is OrderEnd.READY
    b.does("order_packed", order_id, fence, rev=2)
    assert b.outcomes() == [Outcome.ACCEPTED]
    assert a.end_of(order_id) is OrderEnd.PACKED


def test_an_older_form_of_an_order_is_not_taken(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", rev=3, body='{"lines":3}')
    event = b.does("order_changed", order_id, 0)
    b.leaves(order_document(order_id, event.seq, "100", rev=2, body='{"lines":2}'))
    assert b.outcomes() == [Outcome.CHANGED_MEANWHILE]
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.body, row.rev) == ('{"lines":3}', 3)


def test_an_older_form_that_comes_with_work_changes_nothing_and_is_nobody_s_task(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    event = a.does("order_changed", order_id, 0)
    a.leaves(order_document(order_id, event.seq, "100", rev=2, body='{"lines":2}'))
    assert a.outcomes() == [Outcome.ACCEPTED]
    counted = b.does("unit_counted", order_id, fence, rev=1)
    b.leaves(order_document(order_id, counted.seq, "100", rev=1))
    assert b.outcomes() == [Outcome.ACCEPTED]
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.body, row.rev) == ('{"lines":2}', 2)
    assert a.conflicts() == []


def test_of_two_forms_with_one_rev_the_later_one_holds(a: Bench, b: Bench) -> None:
    order_id = a.brings("100", end=OrderEnd.WAITING)
    event = b.does("hold_lifted", order_id, 0)
    b.leaves(order_document(order_id, event.seq, "100", body='{"lines":1,"holds":[]}'))
    assert b.outcomes() == [Outcome.ACCEPTED]
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.body, row.end) == ('{"lines":1,"holds":[]}', OrderEnd.READY)
    assert [grant.order_id for grant in a.claim(ahead=1)] == [order_id]


def test_all_that_was_done_under_one_claim_is_one_task(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    stale = a.claimed(order_id)
    a.beat(released=((order_id, stale),))
    b.claimed(order_id)
    first = a.does("unit_counted", order_id, stale)
    a.does("unit_counted", order_id, stale)
    assert a.outcomes() == [Outcome.STALE_FENCE] * 2
    a.does("unit_counted", order_id, stale)
    assert a.outcomes() == [Outcome.STALE_FENCE]
    assert [row.key for row in a.conflicts()] == [f"A/{first.seq}"]


def test_whatever_is_done_to_an_order_that_another_has_packed_is_the_same_task(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    stale = a.claimed(order_id)
    a.beat(released=((order_id, stale),))
    b.does("order_packed", order_id, b.claimed(order_id))
    assert b.outcomes() == [Outcome.ACCEPTED]
    a.does("unit_counted", order_id, stale)
    a.does("order_packed", order_id, stale)
    assert a.outcomes() == [Outcome.PACKED_TWICE] * 2
    assert len(a.conflicts()) == 1


def test_a_number_belongs_to_one_order(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    other = replace(order_document(order_id, 1, "100"), key="00000000-0000-0000-0000-0000000000ff")
    b.does("order_received")
    b.leaves(other)
    assert b.outcomes() == [Outcome.NUMBER_TAKEN]
    assert [row.key for row in a.pull() if row.kind is DocumentKind.ORDER] == [str(order_id)]


def test_the_same_order_from_two_stations_is_one(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    event = b.does("order_received", order_id, 0)
    b.leaves(order_document(order_id, event.seq, "100"))
    assert b.outcomes() == [Outcome.ACCEPTED]
    assert len([row for row in a.pull() if row.kind is DocumentKind.ORDER]) == 1


def test_parked_and_released_orders_are_free_for_others(a: Bench, b: Bench) -> None:
    for kind in ("order_parked", "order_released"):
        order_id = a.brings(kind)
        fence = a.claimed(order_id)
        a.does("unit_counted", order_id, fence)
        a.does(kind, order_id, fence)
        assert a.outcomes() == [Outcome.ACCEPTED] * 2
        assert b.claimed(order_id) > fence


def test_what_is_personal_stands_apart_from_what_an_order_asks_for(a: Bench) -> None:
    order_id = a.brings("100", personal='{"ship_to":["A. Customer"]}')
    row = a.sees(DocumentKind.ORDER, order_id)
    assert row.personal == '{"ship_to":["A. Customer"]}'
    assert "Customer" not in (row.body or "")


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_wrong_clock_changes_no_outcome(a: Bench, b: Bench, site: SharedSite, days: int) -> None:
    """Neither the station's word on the time nor what stands in its rows decides anything."""
    order_id = a.brings("100")
    stale = a.claimed(order_id)
    wrong = NOON + timedelta(days=days)
    b.central.hello(b.greeting(told=told(clock=wrong)))
    assert b.claim(order_id) == []
    site.hours_pass(1)
    fence = b.claimed(order_id)
    for step, kind in enumerate(("order_opened", "unit_counted", "order_packed")):
        jump = timedelta(hours=-5 * step)
        b.journal.row(kind, order_id, fence, at=at_text(wrong + jump), mono_ms=10 - step)
    assert b.central.push(Push(b.known_epoch, tuple(b.journal.events), ())).outcomes == tuple(
        (seq, Outcome.ACCEPTED) for seq in (1, 2, 3)
    )
    a.journal.row("order_packed", order_id, stale, at=at_text(NOON - timedelta(days=9)))
    assert a.outcomes() == [Outcome.PACKED_TWICE]


def test_the_number_of_anothers_claim_is_no_claim(a: Bench, b: Bench) -> None:
    """B happens to know A's fence, from the feed; the order is A's all the same."""
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    b.does("unit_counted", order_id, fence)
    assert b.outcomes() == [Outcome.STALE_FENCE]


def test_a_carton_that_leaves_as_it_is_ends_an_order_that_was_changed(
    a: Bench, b: Bench, site: SharedSite
) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    event = a.does("order_changed", order_id, 0)
    a.leaves(order_document(order_id, event.seq, "100", rev=2, body='{"lines":2}'))
    a.push()
    b.does("order_packed", order_id, fence, rev=1)
    assert b.outcomes() == [Outcome.CHANGED_MEANWHILE]
    b.does("conflict_ended", order_id, fence)
    left = b.does("order_left_anyway", order_id, fence)
    b.leaves(task_document(order_id, left.seq, '{"cartons":1}', end=OrderEnd.PACKED))
    assert b.outcomes() == [Outcome.ACCEPTED] * 2
    assert a.end_of(order_id) is OrderEnd.PACKED
    assert a.sees(DocumentKind.TASK, order_id).body == '{"cartons":1}'
    site.hours_pass(9)
    assert a.claim(order_id, ahead=5) == []


def test_whoever_has_the_order_of_a_carton_that_leaves_as_it_is_loses_it(
    a: Bench, b: Bench, site: SharedSite
) -> None:
    order_id = a.brings("100")
    stale = b.claimed(order_id)
    site.hours_pass(1)
    fence = a.claimed(order_id)
    begun = a.does("order_opened", order_id, fence)
    a.leaves(task_document(order_id, begun.seq, '{"of":"A"}'))
    a.push()
    b.does("order_packed", order_id, stale)
    assert b.outcomes() == [Outcome.STALE_FENCE]
    assert a.beat((order_id, fence)) == ()
    left = b.does("order_left_anyway", order_id, stale)
    b.leaves(task_document(order_id, left.seq, '{"of":"B"}', end=OrderEnd.PACKED))
    assert b.outcomes() == [Outcome.ACCEPTED]
    assert a.beat((order_id, fence)) == (order_id,)
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.end, row.fence > fence) == (OrderEnd.PACKED, True)
    assert a.sees(DocumentKind.TASK, order_id).body == '{"of":"B"}'
    late = a.does("order_packed", order_id, fence)
    a.leaves(task_document(order_id, late.seq, '{"of":"A, packed"}', end=OrderEnd.PACKED))
    assert a.outcomes() == [Outcome.PACKED_TWICE]
    assert a.sees(DocumentKind.TASK, order_id).body == '{"of":"B"}'


@pytest.mark.parametrize(
    ("kind", "end", "outcome"),
    [
        ("order_packed", OrderEnd.PACKED, Outcome.PACKED_TWICE),
        ("order_cancelled", OrderEnd.CANCELLED, Outcome.PACKED_AFTER_CANCEL),
    ],
)
def test_a_carton_that_leaves_as_it_is_changes_nothing_of_an_order_that_is_over(
    a: Bench, b: Bench, site: SharedSite, kind: str, end: OrderEnd, outcome: Outcome
) -> None:
    order_id = a.brings("100")
    stale = b.claimed(order_id)
    site.hours_pass(1)
    fence = a.claimed(order_id)
    b.does("order_packed", order_id, stale)
    assert b.outcomes() == [Outcome.STALE_FENCE]
    over = a.does(kind, order_id, fence)
    if end is OrderEnd.CANCELLED:
        a.leaves(order_document(order_id, over.seq, "100", rev=2, end=end))
    assert a.outcomes() == [Outcome.ACCEPTED]
    before = a.sees(DocumentKind.ORDER, order_id)
    left = b.does("order_left_anyway", order_id, stale)
    b.leaves(task_document(order_id, left.seq, '{"of":"B"}', end=OrderEnd.PACKED))
    assert b.outcomes() == [outcome]
    after = a.sees(DocumentKind.ORDER, order_id)
    assert (after.end, after.fence, after.holder) == (end, before.fence, before.holder)
    assert [row for row in a.pull() if row.kind is DocumentKind.TASK] == []
    assert outcome.value in {json.loads(row.body or "")["outcome"] for row in a.conflicts()}


def test_a_carton_that_a_second_lead_lets_go_is_the_same_carton(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = b.claimed(order_id)
    for _ in range(2):
        b.does("order_left_anyway", order_id, fence)
        assert b.outcomes() == [Outcome.ACCEPTED]
    row = a.sees(DocumentKind.ORDER, order_id)
    assert (row.end, row.fence) == (OrderEnd.PACKED, fence)
