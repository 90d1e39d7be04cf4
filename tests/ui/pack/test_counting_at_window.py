"""Lots and numbers by finger: what is touched in the window is what is counted."""

from __future__ import annotations

import pytest

from packstation.domain.command_code import Command
from packstation.domain.lot import Lot
from packstation.domain.trace import Trace
from packstation.ui.pack.lines_model import LinesModel
from tests.application.traced import LATER, LATEST, MILK, move_in
from tests.application.warehouse import Warehouse
from tests.ui.at_window import AtWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def warehouse(warehouse: Warehouse) -> Warehouse:
    """The warehouse with its difficult goods, two lots of milk known."""
    move_in(warehouse)
    with warehouse.store.transaction() as work:
        work.catalogue.put_lots([Lot("MILK", "C3", LATEST), Lot("MILK", "B2", LATER)])
    return warehouse


def test_the_lot_that_expires_first_is_touched_and_stands_beside_its_line(at_window: AtWindow) -> None:
    at_window.open("200001")
    at_window.scan(MILK)
    at_window.show_all()
    assert at_window.read_text("next_act") == "Which lot? Milk"
    assert at_window.button("answer_1").accessibleName() == f"1: B2, expires {LATER}"
    at_window.click("answer_1")
    task = at_window.warehouse.on_bench("200001").task
    assert task.cartons[0].traces == (Trace(1, 1, "B2", LATER),)
    model = at_window.window.pack.model
    assert model.data(model.index(0, LinesModel.NAME)) == f"Milk · 1 x B2 {LATER}"


def test_a_thing_without_a_code_is_counted_by_touch_alone(at_window: AtWindow) -> None:
    at_window.open("200003")
    at_window.show_all()
    at_window.click("command_HELP")
    question = at_window.desk.conversation.open
    assert question is not None
    place = [choice.code for choice in question.choices].index(Command.TIMES) + 1
    at_window.click(f"answer_{place}")
    at_window.click("answer_1")
    for key in ("4", "0", "OK"):
        at_window.click(f"key_{key}")
    assert at_window.packed(1, "200003") == 40
