"""What pieces weighed, and codes nobody knew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from packstation.domain.product import Product
from packstation.domain.unknown_code import UnknownCode
from tests.contract.store.opened import CARTON, MUGS, Opened
from tests.fakes.clock import NOON
from tests.persistence.shelf import make_order, open_order, scan

LATER = NOON + timedelta(minutes=3, microseconds=7)


def test_each_carton_tells_once_what_a_piece_weighs(opened: Opened) -> None:
    with opened.store.transaction() as work:
        for carton, grams in ((1, 310), (2, 290), (3, 300), (1, 305)):
            work.weighings.add("POSTER", UUID(int=carton), grams)
        work.weighings.add("MUG", UUID(int=1), 7)
    with opened.again().transaction() as work:
        assert work.weighings.of("POSTER") == (290, 300, 305)
        work.weighings.forget("POSTER")
        assert work.weighings.of("POSTER") == ()
        assert work.weighings.of("MUG") == (7,)


def test_a_learned_weight_stands_in_until_somebody_says_what_a_piece_weighs(opened: Opened) -> None:
    order = make_order(3, ("POSTER", 1), ("MUG", 1))
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, order, CARTON)
        scan(work, order.order_id)
    with opened.store.transaction() as work:
        for sku in ("POSTER", "MUG", "UNHEARD-OF"):
            work.weighings.learned(sku, 44)
        poster, mug = work.orders.task(order.order_id).order.lines
        assert (poster.unit_grams, poster.weight_learned) == (44, True)
        assert (mug.unit_grams, mug.weight_learned) == (300, False)
    with opened.again().transaction() as work:
        assert work.weighings.unconfirmed() == (Product("POSTER", "Poster", learned_grams=44),)
        work.catalogue.put([Product("POSTER", "Poster, large", learned_grams=9)], [])
        assert work.weighings.unconfirmed() == (Product("POSTER", "Poster, large", learned_grams=44),)
        work.weighings.learned("POSTER", None)
        assert work.weighings.unconfirmed() == ()
        poster = work.orders.task(order.order_id).line(1)
        assert (poster.unit_grams, poster.weight_learned) == (None, False)


def test_products_with_a_learned_weight_come_by_sku(opened: Opened) -> None:
    with opened.store.transaction() as work:
        for sku in ("B", "A", "C"):
            work.catalogue.put([Product(sku, sku)], [])
            work.weighings.learned(sku, 5)
        work.catalogue.put([Product("C", "C", 6)], [])
    with opened.again().transaction() as work:
        assert [product.sku for product in work.weighings.unconfirmed()] == ["A", "B"]
        assert work.catalogue.product("C") == Product("C", "C", 6, learned_grams=5)


def test_a_code_nobody_knew_is_listed_with_how_often_and_where(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.unknown_codes.note("B", NOON, MUGS.number)
        work.unknown_codes.note("A", NOON, None)
        work.unknown_codes.note("C", NOON, None)
        work.unknown_codes.note("C", LATER, "7")
    with opened.again().transaction() as work:
        most, *others = work.unknown_codes.all()
        assert most == UnknownCode("C", 2, NOON, LATER, "7")
        assert others == [UnknownCode("A", 1, NOON, NOON, None), UnknownCode("B", 1, NOON, NOON, "1")]
        work.unknown_codes.drop("C")
        work.unknown_codes.drop("C")
        work.unknown_codes.note("A", LATER, None)
        assert work.unknown_codes.all() == (replace(others[0], seen=2, last_at=LATER), others[1])
