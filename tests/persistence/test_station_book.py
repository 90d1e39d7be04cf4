"""Stations with stores of their own hear of each other's orders, and lose nothing of what was done."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from uuid import UUID

import pytest

from packstation.domain.act import OrderPacked
from packstation.domain.carton_act import ToteBound
from packstation.domain.central import DocumentKind, FeedRow, OrderEnd, Outcome
from packstation.domain.conflict import ConflictEnding, ConflictState
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.park import opened
from packstation.persistence.documents.conflict import conflict_text
from packstation.persistence.documents.task import task_text
from packstation.persistence.station_book import SqlStationBook
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import ORDER, OTHER, alike, begin, count, park, take_in, task_at
from tests.persistence.shelf import IDA, NEW_ID, make_order
from tests.persistence.site import EPOCH, PlainSite, Station
from tests.persistence.two_benches import here, site, there

__all__ = ["here", "site", "there"]


def test_an_order_taken_in_at_one_bench_reaches_the_other_whole(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    assert task_at(there).order == task_at(here).order
    assert task_at(there).order.ship_to == ORDER.ship_to
    assert task_at(there).order.instructions[0].text == "For you"
    assert alike(here, there)


def test_the_body_of_no_document_names_a_customer(site: PlainSite, here: Station) -> None:
    take_in(here, ORDER)
    site.push(here)
    bodies = "".join(row.body or "" for row in site.feed)
    assert "Customer" not in bodies
    assert "For you" not in bodies
    assert any("Customer" in (row.personal or "") for row in site.feed)


def test_what_was_packed_at_one_bench_is_gone_on_with_at_the_other(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    site.claim(here, ORDER.order_id)
    begin(here)
    count(here)
    park(here)
    site.holders[str(ORDER.order_id)] = (None, 1)
    site.meet(here, there)
    waiting = task_at(there)
    assert (waiting.packed(1), waiting.order.place) == (1, "P 1")
    assert waiting.order.holds == {HoldReason.PARKED}
    site.claim(there, ORDER.order_id)
    with there.works() as work:
        before = work.orders.task(ORDER.order_id)
        after = opened(before, "B", NOON)
        work.orders.save_task(before, after)
    assert count(there).packed(1) == 2


def test_unsent_is_what_has_no_answer_and_nothing_else(site: PlainSite, here: Station) -> None:
    take_in(here, ORDER, OTHER)
    before = here.book.position()
    assert before.unsent == before.head_seq > 0
    assert before.oldest_unsent_at == NOON
    events = here.book.events_after(0, 2)
    here.book.acknowledge(2, tuple((event.seq, Outcome.ACCEPTED) for event in events), NOON)
    assert here.book.position().unsent == before.head_seq - 2
    here.restart()
    assert here.book.position().unsent == before.head_seq  # two answered, a stop and a start written
    here.book.forget_acks_after(1)
    assert here.book.position().unsent == here.book.position().head_seq - 1


def test_events_are_the_rows_as_they_stand_and_their_chain_holds(here: Station) -> None:
    take_in(here, ORDER)
    events = here.book.events_after(0, 100)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert all(one.hash == other.prev_hash for one, other in pairwise(events))
    assert events[-1].order_id == ORDER.order_id


def test_a_thing_with_newer_rows_still_to_be_sent_is_not_told_yet(site: PlainSite, here: Station) -> None:
    take_in(here, ORDER)
    site.claim(here, ORDER.order_id)
    begin(here)
    count(here)
    first, *rest = here.book.events_after(0, 100)
    received = next(event for event in rest if event.kind == "order_received")
    kinds = [document.kind for document in here.book.documents_for((first, received))]
    assert DocumentKind.ORDER in kinds
    assert DocumentKind.TASK not in kinds
    last = here.book.events_after(0, 100)[-1:]
    assert [document.kind for document in here.book.documents_for(last)][-1:] == [DocumentKind.TASK]


def test_an_order_changed_elsewhere_while_it_lies_here_tells_the_packer(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    site.claim(there, ORDER.order_id)
    site.meet(here, there)
    begin(there)
    count(there)
    more = replace(ORDER, lines=(replace(ORDER.lines[0], quantity=5), ORDER.lines[1]))
    take_in(here, more)
    seen = task_at(there)
    site.meet(here, there)
    now = task_at(there)
    assert now.order.lines[0].quantity == 5
    assert now.order.rev > seen.order.rev
    assert now.packed(1) == 1
    site.meet(here, there)
    assert alike(here, there)


def test_an_order_cancelled_elsewhere_stops_the_packer_who_has_it_open(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    site.claim(there, ORDER.order_id)
    begin(there)
    count(there)
    take_in(here, replace(ORDER, state=OrderState.CANCELLED))
    site.meet(here, there)
    now = task_at(there)
    assert now.cancelled
    assert (now.packed(1), now.order.holder) == (1, "B")


def test_what_was_done_here_and_is_not_sent_is_never_overwritten(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    site.claim(there, ORDER.order_id)
    begin(there)
    done = count(there)
    elsewhere = site.things[DocumentKind.ORDER, str(ORDER.order_id)]
    packed = replace(task_at(here), order=replace(ORDER, state=OrderState.PACKED, packed_by="Eve"))
    text = task_text(packed, ())
    site.put(
        FeedRow(
            0, DocumentKind.TASK, elsewhere.key, 0, text.body, text.personal, "C", 2, OrderEnd.PACKED, 1, b""
        )
    )
    site.pull(there)
    assert task_at(there).cartons == done.cartons
    assert task_at(there).order.state is OrderState.PACKING


def test_central_s_word_is_taken_once_the_task_of_a_conflict_is_ended(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    site.claim(there, ORDER.order_id)
    begin(there)
    count(there)
    site.claim(here, ORDER.order_id)
    site.pull(here)
    begin(here, carton=701)
    count(here)
    park(here)
    site.push(here)
    site.pull(there)
    rows = there.book.events_after(there.book.position().head_seq - there.book.position().unsent, 100)
    site.outcomes |= {("B", event.seq): Outcome.STALE_FENCE for event in rows if event.order_id}
    park(there)
    last = there.book.position().head_seq
    site.outcomes["B", last] = Outcome.STALE_FENCE
    site.push(there)
    with there.works() as work:
        conflicts = work.conflicts.open_at("B")
    assert [(conflict.outcome, conflict.order_id) for conflict in conflicts] == [
        (Outcome.STALE_FENCE, ORDER.order_id)
    ]
    assert task_at(there).cartons[0].carton_id == UUID(int=700)
    ended = replace(conflicts[0], state=ConflictState.ENDED, ended=ConflictEnding.UNPACKED)
    site.put(
        FeedRow(0, DocumentKind.CONFLICT, ended.key, 0, conflict_text(ended), None, None, 0, None, 0, b"")
    )
    site.pull(there)
    assert task_at(there).cartons[0].carton_id == UUID(int=701)
    site.meet(here, there)
    assert alike(here, there)


def test_a_row_not_newer_than_what_is_here_is_passed_over(
    site: PlainSite, here: Station, there: Station
) -> None:
    take_in(here, ORDER)
    site.meet(here, there)
    row = site.things[DocumentKind.ORDER, str(ORDER.order_id)]
    stale = replace(row, seq=len(site.feed) + 1, body="{}", version=row.version)
    there.book.apply(EPOCH, (stale,))
    assert task_at(there).order.number == ORDER.number
    assert there.book.position().cursor == stale.seq


def test_a_row_that_nobody_here_can_read_delays_none_behind_it(
    site: PlainSite, here: Station, there: Station
) -> None:
    for body in ("{}", "no json", '{"number": 7}', "[1, 2]"):
        key = str(NEW_ID())
        site.put(FeedRow(0, DocumentKind.ORDER, key, 0, body, None, None, 0, OrderEnd.READY, 1, b""))
    site.put(FeedRow(0, DocumentKind.PRODUCT, "X", 0, '{"name": "X"}', None, None, 0, None, 0, b""))
    take_in(here, ORDER)
    site.meet(here, there)
    assert alike(here, there)
    with there.works() as work:
        assert len(work.shared.passed()) == 5


def test_a_gap_in_the_feed_is_not_applied(site: PlainSite, here: Station, there: Station) -> None:
    take_in(here, ORDER, OTHER)
    site.push(here)
    with pytest.raises(ValueError, match="does not follow"):
        there.book.apply(EPOCH, tuple(site.feed[1:]))
    assert there.book.position().cursor == 0


def test_packed_is_told_with_its_end(site: PlainSite, here: Station, there: Station) -> None:
    take_in(here, OTHER)
    site.meet(here, there)
    site.claim(here, OTHER.order_id)
    begin(here, OTHER.order_id, 800)
    with here.works() as work:
        before = work.orders.task(OTHER.order_id)
        after = replace(before, order=before.order.packing().packed("Ida", NOON))
        work.orders.save_task(before, after)
        work.record(OrderPacked(1, 1), IDA, task=after)
        work.claims.give_back(OTHER.order_id)
    site.meet(here, there)
    assert site.things[DocumentKind.TASK, str(OTHER.order_id)].end is OrderEnd.PACKED
    assert task_at(there, OTHER.order_id).order.state is OrderState.PACKED
    assert alike(here, there, OTHER.order_id)


def test_nobody_hears_of_a_row_that_a_power_cut_could_take_back(here: Station) -> None:
    ran: list[str] = []
    raw = here.store._raw
    with here.store.repeatable() as work:
        work.record(ToteBound("T-1"), IDA)
    raw.set_trace_callback(ran.append)
    assert here.book.events_after(0, 100)[-1].kind == "tote_bound"
    assert [sql.split()[0] for sql in ran] == ["BEGIN", "UPDATE", "COMMIT"]
    assert raw.execute("PRAGMA synchronous").fetchone() == (2,)  # full
    ran.clear()
    here.book.events_after(0, 100)
    with here.works() as other:
        other.record(ToteBound("T-2"), IDA)
    here.book.events_after(0, 100)
    raw.set_trace_callback(None)
    assert [sql.split()[0] for sql in ran] == ["BEGIN", "INSERT", "COMMIT"]


def test_long_work_lets_others_go_first_now_and_then(site: PlainSite, here: Station, there: Station) -> None:
    breaths: list[int] = []
    take_in(here, *(make_order(number, ("MUG", 1)) for number in range(1, 40)))
    site.push(here)
    book = SqlStationBook(there.store, there.clock, NEW_ID, lambda: breaths.append(1))
    there.book = book
    site.pull(there)
    assert breaths
