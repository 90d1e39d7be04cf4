"""A made-up Shopify export as large as wanted: every column, one to four lines an order."""

from __future__ import annotations

import csv
from itertools import cycle
from pathlib import Path

from tests.benchmarks.big_store import sku

_HEADER = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,"
    "Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,Lineitem sku,"
    "Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,"
    "Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,"
    "Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping Address1,"
    "Shipping Address2,Shipping Company,Shipping City,Shipping Zip,Shipping Province,"
    "Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,"
    "Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,Device ID,Id,"
    "Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,"
    "Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,"
    "Duties,Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,"
    "Next Payment Due At,Payment References"
)
COLUMNS = tuple(_HEADER.split(","))
_LINES = (1, 2, 1, 3, 1, 2, 4, 1)
"""How many lines the orders have, in turn: a little under two on average."""
_OF_ORDER = {
    "Financial Status": "paid",
    "Paid at": "2026-03-02 09:50:26 +0100",
    "Fulfillment Status": "unfulfilled",
    "Accepts Marketing": "no",
    "Currency": "EUR",
    "Subtotal": "19.80",
    "Shipping": "4.90",
    "Taxes": "3.16",
    "Total": "24.70",
    "Discount Amount": "0.00",
    "Shipping Method": "Standard",
    "Created at": "2026-03-02 09:50:26 +0100",
    "Billing Address1": "Ship street 7",
    "Billing City": "Town",
    "Billing Zip": "'12345",
    "Billing Country": "DE",
    "Shipping Address1": "Ship street 7",
    "Shipping City": "Town",
    "Shipping Zip": "'12345",
    "Shipping Country": "DE",
    "Shipping Phone": "'+49 30 000000",
    "Payment Method": "Shopify Payments",
    "Refunded Amount": "0.00",
    "Outstanding Balance": "0.00",
    "Risk Level": "Low",
    "Source": "web",
    "Tax 1 Name": "DE VAT 19%",
    "Tax 1 Value": "3.16",
}
_OF_LINE = {
    "Lineitem price": "9.90",
    "Lineitem requires shipping": "true",
    "Lineitem taxable": "true",
    "Lineitem fulfillment status": "pending",
    "Vendor": "Shop",
    "Lineitem discount": "0.00",
}


def write(path: Path, rows: int, first_order: int = 0) -> Path:
    """Write so many rows below the header."""
    left, order = rows, first_order
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
        table.writeheader()
        for lines in cycle(_LINES):
            for line in range(min(lines, left)):
                table.writerow(_row(order, line))
            left -= min(lines, left)
            order += 1
            if not left:
                return path
    return path


def _row(order: int, line: int) -> dict[str, str]:
    named = {"Name": f"#S{order:07d}", "Email": f"customer{order}@example.com"}
    number = (order * 7 + line) % 8_000
    goods = {
        "Lineitem quantity": str(1 + line % 3),
        "Lineitem name": f"Product {number}",
        "Lineitem sku": sku(number),
    }
    if line:
        return {**named, **goods, **_OF_LINE}
    person = {"Billing Name": f"Customer {order}", "Shipping Name": f"Customer {order}"}
    ids = {"Id": str(5_000_000_000 + order), "Payment Reference": f"r{order}"}
    return {**named, **goods, **_OF_LINE, **_OF_ORDER, **person, **ids}
