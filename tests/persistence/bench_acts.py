"""What happens at the benches of a site, as the tests of their books do it, and whether two say the same."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.application.receive_orders import receive
from packstation.domain.act import CartonOpened, OrderOpened, OrderPacked
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderParked
from packstation.domain.park import opened, parked
from packstation.persistence.documents.order import order_text
from packstation.persistence.documents.task import task_text
from tests.fakes.clock import NOON
from tests.persistence.shelf import BOX, IDA, MUG_CODE, NEW_ID, make_order, scan
from tests.persistence.site import Station

ORDER = replace(
    make_order(7, ("MUG", 3), ("LID", 12), hours=2, tote="T-1"),
    instructions=(Instruction(UUID(int=70), InstructionKind.GIFT_MESSAGE, text="For you"),),
)
OTHER = make_order(8, ("MUG", 1))


def take_in(station: Station, *orders: Order) -> None:
    with station.works() as work:
        for order in orders:
            receive(work, order, work.catalogue.product, NEW_ID)


def task_at(station: Station, order_id: UUID = ORDER.order_id) -> PackTask:
    with station.works() as work:
        return work.orders.task(order_id)


def begin(station: Station, order_id: UUID = ORDER.order_id, carton: int = 700) -> None:
    """Open the order as the bench does, under the fence of its claim."""
    with station.works() as work:
        before = work.orders.task(order_id)
        fence = work.claims.fence(order_id)
        assert fence is not None
        task = opened(before, station.name, NOON)
        task = replace(task, order=replace(task.order, fence=fence)).with_carton(UUID(int=carton), BOX)
        work.orders.save_task(before, task)
        work.claims.began(before)
        work.record(OrderOpened(False), IDA, task=task)
        work.record(CartonOpened(1, BOX.code), IDA, task=task, carton_id=UUID(int=carton))


def count(station: Station, order_id: UUID = ORDER.order_id, code: str = MUG_CODE) -> PackTask:
    with station.works() as work:
        return scan(work, order_id, code)


def park(station: Station, order_id: UUID = ORDER.order_id) -> None:
    with station.works() as work:
        before = work.orders.task(order_id)
        after = parked(before, "P 1", HoldReason.PARKED)
        work.orders.save_task(before, after)
        work.record(OrderParked("P 1"), IDA, task=after)
        work.claims.give_back(order_id)


def pack_at_once(station: Station, units: int = 1, order_id: UUID = OTHER.order_id) -> None:
    """The order is packed here in one moment, by whatever claim there is or none."""
    with station.works() as work:
        before = work.orders.task(order_id)
        fence = work.claims.fence(order_id)
        task = replace(before, order=before.order.claimed_by(station.name, fence))
        work.claims.began(before)
        task = replace(task, order=task.order.packing().packed("Ida", NOON))
        work.orders.save_task(before, task)
        work.record(OrderPacked(1, units), IDA, task=task)
        work.claims.give_back(order_id)


def alike(one: Station, other: Station, order_id: UUID = ORDER.order_id) -> bool:
    """Whether both say the same of an order."""
    said = []
    for station in (one, other):
        with station.works() as work:
            task = work.orders.task(order_id)
            sources = work.sources.of_order(order_id)
            labels = work.labels.of_order(order_id)
        said.append((order_text(task.order, sources), task_text(task, labels)))
    return said[0] == said[1]
