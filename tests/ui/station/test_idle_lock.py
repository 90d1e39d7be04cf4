"""A bench that locked itself gives the order back as it was, to whoever comes, and knows both of them."""

from __future__ import annotations

import pytest

from packstation.domain.act import OrderOpened, SignedOut, UnitCounted
from packstation.domain.badge import Badge
from packstation.ui.desk import Screen
from tests.application.site import IDA_BADGE, LEA_BADGE, LID, MUG
from tests.ui.at_bench import AtBench


@pytest.mark.parametrize(("badge", "user_id"), [(IDA_BADGE, "ida"), (LEA_BADGE, "lea")])
def test_after_the_idle_lock_the_order_goes_on_with_its_counts(
    bench: AtBench, badge: Badge, user_id: str
) -> None:
    bench.open("100234")
    for code in (MUG, LID, LID):
        bench.scan(code)
    before = bench.warehouse.on_bench("100234").task
    bench.wait(300)
    assert (bench.view.screen, bench.pack_view.task) == (Screen.SIGN_IN, None)
    assert bench.warehouse.newest() == [SignedOut(idle=True)]
    assert bench.warehouse.on_bench("100234").task == before
    bench.badge(badge)
    assert (bench.view.screen, bench.pack_view.task) == (Screen.PACK, before)
    bench.scan(MUG)
    assert [bench.packed(line, "100234") for line in (1, 2, 3)] == [2, 2, 0]
    rows = bench.warehouse.opened.journal()
    counted = [row.actor for row in rows if isinstance(row.act, UnitCounted)]
    assert counted == ["ida", "ida", "ida", user_id]
    opened = [(row.actor, row.act) for row in rows if isinstance(row.act, OrderOpened)]
    assert opened == [("ida", OrderOpened(resumed=False)), (user_id, OrderOpened(resumed=True))]


def test_a_unit_scanned_at_the_locked_bench_goes_into_nobodys_carton(bench: AtBench) -> None:
    bench.open("100234")
    bench.scan(MUG)
    bench.wait(300)
    bench.scan(LID)
    assert bench.nos() == ["not_signed_in"]
    bench.badge(LEA_BADGE)
    assert [bench.packed(line, "100234") for line in (1, 2, 3)] == [1, 0, 0]
