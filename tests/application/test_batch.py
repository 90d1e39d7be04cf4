"""Orders of one kind, one behind the other."""

from __future__ import annotations

from packstation.application.batch import CountLike, OpenLike
from packstation.domain.act import CartonOpened, OrderOpened
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from tests.application.repacking import BOTH_STORES
from tests.application.site import order
from tests.application.warehouse import Warehouse

pytestmark = BOTH_STORES


def more_mugs(warehouse: Warehouse) -> None:
    """Three more orders of one mug, one of them held; and one that wants two."""
    singles = [order(number, ("MUG", 1), hours=hours) for number, hours in (("300", 5), ("301", 3))]
    warehouse.receive(*singles, order("302", ("MUG", 1)), order("303", ("MUG", 2), hours=1))
    warehouse.change("302", holds=frozenset({HoldReason.MANUAL}))


def test_the_next_one_like_it_is_claimed_by_its_cut_off(warehouse: Warehouse) -> None:
    more_mugs(warehouse)
    first = warehouse.open("100235").order
    warehouse.change("100235", state=OrderState.PACKED)
    assert CountLike(warehouse.bench)(first) == 2
    found = OpenLike(warehouse.bench)(warehouse.ida, first)
    assert found is not None
    assert (found.task.order.number, found.task.order.state) == ("301", OrderState.CLAIMED)
    assert found.task.open_carton is not None
    assert warehouse.newest(2) == [OrderOpened(resumed=False), CartonOpened(1, "BOX")]


def test_none_is_left(warehouse: Warehouse) -> None:
    first = warehouse.open("100235").order
    warehouse.change("100235", state=OrderState.PACKED)
    acts = warehouse.acts()
    assert OpenLike(warehouse.bench)(warehouse.ida, first) is None
    assert (CountLike(warehouse.bench)(first), warehouse.acts()) == (0, acts)


def test_not_while_another_order_lies_open(warehouse: Warehouse) -> None:
    more_mugs(warehouse)
    first = warehouse.open("100235").order
    with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_OPEN_HERE, order="100235"):
        OpenLike(warehouse.bench)(warehouse.ida, first)
