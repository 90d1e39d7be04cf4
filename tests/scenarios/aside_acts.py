"""What a script can have the packer do with an order that cannot go on: short, parked, put back."""

from __future__ import annotations

from packstation.application.open_order import OpenOrder
from packstation.application.park_order import ParkedOrders, ParkOrder
from packstation.application.put_back import PutBackScanned, PutBackUnit
from packstation.application.report_short import ReportShort
from packstation.application.sign_in import IdentifySecond
from packstation.domain.badge import Badge
from packstation.domain.packing_act import ShortReported
from packstation.domain.person import Actor, Verb
from packstation.domain.policy import ShortEnding
from packstation.domain.product import Product, ProductCode
from packstation.domain.short import Missing, ShortReason, all_left
from tests.application.products_come import receive_products
from tests.scenarios.packer import Acts, Packer

act = Acts()


@act(r"the site (ships|parks) short orders")
def usual(packer: Packer, way: str) -> list[str]:
    ending = ShortEnding.SHIP if way == "ships" else ShortEnding.PARK
    packer.set_policy(short_ending=ending)
    return []


@act(r"the site has the places (.+)")
def places(packer: Packer, names: str) -> list[str]:
    packer.set_policy(places=tuple(names.split(" and ")))
    return []


def _beside(packer: Packer, name: str) -> Actor:
    badge = Badge.parse(packer.people[name][1])
    assert badge is not None
    second = IdentifySecond(packer.warehouse.bench, packer.warehouse.secrets)
    return second.by_badge(packer.somebody, Verb.SHIP_SHORT, badge)


def _missing(packer: Packer, units: str | None, sku: str | None) -> tuple[Missing, ...]:
    """So many pieces of a product, or all that is left."""
    if sku is None:
        return all_left(packer.task)
    line = next(line for line in packer.task.order.lines if line.sku == sku)
    return (Missing(line.line_no, int(units or 0)),)


MISSING = r"(?:(\d+) (\S+)|all the rest) (missing|damaged|wrong unit)"


@act(rf"{MISSING}(?:: ship)?(?: beside (\S+))?")
def ship(packer: Packer, units: str | None, sku: str | None, why: str, name: str | None) -> list[str]:
    missing, reason = _missing(packer, units, sku), ShortReason(why.replace(" ", "_"))
    second = _beside(packer, name) if name else None
    verb = ReportShort(packer.warehouse.bench)
    after = verb(packer.somebody, packer.task, missing, reason, ShortEnding.SHIP, None, second)
    if after.rest is None:
        packer.on_bench = None
        return ["waits for a lead"]
    packer.on_bench = packer.warehouse.on_bench(after.task.order.number)
    packer.warehouse.numbers.append(after.rest)
    return ["order complete"] * after.task.complete + [f"the rest is order {after.rest}"]


@act(rf"{MISSING}: park on (.+)")
def park_short(packer: Packer, units: str | None, sku: str | None, why: str, place: str) -> list[str]:
    missing, reason = _missing(packer, units, sku), ShortReason(why.replace(" ", "_"))
    verb = ReportShort(packer.warehouse.bench)
    after = verb(packer.somebody, packer.task, missing, reason, ShortEnding.PARK, place)
    packer.on_bench = None
    return [f"waits on {after.task.order.place}"]


@act(r"who said what is missing")
def who(packer: Packer) -> list[str]:
    rows = [row for row in packer.warehouse.opened.journal() if isinstance(row.act, ShortReported)]
    return [" with ".join(person for person in (rows[-1].actor, rows[-1].second_actor) if person)]


@act(r"park on (.+)")
def park(packer: Packer, place: str) -> list[str]:
    after = ParkOrder(packer.warehouse.bench)(packer.somebody, packer.task, place)
    packer.on_bench = None
    return [f"stands on {after.order.place}"]


@act(r"parked orders")
def parked(packer: Packer) -> list[str]:
    waiting = ParkedOrders(packer.warehouse.bench)(packer.somebody)
    return [f"{order.number} on {order.place}" for order in waiting]


@act(r"scan the place (.+)")
def fetch(packer: Packer, place: str) -> list[str]:
    bench = packer.warehouse.bench
    return packer.shows(OpenOrder(bench)(packer.somebody, packer.warehouse.read(place)))


@act(r"put back (\S+)")
def put_back(packer: Packer, code: str) -> list[str]:
    scan = packer.warehouse.read(code)
    return _back(packer, PutBackUnit(packer.warehouse.bench)(packer.somebody, packer.task, scan))


@act(r"x(\d+) of what went back")
def put_back_times(packer: Packer, number: str) -> list[str]:
    verb = PutBackUnit(packer.warehouse.bench)
    return _back(packer, verb.times(packer.somebody, packer.task, int(number)))


@act(r"put back (\d+) (\S+) by hand")
def put_back_by_hand(packer: Packer, units: str, sku: str) -> list[str]:
    line = next(line for line in packer.task.order.lines if line.sku == sku)
    verb = PutBackUnit(packer.warehouse.bench)
    return _back(packer, verb.by_touch(packer.somebody, packer.task, line.line_no, int(units)))


@act(r"that did not go back")
def not_back(packer: Packer) -> list[str]:
    again = PutBackUnit(packer.warehouse.bench).undo(packer.somebody, packer.task)
    return [f"{sum(one.pieces.units for one in again.taken)} {again.sku} in again"]


def _back(packer: Packer, after: PutBackScanned) -> list[str]:
    if after.cleared:
        packer.on_bench = None
        return [f"{after.counted.units} back", "cleared away"]
    return [f"{after.counted.units} back", f"{after.counted.left} left"]


@act(r"the product (\S+) of (\d+) g arrives with code (\S+)")
def arrives(packer: Packer, sku: str, grams: str, code: str) -> list[str]:
    codes = [ProductCode(code.zfill(14), sku)]
    lifted = receive_products(packer.warehouse.bench, [Product(sku, sku.title(), int(grams))], codes)
    return [f"{lifted} orders can go on"]


@act(r"clock of order (\S+)")
def clock(packer: Packer, number: str) -> list[str]:
    order = packer.warehouse.on_bench(number).task.order
    now = packer.warehouse.clock.now()
    assert order.started_at is not None
    return [f"{round((now - order.started_at).total_seconds() / 60)} minutes"]


@act(r"who packed order (\S+)")
def who_packed(packer: Packer, number: str) -> list[str]:
    order = packer.warehouse.on_bench(number).task.order
    rows = [row for row in packer.warehouse.opened.journal() if row.order_id == order.order_id]
    hands = dict.fromkeys(row.actor for row in rows if row.actor)
    return [f"packed by {order.packed_by}", f"hands {' and '.join(hands)}"]
