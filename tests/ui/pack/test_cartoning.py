"""Several cartons of one order at the bench: by button, by scan and by number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.carton import CartonState, CartonType
from packstation.domain.carton_act import OrderReopened, UnitMoved
from packstation.domain.command_code import Command
from packstation.domain.order import OrderState
from packstation.domain.refusal import RefusalCode
from packstation.domain.trace import Trace
from packstation.domain.weight import WeightRule
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import LEA_BADGE, LID, LID_CASE, MUG, TRAY
from tests.application.warehouse import Warehouse
from tests.ui.at_bench import ON_DISK, AtBench

ORDER = "100234"
BIG = CartonType("BIG", 400, 50, "Big box")


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The site has a second type of carton."""
    warehouse.policy = replace(warehouse.policy, carton_types=(BIG,))
    return warehouse


def label_of(bench: AtBench, order: str = ORDER) -> str:
    """What stands in the barcode of the label in hand."""
    label = bench.warehouse.on_bench(order).label
    assert label is not None
    return label.plate.code


def first_carton(bench: AtBench) -> str:
    """Two mugs in a first carton, proven; its plate. The second carton is in hand."""
    bench.pack(MUG, MUG, number=ORDER)
    bench.press(Command.NEXT_CARTON)
    bench.weigh(800, 1)
    plate = label_of(bench)
    bench.scan(plate)
    return plate


def next_act(bench: AtBench) -> ActCode | None:
    """What is asked for next."""
    return bench.act


def asked(bench: AtBench) -> AskCode | None:
    """The open question."""
    question = bench.desk.conversation.open
    return question.code if question else None


class TestNextCarton:
    """The box is full, the order is not."""

    def test_it_closes_by_itself_once_it_is_weighed_and_the_next_one_opens(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT_CARTON)
        assert next_act(bench) is ActCode.WEIGH_CARTON
        assert bench.nos() == []
        bench.weigh(500, 1)
        assert next_act(bench) is ActCode.SCAN_LABEL
        bench.scan(label_of(bench))
        assert bench.said == (VerdictKind.LINE_COMPLETE, Said.GO_ON_WITH)
        assert bench.verdict.data == {"carton": 2}
        assert bench.act is ActCode.SCAN_GOODS

    def test_a_wrong_weight_is_no_more_right_because_goods_are_missing(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT_CARTON)
        bench.weigh(800, 5)
        assert bench.act is ActCode.HEAVY_CARTON
        assert bench.nos() == [RefusalCode.WEIGHT_HEAVY]

    def test_pressed_twice_it_says_why_not(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT_CARTON)
        bench.press(Command.NEXT_CARTON)
        assert bench.said == (VerdictKind.NO, RefusalCode.WEIGHT_NOT_SETTLED)

    def test_one_more_piece_or_back_ends_it(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT_CARTON)
        bench.scan(MUG)
        assert bench.act is ActCode.SCAN_GOODS
        bench.press(Command.NEXT_CARTON)
        bench.press(Command.BACK)
        assert bench.act is ActCode.SCAN_GOODS
        bench.weigh(800, 5)
        assert bench.warehouse.on_bench(ORDER).label is None

    def test_an_empty_carton_is_refused(self, bench: AtBench) -> None:
        bench.open(ORDER)
        bench.scan_command(Command.NEXT_CARTON)
        assert bench.said == (VerdictKind.NO, RefusalCode.CARTON_EMPTY)
        assert bench.act is ActCode.SCAN_GOODS

    def test_where_nothing_is_weighed_it_closes_at_once(self, bench: AtBench) -> None:
        bench.warehouse.policy = replace(bench.warehouse.policy, weight_rule=WeightRule.OFF)
        bench.start()
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT_CARTON)
        assert bench.act is ActCode.SCAN_LABEL

    def test_plain_next_means_nothing_before_the_goods_are_in(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT)
        assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)

    def test_two_cartons_pack_the_order(self, bench: AtBench) -> None:
        first_carton(bench)
        for code in (LID_CASE, LID, TRAY):
            bench.scan(code)
        bench.weigh(0, 1)
        bench.weigh(860, 1)
        bench.scan(label_of(bench))
        assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)
        assert len(bench.printer.paper) == 2


class TestType:
    """Another box."""

    def test_by_barcode(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.scan_command(Command.CARTON, "BIG")
        assert bench.verdict.data == {"carton": 1, "type": "Big box"}
        bench.press(Command.NEXT_CARTON)
        bench.weigh(750, 1)
        assert bench.act is ActCode.SCAN_LABEL

    def test_by_name_out_of_the_list_behind_help(self, bench: AtBench) -> None:
        bench.open(ORDER)
        bench.press(Command.HELP)
        bench.press(Command.CARTON)
        assert asked(bench) is AskCode.CARTON_TYPE
        bench.answer(2)
        assert bench.said == (VerdictKind.NOTE, Said.TYPE_CHANGED)

    def test_a_type_of_another_site_and_a_carton_that_is_closed(self, bench: AtBench) -> None:
        bench.open(ORDER)
        bench.press(Command.CARTON, "BAG")
        assert bench.said == (VerdictKind.NO, RefusalCode.CARTON_TYPE_UNKNOWN)
        bench.press(Command.BACK)
        bench.close()
        bench.scan_command(Command.CARTON, "BIG")
        assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)


class TestReopen:
    """A closed carton, open again."""

    def test_the_label_in_hand_counts_no_more(self, bench: AtBench) -> None:
        bench.close()
        old = bench.plate
        bench.scan_command(Command.REOPEN)
        assert len(bench.verdicts_of(Said.CARTON_REOPENED)) == 1
        assert bench.pack_view.plate is None
        bench.weigh(0, 1)
        bench.weigh(500, 1)
        assert bench.plate != old
        bench.scan(old)
        assert bench.verdict.code is RefusalCode.LABEL_VOID
        bench.scan(bench.plate)
        assert bench.said == (VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE)

    def test_of_several_one_is_picked_and_the_open_one_comes_back(self, bench: AtBench) -> None:
        first_carton(bench)
        bench.scan(TRAY)
        bench.weigh(0, 1)
        bench.press(Command.NEXT_CARTON)
        bench.weigh(600, 1)
        bench.scan(label_of(bench))
        bench.scan(LID)
        bench.press(Command.REOPEN)
        assert asked(bench) is AskCode.REOPEN_CARTON
        bench.answer(2)
        assert bench.verdict.data == {"carton": 2}
        bench.weigh(0, 1)
        bench.press(Command.NEXT_CARTON)
        bench.weigh(600, 1)
        bench.scan(label_of(bench))
        assert bench.verdict.data == {"carton": 3}

    def test_it_takes_goods_again_and_is_not_closed_by_the_weight_it_had(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.NEXT_CARTON)
        bench.weigh(500, 1)
        bench.press(Command.REOPEN)
        bench.weigh(0, 1)
        bench.weigh(500, 5)
        assert bench.act is ActCode.SCAN_GOODS
        assert bench.warehouse.on_bench(ORDER).label is None

    def test_back_leaves_it_closed(self, bench: AtBench) -> None:
        plate = first_carton(bench)
        bench.scan(TRAY)
        bench.weigh(0, 1)
        bench.press(Command.NEXT_CARTON)
        bench.weigh(600, 1)
        bench.scan(label_of(bench))
        bench.press(Command.REOPEN)
        bench.press(Command.BACK)
        carton = bench.warehouse.on_bench(ORDER).task.cartons[0]
        assert (carton.state, carton.plate and carton.plate.code) == (CartonState.VERIFIED, plate)

    @ON_DISK
    def test_a_packed_order_comes_back_by_its_label_with_a_lead_beside(self, bench: AtBench) -> None:
        bench.close()
        plate = bench.plate
        bench.scan(plate)
        bench.press(Command.REOPEN)
        bench.scan(plate)
        assert asked(bench) in {AskCode.LEAVE_BADGE, AskCode.LEAVE_BADGE_OR_NAME}
        bench.scan(LEA_BADGE.code)
        assert bench.said == (VerdictKind.NOTE, Said.CARTON_REOPENED)
        assert bench.view.screen is Screen.PACK
        assert bench.warehouse.on_bench("100235").label is None
        entry = next(e for e in bench.warehouse.opened.journal() if isinstance(e.act, OrderReopened))
        assert (entry.actor, entry.second_actor) == ("ida", "lea")
        bench.restart()
        bench.badge()
        assert bench.view.screen is Screen.PACK

    def test_a_lead_needs_nobody_and_the_number_will_do(self, bench: AtBench) -> None:
        bench.close()
        bench.scan(bench.plate)
        bench.press(Command.LOCK)
        bench.badge(LEA_BADGE)
        bench.press(Command.REOPEN)
        bench.type("100235")
        assert bench.said == (VerdictKind.NOTE, Said.CARTON_REOPENED)

    def test_one_that_is_not_packed_is_no_case_for_it(self, bench: AtBench) -> None:
        bench.badge()
        bench.press(Command.REOPEN)
        bench.type("100235")
        assert bench.said == (VerdictKind.NO, RefusalCode.ORDER_NOT_PACKED)
        assert bench.view.screen is Screen.START


class TestMove:
    """Goods from one carton into another."""

    def test_each_scan_moves_one_piece_until_next(self, bench: AtBench) -> None:
        first_carton(bench)
        bench.scan(TRAY)
        bench.press(Command.MOVE)
        assert bench.act is ActCode.MOVE_UNIT
        assert bench.view.commands == {Command.NEXT, Command.BACK, Command.HELP, Command.LOCK}
        bench.scan(MUG)
        assert bench.said == (VerdictKind.YES, Said.MOVED)
        task = bench.warehouse.on_bench(ORDER).task
        assert [carton.contents for carton in task.cartons] == [((1, 1),), ((1, 1), (3, 1))]
        bench.scan_command(Command.NEXT)
        assert bench.said == (VerdictKind.NOTE, Said.MOVE_ENDED)
        bench.scan(LID)
        assert bench.said == (VerdictKind.YES, Said.COUNTED)

    def test_the_last_piece_ends_it_and_the_carton_is_gone(self, bench: AtBench) -> None:
        first_carton(bench)
        bench.press(Command.MOVE)
        bench.scan(MUG)
        bench.scan(MUG)
        assert bench.said == (VerdictKind.LINE_COMPLETE, Said.MOVED_LAST)
        assert bench.act is ActCode.SCAN_GOODS
        assert bench.warehouse.on_bench(ORDER).task.cartons[0].state is CartonState.VOID

    def test_left_without_a_move_nothing_is_changed(self, bench: AtBench) -> None:
        first_carton(bench)
        acts = bench.warehouse.acts()
        bench.press(Command.MOVE)
        bench.press(Command.BACK)
        assert bench.said == (VerdictKind.NOTE, Said.WITHDRAWN)
        assert bench.warehouse.acts() == acts

    def test_a_lot_is_asked_for_only_when_there_are_two(self, bench: AtBench) -> None:
        first_carton(bench)
        store, before = bench.warehouse.store, bench.warehouse.on_bench(ORDER).task
        traces = (Trace(1, 1, "A"), Trace(1, 1, "B"))
        traced = replace(before.cartons[0], traces=traces)
        with store.transaction() as work:
            work.orders.save_task(before, replace(before, cartons=(traced, *before.cartons[1:])))
        bench.press(Command.MOVE)
        bench.scan(MUG)
        assert asked(bench) is AskCode.MOVE_PIECES
        bench.answer(2)
        bench.scan(MUG)
        assert asked(bench) is None
        lots = [act.lot for act in bench.warehouse.acts() if isinstance(act, UnitMoved)]
        assert lots == ["B", "A"]

    def test_while_goods_are_moved_no_carton_closes_by_its_weight(self, bench: AtBench) -> None:
        first_carton(bench)
        for code in (LID_CASE, LID, TRAY):
            bench.scan(code)
        bench.weigh(0, 1)
        bench.press(Command.MOVE)
        bench.weigh(860, 5)
        assert bench.act is ActCode.MOVE_UNIT
        assert bench.warehouse.on_bench(ORDER).label is None

    def test_it_means_nothing_with_one_carton(self, bench: AtBench) -> None:
        bench.pack(MUG, number=ORDER)
        bench.press(Command.MOVE)
        assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)

    def test_a_lock_ends_it(self, bench: AtBench) -> None:
        first_carton(bench)
        bench.press(Command.MOVE)
        bench.press(Command.LOCK)
        bench.badge()
        assert bench.act is ActCode.SCAN_GOODS


def test_what_is_done_with_cartons_means_nothing_for_a_cancelled_order(bench: AtBench) -> None:
    first_carton(bench)
    bench.warehouse.cancel(ORDER)
    bench.scan(LID)
    for command in (Command.NEXT_CARTON, Command.REOPEN, Command.MOVE, Command.REPRINT, Command.TOTE):
        bench.press(command)
        assert bench.said == (VerdictKind.NO, RefusalCode.COMMAND_NOT_HERE)
    assert bench.warehouse.on_bench(ORDER).task.order.state is OrderState.CANCELLED
