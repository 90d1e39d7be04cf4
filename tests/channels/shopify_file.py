"""Shopify exports of a shop that does not exist, of any size, the same for the same seed."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence

HEADER = (
    "Name",
    "Email",
    "Financial Status",
    "Paid at",
    "Fulfillment Status",
    "Fulfilled at",
    "Accepts Marketing",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Shipping Method",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem compare at price",
    "Lineitem sku",
    "Lineitem requires shipping",
    "Lineitem taxable",
    "Lineitem fulfillment status",
    "Billing Name",
    "Billing Street",
    "Billing Address1",
    "Billing Address2",
    "Billing Company",
    "Billing City",
    "Billing Zip",
    "Billing Province",
    "Billing Country",
    "Billing Phone",
    "Shipping Name",
    "Shipping Street",
    "Shipping Address1",
    "Shipping Address2",
    "Shipping Company",
    "Shipping City",
    "Shipping Zip",
    "Shipping Province",
    "Shipping Country",
    "Shipping Phone",
    "Notes",
    "Note Attributes",
    "Cancelled at",
    "Payment Method",
    "Payment Reference",
    "Refunded Amount",
    "Vendor",
    "Outstanding Balance",
    "Employee",
    "Location",
    "Device ID",
    "Id",
    "Tags",
    "Risk Level",
    "Source",
    "Lineitem discount",
    "Tax 1 Name",
    "Tax 1 Value",
    "Tax 2 Name",
    "Tax 2 Value",
    "Tax 3 Name",
    "Tax 3 Value",
    "Tax 4 Name",
    "Tax 4 Value",
    "Tax 5 Name",
    "Tax 5 Value",
    "Phone",
    "Receipt Number",
    "Duties",
    "Billing Province Name",
    "Shipping Province Name",
    "Payment ID",
    "Payment Terms Name",
    "Next Payment Due At",
    "Payment References",
)

PEOPLE = ("Ada Musterfrau", "Jürgen Beispiel", "Zoë Nulle", "Bo O'Example", "Łucja Wzór", "山田 花子")
GOODS = (
    ("MUG-BLUE", "Mug, blue"),
    ("TEE-M-WHITE", 'T-shirt "Bench" - M / white'),
    ("LAMP-07", "Lamp, Größe 7"),
    ("BOOK-1001", "Book"),
    ("4006381333931", "Pen"),
)
TRAPS: tuple[Mapping[str, str], ...] = (
    {"Financial Status": "pending"},
    {"Financial Status": "refunded"},
    {"Financial Status": "partially_refunded"},
    {"Fulfillment Status": "fulfilled"},
    {"Cancelled at": "2026-03-02 10:00:00 +0100"},
    {"Lineitem sku": ""},
    {"Lineitem sku": "4.00638E+12"},
    {"Lineitem quantity": "1.5"},
    {"Lineitem requires shipping": "false"},
    {"Lineitem fulfillment status": "fulfilled"},
    {"Lineitem fulfillment status": "partial"},
    {"Risk Level": "High"},
    {"Created at": "03/04/2026 09:00"},
    {"Id": "5.43211E+12"},
    {"Notes": 'Please ring.\nTwice, "loud"; = thank you'},
    {"Note Attributes": "gift_message: All the best\nfrom us", "Tags": "vip, gift"},
    {"Shipping Phone": "4.930123E+9"},
)
"""What a first row may bring that is not quite an order to pack."""

Row = dict[str, str]


def first_row(number: int, rng: random.Random) -> Row:
    """An order's first row, with one line."""
    name = rng.choice(PEOPLE)
    street = f"Musterweg {rng.randint(1, 99)}"
    paid = f"2026-03-{rng.randint(1, 28):02} 09:{rng.randint(0, 59):02}:26 +0100"
    address = {"Name": name, "Street": street, "Address1": street, "City": "Musterstadt", "Country": "DE"}
    address |= {"Zip": f"'0{rng.randint(1000, 9999)}", "Province": "BE", "Phone": f"'+49 30 {number:07}"}
    return {
        "Name": f"#{number}",
        "Email": f"customer{number}@example.com",
        "Financial Status": "paid",
        "Paid at": paid,
        "Fulfillment Status": "unfulfilled",
        "Accepts Marketing": "no",
        "Currency": "EUR",
        "Subtotal": "19.90",
        "Shipping": "4.90",
        "Taxes": "3.96",
        "Total": "24.80",
        "Discount Amount": "0.00",
        "Shipping Method": rng.choice(("Standard", "Express")),
        "Created at": paid,
        **{f"Billing {part}": value for part, value in address.items()},
        **{f"Shipping {part}": value for part, value in address.items()},
        "Payment Method": "Card",
        "Payment Reference": f"c{number}.1",
        "Refunded Amount": "0.00",
        "Outstanding Balance": "0.00",
        "Id": str(5_432_100_000_000 + number),
        "Risk Level": "Low",
        "Source": "web",
        "Tax 1 Name": "VAT 19%",
        "Tax 1 Value": "3.96",
        **line_cells(rng),
    }


def line_cells(rng: random.Random) -> Row:
    """The cells of one line."""
    sku, title = rng.choice(GOODS)
    return {
        "Lineitem quantity": str(rng.randint(1, 3)),
        "Lineitem name": title,
        "Lineitem price": "9.95",
        "Lineitem sku": sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": "pending",
        "Vendor": "Example",
        "Lineitem discount": "0.00",
    }


def further_row(first: Row, rng: random.Random) -> Row:
    """One more line of the same order."""
    return {"Name": first["Name"], "Email": first["Email"], **line_cells(rng)}


def export_rows(count: int, seed: int = 1, *, traps: bool = False) -> Iterator[Row]:
    """So many rows; orders have one to four lines. With `traps` every fourth order brings one."""
    rng = random.Random(seed)
    number, left = 1000, count
    while left > 0:
        number += 1
        first = first_row(number, rng)
        if traps and number % 4 == 0:
            first |= rng.choice(TRAPS)
        lines = min(left, rng.choice((1, 1, 1, 2, 2, 3, 4)))
        yield first
        for _ in range(lines - 1):
            yield further_row(first, rng)
        left -= lines


def shopify_export(
    rows: Sequence[Row] | Iterator[Row], *, separator: str = ",", encoding: str = "utf-8"
) -> bytes:
    """The file Shopify would make of these rows."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, HEADER, restval="", delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
