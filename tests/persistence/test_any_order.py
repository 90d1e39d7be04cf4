"""Whatever benches do, and whenever they hear of each other: in the end all say the same of every order."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from packstation.domain.central import DocumentKind
from packstation.domain.order import OrderState
from packstation.domain.refusal import RefusalCode, Refused
from packstation.persistence.documents.order import order_text
from packstation.persistence.documents.task import task_text
from tests.persistence.bench_acts import begin, count, park, take_in, task_at
from tests.persistence.shelf import CODES, PRODUCTS, make_order
from tests.persistence.site import PlainSite, Station, joined

NAMES = ("A", "B", "C")
STEPS = 70
_OPEN = {OrderState.CLAIMED, OrderState.PACKING, OrderState.CANCELLED}


class Day:
    """Three benches, a site between them, and chance."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = Random(seed)
        self.site = PlainSite()
        self.benches = [joined(folder, name) for name in NAMES]
        with self.benches[0].store.transaction() as work:
            work.catalogue.put(PRODUCTS, CODES)
        self.taken_in = 0
        self.cartons = 1_000

    def step(self) -> None:
        bench = self.chance.choice(self.benches)
        act = self.chance.choice(
            [
                self.take_in,
                self.change,
                self.cancel,
                self.begin,
                self.count,
                self.count,
                self.park,
                self.talk,
                self.talk,
            ]
        )
        try:
            act(bench)
        except Refused:
            return  # a bench says no, and nothing has happened

    def talk(self, bench: Station) -> None:
        """The bench reaches central: it may send, hear, or both."""
        if self.chance.random() < 0.8:
            self.site.push(bench, self.chance.choice([2, 5, 200]))
            self._release()
        if self.chance.random() < 0.8:
            self.site.pull(bench)

    def take_in(self, bench: Station) -> None:
        self.taken_in += 1
        take_in(bench, make_order(self.taken_in, ("MUG", self.chance.randint(1, 4)), ("LID", 12)))

    def change(self, bench: Station) -> None:
        known = self._some(bench)
        if known is not None:
            order = task_at(bench, known).order
            more = replace(order.lines[0], quantity=self.chance.randint(1, 9), short=0)
            take_in(bench, replace(order, lines=(more, *order.lines[1:]), holds=frozenset()))

    def cancel(self, bench: Station) -> None:
        known = self._some(bench)
        if known is not None and self.chance.random() < 0.3:
            take_in(bench, replace(task_at(bench, known).order, state=OrderState.CANCELLED))

    def begin(self, bench: Station) -> None:
        known = self._some(bench)
        if known is None or self._lying(bench) or self.site.holders.get(str(known), (None, 0))[0]:
            return
        if (DocumentKind.ORDER, str(known)) not in self.site.things:
            return
        self.site.claim(bench, known)
        self.site.pull(bench)
        self.cartons += 1
        with bench.works() as work:
            heard = work.claims.fence(known) is not None
        try:
            if not heard:
                raise Refused(RefusalCode.CENTRAL_NEEDED)
            begin(bench, known, self.cartons)
        except Refused:
            # Held or cancelled, as this bench knows, or it has not heard all yet: the claim goes back unused.
            self.site.holders[str(known)] = (None, self.site.holders[str(known)][1])
            bench.book.lose((known,))

    def count(self, bench: Station) -> None:
        for order_id in self._lying(bench):
            count(bench, order_id)

    def park(self, bench: Station) -> None:
        for order_id in self._lying(bench):
            park(bench, order_id)

    def end(self) -> None:
        """Everybody puts away what lies open, and all hear of all."""
        for bench in self.benches:
            self.park(bench)
        self.site.meet(*self.benches)

    def said(self, bench: Station) -> dict[str, tuple[str, str]]:
        """Every order as a bench tells of it."""
        with bench.works() as work:
            said = {}
            for number in range(1, self.taken_in + 1):
                task = work.orders.task(UUID(int=number))
                labels = work.labels.of_order(UUID(int=number))
                said[str(number)] = (order_text(task.order, ()).body, task_text(task, labels).body)
            assert work.shared.passed() == []
        return said

    def _some(self, bench: Station) -> UUID | None:
        with bench.works() as work:
            known = [n for n in range(1, self.taken_in + 1) if work.orders.by_number(str(n))]
        return UUID(int=self.chance.choice(known)) if known else None

    def _lying(self, bench: Station) -> list[UUID]:
        with bench.works() as work:
            order = work.orders.open_here()
        return [order.order_id] if order is not None else []

    def _release(self) -> None:
        """What came back to the site is nobody's again."""
        for (kind, key), row in self.site.things.items():
            if kind is DocumentKind.TASK and json.loads(row.body or "{}")["state"] == "ready":
                name, fence = self.site.holders.get(key, (None, 0))
                here = next((bench for bench in self.benches if bench.name == name), None)
                if here is None or all(str(held.order_id) != key for held in here.book.held()):
                    self.site.holders[key] = (None, fence)


@pytest.mark.parametrize("seed", range(6))
def test_in_the_end_all_benches_say_the_same(tmp_path: Path, seed: int) -> None:
    day = Day(tmp_path, seed)
    for _ in range(STEPS):
        day.step()
    day.end()
    first, *others = (day.said(bench) for bench in day.benches)
    assert others == [first, first]
    for bench in day.benches:
        assert bench.book.position().unsent == 0
        bench.store.close()
