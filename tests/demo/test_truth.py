"""A box that is not what the bench said is found, whatever is wrong with it."""

from dataclasses import replace

import pytest

from packstation.demo.truth import Box, PackedOrder, untrue
from packstation.demo.warehouse import load_warehouse
from packstation.places import resources

WAREHOUSE = load_warehouse(resources())
GOODS = {"MUG-BLUE": 2, "TEA-EARL": 1, "NOTE-A5": 1}
PACKED = [PackedOrder("SO-2401", ("0001",))]
RIGHT = Box("SO-2401", GOODS, "0001")


def test_the_right_goods_under_the_right_label_are_true() -> None:
    assert untrue(PACKED, [RIGHT], WAREHOUSE) == []


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ([], "has 0 boxes"),
        ([RIGHT, RIGHT], "has 2 boxes"),
        ([Box("SO-2401", {**GOODS, "MUG-BLUE": 1}, "0001")], "wants"),
        ([Box("SO-2401", {**GOODS, "LAMP-BRASS": 1}, "0001")], "wants"),
        ([Box("SO-2401", GOODS, "0002")], "on its box sticks 0002"),
        ([Box("SO-2401", GOODS, None)], "on its box sticks None"),
        ([RIGHT, Box("SO-2402", {}, None)], "a box of SO-2402 stands on the shelf"),
    ],
)
def test_a_wrong_box_is_named(boxes: list[Box], said: str) -> None:
    (problem,) = untrue(PACKED, boxes, WAREHOUSE)
    assert said in problem


SPLIT = PackedOrder("SO-2401", ("0001", "0002"))
HALVES = [Box("SO-2401", {"MUG-BLUE": 2}, "0001"), Box("SO-2401", {"TEA-EARL": 1, "NOTE-A5": 1}, "0002")]


def test_an_order_may_leave_in_two_boxes() -> None:
    assert untrue([SPLIT], HALVES, WAREHOUSE) == []


def test_two_boxes_with_each_other_s_label_are_named() -> None:
    swapped = [replace(HALVES[0], plate="0002"), replace(HALVES[1], plate="0001")]
    assert len(untrue([SPLIT], swapped, WAREHOUSE)) == 2


def test_a_second_box_that_stayed_on_the_bench_is_named() -> None:
    (problem,) = untrue([SPLIT], HALVES[:1], WAREHOUSE)
    assert "has 1 boxes" in problem


def test_what_was_said_to_be_missing_must_not_be_inside() -> None:
    short = PackedOrder("SO-2401", ("0001",), short={"MUG-BLUE": 1})
    assert untrue([short], [Box("SO-2401", {**GOODS, "MUG-BLUE": 1}, "0001")], WAREHOUSE) == []
    (problem,) = untrue([short], [RIGHT], WAREHOUSE)
    assert "wants" in problem


def test_another_piece_than_the_one_written_down_is_named() -> None:
    order = PackedOrder("SO-2401", ("0001",), marks=["MUG-BLUE S1"])
    assert untrue([order], [replace(RIGHT, marks=["MUG-BLUE S1"])], WAREHOUSE) == []
    for inside in ([], ["MUG-BLUE S2"]):
        (problem,) = untrue([order], [replace(RIGHT, marks=inside)], WAREHOUSE)
        assert "written down" in problem


def test_one_number_on_two_cartons_is_named() -> None:
    twins = [*PACKED, PackedOrder("SO-2408", ("0001",))]
    boxes = [RIGHT, Box("SO-2408", {"LAMP-BRASS": 1}, "0001")]
    assert untrue(twins, boxes, WAREHOUSE) == ["two cartons bear 0001"]
