"""UNDO at a bench with several cartons: moves go back, in both stores and in the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.undo_scan import MovedBack, Undone, UndoScan
from packstation.domain.act import CartonOpened
from packstation.domain.carton_act import UnitMovedBack
from packstation.domain.order import OrderLine
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode
from tests.application.repacking import BOTH_STORES, ORDER, Repacking
from tests.application.site import LID, LID_CASE, MUG, TRAY
from tests.application.warehouse import Warehouse

pytestmark = BOTH_STORES


@pytest.fixture
def packing(warehouse: Warehouse) -> Repacking:
    """Order 100234 at the bench."""
    return Repacking(warehouse)


def undo(packing: Repacking) -> Undone:
    return UndoScan(packing.warehouse.bench)(packing.warehouse.ida, packing.task)


def two(packing: Repacking) -> None:
    """Two mugs are in the first carton, which is proven; a tray in the second, which is in hand."""
    packing.warehouse.open(ORDER)
    packing.fill(MUG, MUG)
    packing.scan(TRAY)


def test_a_moved_piece_goes_back_then_the_count_before_it_comes_out(packing: Repacking) -> None:
    two(packing)
    packing.move(1, MUG)
    back = undo(packing)
    assert (back.moved, back.counted.units, back.counted.packed) == (MovedBack(1, 2, 1), 0, 2)
    assert (packing.carton(1).contents, packing.in_hand.contents) == (((1, 2),), ((3, 1),))
    (newest,) = packing.warehouse.newest()
    assert isinstance(newest, UnitMovedBack)
    assert (newest.source, newest.units) == (2, 1)
    assert undo(packing).counted.units == -1
    assert packing.in_hand.contents == ()
    with packing.warehouse.refused(Verb.UNDO, RefusalCode.NOTHING_TO_UNDO):
        undo(packing)


def test_the_last_piece_of_a_carton_goes_back_into_one_put_up_for_it(packing: Repacking) -> None:
    two(packing)
    packing.move(1, MUG)
    packing.move(1, MUG)
    assert undo(packing).moved == MovedBack(1, 2, 3)
    assert packing.carton(3).aside
    assert undo(packing).moved == MovedBack(1, 2, 4)
    acts = packing.warehouse.newest(4)
    assert [type(act) for act in acts] == [CartonOpened, UnitMovedBack, CartonOpened, UnitMovedBack]
    packing.fill(LID_CASE, LID)
    assert packing.task.units_packed == 16


def test_a_case_partly_moved_is_taken_back_once_the_carton_with_the_rest_is_opened(
    packing: Repacking,
) -> None:
    packing.warehouse.open(ORDER)
    packing.fill(LID_CASE)
    packing.scan(MUG)
    packing.move(1, LID)
    packing.close(partial=True)
    packing.prove()
    assert packing.in_hand.number == 1
    with packing.warehouse.refused(Verb.UNDO, RefusalCode.PIECES_SEALED, sku="LID", carton=2):
        undo(packing)


def test_a_case_on_two_lines_moves_and_goes_back_whole(packing: Repacking) -> None:
    known = packing.task.order
    lines = (OrderLine(1, "LID", 6), OrderLine(2, "LID", 6), OrderLine(3, "TRAY", 1), OrderLine(4, "MUG", 1))
    packing.warehouse.receive(replace(known, lines=lines))
    packing.warehouse.open(ORDER)
    packing.fill(LID_CASE, MUG)
    packing.scan(TRAY)
    before = packing.carton(1).contents
    moved = packing.move(1, LID_CASE)
    assert (moved.moved.pieces.units, packing.in_hand.units) == (12, 13)
    assert [act.payload()["part"] for act in packing.warehouse.newest(2)] == [1, 2]
    assert undo(packing).moved == MovedBack(12, 2, 1)
    assert packing.carton(1).contents == before


def test_a_case_on_two_lines_that_was_all_of_its_carton_goes_back_into_one_carton(packing: Repacking) -> None:
    known = packing.task.order
    lines = (OrderLine(1, "LID", 6), OrderLine(2, "LID", 6), OrderLine(3, "TRAY", 1))
    packing.warehouse.receive(replace(known, lines=lines))
    packing.warehouse.open(ORDER)
    packing.fill(LID_CASE)
    inside = packing.carton(1).contents
    packing.scan(TRAY)
    assert packing.move(1, LID_CASE).moved.emptied
    assert undo(packing).moved == MovedBack(12, 2, 3)
    assert (packing.carton(3).contents, len(packing.task.cartons)) == (inside, 3)
