"""Products, the codes that mean them, and their lots."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from packstation.domain.lot import Lot
from packstation.domain.product import (
    SCANNED,
    Component,
    CountingPolicy,
    KitWay,
    Product,
    ProductCode,
    Tracking,
    Unit,
)
from tests.contract.store.opened import Opened, put
from tests.persistence.shelf import LID_CODE, MUG_CODE, make_order


def test_a_code_means_its_alias_before_the_sku_of_that_name(opened: Opened) -> None:
    with opened.store.transaction() as work:
        assert work.catalogue.meaning(LID_CODE) == ProductCode(LID_CODE, "LID", Unit.CASE, 12)
        assert work.catalogue.meaning("MUG") == ProductCode("MUG", "MUG", Unit.EACH, 1)
        assert work.catalogue.meaning("mug") is None
        work.catalogue.put([], [ProductCode("MUG", "LID")])
        assert work.catalogue.meaning("MUG") == ProductCode("MUG", "LID")


def test_a_sku_that_is_a_gtin_is_found_by_its_fourteen_digits(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.catalogue.put([Product("4006381333931", "Pen")], [])
        assert work.catalogue.meaning("04006381333931") == ProductCode("04006381333931", "4006381333931")
        work.catalogue.put([], [ProductCode("04006381333931", "MUG")])
        work.catalogue.put([Product("4006381333931", "Pen, once more")], [])
        assert work.catalogue.meaning("04006381333931") == ProductCode("04006381333931", "MUG")


def test_products_and_codes_are_replaced_when_put_again(opened: Opened) -> None:
    with opened.store.transaction() as work:
        work.catalogue.put(
            [Product("MUG", "Mug, large", None)], [ProductCode(MUG_CODE, "LID", Unit.PALLET, 40)]
        )
    with opened.again().transaction() as work:
        assert work.catalogue.product("MUG") == Product("MUG", "Mug, large", None)
        assert work.catalogue.product("JUG") is None
        assert work.catalogue.meaning(MUG_CODE) == ProductCode(MUG_CODE, "LID", Unit.PALLET, 40)


def test_how_pieces_are_counted_and_what_is_asked_of_them_comes_with_each_line(opened: Opened) -> None:
    policies = {
        "DRUG": CountingPolicy(frozenset({Tracking.LOT, Tracking.EXPIRY})),
        "PHONE": CountingPolicy(frozenset(Tracking), times_limit=1),
        "SCREW": CountingPolicy(times_limit=50, by_touch=True),
        "ANY": CountingPolicy(times_limit=0),
    }
    put(opened.store, make_order(1, *((sku, 1) for sku in policies)))
    with opened.store.transaction() as work:
        work.catalogue.put([Product(sku, sku, counting=policy) for sku, policy in policies.items()], [])
    with opened.again().transaction() as work:
        order = work.orders.by_number("1")
        assert order is not None
        assert {line.sku: line.counting for line in order.lines} == policies
        for sku, policy in policies.items():
            assert work.catalogue.product(sku) == Product(sku, sku, counting=policy)
        work.catalogue.put([Product("PHONE", "Phone")], [])
        assert work.orders.task(order.order_id).line(2).counting == SCANNED


def test_a_kit_is_read_with_its_components_by_the_names_they_have_now(opened: Opened) -> None:
    parts = (Component("MUG", 2), Component("UNHEARD-OF", 1), Component("LID", 2))
    kit = Product("SET", "Gift set", components=parts, kit_way=KitWay.BY_COMPONENT)
    named = (replace(parts[0], name="Mug, blue"), parts[1], replace(parts[2], name="Lid"))
    put(opened.store, make_order(1, ("SET", 1), ("MUG", 1)))
    with opened.store.transaction() as work:
        work.catalogue.put([kit], [])
        assert work.orders.task(UUID(int=1)).line(1).components == named
        assert work.catalogue.product("SET") == replace(kit, components=named)
    with opened.again().transaction() as work:
        work.catalogue.put([Product("UNHEARD-OF", "Bow"), replace(kit, components=parts[:2])], [])
        bow = replace(parts[1], name="Bow")
        assert [line.components for line in work.orders.task(UUID(int=1)).order.lines] == [
            (named[0], bow),
            (),
        ]
        assert work.catalogue.product("SET") == replace(kit, components=(named[0], bow))


def test_the_lot_that_expires_first_comes_first(opened: Opened) -> None:
    spring, summer = date(2026, 4, 1), date(2026, 7, 1)
    lots = [Lot("DRUG", "C"), Lot("DRUG", "B", summer), Lot("DRUG", "A", summer), Lot("DRUG", "Z", spring)]
    with opened.store.transaction() as work:
        assert work.catalogue.lots("DRUG") == ()
        work.catalogue.put_lots([*lots, Lot("MUG", "Z")])
    with opened.again().transaction() as work:
        assert [lot.lot for lot in work.catalogue.lots("DRUG")] == ["Z", "A", "B", "C"]
        work.catalogue.put_lots([Lot("DRUG", "Z", None), Lot("DRUG", "C", spring)])
        assert work.catalogue.lots("DRUG") == (
            Lot("DRUG", "C", spring),
            Lot("DRUG", "A", summer),
            Lot("DRUG", "B", summer),
            Lot("DRUG", "Z"),
        )
