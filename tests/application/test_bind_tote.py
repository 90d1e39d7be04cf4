"""Goods come in totes: which, is said by scanning the order's paper and then the tote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.bind_tote import LONGEST_TOTE, BindTote, FindPicked
from packstation.application.open_order import OpenOrder
from packstation.domain.badge import as_shown
from packstation.domain.carton_act import ToteBound
from packstation.domain.order import Order
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from tests.application.repacking import BOTH_STORES
from tests.application.site import IDA_BADGE, MUG
from tests.application.warehouse import Warehouse

pytestmark = BOTH_STORES


def order(warehouse: Warehouse, number: str = "100234") -> Order:
    return FindPicked(warehouse.bench)(warehouse.ida, warehouse.read(number))


def bind(warehouse: Warehouse, tote: str, number: str = "100234") -> Order:
    return BindTote(warehouse.bench)(warehouse.ida, order(warehouse, number), warehouse.read(tote)).task.order


def test_the_order_is_opened_by_each_of_its_totes(warehouse: Warehouse) -> None:
    assert bind(warehouse, "T-1").totes == ("T-1",)
    assert bind(warehouse, "T-2").totes == ("T-1", "T-2")
    assert warehouse.newest() == [ToteBound("T-2")]
    for tote in ("T-2", "T-1"):
        opened = OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read(tote))
        assert opened.task.order.number == "100234"


def test_the_same_tote_again_changes_nothing(warehouse: Warehouse) -> None:
    bind(warehouse, "T-1")
    acts = warehouse.acts()
    assert bind(warehouse, "T-1").totes == ("T-1",)
    assert warehouse.acts() == acts


def test_a_tote_with_goods_of_another_order_is_refused_until_those_are_packed(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.BIND_TOTE, RefusalCode.TOTE_TAKEN, order="100235"):
        bind(warehouse, "T-7")
    warehouse.cancel("100235")
    assert bind(warehouse, "T-7").totes == ("T-7",)


@pytest.mark.parametrize(
    "code", [MUG, "MUG", "100236", IDA_BADGE.code, "PSC-NEXT-ABC", "X" * (LONGEST_TOTE + 1)]
)
def test_a_code_that_means_something_else_is_no_tote(warehouse: Warehouse, code: str) -> None:
    with warehouse.refused(Verb.BIND_TOTE, RefusalCode.NOT_A_TOTE, read=as_shown(code)):
        bind(warehouse, code)


def test_a_label_of_a_carton_is_no_tote(warehouse: Warehouse) -> None:
    printed = warehouse.print()
    assert printed.label is not None
    plate = printed.label.plate.code
    with warehouse.refused(Verb.BIND_TOTE, RefusalCode.NOT_A_TOTE, read=plate):
        bind(warehouse, plate)


def test_what_was_typed_is_bound_and_kept_out_of_the_journal(warehouse: Warehouse) -> None:
    typed = replace(warehouse.read("4711"), typed=True)
    after = BindTote(warehouse.bench)(warehouse.ida, order(warehouse), typed)
    assert after.task.order.totes == ("4711",)
    assert warehouse.newest() == [ToteBound(None)]


def test_goods_that_are_packed_lie_in_no_tote(warehouse: Warehouse) -> None:
    warehouse.cancel("100235")
    with warehouse.refused(Verb.BIND_TOTE, RefusalCode.ORDER_CANCELLED, order="100235"):
        order(warehouse, "100235")
    with warehouse.refused(Verb.BIND_TOTE, RefusalCode.UNKNOWN_ORDER, read="T-1"):
        order(warehouse, "T-1")


def test_an_order_in_hand_gets_a_further_tote(warehouse: Warehouse) -> None:
    opened = warehouse.open("100235")
    after = BindTote(warehouse.bench)(warehouse.ida, opened.order, warehouse.read("T-9"))
    assert after.task.order.totes == ("T-7", "T-9")
    assert after.task.open_carton == opened.open_carton
