"""The journal: who did what, in which order."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.application.ports import Work
from packstation.domain.act import (
    Act,
    LabelPrinted,
    OrderOpened,
    Refusal,
    RefusalV1,
    SignedOut,
    UnitCounted,
    UnitUncounted,
)
from packstation.domain.carton import Carton
from packstation.domain.carton_act import UnitMoved
from packstation.domain.packing_act import OrderResumed
from packstation.domain.piece_act import last_at
from tests.contract.store.opened import CARTON, MUGS, Opened
from tests.fakes.clock import NOON
from tests.persistence.shelf import IDA, MUG_CODE, open_order


def test_a_line_of_the_journal_says_who_did_what_to_which_carton_under_which_claim(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, replace(MUGS, rev=3), CARTON)
        said = work.record(LabelPrinted("9"), IDA, task=task, carton_id=CARTON)
        work.record(SignedOut(idle=True), None)
    entry, alone = opened.journal()[-2:]
    assert (entry.seq, alone.seq) == (said, said + 1)
    assert (entry.actor, entry.act, entry.order_id, entry.carton_id) == (
        "ida",
        LabelPrinted("9"),
        MUGS.order_id,
        CARTON,
    )
    assert (entry.fence, entry.rev, entry.at, entry.mono_ms) == (1, 3, NOON, 1_000)
    assert (entry.station_id, entry.second_actor) == (opened.store.station_id, None)
    assert (alone.actor, alone.order_id, alone.carton_id, alone.fence, alone.rev) == (None,) * 5


def test_the_chain_goes_on_after_a_restart(opened: Opened) -> None:
    for _ in range(3):
        with opened.store.transaction() as work:
            work.record(SignedOut(idle=False), IDA)
        opened.again()
    entries = opened.read()
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.prev_hash for entry in entries[1:]] == [entry.hash for entry in entries[:-1]]


def test_the_newest_count_is_the_one_that_was_not_undone(opened: Opened) -> None:
    def last(work: Work) -> list[tuple[int, Act]]:
        rows = last_at(work.piece_acts(MUGS.order_id), Carton(CARTON, 1, task.cartons[0].carton_type))
        return [(row.seq, row.act) for row in rows]

    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
        assert last(work) == []
        counts = []
        for units in (1, 2, 3):
            act = UnitCounted(1, "MUG", units, MUG_CODE, "scanner")
            counts.append((work.record(act, IDA, task=task, carton_id=CARTON), act))
        elsewhere = UnitCounted(1, "MUG", 9, MUG_CODE, "scanner")
        work.record(elsewhere, IDA, task=task, carton_id=UUID(int=5))
    for seq, act in reversed(counts):
        with opened.again().transaction() as work:
            assert last(work) == [(seq, act)]
            undo = UnitUncounted(1, "MUG", act.units, seq)
            work.record(undo, IDA, task=task, carton_id=CARTON)
            work.record(LabelPrinted("9"), IDA, task=task, carton_id=CARTON)
    with opened.store.transaction() as work:
        assert last(work) == []
        again = UnitCounted(1, "MUG", 1, MUG_CODE, "scanner")
        seq = work.record(again, IDA, task=task, carton_id=CARTON)
        assert last(work) == [(seq, again)]


def test_an_empty_carton_stays_an_empty_carton(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.again().transaction() as work:
        read = work.orders.task(MUGS.order_id)
    assert read.cartons == task.cartons == (Carton(CARTON, 1, task.cartons[0].carton_type),)


@pytest.mark.parametrize(
    ("act", "still"),
    [
        (Refusal("scan_unit", "not_on_order", {}, "scanner"), False),
        (RefusalV1("scan_unit", "not_on_order", {}), False),
        (OrderOpened(resumed=True), False),
        (UnitMoved(1, 1, "MUG", 1, None, None, None, MUG_CODE, "scanner"), False),
        (OrderResumed("P1"), False),
        (Refusal("count_times", "too_many", {}), True),
        (LabelPrinted("9"), True),
    ],
)
def test_who_counted_last_holds_until_a_scan_is_refused_or_the_order_opened_anew(
    opened: Opened, act: Act, still: bool
) -> None:
    count = UnitCounted(1, "MUG", 1, MUG_CODE, "scanner")
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
        work.record(count, IDA, task=task, carton_id=CARTON)
        assert work.counted_last(CARTON) == ("ida", count)
        work.record(act, IDA)
        assert work.counted_last(CARTON) == ("ida", count), "a no at no order"
        work.record(act, IDA, task=task)
        assert work.counted_last(CARTON) == (("ida", count) if still else None)
    with opened.again().transaction() as work:
        assert work.counted_last(CARTON) == (("ida", count) if still else None)
        work.record(count, IDA, task=task, carton_id=CARTON)
        assert work.counted_last(CARTON) == ("ida", count)
