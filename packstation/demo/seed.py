"""Brings the made-up warehouse into a fresh store, by the verbs and ports a real site would use."""

from __future__ import annotations

from datetime import datetime, timedelta

from packstation.application.bench import Bench
from packstation.application.ports import Secrets
from packstation.application.receive_orders import ReceiveOrders
from packstation.application.sign_in import Enrol
from packstation.demo.warehouse import DemoOrder, DemoProduct, Warehouse
from packstation.domain.badge import Badge
from packstation.domain.gtin import canonical_code
from packstation.domain.instruction import Instruction
from packstation.domain.order import Order, OrderLine, OrderState
from packstation.domain.person import Role
from packstation.domain.product import CountingPolicy, Product, ProductCode, Unit


def seed(warehouse: Warehouse, bench: Bench, secrets: Secrets) -> None:
    """Put products, orders and people in; a store that has people was seeded before and stays as it is."""
    with bench.store.transaction() as work:
        if work.users.all():
            return
        products = warehouse.products.values()
        work.catalogue.put(
            [
                Product(product.sku, product.name, product.unit_grams, CountingPolicy(product.tracked))
                for product in products
            ],
            [code for product in products for code in _codes(product)],
        )
    now = bench.clock.now()
    orders = (*warehouse.orders, *warehouse.unpackable)
    ReceiveOrders(bench)([_order(order, bench, now) for order in orders])
    enrol = Enrol(bench, secrets)
    lead = warehouse.person(Role.LEAD)
    boss = enrol(None, lead.name, lead.role, lead.pin, Badge.parse(lead.badge))
    for person in warehouse.people:
        if person is not lead:
            enrol(boss, person.name, person.role, person.pin, Badge.parse(person.badge))


def _codes(product: DemoProduct) -> list[ProductCode]:
    """The aliases of a product; its SKU needs none."""
    printed = [code for code in product.codes if code.text != product.sku]
    return [
        ProductCode(
            canonical_code(code.gtin or code.text),
            product.sku,
            Unit.EACH if code.pieces == 1 else Unit.CASE,
            code.pieces,
        )
        for code in printed
    ]


def _order(order: DemoOrder, bench: Bench, now: datetime) -> Order:
    packed = order.state is OrderState.PACKED
    return Order(
        order_id=bench.new_id(),
        number=order.number,
        lines=tuple(OrderLine(number, sku, count) for number, (sku, count) in enumerate(order.lines, 1)),
        state=order.state,
        cutoff_at=now + timedelta(minutes=order.leaves_in_min),
        tote=order.tote,
        holds=order.holds,
        ship_to=order.ship_to,
        carrier=order.carrier,
        packed_by=order.packed_by,
        packed_at=now - timedelta(minutes=order.packed_min_ago) if packed else None,
        instructions=tuple(Instruction(bench.new_id(), kind, text=text) for kind, text in order.instructions),
    )
