"""A store as large as a busy site's: open orders and products by the hundred thousand."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from packstation import __version__
from packstation.application.bench import Bench
from packstation.application.sign_in import Enrol
from packstation.domain.badge import Badge
from packstation.domain.gtin import check_digit
from packstation.domain.order import Order, OrderLine
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Product, ProductCode
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from packstation.persistence.secrets import Argon2Secrets
from packstation.persistence.store import SqliteStore
from packstation.places import STORE_NAME
from packstation.storeroom import SystemClock

BADGE = Badge(1, "1234567890" * 4)
LONG_ORDER = "LONG-1"
LONG_LINES = 100
LONG_QUANTITY = 80
CHUNK = 1000
PRODUCTS = 200_000


def ean(number: int) -> str:
    """An EAN-13 under GS1's demonstration prefix."""
    body = f"952{number:09d}"
    return f"{body}{check_digit(body)}"


def sku(number: int) -> str:
    """The SKU of a made-up product."""
    return f"SKU-{number:06d}"


def make(home: Path, orders: int, products: int = PRODUCTS) -> Path:
    """Fill a new store: the people, the goods, one long order for scanning, and the rest of the queue."""
    clock, new_id = SystemClock(), Uuid7Source(lambda: SystemClock().mono_ms())
    path = home / STORE_NAME
    store = SqliteStore.open(
        path,
        clock=clock,
        new_id=new_id,
        app_version=__version__,
        block=SsccBlock(0, "9521234", "P", 1, 99_999),
        demo=True,
    )
    bench = Bench(store, clock, new_id, PackingPolicy())
    Enrol(bench, Argon2Secrets())(None, "Bench mark", Role.LEAD, "123456", BADGE)
    for start in range(0, products, CHUNK):
        numbers = range(start, min(start + CHUNK, products))
        with store.transaction() as work:
            work.catalogue.put(
                [Product(sku(n), f"Product {n}", 100 + n % 900) for n in numbers],
                [ProductCode(f"0{ean(n)}", sku(n)) for n in numbers],
            )
    long_lines = tuple(OrderLine(n + 1, sku(n), LONG_QUANTITY) for n in range(LONG_LINES))
    with store.transaction() as work:
        work.orders.add(Order(new_id(), LONG_ORDER, long_lines, cutoff_at=clock.now() - timedelta(days=1)))
    for start in range(0, orders, CHUNK):
        with store.transaction() as work:
            for n in range(start, min(start + CHUNK, orders)):
                lines = (OrderLine(1, sku(n % products), 1), OrderLine(2, sku((n * 7 + 1) % products), 2))
                cutoff_at = clock.now() + timedelta(minutes=n % 600)
                work.orders.add(Order(new_id(), f"N{n:07d}", lines, cutoff_at=cutoff_at, tote=f"T{n:07d}"))
    store.close()
    return path
