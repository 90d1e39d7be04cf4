"""Orders of one kind, one behind the other: the same single line, packed in a row."""

from __future__ import annotations

from packstation.application.bench import Bench, OnBench
from packstation.application.open_order import take_up
from packstation.domain.order import Order
from packstation.domain.person import Actor, Verb
from packstation.domain.value import value


@value
class CountLike:
    """How many more there are of a kind; nothing is changed or recorded."""

    bench: Bench

    def __call__(self, order: Order) -> int:
        """Ready orders that ask for just the same."""
        with self.bench.store.transaction() as work:
            return work.queue.count_like(order)


@value
class OpenLike:
    """Each order of the row has its own scans, its own label and its own proof: only the search is spared."""

    bench: Bench

    def __call__(self, actor: Actor, packed: Order) -> OnBench | None:
        """The next order like it, claimed and open; None when there is none left."""
        with self.bench.attempt(Verb.OPEN_ORDER, actor) as work:
            order = work.orders.next_like(packed)
            return take_up(self.bench, work, actor, order) if order is not None else None
