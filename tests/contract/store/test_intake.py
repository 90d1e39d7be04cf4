"""Where orders came from and what waits for a person, as any store keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from packstation.application.intake import OrderSource
from packstation.domain.act import OrderReceived
from packstation.domain.draft import QuarantineReason
from packstation.domain.quarantine import QuarantineEntry, QuarantineState
from tests.contract.store.opened import Opened
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order

ONE, TWO = make_order(1, ("MUG", 3)), make_order(2, ("LID", 1), ("MUG", 1))
SOURCE = OrderSource(
    "shop", "id-1", ONE.order_id, ONE.number, "#1", b"d" * 32, "express", '{"name":"A."}', "a.csv", NOON
)
ENTRY = QuarantineEntry(
    entry_no=1,
    channel="shop",
    form="shop-csv",
    file_name="a.csv",
    line=7,
    rows=1,
    key="#1",
    reason=QuarantineReason.SKU_MISSING,
    facts={"column": "Sku"},
    text="text",
    digest=b"t" * 32,
    state=QuarantineState.WAITING,
    at=NOON,
)


def test_where_orders_came_from_is_known_by_channel_and_key(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.arrivals.add([ONE, TWO])
        work.sources.put(SOURCE, replace(SOURCE, channel_order_id="id-2", order_id=TWO.order_id, key="#2"))
    with opened.again().transaction() as work:
        assert work.sources.of("shop", "id-1") == SOURCE
        assert work.sources.of("other", "id-1") is None
        by_key = work.sources.by_key("shop", "#2")
        assert by_key is not None
        assert (by_key.order_id, by_key.number) == (TWO.order_id, TWO.number)
        assert work.sources.by_key("shop", "#3") is None
        assert work.sources.of_order(ONE.order_id) == (SOURCE,)
        assert work.sources.of_order(uuid4()) == ()
        many = work.sources.digests("shop", ["id-2", "id-9", "O'Hara", "id-1"])
        assert many == {"id-1": SOURCE.digest, "id-2": SOURCE.digest}


def test_of_new_orders_those_with_a_number_that_is_taken_stay_out(opened: Opened) -> None:
    twin = replace(TWO, order_id=uuid4(), number=ONE.number)
    # Where stations share a site, the order itself may have come in by another way.
    again = replace(ONE, lines=TWO.lines)
    with opened.store.transaction() as work:
        work.orders.add(ONE)
        assert list(work.arrivals.add([twin, TWO])) == [TWO]
        assert list(work.arrivals.add([again])) == []
        assert list(work.arrivals.add([])) == []
    with opened.again().transaction() as work:
        stored = [work.orders.by_number(number) for number in (ONE.number, TWO.number)]
        assert [order and order.order_id for order in stored] == [ONE.order_id, TWO.order_id]
        assert stored[0] is not None
        assert [line.sku for line in stored[0].lines] == [line.sku for line in ONE.lines]
        with pytest.raises(KeyError):
            work.orders.task(twin.order_id)


def test_a_source_told_again_keeps_the_moment_it_first_came(opened: Opened) -> None:
    later = replace(SOURCE, digest=b"e" * 32, imported_at=NOON + timedelta(days=1), file_name="b.csv")
    with opened.store.transaction() as work:
        work.orders.add(ONE)
        work.sources.put(SOURCE)
        work.sources.put(later)
        assert work.sources.of("shop", "id-1") == replace(later, imported_at=NOON)


def test_many_orders_are_stored_and_recorded_as_one_by_one(opened: Opened) -> None:
    acts = [(OrderReceived(1, 3), ONE), (OrderReceived(2, 2), TWO)]
    with opened.store.transaction() as work:
        assert list(work.arrivals.add([ONE, TWO])) == [ONE, TWO]
        work.record_all(acts)
    with opened.again().transaction() as work:
        read = work.orders.by_number("2")
        assert read is not None
        assert [(line.sku, line.quantity) for line in read.lines] == [("LID", 1), ("MUG", 1)]
    journal = opened.journal()
    assert [(entry.act, entry.order_id) for entry in journal] == [
        (act, order.order_id) for act, order in acts
    ]
    assert journal[1].prev_hash == journal[0].hash


def test_what_may_be_taken_back_by_a_power_cut_is_there_all_the_same(opened: Opened) -> None:
    with opened.store.repeatable() as work:
        work.orders.add(ONE)
    with opened.again().transaction() as work:
        assert work.orders.by_number("1") is not None


def test_rows_wait_until_somebody_settles_them(opened: Opened) -> None:
    with opened.store.transaction() as work:
        assert not work.quarantine.any_of("shop")
        assert work.quarantine.next_no() == 1
        work.quarantine.put([ENTRY, replace(ENTRY, entry_no=2, key="#2")])
    with opened.again().transaction() as work:
        assert work.quarantine.any_of("shop")
        assert not work.quarantine.any_of("other")
        assert work.quarantine.entry(1) == ENTRY
        assert work.quarantine.entry(3) is None
        assert work.quarantine.known_keys("shop", ["#1", "#3"]) == {"#1"}
        work.quarantine.put([replace(ENTRY, state=QuarantineState.DROPPED, text="", facts={})])
        assert [entry.entry_no for entry in work.quarantine.waiting()] == [2]
        (dropped,) = work.quarantine.of_key("shop", "#1")
        assert (dropped.state, dropped.text) == (QuarantineState.DROPPED, "")
        work.quarantine.forget([ENTRY])
        assert work.quarantine.of_key("shop", "#1") == ()
        assert work.quarantine.next_no() == 3
