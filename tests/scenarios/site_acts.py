"""What a script can say about the site, and what happens to orders from outside."""

from __future__ import annotations

import re
from dataclasses import replace

from packstation.application.receive_orders import ReceiveOrders
from packstation.domain.act import Act, Refusal, UnitCounted, UnitUncounted
from packstation.domain.badge import Badge
from packstation.domain.gtin import canonical_code
from packstation.domain.order import HoldReason, OrderLine, OrderState
from packstation.domain.person import Actor, Role, SignInWay
from packstation.domain.product import Product, ProductCode, Unit
from packstation.domain.sscc import SsccBlock
from packstation.domain.weight import WeightRule
from tests.application.site import order
from tests.fakes.clock import NOON
from tests.scenarios.packer import Acts, Packer

act = Acts()


@act(r"product (\S+) of (?:(\d+) g|unknown weight) with code (\S+)(?: and case of (\d+) with code (\S+))?")
def product(
    packer: Packer, sku: str, grams: str | None, code: str, factor: str | None, case: str | None
) -> list[str]:
    codes = [ProductCode(canonical_code(code), sku)]
    if case is not None and factor is not None:
        codes.append(ProductCode(canonical_code(case), sku, Unit.CASE, int(factor)))
    packer.warehouse.stock([Product(sku, sku.title(), int(grams) if grams else None)], codes)
    return []


@act(r"order (\S+) of ((?:\d+ \S+(?: and )?)+?)(?: by (\d+):00)?(?: in tote (\S+))?")
def order_comes_in(packer: Packer, number: str, goods: str, hour: str | None, tote: str | None) -> list[str]:
    lines = [(sku, int(quantity)) for quantity, sku in re.findall(r"(\d+) (\S+)", goods)]
    hours = int(hour) - NOON.hour if hour else None
    packer.warehouse.receive(order(number, *lines, hours=hours, tote=tote))
    return []


@act(r"(packer|lead|admin) (\S+) with PIN (\d+) and badge (\d+)")
def person(packer: Packer, role: str, name: str, pin: str, number: str) -> list[str]:
    badge = Badge(int(number), number.zfill(40))
    actor = Actor(name.lower(), name, Role(role))
    packer.people[name] = (actor, badge.code)
    packer.warehouse.hire(actor, pin, badge)
    return []


@act(r"weight check (required|advisory|off)")
def weight_check(packer: Packer, rule: str) -> list[str]:
    packer.set_policy(weight_rule=WeightRule(rule))
    return []


@act(r"the site asks for badge and PIN")
def both(packer: Packer) -> list[str]:
    packer.set_policy(sign_in_way=SignInWay.BADGE_AND_PIN)
    return []


@act(r"the site has no company prefix")
def own_numbers(packer: Packer) -> list[str]:
    packer.block = SsccBlock(0, "", "BENCH", 1, 1_000)
    packer.restart()
    return []


@act(r"the bench has (\d+) carton numbers? left")
def numbers_left(packer: Packer, count: str) -> list[str]:
    packer.block = SsccBlock(0, "9521234", "BENCH", 1, int(count))
    packer.restart()
    return []


@act(r"order (\S+) comes in again with ((?:\d+ \S+(?: and )?)+)")
def comes_in_again(packer: Packer, number: str, goods: str) -> list[str]:
    known = packer.warehouse.on_bench(number).task.order
    pairs = re.findall(r"(\d+) (\S+)", goods)
    lines = tuple(OrderLine(n, sku, int(quantity)) for n, (quantity, sku) in enumerate(pairs, 1))
    (received,) = ReceiveOrders(packer.warehouse.bench).each([replace(known, lines=lines)])
    why = f": {received.why.value.replace('_', ' ')}" if received.why else ""
    return [f"{received.reception.value}{why}"]


@act(r"cancel order (\S+)")
def cancel(packer: Packer, number: str) -> list[str]:
    packer.warehouse.cancel(number)
    return []


@act(r"hold order (\S+) for (\S+)")
def hold(packer: Packer, number: str, reason: str) -> list[str]:
    packer.warehouse.change(number, holds=frozenset({HoldReason(reason)}))
    return []


@act(r"lift the hold on (\S+)")
def lift(packer: Packer, number: str) -> list[str]:
    packer.warehouse.change(number, holds=frozenset())
    return []


@act(r"order (\S+) is being packed at (\S+)")
def packed_elsewhere(packer: Packer, number: str, bench: str) -> list[str]:
    packer.warehouse.change(number, state=OrderState.PACKING, holder=bench)
    return []


@act(r"look at order (\S+)")
def look(packer: Packer, number: str) -> list[str]:
    task = packer.warehouse.on_bench(number).task
    return [task.order.state.value, f"{task.units_packed} packed"]


@act(r"journal")
def journal(packer: Packer) -> list[str]:
    counts: dict[str, type[Act]] = {
        "counted": UnitCounted,
        "taken back": UnitUncounted,
        "refused": Refusal,
    }
    acts = packer.warehouse.acts()
    return [f"{sum(isinstance(each, kind) for each in acts)} {word}" for word, kind in counts.items()]


@act(r"restart")
def restart(packer: Packer) -> list[str]:
    packer.restart()
    return []


@act(r"wait (\d+) s")
def wait(packer: Packer, seconds: str) -> list[str]:
    packer.warehouse.clock.advance(int(seconds))
    return []


@act(r"the clock is set back by (\d+) s")
def set_back(packer: Packer, seconds: str) -> list[str]:
    packer.warehouse.clock.turn_wall(-int(seconds))
    return []
