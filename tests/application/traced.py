"""Goods that have to be counted with care: lots, dates, serial numbers, limits, kits, no code at all."""

from __future__ import annotations

from datetime import date, timedelta

from packstation.application.counting import Answer
from packstation.domain.product import (
    Component,
    CountingPolicy,
    KitWay,
    Product,
    ProductCode,
    Tracking,
    Unit,
)
from packstation.domain.scan import ElementStrings, Scan
from tests.application.site import order
from tests.application.warehouse import Warehouse
from tests.fakes.clock import NOON

MILK, MILK_CASE, RADIO = "4012345679007", "14012345679004", "4012345679014"
TODAY = NOON.astimezone().date()
LATER, LATEST, GONE = TODAY + timedelta(30), TODAY + timedelta(60), TODAY - timedelta(1)

GOODS = (
    Product("MILK", "Milk", 1000, CountingPolicy(frozenset({Tracking.LOT, Tracking.EXPIRY}))),
    Product("PILL", "Pills", 50, CountingPolicy(frozenset({Tracking.LOT}))),
    Product("EGG", "Eggs", 60, CountingPolicy(frozenset({Tracking.EXPIRY}))),
    Product("RADIO", "Radio", 700, CountingPolicy(frozenset({Tracking.SERIAL}))),
    Product("SCREW", "Screw", 4, CountingPolicy(by_touch=True)),
    Product("HAM", "Ham", 500, CountingPolicy(frozenset({Tracking.LOT}), by_touch=True)),
    Product("KEG", "Keg", 5000, CountingPolicy(times_limit=3)),
    Product("RING", "Ring", 10, CountingPolicy(times_limit=1)),
    Product("POT", "Teapot", 600),
    Product(
        "SET", "Tea set", components=(Component("CUP", 2), Component("POT", 1)), kit_way=KitWay.BY_COMPONENT
    ),
    Product("BOX", "Gift box", components=(Component("CUP", 1), Component("POT", 1))),
)
CODES = (
    ProductCode("0" + MILK, "MILK"),
    ProductCode(MILK_CASE, "MILK", Unit.CASE, 6),
    ProductCode("0" + RADIO, "RADIO"),
    ProductCode("RADIOS", "RADIO", Unit.CASE, 3),
    ProductCode("MUGS", "MUG", Unit.CASE, 12),
)
ORDERS = (
    order("200001", ("MILK", 8), ("RADIO", 3), ("EGG", 2)),
    order("200002", ("RADIO", 2), ("PILL", 4)),
    order("200003", ("SCREW", 40), ("HAM", 2), ("MUG", 5)),
    order("200004", ("KEG", 5), ("RING", 3), ("MUG", 30)),
    order("200005", ("SET", 2), ("CUP", 1), ("BOX", 1)),
    order("200006", ("MUG", 6), ("LID", 1), ("MUG", 6)),
)


def move_in(warehouse: Warehouse) -> Warehouse:
    """The goods and their orders arrive."""
    warehouse.stock(GOODS, CODES)
    warehouse.receive(*ORDERS)
    return warehouse


def label(
    warehouse: Warehouse,
    gtin: str,
    lot: str | None = None,
    expiry: date | None = None,
    serial: str | None = None,
) -> Scan:
    """A GS1 label as the scanner's driver hands it over."""
    read = warehouse.read(f"01{gtin}", "]d2")
    elements = ElementStrings(gtin.zfill(14), lot=lot, expiry=expiry, serial=serial)
    return Scan(read.text, read.device, read.at_ms, read.aim, elements)


def typed(asked: Tracking, text: str) -> Answer:
    """An answer by the keyboard."""
    return Answer(asked, Scan(text, "keyboard", 0, typed=True))
