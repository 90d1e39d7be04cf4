"""Claims: one station an order, for as long as its lease lasts by central's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from packstation.domain.central import Claim, Granted, Heartbeat, OrderEnd, Outcome, Standing
from tests.contract.central.shared_site import LEASE_S, Bench, SharedSite
from tests.postgres.journal import NOON, told


def test_an_order_is_one_stations_until_it_gives_it_back(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    answer = b.central.claim(Claim(b.known_epoch, (order_id,), 0, LEASE_S))
    assert (answer.grants, answer.taken) == ((), ((order_id, "A"),))
    assert a.beat(released=((order_id, fence),)) == ()
    assert b.claimed(order_id) == fence + 1


def test_who_asks_again_for_what_it_has_keeps_its_fence(a: Bench) -> None:
    order_id = a.brings("100")
    assert a.claimed(order_id) == a.claimed(order_id)


def test_a_longer_lease_for_who_has_the_order_is_no_news_to_the_others(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    a.claimed(order_id)
    b.pull()
    a.claim(order_id, lease_s=4 * LEASE_S)
    assert b.pull() == ()


def test_the_lease_asked_for_by_name_is_given(a: Bench) -> None:
    (grant,) = a.claim(a.brings("100"), lease_s=4 * 3600)
    assert grant.lease_ms == 4 * 3600 * 1_000


def test_ahead_comes_what_leaves_first_and_never_the_same_to_two(a: Bench, b: Bench) -> None:
    late = a.brings("1", cutoff_at=NOON + timedelta(hours=3))
    some_time = a.brings("2")
    early = a.brings("3", cutoff_at=NOON + timedelta(hours=1))
    a.brings("4", end=OrderEnd.WAITING)
    assert [grant.order_id for grant in a.claim(ahead=1)] == [early]
    assert {grant.order_id for grant in b.claim(ahead=5)} == {late, some_time}
    assert a.claim(ahead=5) == []


def test_named_ones_and_others_ahead_come_together(a: Bench) -> None:
    first, second = a.brings("1", cutoff_at=NOON), a.brings("2")
    given = a.claim(second, ahead=1)
    assert {grant.order_id for grant in given} == {first, second}


def test_in_place_of_a_named_one_that_is_not_to_be_had_comes_no_other(a: Bench, b: Bench) -> None:
    """Schedule 3019291: the model gave one, and the station was not through with it yet."""
    theirs, _ready = a.brings("1"), a.brings("2")
    b.claimed(theirs)
    over = a.brings("3", end=OrderEnd.CANCELLED)
    assert a.claim(over, theirs) == []


def test_one_that_waits_is_given_by_name_alone(a: Bench) -> None:
    order_id = a.brings("100", end=OrderEnd.WAITING)
    assert a.claim(ahead=5) == []
    assert a.claimed(order_id) == 1


def test_cancelled_and_unknown_orders_are_given_to_nobody(a: Bench) -> None:
    order_id = a.brings("100", end=OrderEnd.CANCELLED)
    answer = a.central.claim(Claim(a.known_epoch, (order_id, a.site.site_id), 3, LEASE_S))
    assert (answer.grants, answer.taken) == ((), ())


def test_no_lease_lasts_longer_than_twelve_hours(a: Bench, b: Bench) -> None:
    """Whoever is gone for longer must not keep orders from the others."""
    order_id = a.brings("100")
    (grant,) = a.claim(order_id, lease_s=48 * 3600)
    assert grant.lease_ms == 12 * 3_600_000
    beat = Heartbeat(a.known_epoch, ((order_id, grant.fence),), (), 48 * 3600, told())
    assert a.central.heartbeat(beat).lost == ()
    a.site.hours_pass(13)
    assert b.claimed(order_id) == grant.fence + 1


def test_when_a_lease_is_over_another_may_have_the_order_under_a_higher_fence(
    a: Bench, b: Bench, site: SharedSite
) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    site.hours_pass(1)
    assert [grant.order_id for grant in b.claim(ahead=1)] == [order_id]
    assert b.claimed(order_id) == fence + 1
    assert a.beat((order_id, fence)) == (order_id,)


def test_a_heartbeat_keeps_what_it_names(a: Bench, b: Bench, site: SharedSite) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    for _ in range(3):
        assert a.beat((order_id, fence)) == ()
    assert b.claim(order_id) == []


def test_what_was_given_back_by_an_older_fence_stays(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    a.beat((order_id, fence), released=((order_id, fence - 1),))
    assert b.claim(order_id) == []


def test_a_farewell_of_an_earlier_start_that_comes_late_gives_nothing_back(a: Bench, b: Bench) -> None:
    """Schedules 65 and 1205: the next start had the order again by then, under the same fence."""
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    farewell = Heartbeat(
        a.known_epoch, (), ((order_id, fence),), LEASE_S, told(), 1, a.journal.events[0].hash
    )
    a.does("station_started")
    a.hello()
    assert a.claimed(order_id) == fence
    assert a.central.heartbeat(farewell).standing is Standing.GO
    assert b.claim(order_id) == []
    head = a.journal.events[-1]
    a.central.heartbeat(replace(farewell, head_seq=head.seq, head_hash=head.hash))
    assert b.claimed(order_id) == fence + 1


def test_a_claim_of_a_station_that_was_answered_more_than_central_has_is_not_given(
    restorable: SharedSite,
) -> None:
    """Schedule 1032120: told again, the parking would end the claim that was given under its fence."""
    a = Bench(restorable, "A")
    order_id = a.brings("100")
    restorable.backup()
    fence = a.claimed(order_id)
    a.does("order_parked", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED]
    restorable.restore()
    named = Claim(a.known_epoch, (order_id,), 0, LEASE_S, acked_seq=2)
    for asked in (named, replace(named, order_ids=(), ahead=1)):
        assert a.central.claim(asked) == Granted(Standing.RESTORED, ())
    assert a.central.claim(replace(named, acked_seq=1)).grants[0].fence == fence


def test_a_bundle_whose_answer_was_lost_comes_free_soon(a: Bench, b: Bench, site: SharedSite) -> None:
    order_id = a.brings("100")
    (grant,) = a.claim(ahead=1, lease_s=8 * 3600)
    assert grant.lease_ms == 120_000
    a.beat()
    assert b.claim(order_id) == []
    (whole,) = a.claim(order_id, lease_s=8 * 3600)
    assert (whole.fence, whole.lease_ms) == (grant.fence, 8 * 3_600_000)
    site.hours_pass(1)
    assert b.claim(order_id) == []
    site.hours_pass(8)
    assert b.claimed(order_id) == grant.fence + 1


def test_acts_of_a_holder_whose_lease_ran_out_count_as_long_as_nobody_else_has_asked(
    a: Bench, b: Bench, site: SharedSite
) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    site.hours_pass(9)
    a.does("order_opened", order_id, fence)
    a.does("order_packed", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED] * 2
    assert b.claim(ahead=1) == []


def test_an_order_taken_while_cut_off_counts_if_nobody_else_has_it(a: Bench, b: Bench) -> None:
    order_id = a.brings("100")
    b.does("order_opened", order_id, 0)
    b.does("unit_counted", order_id, 0)
    assert b.outcomes() == [Outcome.ACCEPTED] * 2
    b.does("order_packed", order_id, 0)
    assert b.outcomes() == [Outcome.ACCEPTED]
    assert a.end_of(order_id) is OrderEnd.PACKED
