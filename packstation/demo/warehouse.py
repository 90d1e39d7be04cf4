"""The made-up warehouse: what it sells, who ordered what, and who works there.

Read from resources/demo/warehouse.json. Numbers are under GS1's prefix for demonstrations, 952; people
and addresses are invented. `real_grams` is what a unit weighs though nobody told the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from packstation.demo.event import Event
from packstation.domain.instruction import InstructionKind
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Role
from packstation.domain.product import Tracking
from packstation.domain.value import value


@value
class PrintedCode:
    """A barcode as it stands on a thing: what a scanner sends of it, and how many pieces the thing is.

    `gtin` is the trade item inside a GS1 element string, "" for any other code; `lot` and `expiry` (an ISO
    date) stand below the bars where the goods are tracked by them.
    """

    text: str
    aim: str
    pieces: int = 1
    gtin: str = ""
    lot: str = ""
    expiry: str = ""

    @property
    def typed(self) -> str:
        """What a person types of it: the number printed below the bars."""
        return self.gtin or self.text


@value
class DemoProduct:
    """A product, with the codes on its units and cases. `unit_grams` None: the catalogue has no weight.

    `tracked`: what has to be known of each piece. Pieces with a serial number bear it on a sticker.
    """

    sku: str
    name: str
    unit_grams: int | None
    real_grams: int
    codes: tuple[PrintedCode, ...]
    tracked: frozenset[Tracking] = frozenset()

    def singles(self, count: int) -> int:
        """How many of so many pieces come as single units, once all that fit into cases are in cases."""
        return count % max(code.pieces for code in self.codes) if len(self.codes) > 1 else count


@value
class DemoOrder:
    """An order; its truck leaves `leaves_in_min` minutes after the warehouse was made.

    `lines` are SKU and quantity. Packed ones were packed `packed_min_ago` minutes before. `event` is what
    is out of the ordinary with it, `instructions` are kinds and texts of what is to be done besides.
    """

    number: str
    tote: str | None
    leaves_in_min: int
    carrier: str
    ship_to: tuple[str, ...]
    lines: tuple[tuple[str, int], ...]
    holds: frozenset[HoldReason] = frozenset()
    state: OrderState = OrderState.READY
    packed_by: str | None = None
    packed_min_ago: int = 0
    event: Event | None = None
    instructions: tuple[tuple[InstructionKind, str], ...] = ()


@value
class DemoPerson:
    """Somebody who works here. Badge and PIN open nothing but demo stores."""

    name: str
    role: Role
    pin: str
    badge: str


@value
class Warehouse:
    """All of it. `orders` can be packed, most urgent first; `unpackable` cannot.

    `places` is where orders are put aside.
    """

    ship_from: tuple[str, ...]
    places: tuple[str, ...]
    people: tuple[DemoPerson, ...]
    products: Mapping[str, DemoProduct]
    orders: tuple[DemoOrder, ...]
    unpackable: tuple[DemoOrder, ...]

    def person(self, role: Role) -> DemoPerson:
        """Whoever works here in that role."""
        return next(person for person in self.people if person.role is role)


def load_warehouse(resources: Path) -> Warehouse:
    """The warehouse in `resources`/demo."""
    data = json.loads((resources / "demo" / "warehouse.json").read_text("utf-8"))
    products = [_product(entry) for entry in data["products"]]
    return Warehouse(
        ship_from=tuple(data["ship_from"]),
        places=tuple(data["places"]),
        people=tuple(
            DemoPerson(entry["name"], Role(entry["role"]), entry["pin"], entry["badge"])
            for entry in data["people"]
        ),
        products={product.sku: product for product in products},
        orders=tuple(sorted(map(_order, data["orders"]), key=lambda order: order.leaves_in_min)),
        unpackable=tuple(map(_order, data["unpackable"])),
    )


def _product(entry: dict[str, Any]) -> DemoProduct:
    codes = tuple(PrintedCode(**code) for code in entry["codes"])
    grams = entry["unit_grams"]
    tracked = frozenset(map(Tracking, entry.get("tracked", ())))
    return DemoProduct(entry["sku"], entry["name"], grams, entry.get("real_grams", grams), codes, tracked)


def _order(entry: dict[str, Any]) -> DemoOrder:
    return DemoOrder(
        number=entry["number"],
        tote=entry["tote"],
        leaves_in_min=entry["leaves_in_min"],
        carrier=entry["carrier"],
        ship_to=tuple(entry["ship_to"]),
        lines=tuple(entry["lines"].items()),
        holds=frozenset(map(HoldReason, entry.get("holds", ()))),
        state=OrderState(entry.get("state", "ready")),
        packed_by=entry.get("packed_by"),
        packed_min_ago=entry.get("packed_min_ago", 0),
        event=Event(entry["event"]) if "event" in entry else None,
        instructions=tuple(
            (InstructionKind(kind), text) for kind, text in entry.get("instructions", {}).items()
        ),
    )
