"""The carton on the scale: when it is judged, how often, and what a lost or stale scale may not do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.act import CartonClosed
from packstation.domain.command_code import Command
from packstation.domain.order import HoldReason
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.domain.weight import Reading, WeightRule
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import LID, LID_CASE, MUG, TRAY, order
from tests.application.warehouse import Warehouse
from tests.fakes.runner import Lane
from tests.ui.at_bench import AtBench

POSTER = "4012345678949"


def closed(bench: AtBench) -> list[CartonClosed]:
    return [act for act in bench.warehouse.acts() if isinstance(act, CartonClosed)]


def at_bench(warehouse: Warehouse, rule: WeightRule) -> AtBench:
    warehouse.policy = replace(warehouse.policy, weight_rule=rule)
    return AtBench(warehouse)


def test_a_good_weight_closes_the_carton_once_it_stood_still(bench: AtBench) -> None:
    bench.pack()
    assert bench.act is ActCode.WEIGH_CARTON
    bench.weigh(500, 0.6)
    assert (bench.act, closed(bench)) == (ActCode.WAIT_FOR_WEIGHT, [])
    bench.weigh(500, 0.2)
    assert len(bench.verdicts_of(Said.CARTON_CLOSED)) == 1
    assert dict(bench.verdicts_of(Said.CARTON_CLOSED)[0].data) == {"grams": 500}
    assert [act.gross_grams for act in closed(bench)] == [500]


def test_a_moving_carton_is_never_judged(bench: AtBench) -> None:
    bench.pack()
    bench.weigh(500, 20, stable=False)
    assert (bench.act, closed(bench), bench.nos()) == (ActCode.WAIT_FOR_WEIGHT, [], [])


@pytest.mark.parametrize(
    ("grams", "no", "act"),
    [
        (484, RefusalCode.WEIGHT_LIGHT, ActCode.LIGHT_CARTON),
        (516, RefusalCode.WEIGHT_HEAVY, ActCode.HEAVY_CARTON),
    ],
)
def test_a_bad_weight_gets_patience_and_then_one_no(
    bench: AtBench, grams: int, no: RefusalCode, act: ActCode
) -> None:
    bench.pack()
    bench.weigh(grams, 2.4)
    assert bench.nos() == []
    bench.weigh(grams, 20)
    assert bench.nos() == [no]
    assert bench.said == (VerdictKind.NO, no)
    assert bench.view.act is not None
    assert (bench.act, bench.view.act.data) == (act, {"grams": 16})


@pytest.mark.parametrize("grams", [485, 515])
def test_the_edge_of_the_band_is_within(bench: AtBench, grams: int) -> None:
    bench.pack()
    bench.weigh(grams, 1)
    assert [act.result for act in closed(bench)] == ["within"]


def test_each_settled_weight_gets_its_own_no(bench: AtBench) -> None:
    bench.pack()
    bench.weigh(200, 5)
    bench.weigh(300, 5)
    bench.weigh(200, 5)
    assert bench.nos() == [RefusalCode.WEIGHT_LIGHT] * 3


def test_the_missing_unit_put_in_after_the_no_closes_the_carton(bench: AtBench) -> None:
    bench.pack()
    bench.weigh(200, 5)
    bench.weigh(350, 0.3, stable=False)
    bench.weigh(500, 1)
    assert bench.nos() == [RefusalCode.WEIGHT_LIGHT]
    assert len(closed(bench)) == 1


def test_goods_packed_on_the_scale_are_judged_only_when_all_are_in(bench: AtBench) -> None:
    bench.open("100234")
    bench.weigh(0, 1)
    bench.weigh(500, 10)
    for code in (MUG, MUG, LID_CASE, LID):
        bench.scan(code)
    bench.weigh(1460, 10)
    assert (bench.nos(), closed(bench)) == ([], [])
    bench.scan(TRAY)
    bench.weigh(1460, 1)
    assert len(closed(bench)) == 1


def test_a_weight_that_stood_before_the_last_scan_still_gets_its_time(bench: AtBench) -> None:
    bench.open()
    bench.weigh(0, 1)
    bench.weigh(500, 10)
    bench.scan(MUG)
    bench.weigh(500, 0.5)
    assert closed(bench) == []
    bench.weigh(500, 0.5)
    assert len(closed(bench)) == 1


def test_a_carton_with_the_weight_of_the_last_one_needs_an_empty_scale_first(bench: AtBench) -> None:
    bench.warehouse.receive(order("100240", ("MUG", 1)))
    bench.close()
    bench.scan(bench.plate)
    bench.scan("100240")
    bench.scan(MUG)
    bench.weigh(500, 20)
    assert (bench.act, len(closed(bench))) == (ActCode.CLEAR_SCALE, 1)
    bench.press(Command.NEXT)
    assert bench.said == (VerdictKind.NO, RefusalCode.WEIGHT_NOT_FRESH)
    bench.weigh(0, 0.5)
    assert bench.act is ActCode.WEIGH_CARTON
    bench.weigh(500, 1)
    assert [act.gross_grams for act in closed(bench)] == [500, 500]


def test_undo_on_the_scale_waits_for_the_unit_again(bench: AtBench) -> None:
    bench.pack()
    bench.weigh(500, 0.3)
    bench.press(Command.UNDO)
    bench.weigh(500, 10)
    assert (closed(bench), bench.act) == ([], ActCode.SCAN_GOODS)


def test_a_unit_taken_back_just_before_the_carton_would_close_keeps_it_open(bench: AtBench) -> None:
    bench.pack()
    bench.runner.held = {Lane.VERBS}
    bench.press(Command.UNDO)
    bench.weigh(500, 2)
    bench.runner.held = set()
    bench.runner.settle()
    assert (closed(bench), bench.nos(), bench.act) == ([], [], ActCode.SCAN_GOODS)
    bench.scan(MUG)
    bench.weigh(500, 1)
    assert len(closed(bench)) == 1


def test_a_carton_lifted_before_its_turn_came_is_not_closed_by_a_weight_of_before(bench: AtBench) -> None:
    bench.pack()
    bench.runner.held = {Lane.VERBS}
    bench.scan(MUG)
    bench.weigh(500, 1)
    bench.weigh(0, 1)
    bench.runner.held = set()
    bench.runner.settle()
    assert (closed(bench), bench.nos()) == ([], [RefusalCode.LINE_COMPLETE])
    bench.weigh(500, 1)
    assert len(closed(bench)) == 1


class TestLostScale:
    """The cable comes out."""

    @pytest.mark.parametrize("fault", [FaultCode.GONE, FaultCode.SILENT])
    def test_before_the_carton_is_on_it(self, bench: AtBench, fault: FaultCode) -> None:
        bench.pack()
        bench.lose_scale(fault)
        assert bench.view.act is not None
        assert (bench.act, bench.view.act.data) == (ActCode.MEND_SCALE, {"fault": fault})
        assert bench.pack_view.weight is not None
        assert (bench.pack_view.weight.gross_grams, bench.pack_view.weight.fault) == (None, fault)

    def test_with_the_carton_on_it(self, bench: AtBench) -> None:
        bench.pack()
        bench.weigh(500, 0.5)
        bench.lose_scale()
        bench.wait(10)
        assert (closed(bench), bench.act) == ([], ActCode.MEND_SCALE)

    def test_back_with_a_carton_on_it_it_has_to_be_cleared(self, bench: AtBench) -> None:
        bench.pack()
        bench.lose_scale()
        bench.weigh(500, 10)
        assert (closed(bench), bench.act) == ([], ActCode.CLEAR_SCALE)
        bench.weigh(0, 0.5)
        bench.weigh(500, 1)
        assert len(closed(bench)) == 1

    def test_silence_without_a_word_is_a_fault_too(self, bench: AtBench) -> None:
        bench.pack()
        bench.weigh(500, 0.5)
        bench.wait(3)
        assert (closed(bench), bench.act) == ([], ActCode.MEND_SCALE)
        assert bench.pack_view.weight is not None
        assert bench.pack_view.weight.fault is FaultCode.SILENT

    def test_next_says_what_is_wrong_with_it(self, bench: AtBench) -> None:
        bench.pack()
        bench.lose_scale()
        bench.press(Command.NEXT)
        assert bench.said == (VerdictKind.NO, FaultCode.GONE)
        assert (closed(bench), bench.nos()) == ([], [FaultCode.GONE])

    def test_an_overloaded_scale_says_so(self, bench: AtBench) -> None:
        bench.pack()
        at_ms = bench.clock.mono_ms()
        bench.read(Reading(None, stable=False, at_ms=at_ms, fault=FaultCode.SCALE_OVERLOAD))
        assert bench.view.act is not None
        assert bench.view.act.data == {"fault": FaultCode.SCALE_OVERLOAD}


class TestProductWithoutWeight:
    """A poster nobody has ever weighed."""

    def test_the_carton_closes_unchecked_on_the_scale(self, bench: AtBench) -> None:
        bench.pack(POSTER, number="100236")
        bench.weigh(777, 3)
        assert [(act.result, act.gross_grams) for act in closed(bench)] == [("unchecked", 777)]

    def test_without_a_scale_next_closes_it(self, bench: AtBench) -> None:
        bench.pack(POSTER, number="100236")
        bench.lose_scale()
        assert bench.act is ActCode.CLOSE_CARTON
        bench.press(Command.NEXT)
        assert [(act.result, act.gross_grams) for act in closed(bench)] == [("unchecked", None)]


class TestOtherRules:
    """Sites that only advise, or do not weigh."""

    def test_advisory_closes_a_light_carton_after_patience_and_records_it(self, warehouse: Warehouse) -> None:
        bench = at_bench(warehouse, WeightRule.ADVISORY)
        bench.pack()
        bench.weigh(400, 3)
        assert [act.result for act in closed(bench)] == ["advised"]

    def test_advisory_without_a_scale_closes_by_next(self, warehouse: Warehouse) -> None:
        bench = at_bench(warehouse, WeightRule.ADVISORY)
        bench.pack()
        bench.lose_scale()
        assert bench.act is ActCode.CLOSE_CARTON
        bench.press(Command.NEXT)
        assert [act.result for act in closed(bench)] == ["unchecked"]

    def test_off_never_looks_at_the_scale(self, warehouse: Warehouse) -> None:
        bench = at_bench(warehouse, WeightRule.OFF)
        bench.pack()
        bench.weigh(500, 10)
        assert (closed(bench), bench.act) == ([], ActCode.CLOSE_CARTON)
        bench.press(Command.NEXT)
        assert [act.result for act in closed(bench)] == ["off"]


def test_next_before_the_goods_are_in_means_nothing(bench: AtBench) -> None:
    bench.open()
    bench.press(Command.NEXT)
    assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)


def test_next_with_an_empty_scale_says_to_put_the_carton_on(bench: AtBench) -> None:
    bench.pack()
    bench.press(Command.NEXT)
    assert bench.said == (VerdictKind.NO, RefusalCode.WEIGHT_NOT_SETTLED)
    assert bench.act is ActCode.WEIGH_CARTON


def test_the_band_says_where_weight_cannot_see_a_missing_unit(bench: AtBench) -> None:
    bench.open("100234")
    bench.scan(LID)
    bench.weigh(0, 0.2)
    assert bench.pack_view.weight is not None
    assert bench.pack_view.weight.expected is not None
    assert not bench.pack_view.weight.expected.blind
    for code in (MUG, MUG, LID_CASE, TRAY):
        bench.scan(code)
    bench.weigh(0, 0.2)
    assert bench.pack_view.weight.expected.blind


def test_a_held_order_that_cannot_close_is_said_once_and_waits_for_next(bench: AtBench) -> None:
    bench.pack()
    bench.warehouse.change("100235", holds=frozenset({HoldReason.FRAUD}))
    bench.weigh(500, 10)
    assert bench.nos() == [RefusalCode.ORDER_HELD]
    assert bench.said == (VerdictKind.LEAD, RefusalCode.ORDER_HELD)
    assert bench.act is ActCode.FETCH_LEAD
    bench.warehouse.change("100235", holds=frozenset())
    bench.press(Command.NEXT)
    assert len(closed(bench)) == 1
