"""The order being packed: what a scan reads is what the last scan wrote."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from packstation.domain.order import OrderState
from packstation.domain.product import Product
from packstation.domain.weight import WeightResult
from tests.contract.store.opened import CARTON, MUGS, Opened, change
from tests.persistence.shelf import LID_CODE, MUG_CODE, open_order, scan


def test_a_packed_carton_reads_the_same_after_a_restart(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
    for code in (LID_CODE, MUG_CODE, MUG_CODE, LID_CODE, MUG_CODE):
        with opened.store.transaction() as work:
            scan(work, MUGS.order_id, code)
    with opened.store.transaction() as work:
        before = work.orders.task(MUGS.order_id)
        plate, block = work.plates.block().allot()
        work.plates.save(block)
        work.orders.save_task(before, before.close(plate, 1520, WeightResult.WITHIN))
        task = work.orders.task(MUGS.order_id)
    assert [carton.contents for carton in task.cartons] == [((1, 3), (2, 24))]
    assert (task.cartons[0].plate, task.cartons[0].gross_grams) == (plate, 1520)
    assert task.order.state is OrderState.PACKING
    with opened.again().transaction() as work:
        assert work.orders.task(MUGS.order_id) == task


def test_pieces_taken_out_are_gone_and_a_second_carton_stands_beside_the_first(opened: Opened) -> None:
    with opened.store.transaction() as work:
        task = open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.store.transaction() as work:
        counted = scan(work, MUGS.order_id)
        emptied = counted.uncount(1, 1)
        work.orders.save_task(counted, emptied)
    with opened.again().transaction() as work:
        task = work.orders.task(MUGS.order_id)
        assert [carton.contents for carton in task.cartons] == [()]
        voided = replace(task, cartons=(task.cartons[0].voided(),))
        work.orders.save_task(task, voided)
        two = voided.with_carton(UUID(int=78), replace(task.cartons[0].carton_type, code="BOX-L"))
        work.orders.save_task(voided, two)
    with opened.again().transaction() as work:
        assert work.orders.task(MUGS.order_id) == two


def test_a_cancellation_is_seen_by_the_very_next_scan(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
    with opened.store.transaction() as work:
        scan(work, MUGS.order_id)
    change(opened.store, "1", lambda order: order.cancelled())
    with opened.store.transaction() as work:
        task = work.orders.task(MUGS.order_id)
    assert task.cancelled
    assert task.packed(1) == 1


def test_a_product_weighed_meanwhile_weighs_so_in_the_next_scan(opened: Opened) -> None:
    with opened.store.transaction() as work:
        open_order(work, opened.store.station_id, MUGS, CARTON)
        scan(work, MUGS.order_id)
    with opened.store.transaction() as work:
        work.catalogue.put([Product("MUG", "Mug, red", 310)], [])
    with opened.store.transaction() as work:
        line = work.orders.task(MUGS.order_id).line(1)
    assert (line.name, line.unit_grams) == ("Mug, red", 310)
