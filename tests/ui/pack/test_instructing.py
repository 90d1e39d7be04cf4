"""What an order asks for besides its goods, as the packer meets it: asked in time, put off, then done."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from packstation.domain.command_code import Command
from packstation.domain.instruction import Instruction, InstructionKind, Per
from packstation.domain.order import OrderState
from packstation.domain.packing_act import InstructionConfirmed, SheetPrinted, SlipPrinted
from packstation.domain.policy import ShortEnding
from packstation.domain.refusal import FaultCode
from packstation.ui.desk import Screen
from packstation.ui.instruction_words import InstructionAnswer
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said
from tests.application.site import LID, MUG, order
from tests.fakes.runner import Lane
from tests.ui.at_bench import AtBench

SECRET = "For Anna, from Ben"
WRAP = Instruction(UUID(int=1), InstructionKind.GIFT_WRAP)
MESSAGE = Instruction(UUID(int=2), InstructionKind.GIFT_MESSAGE, text=SECRET)
FRAGILE = Instruction(UUID(int=3), InstructionKind.FRAGILE, Per.CARTON)
ENGRAVE = Instruction(UUID(int=4), InstructionKind.CUSTOMISE, Per.PRODUCT, "Anna", sku="MUG")
FLYER = Instruction(UUID(int=5), InstructionKind.INSERT, document="flyer.pdf")


def receive(bench: AtBench, *instructions: Instruction, slip: bool = False) -> None:
    """Order 100300 of a mug and a lid comes in; its own instruction ids, as every order has."""
    wanted = order("100300", ("MUG", 1), ("LID", 1))
    bench.warehouse.receive(replace(wanted, instructions=instructions, slip=slip))
    bench.open("100300")


def asked(bench: AtBench) -> tuple[AskCode, list[str]] | None:
    """The open question, and its answers."""
    question = bench.desk.conversation.open
    return None if question is None else (question.code, [choice.code.value for choice in question.choices])


def answer(bench: AtBench, said: InstructionAnswer) -> None:
    """Press the number of an answer."""
    question = bench.desk.conversation.open
    assert question is not None
    number = [choice.code for choice in question.choices].index(said) + 1
    bench.presenter.on_command(Command.DIGIT, str(number))
    bench.runner.settle()


def done(bench: AtBench) -> None:
    answer(bench, InstructionAnswer.DONE)


def later(bench: AtBench) -> None:
    answer(bench, InstructionAnswer.LATER)


def confirmed(bench: AtBench) -> list[tuple[str, str]]:
    acts = [act for act in bench.warehouse.acts() if isinstance(act, InstructionConfirmed)]
    return [(act.what, act.scope) for act in acts]


def test_what_is_for_the_order_is_asked_when_it_opens_and_never_again_once_done(bench: AtBench) -> None:
    receive(bench, WRAP)
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "later"])
    done(bench)
    assert asked(bench) is None
    bench.pack(MUG, LID, number="100300")
    assert asked(bench) is None
    assert confirmed(bench) == [("gift_wrap", "order")]


def test_a_product_is_asked_about_with_its_first_piece(bench: AtBench) -> None:
    receive(bench, ENGRAVE)
    assert asked(bench) is None
    bench.scan(LID)
    assert asked(bench) is None
    bench.scan(MUG)
    assert asked(bench) == (AskCode.INSTRUCTION_PRODUCT, ["done"])
    question = bench.desk.conversation.open
    assert question is not None
    assert (question.facts["name"], question.facts["text"]) == ("Mug, blue", "Anna")


def test_while_it_is_asked_a_scan_is_refused_and_not_kept(bench: AtBench) -> None:
    receive(bench, WRAP)
    bench.scan(MUG)
    assert bench.said == ("no", "question_open")
    done(bench)
    assert bench.packed(number="100300") == 0


def test_what_was_put_off_is_asked_again_before_the_close_and_not_to_be_put_off(bench: AtBench) -> None:
    receive(bench, WRAP, ENGRAVE)
    later(bench)
    bench.scan(MUG)
    assert asked(bench) == (AskCode.INSTRUCTION_PRODUCT, ["done", "later"])
    later(bench)
    bench.scan(LID)
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done"])
    done(bench)
    assert asked(bench) == (AskCode.INSTRUCTION_PRODUCT, ["done"])
    done(bench)
    assert asked(bench) is None
    assert confirmed(bench) == [("gift_wrap", "order"), ("customise", "1")]


def test_what_was_put_off_is_asked_again_when_a_short_would_end_the_order(bench: AtBench) -> None:
    bench.warehouse.policy = replace(bench.warehouse.policy, short_ending=ShortEnding.SHIP)
    bench.start()
    bench.weigh(0)
    receive(bench, WRAP)
    later(bench)
    bench.scan(MUG)
    bench.press(Command.NEXT_CARTON)
    bench.weigh(0)
    bench.weigh(500)
    label = bench.warehouse.on_bench("100300").label
    assert label is not None
    bench.wait(2)
    bench.scan(label.plate.code)
    for put_off in (True, False):
        bench.press(Command.SHORT)
        bench.answer(1)
        assert bench.said == ("no", "instruction_open")
        assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "later"])
        answer(bench, InstructionAnswer.LATER if put_off else InstructionAnswer.DONE)
    assert bench.warehouse.on_bench("100300").task.order.state is OrderState.PACKING
    bench.press(Command.SHORT)
    bench.answer(1)
    assert bench.warehouse.on_bench("100300").task.order.state is OrderState.PACKED


def test_the_right_weight_closes_nothing_until_everything_is_confirmed(bench: AtBench) -> None:
    receive(bench, FRAGILE)
    bench.scan(MUG)
    bench.scan(LID)
    assert asked(bench) == (AskCode.INSTRUCTION_CARTON, ["done"])
    bench.weigh(0, 1)
    bench.weigh(520)
    assert bench.warehouse.on_bench("100300").label is None
    bench.press(Command.BACK)
    assert bench.act is ActCode.FOLLOW_INSTRUCTIONS
    bench.weigh(520)
    assert bench.warehouse.on_bench("100300").label is None
    assert asked(bench) is None
    bench.press(Command.NEXT)
    assert asked(bench) == (AskCode.INSTRUCTION_CARTON, ["done"])
    done(bench)
    assert bench.warehouse.on_bench("100300").label is not None
    assert confirmed(bench) == [("fragile", "1")]


def test_confirmed_in_time_the_carton_closes_by_its_weight_as_ever(bench: AtBench) -> None:
    receive(bench, FRAGILE)
    bench.scan(MUG)
    bench.scan(LID)
    done(bench)
    assert bench.act is ActCode.MEND_SCALE  # the scale has not spoken yet
    bench.weigh(0, 1)
    bench.weigh(520, 1)
    assert bench.warehouse.on_bench("100300").label is not None


def test_taking_a_piece_out_again_after_back_is_possible(bench: AtBench) -> None:
    receive(bench, FRAGILE)
    bench.scan(MUG)
    bench.scan(LID)
    bench.press(Command.BACK)
    bench.press(Command.UNDO)
    assert (bench.packed(2, "100300"), asked(bench)) == (0, None)
    bench.scan(LID)
    assert asked(bench) == (AskCode.INSTRUCTION_CARTON, ["done"])


def test_back_keeps_what_was_confirmed_before_it(bench: AtBench) -> None:
    receive(bench, WRAP, MESSAGE)
    done(bench)
    bench.press(Command.BACK)
    assert confirmed(bench) == [("gift_wrap", "order")]
    bench.scan(MUG)
    assert asked(bench) is None
    bench.scan(LID)
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "print_again"])


def test_a_sheet_is_printed_when_its_question_comes_and_again_only_when_asked_for(bench: AtBench) -> None:
    receive(bench, FLYER)
    paper = bench.warehouse.sheets.printer.paper
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "later", "print_again"])
    assert paper == ["flyer"]
    later(bench)
    bench.scan(MUG)
    bench.scan(LID)
    assert paper == ["flyer"]
    answer(bench, InstructionAnswer.PRINT_AGAIN)
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "print_again"])
    done(bench)
    assert paper == ["flyer", "flyer"]
    assert sum(isinstance(act, SheetPrinted) for act in bench.warehouse.acts()) == 2


def test_a_gift_message_becomes_a_card_and_is_said_nowhere_else(bench: AtBench) -> None:
    receive(bench, MESSAGE)
    done(bench)
    assert bench.warehouse.sheets.printer.paper == [f"card {SECRET}"]
    assert SECRET not in str(bench.warehouse.sheets.printer.titles)
    assert SECRET not in str(bench.warehouse.acts())
    assert all(SECRET not in str(verdict) for verdict in bench.view.verdicts)


def test_without_a_paper_printer_a_gift_message_is_written_by_hand(bench: AtBench) -> None:
    bench.warehouse.sheets.has_printer = False
    bench.start()
    receive(bench, MESSAGE)
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "later"])
    assert bench.nos() == []


@pytest.mark.parametrize(
    ("document", "fault", "said"),
    [("flyer.pdf", FaultCode.GONE, "gone"), ("../etc/passwd", None, "document_unusable")],
)
def test_a_sheet_that_does_not_come_is_said_and_stops_nobody(
    bench: AtBench, document: str, fault: FaultCode | None, said: str
) -> None:
    bench.warehouse.sheets.printer.fault = fault
    receive(bench, replace(FLYER, document=document))
    assert bench.said == ("no", said)
    assert bench.nos() == [said]
    assert document not in str(bench.warehouse.acts())
    done(bench)
    bench.scan(MUG)
    assert bench.packed(number="100300") == 1


def test_nobody_waits_for_paper(bench: AtBench) -> None:
    bench.runner.held = {Lane.BESIDE}
    receive(bench, FLYER)
    done(bench)
    bench.scan(MUG)
    assert (bench.packed(number="100300"), bench.warehouse.sheets.printer.paper) == (1, [])
    bench.runner.held = set()
    bench.runner.settle()
    assert bench.warehouse.sheets.printer.paper == ["flyer"]


def test_the_slip_comes_with_the_last_piece_and_is_laid_in_before_weighing(bench: AtBench) -> None:
    receive(bench, WRAP, slip=True)
    later(bench)
    bench.scan(MUG)
    assert bench.warehouse.sheets.printer.paper == []
    bench.scan(LID)
    done(bench)
    assert asked(bench) == (AskCode.SLIP, ["done", "print_again"])
    assert bench.warehouse.sheets.printer.paper == ["slip 100300 1/1 2"]
    bench.weigh(0, 1)
    bench.weigh(520)
    assert bench.warehouse.on_bench("100300").label is None
    done(bench)
    assert bench.act is not ActCode.FOLLOW_INSTRUCTIONS
    assert [act for act in bench.warehouse.acts() if isinstance(act, SlipPrinted)] == [SlipPrinted(1, 2)]


def test_a_slip_that_jams_is_printed_again_by_number(bench: AtBench) -> None:
    receive(bench, slip=True)
    bench.warehouse.sheets.printer.fault = FaultCode.PRINTER_ERROR
    bench.scan(MUG)
    bench.scan(LID)
    assert bench.said == ("no", "printer_error")
    bench.warehouse.sheets.printer.fault = None
    answer(bench, InstructionAnswer.PRINT_AGAIN)
    assert bench.warehouse.sheets.printer.paper == ["slip 100300 1/1 2"]
    done(bench)
    assert asked(bench) is None


def test_a_slip_that_is_inside_is_asked_for_once_more_only_when_it_says_something_else(
    bench: AtBench,
) -> None:
    receive(bench, slip=True)
    bench.scan(MUG)
    bench.scan(LID)
    done(bench)
    bench.press(Command.UNDO)
    bench.scan(LID)
    assert asked(bench) is None
    assert len(bench.warehouse.sheets.printer.paper) == 1


def test_an_order_that_asks_for_no_slip_gets_none(bench: AtBench) -> None:
    receive(bench)
    bench.scan(MUG)
    bench.scan(LID)
    assert (asked(bench), bench.warehouse.sheets.printer.paper) == (None, [])


def test_whoever_takes_over_is_asked_anew_and_no_sheet_comes_twice(bench: AtBench) -> None:
    receive(bench, FLYER, slip=True)
    later(bench)
    bench.scan(MUG)
    bench.scan(LID)
    bench.press(Command.LOCK)
    bench.badge()
    assert asked(bench) == (AskCode.INSTRUCTION_ORDER, ["done", "print_again"])
    done(bench)
    assert asked(bench) == (AskCode.SLIP, ["done", "print_again"])
    assert bench.warehouse.sheets.printer.paper == ["flyer"]


def test_an_order_called_off_while_it_is_asked_about_is_said_to_be(bench: AtBench) -> None:
    receive(bench, WRAP)
    bench.warehouse.cancel("100300")
    done(bench)
    assert bench.verdicts_of(Said.STOP_CANCELLED)
    assert (asked(bench), confirmed(bench)) == (None, [])


def test_each_of_several_cartons_is_asked_about_before_it_closes(bench: AtBench) -> None:
    receive(bench, FRAGILE, WRAP, slip=True)
    later(bench)
    bench.scan(MUG)
    bench.press(Command.NEXT_CARTON)
    assert asked(bench) == (AskCode.INSTRUCTION_CARTON, ["done"])
    bench.weigh(0, 1)
    bench.weigh(500)
    assert bench.warehouse.on_bench("100300").label is None
    done(bench)
    assert asked(bench) is None
    bench.weigh(500)
    closed = bench.warehouse.on_bench("100300").label
    assert closed is not None
    bench.scan(closed.plate.code)
    bench.scan(LID)
    for code in (AskCode.INSTRUCTION_CARTON, AskCode.INSTRUCTION_ORDER, AskCode.SLIP):
        question = bench.desk.conversation.open
        assert question is not None
        assert question.code is code
        done(bench)
    assert confirmed(bench) == [("fragile", "1"), ("fragile", "2"), ("gift_wrap", "order")]
    assert bench.warehouse.sheets.printer.paper == ["slip 100300 2/2 2"]


def test_a_short_that_makes_the_order_packed_asks_for_the_slip_that_says_so(bench: AtBench) -> None:
    bench.warehouse.policy = replace(bench.warehouse.policy, short_ending=ShortEnding.SHIP)
    bench.start()
    receive(bench, slip=True)
    short_after_the_last_carton(bench)
    assert asked(bench) == (AskCode.SLIP_OUTSIDE, ["done", "print_again"])
    assert bench.warehouse.on_bench("100300").task.order.state is OrderState.PACKED
    assert bench.warehouse.sheets.printer.paper == ["slip 100300 1/1 1"]
    answer(bench, InstructionAnswer.PRINT_AGAIN)
    assert len(bench.warehouse.sheets.printer.paper) == 2
    assert SlipPrinted(1, 1) in bench.warehouse.acts()
    done(bench)
    assert (bench.verdict.code, bench.view.screen) == (Said.SHORT_PACKED, Screen.START)


def test_a_short_without_a_slip_asks_for_none_and_back_leaves_the_packed_order_packed(
    bench: AtBench,
) -> None:
    bench.warehouse.policy = replace(bench.warehouse.policy, short_ending=ShortEnding.SHIP)
    bench.start()
    receive(bench)
    short_after_the_last_carton(bench)
    assert (asked(bench), bench.verdict.code, bench.view.screen) == (None, Said.SHORT_PACKED, Screen.START)


def test_back_at_the_slip_of_a_packed_order_leaves_it_packed(bench: AtBench) -> None:
    bench.warehouse.policy = replace(bench.warehouse.policy, short_ending=ShortEnding.SHIP)
    bench.start()
    receive(bench, slip=True)
    short_after_the_last_carton(bench)
    bench.press(Command.BACK)
    assert (asked(bench), bench.verdict.code, bench.view.screen) == (None, Said.SHORT_PACKED, Screen.START)


def short_after_the_last_carton(bench: AtBench) -> None:
    """The mug is in a proven carton, an empty one stands on the bench, and the lid is missing."""
    bench.scan(MUG)
    bench.press(Command.NEXT_CARTON)
    bench.weigh(0, 1)
    bench.weigh(500)
    closed = bench.warehouse.on_bench("100300").label
    assert closed is not None
    bench.scan(closed.plate.code)
    bench.press(Command.SHORT)
    bench.answer(1)
