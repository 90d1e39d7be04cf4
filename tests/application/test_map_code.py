"""Codes nobody knows go to a list; a lead says what they mean, and the packer goes on with the rest."""

from __future__ import annotations

import pytest

from packstation.application.map_code import DropCode, MapCode, MeantProduct, UnknownCodeList
from packstation.application.scan_unit import ScanUnit
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Verb
from packstation.domain.product import ProductCode, Unit
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.site_act import CodeDropped, CodeMapped
from packstation.domain.unknown_code import UnknownCode
from tests.application.site import MUG
from tests.application.warehouse import Warehouse

NEW = "4006381333931"
CANONICAL = "0" + NEW


def scan_unknown(warehouse: Warehouse, task: PackTask, *, typed: bool = False) -> None:
    read = warehouse.read(NEW)
    scan = Scan(read.text, "keyboard", read.at_ms, typed=True) if typed else read
    with pytest.raises(Refused) as no:
        ScanUnit(warehouse.bench)(warehouse.ida, task, scan)
    assert no.value.code is RefusalCode.UNKNOWN_CODE


def test_an_unknown_code_is_listed_once_with_how_often_and_where_it_was_seen(warehouse: Warehouse) -> None:
    task = warehouse.open()
    scan_unknown(warehouse, task)
    first_at = warehouse.clock.now()
    scan_unknown(warehouse, task)
    (listed,) = UnknownCodeList(warehouse.bench)()
    assert listed == UnknownCode(CANONICAL, 2, first_at, warehouse.clock.now(), "100235")


def test_what_was_typed_may_be_a_pin_and_is_not_listed(warehouse: Warehouse) -> None:
    scan_unknown(warehouse, warehouse.open(), typed=True)
    assert UnknownCodeList(warehouse.bench)() == ()


def test_the_packer_goes_on_and_counts_the_code_as_soon_as_a_lead_has_mapped_it(warehouse: Warehouse) -> None:
    task = warehouse.open("100234")
    scan_unknown(warehouse, task)
    alias = MapCode(warehouse.bench)(warehouse.lea, CANONICAL, "LID", Unit.CASE, 6)
    assert alias == ProductCode(CANONICAL, "LID", Unit.CASE, 6)
    assert warehouse.newest() == [CodeMapped(CANONICAL, "LID", "case", 6)]
    assert UnknownCodeList(warehouse.bench)() == ()
    scanned = ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(NEW))
    assert (scanned.counted.sku, scanned.counted.units) == ("LID", 6)


def test_a_code_longer_than_the_screen_shows_is_listed_whole_and_can_be_mapped(warehouse: Warehouse) -> None:
    long = "HTTPS://EXAMPLE.COM/" + "A" * 70
    task = warehouse.open("100234")
    with pytest.raises(Refused) as no:
        ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(long))
    assert no.value.recorded == {"read": long[:64]}
    (listed,) = UnknownCodeList(warehouse.bench)()
    MapCode(warehouse.bench)(warehouse.lea, listed.code, "LID", Unit.EACH, 1)
    assert ScanUnit(warehouse.bench)(warehouse.ida, task, warehouse.read(long)).counted.sku == "LID"


def test_only_a_lead_maps_codes(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.MAP_CODE, RefusalCode.ROLE_FORBIDS, role="packer", verb="map_code"):
        MapCode(warehouse.bench)(warehouse.ida, CANONICAL, "MUG", Unit.EACH, 1)


def test_a_code_that_means_another_product_by_now_keeps_its_meaning(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.MAP_CODE, RefusalCode.CODE_TAKEN, code="0" + MUG, sku="MUG"):
        MapCode(warehouse.bench)(warehouse.lea, "0" + MUG, "LID", Unit.EACH, 1)


def test_a_code_means_a_product_there_is_and_one_piece_at_least(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.MAP_CODE, RefusalCode.UNKNOWN_PRODUCT):
        MapCode(warehouse.bench)(warehouse.lea, CANONICAL, "GHOST", Unit.EACH, 1)
    with warehouse.refused(Verb.MAP_CODE, RefusalCode.NO_PIECES):
        MapCode(warehouse.bench)(warehouse.lea, CANONICAL, "MUG", Unit.CASE, 0)


def test_a_code_that_is_no_product_goes_off_the_list_and_comes_back_with_the_next_scan(
    warehouse: Warehouse,
) -> None:
    task = warehouse.open()
    scan_unknown(warehouse, task)
    DropCode(warehouse.bench)(warehouse.lea, CANONICAL)
    assert warehouse.newest() == [CodeDropped(CANONICAL)]
    assert UnknownCodeList(warehouse.bench)() == ()
    scan_unknown(warehouse, task)
    assert [code.seen for code in UnknownCodeList(warehouse.bench)()] == [1]


@pytest.mark.parametrize("shown", [MUG, "MUG", "mug"])
def test_the_lead_shows_the_product_by_its_sku_or_by_a_code_it_bears(
    warehouse: Warehouse, shown: str
) -> None:
    read = warehouse.read(shown)
    scan = Scan(read.text, "keyboard", read.at_ms, typed=True)
    assert MeantProduct(warehouse.bench)(warehouse.lea, scan).sku == "MUG"


def test_a_code_no_product_bears_shows_nothing(warehouse: Warehouse) -> None:
    with pytest.raises(Refused) as no:
        MeantProduct(warehouse.bench)(warehouse.lea, warehouse.read("nothing"))
    assert no.value.code is RefusalCode.UNKNOWN_PRODUCT
