"""A box that is not what the bench said is found, whatever is wrong with it."""

import pytest

from packstation.bootstrap import resources
from packstation.demo.truth import Box, PackedOrder, untrue
from packstation.demo.warehouse import load_warehouse

WAREHOUSE = load_warehouse(resources())
GOODS = {"MUG-BLUE": 2, "TEA-EARL": 1, "NOTE-A5": 1}
PACKED = [PackedOrder("SO-2401", "0001")]
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


def test_one_number_on_two_cartons_is_named() -> None:
    twins = [*PACKED, PackedOrder("SO-2408", "0001")]
    boxes = [RIGHT, Box("SO-2408", {"LAMP-BRASS": 1}, "0001")]
    assert untrue(twins, boxes, WAREHOUSE) == ["two cartons bear 0001"]
