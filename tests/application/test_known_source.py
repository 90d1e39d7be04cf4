"""One order of one shop, told by two forms of file, with ids and without: it is here once."""

from __future__ import annotations

import io
import json

import pytest

from packstation.application.intake import OrderReader
from packstation.channels.shopify_csv import ShopifyCsv
from packstation.channels.shopify_json import ShopifyJson
from packstation.domain.import_report import ImportReport, OrderFate
from tests.application.import_desk import ImportDesk

ID, OTHER_ID = "450789469", "450789470"
ROUNDED, NONE = "4.50789E+08", ""
HEADERS = (
    "Name,Financial Status,Shipping Method,Created at,Lineitem quantity,Lineitem name,Lineitem sku,"
    "Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Id\n"
)
File = tuple[OrderReader, bytes]


def table(order_id: str, pieces: int = 2, to: str = "Ada Lovelace") -> File:
    """The order #1001 as Shopify exports it as CSV."""
    goods, address = f"{pieces},Mug,MUG", f"{to},Mill 1,Town,12345,DE"
    first = f"#1001,paid,Standard,2026-03-01 10:00:00 +0100,{goods},{address},{order_id}\n"
    return ShopifyCsv(), f"{HEADERS}{first}#1001,,,,1,Lid,LID,,,,,,\n".encode()


def listed(order_id: str, pieces: int = 2, to: str = "Ada Lovelace") -> File:
    """The same order as Shopify tells it as JSON."""
    address = {"name": to, "address1": "Mill 1", "city": "Town", "zip": "12345", "country_code": "DE"}
    lines = [
        {"id": 1, "sku": "MUG", "name": "Mug", "quantity": pieces, "fulfillable_quantity": pieces},
        {"id": 2, "sku": "LID", "name": "Lid", "quantity": 1, "fulfillable_quantity": 1},
    ]
    order = {"id": order_id, "name": "#1001", "created_at": "2026-03-01T10:00:00+01:00"}
    said = {"financial_status": "paid", "shipping_lines": [{"title": "Standard"}], "line_items": lines}
    return ShopifyJson(), json.dumps({"orders": [{**order, **said, "shipping_address": address}]}).encode()


def bring(desk: ImportDesk, file: File) -> ImportReport:
    reader, content = file
    return desk.import_orders(reader, io.BytesIO(content), "orders")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (table(ID), listed(ID)),
        (listed(ID), table(ID)),
        (table(NONE), listed(ID)),
        (listed(ID), table(NONE)),
        (table(NONE), table(ID)),
        (table(ROUNDED), listed(ID)),
        (listed(ID), table(ROUNDED)),
        (table(ID), listed(f"gid://shopify/Order/{ID}")),
    ],
)
def test_told_again_in_another_form_it_is_the_same_order(first: File, second: File) -> None:
    desk = ImportDesk()
    assert bring(desk, first).orders == {OrderFate.CREATED: 1}
    for file in (second, first, second):
        assert bring(desk, file).orders == {OrderFate.UNCHANGED: 1}
    assert not desk.waiting()


@pytest.mark.parametrize(
    ("first", "second"),
    [(table(NONE), listed(ID, 5)), (listed(ID), table(NONE, 5)), (table(ID), listed(ID, 5))],
)
def test_what_changed_is_changed_on_the_order_that_is_here(first: File, second: File) -> None:
    desk = ImportDesk()
    bring(desk, first)
    assert bring(desk, second).orders == {OrderFate.CHANGED: 1}
    order = desk.order("#1001")
    assert order is not None
    assert [line.quantity for line in order.lines] == [5, 1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (table(ID), listed(OTHER_ID)),
        (table(NONE), listed(ID, to="Grace Hopper")),
        (listed(ID), table(NONE, to="Grace Hopper")),
    ],
)
def test_another_order_of_that_number_waits_for_a_person_and_changes_nothing(
    first: File, second: File
) -> None:
    desk = ImportDesk()
    bring(desk, first)
    before = desk.order("#1001")
    assert bring(desk, second).orders == {OrderFate.QUARANTINED: 1}
    assert {entry.reason.value for entry in desk.waiting()} == {"number_taken"}
    assert desk.order("#1001") == before
