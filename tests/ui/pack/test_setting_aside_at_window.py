"""SHORT, PARK and put back in the window itself, by the scanner alone: nobody touches key or screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.command_code import Command
from packstation.domain.policy import ShortEnding
from packstation.ui.widgets.answer_button import AnswerButton
from tests.application.site import LEA_BADGE, LID, LID_CASE, MUG, TRAY
from tests.ui.at_window import AtWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def bench(at_window: AtWindow) -> AtWindow:
    """Ida with order 100234 but for a lid and the tray; a lead decides about shorts."""
    warehouse = at_window.warehouse
    warehouse.policy = replace(warehouse.policy, short_ending=ShortEnding.LEAD, places=("P 1", "P 2"))
    at_window.window.close()
    at_window.start()
    at_window.pack(MUG, MUG, LID_CASE, number="100234")
    at_window.show_all()
    return at_window


def command(bench: AtWindow, named: Command) -> None:
    """Read a command from the card."""
    bench.scan_command(named)
    bench.show_all()


def digit(bench: AtWindow, number: int) -> None:
    """Read a digit from the card."""
    bench.scan_digits(str(number))
    bench.show_all()


def read(bench: AtWindow, code: str) -> None:
    """Read any other code."""
    bench.scan(code)
    bench.show_all()


def said(bench: AtWindow) -> tuple[str, str]:
    """The verdict as it is read."""
    return bench.window.verdict.word, bench.window.verdict.saying


def answers(bench: AtWindow) -> list[str]:
    """The numbered answers as they are read."""
    return [
        f"{button.number} {button.words}"
        for button in bench.window.findChildren(AnswerButton)
        if button.isVisible()
    ]


def test_a_short_is_allowed_by_a_lead_and_the_rest_waits(bench: AtWindow) -> None:
    command(bench, Command.SHORT)
    assert bench.asked == "What cannot be packed?"
    assert answers(bench) == ["1 Everything that is left: 2", "2 Lid, 1 left", "3 Tray, 1 left"]
    digit(bench, 1)
    assert bench.asked == "What is wrong?"
    assert answers(bench) == ["1 Missing", "2 Damaged", "3 Something else lies in its place"]
    digit(bench, 1)
    assert bench.asked == "What becomes of this order?"
    digit(bench, 1)
    read(bench, LEA_BADGE.code)
    assert said(bench) == (
        "YES",
        "Order 100234 leaves without them, 100234/R1 later. Pack on; put bad pieces aside.",
    )
    bench.weigh(0, 1)
    assert bench.asked == "Put the carton on the scale"
    assert bench.warehouse.on_bench("100234/R1").task.order.rest_of == "100234"


def test_an_order_is_parked_and_fetched_again(bench: AtWindow) -> None:
    command(bench, Command.PARK)
    assert (bench.asked, answers(bench)) == ("Which place does it go to?", ["1 P 1", "2 P 2"])
    digit(bench, 2)
    assert said(bench)[1] == "Put carton and goods of order 100234 on P 2. PARK brings it back later."
    assert bench.asked == "Scan a tote, an order or a product"
    assert "A. Customer" not in bench.everything_written()
    command(bench, Command.PARK)
    assert bench.asked == "Which order do you go on with?"
    digit(bench, 1)
    assert said(bench)[1] == "Order 100234 stands on P 2. Fetch it and go on."
    assert bench.asked == "Scan the goods: 2 left"


def test_the_goods_of_a_cancelled_order_are_put_back(bench: AtWindow) -> None:
    bench.warehouse.cancel("100234")
    read(bench, TRAY)
    stop = "STOP: order 100234 was cancelled. Take everything out of the carton; it must not leave."
    assert said(bench) == ("NO", stop)
    assert bench.asked == "Put back 2 \N{MULTIPLICATION SIGN} Mug, blue"
    assert bench.read_text("act_hint") == "Order cancelled: scan each piece. No time now? PARK puts it aside."
    for code in (MUG, MUG):
        read(bench, code)
    assert bench.asked == "Put back 12 \N{MULTIPLICATION SIGN} Lid"
    read(bench, LID)
    assert said(bench) == ("YES", "Lid is back. Still to be put back: 11")
    read(bench, LID_CASE)
    assert said(bench) == ("NO", "12 of LID are too many: only 11 left to put back.")
    for _ in range(11):
        read(bench, LID)
    assert bench.asked == "Scan a tote, an order or a product"
