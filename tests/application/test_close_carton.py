"""Closing a carton: weight, plate and label together, or none of them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.application.bench import OnBench
from packstation.application.close_carton import CloseCarton
from packstation.domain.act import CartonClosed
from packstation.domain.carton import CartonState
from packstation.domain.label import Label, LabelContent, LabelState, Plate
from packstation.domain.order import HoldReason
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.domain.rule import Rule
from packstation.domain.weight import Unsettled, WeighedCarton, WeightResult, WeightRule
from tests.application.site import BLOCK, CARD, LID, MUG, POSTER, TRAY
from tests.application.warehouse import Warehouse, weighing
from tests.fakes.label_writer import FakeLabelWriter

FIRST_PLATE = Plate("00095212340000000013", is_sscc=True)
SILENT = WeighedCarton(None, None, FaultCode.SILENT)
MOVING = WeighedCarton(None, Unsettled.NOT_SETTLED, None)
NOT_FRESH = WeighedCarton(None, Unsettled.NOT_FRESH, None)


def close(warehouse: Warehouse, task: PackTask, weighed: WeighedCarton) -> OnBench:
    return CloseCarton(warehouse.bench, warehouse.writer)(warehouse.ida, task, weighed)


class TornWriter(FakeLabelWriter):
    """A label template with a mistake in it."""

    def write(self, content: LabelContent) -> bytes:
        raise ZeroDivisionError


def test_a_good_weight_closes_the_carton_gives_it_its_plate_and_wants_its_label(warehouse: Warehouse) -> None:
    on_bench = close(warehouse, warehouse.pack(MUG), weighing(507))
    carton, label = on_bench.task.cartons[0], on_bench.label
    assert (carton.state, carton.plate, carton.gross_grams) == (CartonState.CLOSED, FIRST_PLATE, 507)
    assert carton.weight_result is WeightResult.WITHIN
    assert label is not None
    assert (label.plate, label.carton_id, label.state, label.copies) == (
        FIRST_PLATE,
        carton.carton_id,
        LabelState.WANTED,
        0,
    )
    assert warehouse.on_bench("100235") == on_bench


def test_the_journal_tells_weight_expectation_and_band(warehouse: Warehouse) -> None:
    close(warehouse, warehouse.pack(MUG), weighing(507))
    assert warehouse.newest() == [CartonClosed(FIRST_PLATE.code, 1, 507, 500, 15, "within")]


def test_what_stands_on_the_label_is_the_orders_and_the_sites(warehouse: Warehouse) -> None:
    close(warehouse, warehouse.pack(MUG), weighing(507))
    assert warehouse.writer.contents == [
        LabelContent(
            plate=FIRST_PLATE,
            order_number="100235",
            carton_number=1,
            ship_to=("A. Customer", CARD),
            ship_from=("Packers", "Dock 1"),
            units=1,
            gross_grams=507,
            carrier="Local",
            demo=False,
        )
    ]


def test_a_demonstration_says_so_on_its_labels(warehouse: Warehouse) -> None:
    CloseCarton(warehouse.bench, warehouse.writer, demo=True)(
        warehouse.ida, warehouse.pack(MUG), weighing(500)
    )
    assert warehouse.writer.contents[0].demo


def test_a_label_drawn_ahead_is_the_one_to_come_but_for_its_weight(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    seen = warehouse.seen()
    CloseCarton(warehouse.bench, warehouse.writer).draw_ahead(task)
    assert warehouse.seen() == seen
    close(warehouse, task, weighing(507))
    ahead, printed = warehouse.writer.contents
    assert ahead == replace(printed, gross_grams=None)


def test_a_label_drawn_ahead_shows_all_the_pieces_that_will_be_in_the_carton(warehouse: Warehouse) -> None:
    task = warehouse.open()
    CloseCarton(warehouse.bench, warehouse.writer).draw_ahead(task)
    assert [content.units for content in warehouse.writer.contents] == [task.units_left]


def test_nothing_is_drawn_ahead_for_a_carton_that_is_closed(warehouse: Warehouse) -> None:
    closed = close(warehouse, warehouse.pack(MUG), weighing(507)).task
    CloseCarton(warehouse.bench, warehouse.writer).draw_ahead(closed)
    assert len(warehouse.writer.contents) == 1


def test_each_closed_carton_takes_the_next_plate(warehouse: Warehouse) -> None:
    close(warehouse, warehouse.pack(MUG), weighing(500))
    with warehouse.store.transaction() as work:
        assert work.plates.block() == replace(BLOCK, next_serial=2)


def test_a_plate_that_a_carton_of_another_bench_bears_is_passed_over(warehouse: Warehouse) -> None:
    with warehouse.store.transaction() as work:
        theirs = [BLOCK.allot()[0], BLOCK.allot()[1].allot()[0]]
        for number, plate in enumerate(theirs, 1):
            work.labels.add(Label(UUID(int=number), UUID(int=900 + number), plate, b"^XA^XZ"))
    CloseCarton(warehouse.bench, warehouse.writer).draw_ahead(warehouse.pack(MUG))
    carton = close(warehouse, warehouse.on_bench("100235").task, weighing(507)).task.cartons[0]
    assert carton.plate is not None
    assert carton.plate not in theirs
    with warehouse.store.transaction() as work:
        assert work.plates.block() == replace(BLOCK, next_serial=4)


def test_a_refused_close_uses_up_no_plate(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(
        Verb.CLOSE_CARTON, RefusalCode.WEIGHT_LIGHT, grams=300, gross_grams=200, expected_grams=500
    ):
        close(warehouse, task, weighing(200))
    assert close(warehouse, task, weighing(500)).task.cartons[0].plate == FIRST_PLATE


def test_a_carton_too_heavy_is_refused_by_how_much(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(
        Verb.CLOSE_CARTON, RefusalCode.WEIGHT_HEAVY, grams=16, gross_grams=516, expected_grams=500
    ):
        close(warehouse, task, weighing(516))


@pytest.mark.parametrize(
    ("weighed", "code"),
    [(MOVING, RefusalCode.WEIGHT_NOT_SETTLED), (NOT_FRESH, RefusalCode.WEIGHT_NOT_FRESH)],
)
def test_without_a_settled_fresh_weight_it_stays_open(
    warehouse: Warehouse, weighed: WeighedCarton, code: RefusalCode
) -> None:
    task = warehouse.pack(MUG)
    with warehouse.refused(Verb.CLOSE_CARTON, code):
        close(warehouse, task, weighed)


def test_a_scale_that_does_not_answer_is_named_and_is_no_weight(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.faulty(Verb.CLOSE_CARTON, FaultCode.SILENT, "scale"):
        close(warehouse, task, SILENT)


def test_with_the_fault_rule_off_a_fault_closes_the_carton(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    warehouse.switch_off(Rule.FAULT_IS_NO_WEIGHT)
    assert close(warehouse, task, SILENT).task.cartons[0].gross_grams == 500


def test_with_the_band_rule_off_any_weight_closes_the_carton(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    warehouse.switch_off(Rule.WEIGHT_WITHIN_BAND)
    assert close(warehouse, task, weighing(9_000)).task.cartons[0].gross_grams == 9_000


@pytest.mark.parametrize("weighed", [SILENT, MOVING, weighing(350)])
def test_a_product_nobody_weighed_never_holds_its_carton_up(
    warehouse: Warehouse, weighed: WeighedCarton
) -> None:
    task = warehouse.pack(POSTER, number="100236")
    on_bench = close(warehouse, task, weighed)
    assert on_bench.task.cartons[0].weight_result is WeightResult.UNCHECKED
    assert warehouse.newest() == [
        CartonClosed(FIRST_PLATE.code, 1, weighed.gross_grams, None, None, "unchecked")
    ]


@pytest.mark.parametrize(
    ("rule", "weighed", "result"),
    [
        (WeightRule.ADVISORY, weighing(200), WeightResult.ADVISED),
        (WeightRule.ADVISORY, SILENT, WeightResult.UNCHECKED),
        (WeightRule.OFF, weighing(200), WeightResult.OFF),
        (WeightRule.OFF, SILENT, WeightResult.OFF),
    ],
)
def test_a_site_may_ask_for_less(
    warehouse: Warehouse, rule: WeightRule, weighed: WeighedCarton, result: WeightResult
) -> None:
    warehouse.policy = replace(warehouse.policy, weight_rule=rule)
    assert close(warehouse, warehouse.pack(MUG), weighed).task.cartons[0].weight_result is result


def test_a_carton_is_not_closed_while_pieces_are_missing(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG, LID, number="100234")
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.ORDER_INCOMPLETE, missing=14):
        close(warehouse, task, weighing(520))


def test_an_order_cancelled_meanwhile_is_not_closed(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    warehouse.cancel("100235")
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.ORDER_CANCELLED, order="100235"):
        close(warehouse, task, weighing(500))


def test_an_order_cancelled_after_its_carton_was_closed_is_said_so(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    warehouse.cancel("100235")
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.ORDER_CANCELLED, order="100235"):
        close(warehouse, task, weighing(500))


def test_an_order_held_meanwhile_is_not_closed(warehouse: Warehouse) -> None:
    task = warehouse.pack(TRAY, number="100237")
    warehouse.change("100237", holds=frozenset({HoldReason.STOCK}))
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.ORDER_HELD, order="100237", reasons="stock"):
        close(warehouse, task, weighing(600))


def test_a_carton_is_not_closed_twice(warehouse: Warehouse) -> None:
    task = warehouse.close().task
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.CARTON_CLOSED):
        close(warehouse, task, weighing(500))


def test_a_block_that_is_used_up_closes_nothing(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    with warehouse.store.transaction() as work:
        work.plates.save(replace(BLOCK, next_serial=1_001))
    with warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.SSCC_EXHAUSTED):
        close(warehouse, task, weighing(500))


def test_a_bug_in_the_label_leaves_the_carton_open_and_the_plate_unused(warehouse: Warehouse) -> None:
    task = warehouse.pack(MUG)
    seen, acts = warehouse.seen(), warehouse.acts()
    with pytest.raises(ZeroDivisionError):
        CloseCarton(warehouse.bench, TornWriter())(warehouse.ida, task, weighing(500))
    assert (warehouse.seen(), warehouse.acts()) == (seen, acts)
