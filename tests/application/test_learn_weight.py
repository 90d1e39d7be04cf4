"""Weights are learned from verified cartons, used at once, and confirmed by a lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.close_carton import CloseCarton
from packstation.application.learn_weight import ConfirmWeight, LearnedWeights
from packstation.application.print_label import PrintLabel
from packstation.application.receive_orders import ReceiveOrders
from packstation.application.verify_label import VerifyLabel
from packstation.domain.person import Verb
from packstation.domain.product import Product
from packstation.domain.refusal import RefusalCode
from packstation.domain.site_act import WeightConfirmed, WeightForgotten, WeightLearned
from tests.application.site import POSTER, order
from tests.application.warehouse import Warehouse, weighing

BOX_GRAMS = 200


def pack_posters(warehouse: Warehouse, number: str, piece_grams: int) -> None:
    """An order of two posters, packed, weighed, labelled and proven."""
    ReceiveOrders(warehouse.bench)([order(number, ("POSTER", 2))])
    task = warehouse.pack(POSTER, POSTER, number=number)
    closed = CloseCarton(warehouse.bench, warehouse.writer)(
        warehouse.ida, task, weighing(BOX_GRAMS + 2 * piece_grams)
    )
    printed = PrintLabel(warehouse.bench, warehouse.writer)(warehouse.ida, closed.task, warehouse.printer)
    assert printed.label is not None
    scan = warehouse.read(printed.label.plate.code)
    VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, scan)


def learn(warehouse: Warehouse) -> None:
    for number, grams in (("200001", 70), ("200002", 74), ("200003", 71)):
        pack_posters(warehouse, number, grams)


def poster(warehouse: Warehouse) -> Product:
    with warehouse.store.transaction() as work:
        product = work.catalogue.product("POSTER")
    assert product is not None
    return product


def test_three_verified_cartons_teach_the_median_and_the_next_carton_is_weighed_by_it(
    warehouse: Warehouse,
) -> None:
    learn(warehouse)
    assert [act for act in warehouse.acts() if isinstance(act, WeightLearned)] == [
        WeightLearned("POSTER", 71, 3)
    ]
    assert LearnedWeights(warehouse.bench)() == (poster(warehouse),)
    task = warehouse.open("100236")
    (line,) = task.order.lines
    assert (line.unit_grams, line.weight_learned) == (71, True)


def test_two_cartons_teach_nothing_yet(warehouse: Warehouse) -> None:
    pack_posters(warehouse, "200001", 70)
    pack_posters(warehouse, "200002", 70)
    assert poster(warehouse).learned_grams is None
    assert LearnedWeights(warehouse.bench)() == ()


def test_a_lead_confirms_what_was_learned(warehouse: Warehouse) -> None:
    learn(warehouse)
    ConfirmWeight(warehouse.bench)(warehouse.lea, "POSTER", right=True)
    assert warehouse.newest() == [WeightConfirmed("POSTER", 71)]
    assert (poster(warehouse).unit_grams, poster(warehouse).learned_grams) == (71, None)
    pack_posters(warehouse, "200004", 71)
    assert poster(warehouse).unit_grams == 71
    assert LearnedWeights(warehouse.bench)() == ()


def test_a_wrong_weight_is_forgotten_and_learned_anew(warehouse: Warehouse) -> None:
    learn(warehouse)
    ConfirmWeight(warehouse.bench)(warehouse.lea, "POSTER", right=False)
    assert warehouse.newest() == [WeightForgotten("POSTER", 71)]
    assert poster(warehouse).learned_grams is None
    pack_posters(warehouse, "200004", 80)
    assert poster(warehouse).learned_grams is None


def test_only_a_lead_confirms_and_only_what_was_learned(warehouse: Warehouse) -> None:
    with warehouse.refused(
        Verb.CONFIRM_WEIGHT, RefusalCode.ROLE_FORBIDS, role="packer", verb="confirm_weight"
    ):
        ConfirmWeight(warehouse.bench)(warehouse.ida, "POSTER", right=True)
    with warehouse.refused(Verb.CONFIRM_WEIGHT, RefusalCode.NOTHING_LEARNED, sku="POSTER"):
        ConfirmWeight(warehouse.bench)(warehouse.lea, "POSTER", right=True)


def test_a_product_that_comes_in_anew_keeps_what_was_learned_of_it(warehouse: Warehouse) -> None:
    learn(warehouse)
    known = replace(poster(warehouse), learned_grams=None)
    with warehouse.store.transaction() as work:
        work.catalogue.put([known], [])
    assert poster(warehouse).learned_grams == 71


def test_a_weight_somebody_weighed_wins(warehouse: Warehouse) -> None:
    learn(warehouse)
    weighed = replace(poster(warehouse), unit_grams=90)
    with warehouse.store.transaction() as work:
        work.catalogue.put([weighed], [])
    assert warehouse.open("100236").order.lines[0].unit_grams == 90
    assert LearnedWeights(warehouse.bench)() == ()


@pytest.mark.parametrize("fewest", [1, 2])
def test_the_site_says_how_many_cartons_it_takes(warehouse: Warehouse, fewest: int) -> None:
    warehouse.policy = replace(warehouse.policy, fewest_weighings=fewest)
    for number in range(fewest):
        assert poster(warehouse).learned_grams is None
        pack_posters(warehouse, str(200001 + number), 70)
    assert poster(warehouse).learned_grams == 70
