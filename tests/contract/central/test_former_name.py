"""A bench that goes on under a new name: what it did under the one before is no other's, and never lost."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from packstation.domain.central import DocumentKind, Event, OrderEnd, Outcome
from tests.contract.central.shared_site import Bench, SharedSite
from tests.postgres.journal import order_document, task_document


@pytest.fixture
def c(site: SharedSite) -> Bench:
    """Whoever was A."""
    return Bench(site, "C")


def handed_over(c: Bench, order_id: UUID, was: Event, *, former: str = "A", copied: bool = False) -> Event:
    """C tells a row of its former name, with the task as it stands."""
    packed = was.kind == "order_packed"
    told = {
        "copied": copied,
        "former_hash": was.hash.hex(),
        "former_seq": was.seq,
        "former_station": former,
    }
    event = c.journal.row(
        "packing_handed_over" if packed else "work_handed_over",
        *(order_id, was.fence),
        payload=json.dumps(told, separators=(",", ":")),
    )
    body = '{"packed":"C"}' if packed else '{"begun":"C"}'
    c.leaves(task_document(order_id, event.seq, body, end=OrderEnd.PACKED if packed else OrderEnd.READY))
    return event


def outcomes_of(bench: Bench) -> list[str]:
    return [json.loads(row.body or "")["outcome"] for row in bench.conflicts()]


@pytest.mark.parametrize("ended", ["still claimed", "closed", "lease over"])
def test_what_was_packed_under_the_former_name_and_not_sent_is_packed(
    a: Bench, b: Bench, c: Bench, site: SharedSite, ended: str
) -> None:
    order_id = a.brings("100")
    packing = a.does("order_packed", order_id, a.claimed(order_id))
    if ended == "closed":
        site.close("A")
    elif ended == "lease over":
        site.hours_pass(1)
        b.claim(ahead=0)
    handed_over(c, order_id, packing)
    assert c.outcomes() == [Outcome.ACCEPTED]
    assert (b.end_of(order_id), b.claim(order_id)) == (OrderEnd.PACKED, [])
    assert b.sees(DocumentKind.TASK, order_id).body == '{"packed":"C"}'
    assert b.conflicts() == []


def test_whoever_still_works_by_the_former_name_is_told_that_it_lost_the_order(a: Bench, c: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    packing = a.does("order_packed", order_id, fence)
    handed_over(c, order_id, packing)
    assert c.outcomes() == [Outcome.ACCEPTED]
    assert c.sees(DocumentKind.ORDER, order_id).fence > fence
    assert a.beat((order_id, fence)) == (order_id,)
    assert a.outcomes() == [Outcome.PACKED_TWICE]
    assert outcomes_of(c) == ["packed_twice"]


def test_what_was_sent_under_the_former_name_already_is_the_same_act_and_nobodys_task(
    a: Bench, b: Bench, c: Bench
) -> None:
    order_id = a.brings("100")
    packing = a.does("order_packed", order_id, a.claimed(order_id))
    a.leaves(task_document(order_id, packing.seq, '{"packed":"A"}', end=OrderEnd.PACKED))
    assert a.outcomes() == [Outcome.ACCEPTED]
    handed_over(c, order_id, packing)
    assert c.outcomes() == [Outcome.ACCEPTED]
    assert (b.end_of(order_id), b.conflicts()) == (OrderEnd.PACKED, [])
    assert b.sees(DocumentKind.TASK, order_id).body == '{"packed":"A"}'


def test_what_was_sent_before_another_got_the_order_takes_nothing_from_it(
    a: Bench, b: Bench, c: Bench
) -> None:
    order_id = a.brings("100")
    parking = a.does("order_parked", order_id, a.claimed(order_id))
    assert a.outcomes() == [Outcome.ACCEPTED]
    fence = b.claimed(order_id)
    handed_over(c, order_id, parking)
    assert c.outcomes() == [Outcome.ACCEPTED]
    assert (b.beat((order_id, fence)), b.conflicts()) == ((), [])


def test_another_has_packed_it_meanwhile(a: Bench, b: Bench, c: Bench, site: SharedSite) -> None:
    order_id = a.brings("100")
    packing = a.does("order_packed", order_id, a.claimed(order_id))
    site.close("A")
    b.does("order_packed", order_id, b.claimed(order_id))
    assert b.outcomes() == [Outcome.ACCEPTED]
    handed_over(c, order_id, packing)
    assert c.outcomes() == [Outcome.PACKED_TWICE]
    (task,) = c.conflicts()
    told_of = json.loads(task.body or "")
    assert (told_of["whose"], told_of["order"], told_of["state"]) == ("C", str(order_id), "open")


@pytest.mark.parametrize("kind", ["order_packed", "order_parked"])
def test_another_has_it_meanwhile(a: Bench, b: Bench, c: Bench, site: SharedSite, kind: str) -> None:
    order_id = a.brings("100")
    work = a.does(kind, order_id, a.claimed(order_id))
    site.close("A")
    fence = b.claimed(order_id)
    handed_over(c, order_id, work)
    assert c.outcomes() == [Outcome.STALE_FENCE]
    row = b.sees(DocumentKind.ORDER, order_id)
    assert (row.end, row.holder, row.fence) == (OrderEnd.READY, "B", fence)
    assert outcomes_of(c) == ["stale_fence"]


def test_an_open_bench_loses_nothing_to_one_that_names_it_without_its_claim(
    a: Bench, b: Bench, c: Bench
) -> None:
    """A handover of another claim takes nothing away, nor one that names another bench under the claim."""
    order_id = a.brings("100")
    packing = a.does("order_packed", order_id, a.claimed(order_id))
    a.beat(released=((order_id, packing.fence or 0),))
    fence = b.claimed(order_id)
    handed_over(c, order_id, packing, former="B")
    handed_over(c, order_id, a.does("order_packed", order_id, fence))
    assert c.outcomes() == [Outcome.STALE_FENCE] * 2
    assert b.beat((order_id, fence)) == ()


def test_a_copy_that_went_on_by_the_former_name_keeps_what_is_its_own(
    a: Bench, b: Bench, c: Bench, site: SharedSite
) -> None:
    """A's files were copied: one goes on as A, the other is C and packed the order, too."""
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    a.does("unit_counted", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED]
    copy = Bench(site, "A").journal
    copy.events = list(a.journal.events[:-1])
    handed_over(c, order_id, copy.row("order_packed", order_id, fence))
    assert c.outcomes() == [Outcome.STALE_FENCE]
    a.does("order_packed", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED]


def test_both_copies_of_a_bench_packed_it(a: Bench, c: Bench, site: SharedSite) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    copy = Bench(site, "A").journal
    copy.events = list(a.journal.events)
    a.does("order_packed", order_id, fence)
    assert a.outcomes() == [Outcome.ACCEPTED]
    copy.row("unit_counted", order_id, fence)
    handed_over(c, order_id, copy.row("order_packed", order_id, fence))
    assert c.outcomes() == [Outcome.PACKED_TWICE]
    assert outcomes_of(c) == ["packed_twice"]


def test_it_was_called_off_or_changed_meanwhile(a: Bench, b: Bench, c: Bench) -> None:
    for number, end, outcome in (
        ("100", OrderEnd.CANCELLED, Outcome.PACKED_AFTER_CANCEL),
        ("101", OrderEnd.READY, Outcome.CHANGED_MEANWHILE),
    ):
        order_id = b.brings(number)
        packing = a.does("order_packed", order_id, a.claimed(order_id))
        event = b.does("order_changed", order_id, 0)
        b.leaves(order_document(order_id, event.seq, number, rev=2, end=end))
        assert b.outcomes() == [Outcome.ACCEPTED]
        handed_over(c, order_id, packing)
        assert c.outcomes() == [outcome]
        assert b.end_of(order_id) is end


def test_what_was_begun_under_the_former_name_comes_along_and_is_free(a: Bench, b: Bench, c: Bench) -> None:
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    parking = a.does("order_parked", order_id, fence)
    handed_over(c, order_id, parking)
    assert c.outcomes() == [Outcome.ACCEPTED]
    row = b.sees(DocumentKind.TASK, order_id)
    assert (row.body, row.holder) == ('{"begun":"C"}', None)
    assert b.claimed(order_id) > fence


@pytest.mark.parametrize("kind", ["order_packed", "order_parked"])
def test_a_carton_that_is_not_full_takes_nothing_from_a_copy_that_may_pack_on(
    a: Bench, c: Bench, site: SharedSite, kind: str
) -> None:
    """A full one does: the order is packed, and the copy is told."""
    order_id = a.brings("100")
    fence = a.claimed(order_id)
    handed_over(c, order_id, a.does(kind, order_id, fence), copied=True)
    taken = kind == "order_packed"
    assert c.outcomes() == [Outcome.ACCEPTED if taken else Outcome.STALE_FENCE]
    assert a.beat((order_id, fence)) == ((order_id,) if taken else ())
    other = c.brings("101")
    parking = a.does("order_parked", other, a.claimed(other))
    site.close("A")
    handed_over(c, other, parking, copied=True)
    assert c.outcomes() == [Outcome.ACCEPTED]


def test_what_is_merely_brought_along_never_replaces_what_another_did(a: Bench, b: Bench, c: Bench) -> None:
    order_id = a.brings("100")
    parking = b.does("order_parked", order_id, b.claimed(order_id))
    b.leaves(task_document(order_id, parking.seq, '{"begun":"B"}'))
    assert b.outcomes() == [Outcome.ACCEPTED]
    brought = c.does("order_handed_over", order_id, 0)
    c.leaves(task_document(order_id, brought.seq, '{"begun":"nobody"}'))
    assert c.outcomes() == [Outcome.ACCEPTED]
    assert a.sees(DocumentKind.TASK, order_id).body == '{"begun":"B"}'


def test_an_order_that_central_does_not_know_comes_as_packed(b: Bench, c: Bench) -> None:
    order_id = UUID(int=0xC0DE)
    brought = c.does("order_handed_over", order_id, 0)
    c.leaves(order_document(order_id, brought.seq, "200", end=OrderEnd.PACKED))
    was = Bench(c.site, "A").journal.row("order_packed", order_id, 3)
    handed_over(c, order_id, was)
    assert c.outcomes() == [Outcome.ACCEPTED] * 2
    assert (b.end_of(order_id), b.conflicts()) == (OrderEnd.PACKED, [])


def test_a_handover_that_cannot_be_read_holds_up_nothing(c: Bench) -> None:
    order_id = c.brings("100")
    c.does("packing_handed_over", order_id, 7)
    c.does("unit_counted", order_id, 7)
    assert c.outcomes() == [Outcome.ACCEPTED] * 2
