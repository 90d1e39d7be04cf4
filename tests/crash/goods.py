"""The goods, people and orders of the station that is going to be killed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns, time_ns
from uuid import UUID

from packstation.application.bench import Bench
from packstation.application.receive_orders import ReceiveOrders
from packstation.devices.simulated.process import SimulatedPorts
from packstation.domain.badge import Badge
from packstation.domain.order import Order, OrderLine
from packstation.domain.person import Role, User
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Product, ProductCode
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from packstation.persistence.secrets import Argon2Secrets
from packstation.persistence.store import SqliteStore
from packstation.places import STORE_NAME
from packstation.run import SETTINGS_NAME
from packstation.storeroom import SystemClock

BADGE = Badge(17, "1" * 40)
BLOCK = SsccBlock(0, "9521234", "P", 1, 99_999)
CARTON_GRAMS, FILL_GRAMS = 180, 20
CODES = {"MUG": "4012345678901", "LID": "4012345678918", "TRAY": "4012345678925", "CUP": "4012345678932"}
GRAMS = {"MUG": 300, "LID": 120, "TRAY": 400, "CUP": 250}
SHAPES: tuple[tuple[tuple[str, int], ...], ...] = (
    (("MUG", 2), ("LID", 1)),
    (("TRAY", 1),),
    (("LID", 3), ("CUP", 2), ("MUG", 1)),
    (("CUP", 2),),
)
"""What the orders want, over and over again."""

STATION_TOML = """\
[[scanner]]
port = "{ports.scanner}"

[scale]
port = "{ports.scale}"
poll_ms = 20

[printer]
way = "tcp"
host = "{ports.printer_host}"
tcp_port = {ports.printer_port}

[packing]
double_read_ms = 0
settle_ms = 20

[packing.carton]
code = "BOX"
tare_grams = {carton}
fill_grams = {fill}

[sscc]
company_prefix = "9521234"
"""
"""A real bench's settings, but for the waiting: a test packs faster than hands."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One order as the packer has it on paper: its number, and how many of each SKU."""

    number: str
    lines: tuple[tuple[str, int], ...]


def wanted(count: int) -> tuple[Wanted, ...]:
    """That many orders."""
    return tuple(Wanted(f"{100_000 + n}", SHAPES[n % len(SHAPES)]) for n in range(count))


def gross_grams(contents: dict[str, int]) -> int:
    """What a carton with these pieces weighs."""
    return CARTON_GRAMS + FILL_GRAMS + sum(GRAMS[sku] * units for sku, units in contents.items())


def furnish(home: Path, ports: SimulatedPorts, orders: tuple[Wanted, ...]) -> bytes:
    """Make a store with a packer and these orders, and settings for these ports; the site's secret."""
    home.mkdir(parents=True, exist_ok=True)
    text = STATION_TOML.format(ports=ports, carton=CARTON_GRAMS, fill=FILL_GRAMS)
    (home / SETTINGS_NAME).write_text(text, "utf-8")
    clock, new_id = SystemClock(), Uuid7Source(lambda: time_ns() // 1_000_000)
    store = SqliteStore.open(home / STORE_NAME, clock=clock, new_id=new_id, app_version="test", block=BLOCK)
    try:
        with store.transaction() as work:
            work.catalogue.put(
                [Product(sku, f"{sku.title()}, plain", grams) for sku, grams in GRAMS.items()],
                [ProductCode("0" + code, sku) for sku, code in CODES.items()],
            )
            work.users.put(_packer())
        bench = Bench(store, clock, new_id, PackingPolicy())
        ReceiveOrders(bench)([_order(n, order) for n, order in enumerate(orders, 1)])
        return store.site_secret
    finally:
        store.close()


def quick_secrets() -> Argon2Secrets:
    """Hashes that cost next to nothing."""
    return Argon2Secrets(time_cost=1, memory_kib=1024)


def _packer() -> User:
    hashed = quick_secrets().hashed(BADGE.secret)
    return User("ida", "Ida", Role.PACKER, badge_number=BADGE.number, badge_hash=hashed)


def _order(number: int, order: Wanted) -> Order:
    lines = tuple(OrderLine(n, sku, quantity) for n, (sku, quantity) in enumerate(order.lines, 1))
    return Order(
        order_id=UUID(int=monotonic_ns() << 16 | number),
        number=order.number,
        lines=lines,
        ship_to=("A. Customer", "Ship street 7"),
        carrier="Local",
    )
