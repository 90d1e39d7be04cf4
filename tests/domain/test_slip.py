"""The packing slip: everything that lies in the cartons, everything that does not, and no price."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from uuid import UUID

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.slip import Slip, SlipLine, packing_slip
from packstation.domain.trace import Trace

BOX = CartonType("BOX", 180, 20)
LOTS = (Trace(1, 1, "L2", date(2027, 1, 31)), Trace(1, 1, "L1"))


def carton(
    number: int, state: CartonState, *contents: tuple[int, int], traces: tuple[Trace, ...] = ()
) -> Carton:
    return Carton(UUID(int=number), number, BOX, state, contents, traces=traces)


def task(*cartons: Carton) -> PackTask:
    lines = (OrderLine(1, "MUG", 4, "Mug", short=1), OrderLine(2, "LID", 1, "Lid"))
    order = Order(UUID(int=1), "100234", lines, ship_to=("A. Customer", "Street 7"), rest_of="100200")
    return PackTask(order, cartons)


def test_it_says_what_is_packed_and_what_is_missing_over_all_cartons() -> None:
    slip = packing_slip(
        task(
            carton(1, CartonState.VERIFIED, (1, 2), traces=LOTS),
            carton(2, CartonState.VOID, (1, 1)),
            carton(3, CartonState.OPEN, (1, 1), (2, 1), traces=(Trace(2, 1, serial="S9"),)),
        ),
        ("Packers",),
    )
    assert slip.lines == (
        SlipLine("MUG", "Mug", 4, 3, 1, (LOTS[1], LOTS[0])),
        SlipLine("LID", "Lid", 1, 1, 0, (Trace(2, 1, serial="S9"),)),
    )
    assert (slip.carton_number, slip.cartons, slip.units, slip.rest_of) == (2, 2, 4, "100200")
    assert (slip.ship_to, slip.ship_from) == (("A. Customer", "Street 7"), ("Packers",))


def test_with_every_carton_closed_it_belongs_to_the_last() -> None:
    closed = task(carton(1, CartonState.VERIFIED, (1, 2)), carton(2, CartonState.CLOSED, (1, 1), (2, 1)))
    assert (packing_slip(closed).carton_number, packing_slip(closed).cartons) == (2, 2)


def test_it_has_no_room_for_a_price() -> None:
    named = {field.name for kind in (Slip, SlipLine) for field in fields(kind)}
    assert not any(word in name for name in named for word in ("price", "amount", "cost", "total", "money"))


def test_a_carton_that_is_reopened_is_the_one_it_goes_into() -> None:
    first_open = task(carton(1, CartonState.OPEN, (1, 3)), carton(2, CartonState.VERIFIED, (2, 1)))
    assert packing_slip(first_open).carton_number == 1
    assert packing_slip(replace(first_open, marks=frozenset())).cartons == 2
