"""Orders of one kind packed in a row: each opens by itself once the one before is packed."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.bench import OnBench
from packstation.domain.command_code import Command
from packstation.domain.order import Order
from packstation.domain.value import value
from packstation.ui.desk import Desk
from packstation.ui.verdict import Said, Verdict, VerdictKind


@value
class Place:
    """The order in hand is number so many of so many of its kind."""

    number: int
    count: int


def may_be_in_a_row(order: Order) -> bool:
    """Whether orders like it can be packed in a row: they ask for one line."""
    return len(order.lines) == 1


class Batch:
    """Nothing of it is kept: a lock or a crash ends the row, and every order in it is an order like any.

    `opened` is told the next order, `left` that there is none and the bench is empty.
    """

    def __init__(self, desk: Desk, opened: Callable[[OnBench], None], left: Callable[[], None]) -> None:
        self._desk = desk
        self._opened = opened
        self._left = left
        self._last: Order | None = None
        self._place: Place | None = None

    @property
    def place(self) -> Place | None:
        """Where in the row the order in hand is; None outside a row."""
        return self._place

    @property
    def last(self) -> Order | None:
        """The order packed last at this bench, where others like it could follow."""
        return self._last

    def verdict(self, order: Order) -> Verdict:
        """What is said of an order that was just opened."""
        facts: dict[str, str | int | None] = {"order": order.number}
        if self._place is None:
            return Verdict(VerdictKind.NOTE, Said.ORDER_OPENED, facts)
        facts |= {"number": self._place.number, "count": self._place.count}
        return Verdict(VerdictKind.NOTE, Said.BATCH_ORDER, facts)

    def commands(self, order: Order) -> frozenset[Command]:
        """BATCH, to begin or to end a row."""
        in_a_row = self._place is not None or may_be_in_a_row(order)
        return frozenset({Command.BATCH} if in_a_row else ())

    def turn(self, order: Order, turned: Callable[[], None]) -> None:
        """Begin a row with the order in hand, or end it."""
        if self._place is None:
            self.begin(order, turned)
            return
        self._place = None
        self._desk.say(Verdict(VerdictKind.NOTE, Said.BATCH_ENDED))
        turned()

    def begin(self, order: Order, begun: Callable[[], None]) -> None:
        """From the order in hand on, the next ones like it open by themselves."""
        count_like = self._desk.verbs.count_like
        self._desk.run(lambda: count_like(order), lambda more: self._counted(order, more, begun))

    def forget(self) -> None:
        """The bench is locked, or another kind of order came between."""
        self._place = self._last = None

    def packed(self, order: Order) -> bool:
        """Told each order that was packed; whether the next one opens by itself."""
        self._last = order if may_be_in_a_row(order) else None
        if self._place is None:
            return False
        self.open_next()
        return True

    def open_next(self) -> None:
        """The next order like the one packed last."""
        last, actor, verbs = self._last, self._desk.person, self._desk.verbs
        if last is None:
            raise RuntimeError("no order was packed yet")
        place = self._place
        if place is None:
            self._desk.run(lambda: verbs.count_like(last), self._start)
            return
        self._desk.run(lambda: verbs.open_like(actor, last), self._next, self._stopped)

    def _start(self, more: int) -> None:
        self._place = Place(0, more)
        self.open_next()

    def _counted(self, order: Order, more: int, begun: Callable[[], None]) -> None:
        self._place = Place(1, more + 1)
        self._desk.say(self.verdict(order))
        begun()

    def _next(self, on_bench: OnBench | None) -> None:
        if on_bench is None or self._place is None:
            self._place = self._last = None
            self._desk.say(Verdict(VerdictKind.NOTE, Said.BATCH_DONE))
            self._left()
            return
        number = self._place.number + 1
        # Others may have come in meanwhile, or been packed at another bench.
        self._place = Place(number, max(number, self._place.count))
        self._opened(on_bench)

    def _stopped(self, _: Exception) -> None:
        self._place = None
        self._left()
