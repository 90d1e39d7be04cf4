"""An order changed at one bench while another packs it, whoever tells central first: stores, real central.

Other goods or another address than it was packed by: somebody at the bench with the carton is told, and all
benches say the same. Only the truck's time or a hold: what was packed stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from packstation.domain.carton_act import OrderReopened
from packstation.domain.central import Outcome
from packstation.domain.instruction import Instruction, InstructionKind
from packstation.domain.order import HoldReason, Order, OrderState
from tests.fakes.clock import NOON
from tests.persistence.bench_acts import alike, pack_at_once, take_in, task_at
from tests.persistence.shelf import IDA, NEW_ID
from tests.persistence.test_book_with_central import OTHER, Linked, meet, stations

__all__ = ["stations"]

Pair = tuple[Linked, Linked]
Push = Callable[[Linked, Linked], None]

OF_THE_CARTON = {
    "goods": replace(OTHER, lines=(replace(OTHER.lines[0], quantity=5),)),
    "address": replace(OTHER, ship_to=("Somebody else", "Elsewhere 5")),
    "carrier": replace(OTHER, carrier="Post"),
}
BESIDE_IT = {
    "cut-off": replace(OTHER, cutoff_at=NOON + timedelta(minutes=5)),
    "hold": replace(OTHER, holds=frozenset({HoldReason.PAYMENT})),
    "slip": replace(OTHER, slip=True),
    "instruction": replace(OTHER, instructions=(Instruction(NEW_ID(), InstructionKind.GIFT_WRAP),)),
}


def known_at_both(here: Linked, there: Linked) -> None:
    """A has taken the order in, B has claimed it; from here on neither hears of the other."""
    take_in(here.station, OTHER)
    meet(here, there)
    there.claim(OTHER.order_id)
    there.pull()


def open_tasks(*linked: Linked) -> list[tuple[str, Outcome]]:
    """At which bench somebody has what to do."""
    found = []
    for one in linked:
        with one.station.works() as work:
            found += [(one.station.name, task.outcome) for task in work.conflicts.open_at(one.station.name)]
    return found


def the_carton_first(here: Linked, there: Linked) -> None:
    there.push()
    here.push()


def the_change_first(here: Linked, there: Linked) -> None:
    here.push()
    there.push()


@pytest.mark.parametrize("asked", OF_THE_CARTON.values(), ids=OF_THE_CARTON)
def test_a_change_that_comes_after_the_packing_is_a_task_where_the_carton_is(
    stations: Pair, asked: Order
) -> None:
    here, there = stations
    known_at_both(here, there)
    take_in(here.station, asked)
    pack_at_once(there.station, 802)
    the_carton_first(here, there)
    meet(here, there)
    assert open_tasks(here, there) == [("B", Outcome.CHANGED_TOO_LATE)]
    assert alike(here.station, there.station, OTHER.order_id)
    for linked in (here, there):
        order = task_at(linked.station, OTHER.order_id).order
        assert (order.state, order.rev, order.ship_to) == (OrderState.PACKED, 1, OTHER.ship_to)
        assert (order.lines[0].quantity, order.carrier) == (1, OTHER.carrier)


@pytest.mark.parametrize("asked", OF_THE_CARTON.values(), ids=OF_THE_CARTON)
def test_a_carton_that_is_told_after_the_change_is_a_task_there_too(stations: Pair, asked: Order) -> None:
    here, there = stations
    known_at_both(here, there)
    take_in(here.station, asked)
    pack_at_once(there.station, 802)
    the_change_first(here, there)
    meet(here, there)
    assert open_tasks(here, there) == [("B", Outcome.CHANGED_MEANWHILE)]
    assert task_at(here.station, OTHER.order_id).order.state is OrderState.READY
    assert task_at(here.station, OTHER.order_id).order.rev == 2


@pytest.mark.parametrize("asked", BESIDE_IT.values(), ids=BESIDE_IT)
@pytest.mark.parametrize("push", [the_carton_first, the_change_first])
def test_what_is_no_matter_of_the_carton_lets_it_stand(stations: Pair, asked: Order, push: Push) -> None:
    here, there = stations
    known_at_both(here, there)
    take_in(here.station, asked)
    pack_at_once(there.station, 802)
    push(here, there)
    meet(here, there)
    assert open_tasks(here, there) == []
    assert alike(here.station, there.station, OTHER.order_id)
    for linked in (here, there):
        order = task_at(linked.station, OTHER.order_id).order
        assert (order.state, order.rev, order.cutoff_at) == (OrderState.PACKED, 2, asked.cutoff_at)


def test_the_same_change_at_both_benches_is_what_was_packed_by(stations: Pair) -> None:
    """The shop's file was read at each of them."""
    here, there = stations
    known_at_both(here, there)
    for linked in (here, there):
        take_in(linked.station, OF_THE_CARTON["goods"])
    pack_at_once(there.station, 802)
    the_carton_first(here, there)
    meet(here, there)
    assert open_tasks(here, there) == []
    assert task_at(here.station, OTHER.order_id).order.lines[0].quantity == 5


def test_who_opens_the_carton_again_may_have_the_order_changed(stations: Pair) -> None:
    here, there = stations
    known_at_both(here, there)
    pack_at_once(there.station, 802)
    meet(here, there)
    with there.station.works() as work:
        packed = work.orders.task(OTHER.order_id)
        again = replace(packed, order=packed.order.reopened_at("B"))
        work.orders.save_task(packed, again)
        work.record(OrderReopened(), IDA, task=again)
    take_in(there.station, OF_THE_CARTON["address"])
    assert set(there.push().values()) == {Outcome.ACCEPTED}
    meet(here, there)
    assert task_at(here.station, OTHER.order_id).order.ship_to == OF_THE_CARTON["address"].ship_to


def test_a_change_is_told_again_to_a_central_that_forgot_it_after_the_carton(stations: Pair) -> None:
    """Put back to a backup, central hears of the packing first, and then of the change it was packed by."""
    here, there = stations
    known_at_both(here, there)
    take_in(here.station, OF_THE_CARTON["goods"])
    with there.station.works() as work:
        known = work.orders.task(OTHER.order_id)
        order = replace(known.order, rev=2, lines=OF_THE_CARTON["goods"].lines)
        work.orders.save_task(known, replace(known, order=order), anew=True)
    pack_at_once(there.station, 802)
    the_carton_first(here, there)
    meet(here, there)
    assert open_tasks(here, there) == []
    assert task_at(here.station, OTHER.order_id).order.lines[0].quantity == 5
