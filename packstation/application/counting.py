"""What every way of counting shares: the rules about lots, dates and serial numbers, and the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from packstation.application.bench import Bench
from packstation.application.ports import Work
from packstation.application.rest import found_again
from packstation.domain.act import UnitCounted
from packstation.domain.gtin import canonical_code
from packstation.domain.lot import Lot
from packstation.domain.pack_task import Counted, PackTask
from packstation.domain.person import Actor
from packstation.domain.product import Tracking
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.times import CountWay
from packstation.domain.told import Told, heard
from packstation.domain.trace import Trace
from packstation.domain.tracing import (
    in_house,
    lots_inside,
    recorded,
    refuse_expired,
    refuse_twice_told,
    sooner_than,
    traces_of,
    with_traces,
)
from packstation.domain.value import value

NOTHING_TOLD = Told()


@value
class UnitScanned:
    """A yes, and the task after it. `sooner` is a lot that expires before the one just counted."""

    task: PackTask
    counted: Counted
    sooner: Lot | None = None


@value
class Answer:
    """What was typed or scanned when the bench asked for it."""

    asked: Tracking
    scan: Scan


@value
class TraceWanted:
    """Nothing is counted yet: this has to be asked first.

    `lots` are those that may be named, the one that expires first in front. Of serial numbers the
    `number`-th of `units` is asked for.
    """

    sku: str
    name: str
    asked: Tracking
    lots: tuple[Lot, ...] = ()
    number: int = 1
    units: int = 1

    def no(self) -> Refused:
        """The no where nobody can be asked."""
        return Refused(RefusalCode.TRACE_NEEDED, sku=self.sku, what=self.asked.value)


class Unasked(Exception):
    """Something has to be asked first: whatever the transaction did until then is undone."""

    def __init__(self, wanted: TraceWanted) -> None:
        super().__init__(wanted.asked.value)
        self.wanted = wanted


@value
class Goods:
    """Pieces in the hand of somebody: what they are, how they were named, and what is known of them.

    `labelled`: their own label says both lot and date, so that others may rely on it.
    """

    sku: str
    units: int
    way: CountWay
    code: str
    device: str
    told: Told = NOTHING_TOLD
    labelled: bool = False


@value
class Counting:
    """One act of counting inside its transaction."""

    bench: Bench
    work: Work
    actor: Actor
    task: PackTask

    def put_in(self, goods: Goods, answers: Sequence[Answer] = ()) -> UnitScanned:
        """Count the pieces. Raises Unasked where something has to be asked first.

        Refused: whatever `PackTask.count` refuses, an answer that is none, a date past, a lot with
        another date than the known one, a serial number that was packed before.
        """
        wanted = found_again(self.work, self.actor, self.task, goods.sku, goods.units)
        after, counted = wanted.count(goods.sku, goods.units, self.bench.rules)
        line = wanted.line(counted.line_no)
        tracked = line.counting.tracked
        if not tracked and goods.told == NOTHING_TOLD:
            return self._written(after, counted, goods)
        today = self.bench.clock.now().astimezone().date()
        if not tracked:
            refuse_expired(goods.sku, goods.told, today)
            return self._written(after, counted, replace(goods, told=NOTHING_TOLD))
        known = self._known_lots(goods.sku) if Tracking.LOT in tracked or goods.told.lot else ()
        goods = replace(goods, told=self._told(goods, answers, known))
        self._refuse_unsound(goods, tracked, today)
        lots = in_house(known, today)
        asked = goods.told.lacks(tracked, goods.units)
        if asked is not None:
            number = len(goods.told.serials) + 1
            name = line.name or goods.sku
            raise Unasked(TraceWanted(goods.sku, name, asked, lots, number, goods.units))
        self._remember(goods, answers, known)
        goods = replace(goods, told=recorded(goods.told, tracked))
        yes = self._written(after, counted, goods)
        return replace(yes, sooner=sooner_than(goods.told, lots))

    def _known_lots(self, sku: str) -> tuple[Lot, ...]:
        return (*self.work.catalogue.lots(sku), *lots_inside(self.task, sku))

    def _told(self, goods: Goods, answers: Sequence[Answer], known: Sequence[Lot]) -> Told:
        told = goods.told.filled(known)
        for answer in answers:
            self._refuse_product(answer)
            told = heard(told, answer.asked, answer.scan, known).filled(known)
        return told

    def _refuse_product(self, answer: Answer) -> None:
        """A packer who went on with the next piece must not make its code a lot."""
        if answer.scan.typed or answer.scan.elements is not None:
            return
        meaning = self.work.catalogue.meaning(canonical_code(answer.scan.text, answer.scan.aim))
        if meaning is not None:
            raise Refused(RefusalCode.ANSWER_IS_PRODUCT, sku=meaning.sku, what=answer.asked.value)

    def _refuse_unsound(self, goods: Goods, tracked: frozenset[Tracking], today: date) -> None:
        refuse_expired(goods.sku, goods.told, today)
        if Tracking.SERIAL not in tracked:
            return
        refuse_twice_told(goods.sku, goods.told, self.task.order.number)
        for serial in goods.told.serials:
            order = self.work.orders.serial_in(goods.sku, serial)
            if order is not None:
                raise Refused(RefusalCode.SERIAL_SEEN, sku=goods.sku, serial=serial, order=order)

    def _remember(self, goods: Goods, answers: Sequence[Answer], known: Sequence[Lot]) -> None:
        """A lot and its date that stand together on a label are known from now on."""
        told = goods.told
        read = (answer.scan.elements for answer in answers)
        labelled = goods.labelled or any(label and label.lot and label.expiry for label in read)
        if labelled and told.lot and told.expiry:
            lot = Lot(goods.sku, told.lot, told.expiry)
            if lot not in known:
                self.work.catalogue.put_lots((lot,))

    def _written(self, after: PackTask, counted: Counted, goods: Goods) -> UnitScanned:
        traces = traces_of(counted.by_line, goods.told)
        if goods.told is not NOTHING_TOLD and goods.told != NOTHING_TOLD:
            after = with_traces(after, traces)
        self.work.orders.save_task(self.task, after)
        carton = after.open_carton
        for part, trace in enumerate(traces, 1):
            act = _act(after, goods, trace, part, counted.units - trace.units)
            self.work.record(act, self.actor, task=after, carton_id=carton.carton_id if carton else None)
        return UnitScanned(after, counted)


def _act(task: PackTask, goods: Goods, trace: Trace, part: int, more: int) -> UnitCounted:
    return UnitCounted(
        trace.line_no,
        task.line(trace.line_no).sku,
        trace.units,
        goods.code,
        goods.device,
        way=goods.way.value,
        lot=trace.lot,
        expiry=trace.expiry.isoformat() if trace.expiry else None,
        serial=trace.serial,
        part=part,
        more=more,
    )
