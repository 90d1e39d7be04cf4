"""Which pieces exactly are in which carton, and what a carton keeps besides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from packstation.application.ports import Work
from packstation.domain.carton import Carton, CartonType
from packstation.domain.order import OrderState
from packstation.domain.trace import Trace
from tests.contract.store.opened import CARTON, MUGS, Opened, change
from tests.persistence.shelf import make_order, open_order

SPRING = date(2026, 4, 1)
PIECES = (
    Trace(1, 2),
    Trace(1, 1, lot="L1"),
    Trace(1, 1, lot="L1", expiry=SPRING),
    Trace(1, 1, serial="S-1"),
    Trace(2, 24, lot="L1", expiry=SPRING),
)


def with_traces(work: Work, order_id: UUID, *traces: Trace) -> Carton:
    """What is in the order's last carton, from now on."""
    task = work.orders.task(order_id)
    carton = replace(task.cartons[-1], traces=tuple(sorted(traces, key=lambda trace: trace.key)))
    work.orders.save_task(task, replace(task, cartons=(*task.cartons[:-1], carton)))
    return carton


def test_pieces_read_back_are_the_very_same_pieces(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        with_traces(work, MUGS.order_id, *PIECES)
    with opened.again().transaction() as work:
        assert set(work.orders.task(MUGS.order_id).cartons[0].traces) == set(PIECES)
        carton = with_traces(work, MUGS.order_id, replace(PIECES[0], units=3), *PIECES[2:])
    with opened.again().transaction() as work:
        assert work.orders.task(MUGS.order_id).cartons == (carton,)
        with_traces(work, MUGS.order_id)
    with opened.again().transaction() as work:
        assert work.orders.task(MUGS.order_id).cartons[0].traces == ()


def test_a_piece_moved_to_another_carton_is_only_there(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
        with_traces(work, MUGS.order_id, *PIECES)
    with opened.store.transaction() as work:
        task = work.orders.task(MUGS.order_id)
        full = task.cartons[0]
        rest = replace(full, traces=full.traces[1:], aside=True)
        other = Carton(UUID(int=78), 2, CartonType("L", 300, 20, "Large"), traces=full.traces[:1])
        work.orders.save_task(task, replace(task, cartons=(rest, other)))
    with opened.again().transaction() as work:
        read = work.orders.task(MUGS.order_id)
        assert read.cartons == (rest, other)
        assert read.open_carton == other
        assert read.cartons[1].carton_type.name == "Large"


def test_a_serial_number_is_found_in_the_order_it_left_with(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        with_traces(work, MUGS.order_id, *PIECES)
    change(opened.store, "1", lambda order: replace(order, state=OrderState.PACKED))
    with opened.again().transaction() as work:
        assert work.orders.serial_in("MUG", "S-1") == "1"
        assert work.orders.serial_in("LID", "S-1") is None
        assert work.orders.serial_in("MUG", "S-2") is None
        assert work.orders.serial_in("MUG", "") is None


def test_a_serial_number_in_a_void_carton_may_leave_again(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        with_traces(work, MUGS.order_id, *PIECES)
        task = work.orders.task(MUGS.order_id)
        work.orders.save_task(task, replace(task, cartons=(task.cartons[0].voided(),)))
    with opened.store.transaction() as work:
        assert work.orders.serial_in("MUG", "S-1") is None


def test_a_piece_that_came_back_is_found_where_it_left_last(opened: Opened) -> None:
    with opened.store.transaction() as work:
        for number, carton in ((2, 79), (3, 78)):
            order = make_order(number, ("MUG", 1))
            open_order(work, opened.store.station_id, order, UUID(int=carton))
            with_traces(work, order.order_id, Trace(1, 1, serial="S-1"))
        assert work.orders.serial_in("MUG", "S-1") == "2"
