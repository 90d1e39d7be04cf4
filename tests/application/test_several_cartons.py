"""An order in more than one carton: closed before it is complete, changed, cut open, moved between."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.carton_type import ChangeCartonType, known_types
from packstation.application.close_carton import CloseCarton
from packstation.application.find_carton import FindCarton
from packstation.application.move_unit import MoveUnit, UnitsMoved
from packstation.application.open_order import OpenOrder
from packstation.application.print_label import PrintLabel
from packstation.application.undo_scan import UndoScan
from packstation.application.verify_label import VerifyLabel
from packstation.domain.act import CartonOpened, LabelVerified, OrderPacked
from packstation.domain.carton import CartonState, CartonType
from packstation.domain.carton_act import (
    CartonReopened,
    CartonTakenBack,
    CartonTypeChanged,
    CartonVanished,
    OrderReopened,
    UnitMoved,
)
from packstation.domain.label import LabelState
from packstation.domain.order import OrderState
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from packstation.domain.trace import Trace
from tests.application.repacking import BOTH_STORES, ORDER, Repacking
from tests.application.site import CUP, LID, LID_CASE, MUG, TRAY
from tests.application.warehouse import Warehouse, weighing

BIG = CartonType("BIG", 400, 50, "Big box")


@pytest.fixture
def packing(warehouse: Warehouse) -> Repacking:
    warehouse.policy = replace(warehouse.policy, carton_types=(BIG,))
    return Repacking(warehouse)


@BOTH_STORES
class TestNextCarton:
    """Closed though the order is not complete."""

    def test_the_next_one_opens_in_the_same_moment_and_is_of_the_same_type(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        packing.scan(MUG)
        ChangeCartonType(warehouse.bench)(warehouse.ida, packing.task, "BIG")
        packing.close()
        after = packing.prove()
        assert [carton.state for carton in after.task.cartons] == [CartonState.VERIFIED, CartonState.OPEN]
        assert packing.in_hand.carton_type.code == "BIG"
        assert after.task.order.state is OrderState.PACKING
        verified, opened = warehouse.newest(2)
        assert isinstance(verified, LabelVerified)
        assert opened == CartonOpened(2, "BIG")

    def test_the_last_one_packs_the_order(self, packing: Repacking) -> None:
        packing.pack_two()
        assert packing.task.order.state is OrderState.PACKED
        assert packing.warehouse.newest() == [OrderPacked(cartons=2, units=16)]
        contents = [content.carton_number for content in packing.warehouse.writer.contents]
        assert contents == [1, 2]

    def test_the_weight_is_that_of_what_is_inside(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        packing.scan(MUG)
        close = CloseCarton(warehouse.bench, warehouse.writer)
        with warehouse.refused(
            Verb.CLOSE_CARTON, RefusalCode.WEIGHT_HEAVY, grams=300, gross_grams=800, expected_grams=500
        ):
            close(warehouse.ida, packing.task, weighing(800), partial=True)

    def test_an_empty_carton_is_not_closed(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        with packing.warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.CARTON_EMPTY):
            packing.close()

    def test_plain_next_keeps_the_rule(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        packing.scan(MUG)
        with packing.warehouse.refused(Verb.CLOSE_CARTON, RefusalCode.ORDER_INCOMPLETE, missing=15):
            packing.close(partial=False)


class TestType:
    """Another box for the same goods."""

    def test_the_expected_weight_follows(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        packing.scan(MUG)
        after = ChangeCartonType(warehouse.bench)(warehouse.ida, packing.task, "BIG").task
        assert after.open_carton is not None
        expected = after.expected(after.open_carton, warehouse.policy.tolerance)
        assert expected is not None
        assert expected.grams == 750
        assert warehouse.newest() == [CartonTypeChanged("BOX", "BIG")]

    def test_the_same_type_again_is_no_act(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        acts = warehouse.acts()
        ChangeCartonType(warehouse.bench)(warehouse.ida, packing.task, "BOX")
        assert warehouse.acts() == acts

    def test_a_type_nobody_has_and_a_closed_carton_are_refused(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        change = ChangeCartonType(warehouse.bench)
        with warehouse.refused(Verb.CHANGE_CARTON, RefusalCode.CARTON_TYPE_UNKNOWN, type="BAG"):
            change(warehouse.ida, packing.task, "BAG")
        packing.scan(MUG)
        packing.close()
        with warehouse.refused(Verb.CHANGE_CARTON, RefusalCode.CARTON_CLOSED):
            change(warehouse.ida, packing.task, "BIG")

    def test_the_first_one_is_offered_first(self, packing: Repacking) -> None:
        assert [known.code for known in known_types(packing.warehouse.policy)] == ["BOX", "BIG"]


@BOTH_STORES
class TestReopen:
    """Cut open again."""

    def test_its_label_is_void_and_the_one_in_hand_stands_aside(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        packing.fill(MUG, MUG)
        (plate,) = packing.plates()
        packing.scan(TRAY)
        after = packing.reopen(1)
        assert packing.label_state(plate) is LabelState.VOID
        assert packing.warehouse.newest() == [CartonReopened(plate)]
        assert after.task.open_carton is not None
        assert after.task.open_carton.number == 1
        assert packing.carton(2).aside
        assert packing.plates() == []

    def test_proven_again_under_a_new_plate_the_other_one_comes_back(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        packing.fill(MUG, MUG)
        (old,) = packing.plates()
        packing.scan(TRAY)
        packing.reopen(1)
        packing.fill(LID)
        (new,) = packing.plates()
        assert new != old
        assert packing.warehouse.newest() == [CartonTakenBack(2)]
        assert (packing.in_hand.number, packing.in_hand.contents) == (2, ((3, 1),))
        packing.fill(LID_CASE)
        assert packing.task.order.state is OrderState.PACKED

    def test_an_empty_one_that_stood_aside_vanishes_when_nothing_is_left(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        packing.fill(MUG, MUG, LID_CASE, LID)
        packing.reopen(1)
        packing.fill(TRAY)
        assert packing.warehouse.newest(2) == [CartonVanished(2), OrderPacked(cartons=1, units=16)]
        assert packing.carton(2).state is CartonState.VOID

    def test_an_old_label_does_not_prove_the_new_one(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        packing.fill(MUG)
        (old,) = packing.plates()
        packing.reopen(1)
        packing.close()
        PrintLabel(warehouse.bench, warehouse.writer)(warehouse.ida, packing.task, warehouse.printer)
        with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.LABEL_VOID, read=old[-4:]):
            VerifyLabel(warehouse.bench)(warehouse.ida, packing.task, warehouse.read(old))

    def test_undo_takes_pieces_out_of_it_again(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        packing.fill(MUG, MUG)
        packing.reopen(1)
        UndoScan(packing.warehouse.bench)(packing.warehouse.ida, packing.task)
        assert packing.in_hand.contents == ((1, 1),)

    def test_first_the_label_that_waits(self, packing: Repacking) -> None:
        packing.warehouse.open(ORDER)
        packing.fill(MUG)
        packing.scan(MUG)
        packing.close()
        with packing.warehouse.refused(Verb.REOPEN_CARTON, RefusalCode.LABEL_WAITS, carton=2):
            packing.reopen(1)


@BOTH_STORES
class TestReopenPacked:
    """An order that is packed already comes back to a bench."""

    def test_a_lead_fetches_it_and_it_is_packed_anew(self, packing: Repacking) -> None:
        packing.pack_two()
        old = packing.plates()
        after = packing.reopen_packed(1, packing.warehouse.lea)
        order = after.task.order
        assert (order.state, order.packed_by, order.packed_at) == (OrderState.PACKING, None, None)
        assert packing.warehouse.newest(2) == [OrderReopened(), CartonReopened(old[0])]
        packing.close(partial=False)
        packing.prove()
        assert packing.task.order.state is OrderState.PACKED
        assert len({*old, *packing.plates()}) == 3

    def test_a_packer_needs_a_leads_leave_and_both_are_on_record(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        packing.pack_two()
        with warehouse.refused(
            Verb.REOPEN_ORDER, RefusalCode.ROLE_FORBIDS, role="packer", verb="reopen_order"
        ):
            packing.reopen_packed(1, warehouse.ida)
        packing.reopen_packed(1, warehouse.ida, warehouse.lea)
        entry = next(e for e in reversed(warehouse.opened.journal()) if isinstance(e.act, OrderReopened))
        assert (entry.actor, entry.second_actor) == ("ida", "lea")

    def test_one_that_has_left_and_one_not_packed_are_refused(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        packing.pack_two()
        warehouse.change(ORDER, state=OrderState.SHIPPED)
        with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_GONE, order=ORDER):
            packing.reopen_packed(1, warehouse.lea)
        find = FindCarton(warehouse.bench)
        with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.ORDER_NOT_PACKED, order="100235"):
            find(warehouse.lea, warehouse.read("100235"), packed=True)

    def test_not_while_another_order_lies_open(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        packing.pack_two()
        warehouse.open("100235")
        with warehouse.refused(Verb.REOPEN_ORDER, RefusalCode.ORDER_OPEN_HERE, order="100235"):
            packing.reopen_packed(1, warehouse.lea)

    def test_a_tote_that_holds_other_goods_by_now_stays_with_those(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        packing.pack_two()
        warehouse.change(ORDER, tote="T-7", more_totes=("T-8",))
        packing.reopen_packed(1, warehouse.lea)
        assert packing.task.order.totes == ("T-8",)
        assert OpenOrder(warehouse.bench)(warehouse.ida, warehouse.read("T-8")).task.order.number == ORDER


@BOTH_STORES
class TestFind:
    """By paper or by label."""

    def test_a_label_names_its_carton(self, packing: Repacking) -> None:
        packing.pack_two()
        found = FindCarton(packing.warehouse.bench)(
            packing.warehouse.ida, packing.warehouse.read(packing.plates()[1])
        )
        assert (found.task.order.number, found.carton_id) == (ORDER, packing.carton(2).carton_id)

    def test_an_old_label_an_unlabelled_order_and_nonsense_are_refused(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        warehouse.open(ORDER)
        packing.fill(MUG)
        (old,) = packing.plates()
        packing.reopen(1)
        find = FindCarton(warehouse.bench)
        with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.LABEL_VOID, read=old[-4:]):
            find(warehouse.ida, warehouse.read(old))
        with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.NO_LABEL_YET, order=ORDER):
            find(warehouse.ida, warehouse.read(ORDER))
        with warehouse.refused(Verb.OPEN_ORDER, RefusalCode.UNKNOWN_ORDER, read="nonsense"):
            find(warehouse.ida, warehouse.read("nonsense"))


@BOTH_STORES
class TestMove:
    """From carton to carton."""

    def two(self, packing: Repacking) -> str:
        packing.warehouse.open(ORDER)
        packing.fill(MUG, MUG)
        packing.scan(TRAY)
        return packing.plates()[0]

    def test_the_first_piece_voids_the_label_of_the_carton_it_leaves(self, packing: Repacking) -> None:
        plate = self.two(packing)
        moved = packing.move(1, MUG)
        assert packing.label_state(plate) is LabelState.VOID
        assert (packing.carton(1).contents, packing.in_hand.contents) == (((1, 1),), ((1, 1), (3, 1)))
        assert packing.carton(1).aside
        assert not moved.moved.emptied
        assert packing.warehouse.newest(2) == [
            CartonReopened(plate),
            UnitMoved(1, 1, "MUG", 1, None, None, None, "0" + MUG, "scanner"),
        ]

    def test_then_each_gets_its_own_label_anew(self, packing: Repacking) -> None:
        self.two(packing)
        packing.move(1, MUG)
        packing.fill(LID_CASE, LID)
        assert packing.in_hand.number == 1
        packing.close(partial=False)
        packing.prove()
        assert packing.warehouse.newest() == [OrderPacked(cartons=2, units=16)]
        assert [content.units for content in packing.warehouse.writer.contents] == [2, 15, 1]

    def test_an_emptied_carton_vanishes(self, packing: Repacking) -> None:
        self.two(packing)
        packing.move(1, MUG)
        assert packing.move(1, MUG).moved.emptied
        assert packing.warehouse.newest() == [CartonVanished(1)]
        packing.fill(LID_CASE, LID)
        assert packing.warehouse.newest() == [OrderPacked(cartons=1, units=16)]

    def test_what_it_does_not_hold_changes_nothing(self, packing: Repacking) -> None:
        self.two(packing)
        with packing.warehouse.refused(
            Verb.CHANGE_CARTON, RefusalCode.NOT_IN_CARTON, sku="CUP", units=1, carton=1
        ):
            packing.move(1, CUP)
        with packing.warehouse.refused(Verb.CHANGE_CARTON, RefusalCode.UNKNOWN_CODE, read="9999"):
            packing.move(1, "9999")

    def test_a_lot_goes_with_its_piece_and_is_asked_for_when_there_are_two(self, packing: Repacking) -> None:
        warehouse = packing.warehouse
        self.two(packing)
        a, b = Trace(1, 1, "A"), Trace(1, 1, "B")
        before = packing.task
        with warehouse.store.transaction() as work:
            traced = replace(before.cartons[0], traces=(a, b))
            work.orders.save_task(before, replace(before, cartons=(traced, *before.cartons[1:])))
        move, source = MoveUnit(warehouse.bench), packing.carton(1).carton_id
        acts = warehouse.acts()
        assert move(warehouse.ida, packing.task, source, warehouse.read(MUG)) == (a, b)
        assert warehouse.acts() == acts
        moved = move(warehouse.ida, packing.task, source, warehouse.read(MUG), b)
        assert isinstance(moved, UnitsMoved)
        assert (packing.carton(1).traces, packing.in_hand.traces) == ((a,), (b,))
        newest = warehouse.newest()[0]
        assert isinstance(newest, UnitMoved)
        assert newest.lot == "B"


def test_a_typed_number_proves_only_where_the_site_lets_it(packing: Repacking) -> None:
    warehouse = packing.warehouse
    printed = warehouse.print()
    assert printed.label is not None
    typed = replace(warehouse.read(printed.label.plate.code), typed=True)
    warehouse.policy = replace(warehouse.policy, typed_label_verifies=False)
    with warehouse.refused(Verb.VERIFY_LABEL, RefusalCode.LABEL_TYPED):
        VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, typed)
    warehouse.policy = replace(warehouse.policy, typed_label_verifies=True)
    after = VerifyLabel(warehouse.bench)(warehouse.ida, printed.task, typed)
    assert after.task.order.state is OrderState.PACKED
