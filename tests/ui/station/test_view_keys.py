"""The keys that only change what is seen, Aa and HELP, are never answered with a NO."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from packstation.domain.command_code import Command
from packstation.ui.conversation import tell
from packstation.ui.question import AskCode, Question, Takes
from packstation.ui.theme import LARGEST_PERCENT, Look
from packstation.ui.verdict import VerdictKind
from tests.ui.at_bench import AtBench
from tests.ui.at_window import AtWindow
from tests.ui.lead.lead_at_bench import asked

SIZES = [125, 150, 175, 200, 100, 125]


def sizes(bench: AtBench) -> list[int]:
    """The sizes of letters that were chosen."""
    return [look.text_percent for look in bench.view.looks.chosen]


@pytest.mark.parametrize("steps", [(), ("press 3",), ("press 4",), ("press 1",)])
def test_pressed_again_it_shuts_what_it_opened(bench: AtBench, steps: tuple[str, ...]) -> None:
    bench.badge()
    said = len(bench.view.verdicts)
    bench.press(Command.SCREEN)
    bench.do(*steps)
    bench.press(Command.SCREEN)
    assert asked(bench) is None
    assert [one for one in bench.view.verdicts[said:] if one.kind is VerdictKind.NO] == []
    assert bench.nos() == []
    bench.press(Command.SCREEN)
    assert asked(bench) is AskCode.SCREEN


def test_over_another_question_it_goes_round_the_sizes_and_the_question_stays(packing: AtBench) -> None:
    packing.press(Command.SHORT)
    question = asked(packing)
    for _ in SIZES:
        packing.press(Command.SCREEN)
    assert sizes(packing) == SIZES
    assert asked(packing) is question
    assert packing.nos() == []


@pytest.mark.parametrize("way", ["key", "card"])
def test_before_anybody_signed_in_it_goes_round_the_sizes(bench: AtBench, way: str) -> None:
    (bench.press if way == "key" else bench.scan_command)(Command.SCREEN)
    assert sizes(bench) == [125]
    assert bench.nos() == []


def test_help_pressed_again_shuts_its_list(packing: AtBench) -> None:
    packing.press(Command.HELP)
    packing.press(Command.HELP)
    assert asked(packing) is None
    assert packing.nos() == []


def test_out_of_the_list_it_is_picked_as_before(bench: AtBench) -> None:
    bench.badge()
    bench.press(Command.HELP)
    bench.press(Command.SCREEN)
    assert asked(bench) is AskCode.SCREEN


def test_the_largest_letters_are_followed_by_the_smallest() -> None:
    look = Look(LARGEST_PERCENT)
    assert look.in_next_size() == Look()
    assert Look(110).in_next_size() == Look(125)


@pytest.mark.gui
def test_the_key_in_the_bar_opens_and_shuts(at_window: AtWindow) -> None:
    at_window.badge()
    for shown in (True, False, True, False):
        at_window.click("screen_key")
        assert (at_window.asked == "What shall the screen be like?") is shown
        assert at_window.window.verdict.word != "NO"


@pytest.mark.gui
def test_what_is_half_typed_outlives_it(at_window: AtWindow) -> None:
    at_window.badge()
    answered: list[str] = []
    question = Question(AskCode.PLACE_NAME, takes=Takes.TEXT)
    at_window.desk.conversation.start(tell(question), lambda scan: answered.append(scan.text))
    at_window.show_all()
    at_window.write("RACK")
    at_window.click("screen_key")
    at_window.write(" 7")
    at_window.key(Qt.Key.Key_Return)
    assert answered == ["RACK 7"]
