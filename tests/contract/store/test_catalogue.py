"""Products, and the codes that mean them."""

from __future__ import annotations

from packstation.domain.product import Product, ProductCode, Unit
from tests.contract.store.opened import Opened
from tests.persistence.shelf import LID_CODE, MUG_CODE


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
