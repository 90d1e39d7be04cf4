"""What a script can say about goods that are counted with care: lots, dates, serial numbers, kits, xN."""

from __future__ import annotations

import re
from dataclasses import replace

from packstation.application.count_by_touch import CountByTouch
from packstation.application.count_times import CountTimes
from packstation.application.counting import Answer, TraceWanted, UnitScanned
from packstation.application.scan_unit import ScanUnit
from packstation.domain.product import Component, CountingPolicy, KitWay, Product, ProductCode, Tracking, Unit
from packstation.domain.scan import Scan
from tests.scenarios import words
from tests.scenarios.packer import Acts, Packer

act = Acts()
ASKED = {"lot": Tracking.LOT, "date": Tracking.EXPIRY, "serial number": Tracking.SERIAL}


def said(packer: Packer, answer: UnitScanned | TraceWanted) -> list[str]:
    """A yes, or what the bench asks next, with the lots it knows in their order."""
    if isinstance(answer, UnitScanned):
        packer.asked = None
        sooner = [f"lot {answer.sooner.lot} first"] if answer.sooner else []
        return [*words.counted(answer.counted), *sooner]
    what = next(word for word, asked in ASKED.items() if asked is answer.asked)
    number = [f"{answer.number} of {answer.units}"] if answer.units > 1 else []
    return [f"asks for the {what}", *number, *(f"{n}: {lot.lot}" for n, lot in enumerate(answer.lots, 1))]


def scanned(packer: Packer, scan: Scan) -> list[str]:
    """Goods under the scanner, with the answers to what the bench asked so far."""
    packer.asked = (scan, ())
    return said(packer, ScanUnit(packer.warehouse.bench).or_ask(packer.somebody, packer.task, scan))


@act(r"(type|scan) (?:the )?(lot|date|serial number) (\S+)")
def answer(packer: Packer, way: str, what: str, text: str) -> list[str]:
    assert packer.asked is not None
    scan, answers = packer.asked
    told = replace(packer.warehouse.read(text), typed=way == "type")
    more = (*answers, Answer(ASKED[what], told))
    result = ScanUnit(packer.warehouse.bench).or_ask(packer.somebody, packer.task, scan, more)
    packer.asked = (scan, more)
    return said(packer, result)


@act(r"x(\d+)")
def times(packer: Packer, number: str) -> list[str]:
    verb = CountTimes(packer.warehouse.bench)
    return said(packer, verb(packer.somebody, packer.task, int(number)))


@act(r"count (\d+) (\S+) by hand")
def by_hand(packer: Packer, units: str, sku: str) -> list[str]:
    task = packer.warehouse.on_bench(packer.task.order.number).task
    line = next(line for line in task.order.lines if line.sku == sku)
    verb = CountByTouch(packer.warehouse.bench)
    return said(packer, verb(packer.somebody, task, line.line_no, int(units)))


@act(r"(?:for|of) each (\S+) the (lot|date|serial number)(?: and the (date))? (?:is|are) asked for")
def tracked(packer: Packer, sku: str, first: str, second: str | None) -> list[str]:
    names = {ASKED[name] for name in (first, second) if name}
    _change(packer, sku, counting=CountingPolicy(tracked=frozenset(names)))
    return []


@act(r"of (\S+) at most (\d+) are counted by one scan")
def limited(packer: Packer, sku: str, limit: str) -> list[str]:
    _change(packer, sku, counting=CountingPolicy(times_limit=int(limit)))
    return []


@act(r"product (\S+) of (\d+) g without a code is counted by hand")
def uncoded(packer: Packer, sku: str, grams: str) -> list[str]:
    counting = CountingPolicy(by_touch=True)
    packer.warehouse.stock([Product(sku, sku.title(), int(grams), counting)], [])
    return []


@act(r"kit (\S+) of ((?:\d+ \S+(?: and )?)+?) scanned (by component|as one with code (\S+))")
def kit(packer: Packer, sku: str, parts: str, _how: str, code: str | None) -> list[str]:
    components = tuple(Component(part, int(many)) for many, part in re.findall(r"(\d+) (\S+)", parts))
    way = KitWay.AS_ONE if code else KitWay.BY_COMPONENT
    codes = [ProductCode(code, sku, Unit.EACH)] if code else []
    packer.warehouse.stock([Product(sku, sku.title(), components=components, kit_way=way)], codes)
    return []


@act(r"in the carton")
def inside(packer: Packer) -> list[str]:
    task = packer.warehouse.on_bench(packer.task.order.number).task
    traces = [trace for carton in task.cartons for trace in carton.traces]
    return [f"{trace.units} {' '.join(filter(None, trace.key[1:]))}" for trace in traces] or ["nothing noted"]


def _change(packer: Packer, sku: str, **changed: CountingPolicy) -> None:
    with packer.warehouse.store.transaction() as work:
        known = work.catalogue.product(sku)
        assert known is not None
        work.catalogue.put([replace(known, **changed)], [])  # type: ignore[arg-type]
