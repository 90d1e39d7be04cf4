"""Hands that have one thing only do not touch another."""

import pytest
from pytestqt.qtbot import QtBot

from packstation.demo.hands import Hands, KeyboardHands, ScannerHands, TouchHands
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.warehouse import PrintedCode
from packstation.domain.command_code import Command, command_code
from packstation.ui.desk import Screen
from packstation.ui.question import YES_OR_NO, AskCode, Question, Takes
from packstation.ui.station.view import StationWindow

pytestmark = pytest.mark.gui

SECRET = b"a site's secret"
JAM = PrintedCode("010952123400009910Q2417B", "]C1", gtin="09521234000099")
EVERY_COMMAND = frozenset(Command) - {Command.DIGIT, Command.CARTON, Command.TIMES}


class Bench:
    """A window that is signed in, and what reaches the bench from it or from its scanner."""

    def __init__(self, window: StationWindow) -> None:
        self.window = window
        self.heard: list[str] = []
        window.attach(self)
        window.show()
        window.show_screen(Screen.START)

    def on_typed(self, text: str) -> None:
        self.heard.append(f"typed {text}")

    def on_edited(self, text: str) -> None:
        pass

    def on_command(self, command: Command, argument: str = "") -> None:
        self.heard.append(f"asked {command.value}{argument}")

    def on_tick(self) -> None:
        pass

    def read(self, code: PrintedCode, *, twice: bool = False) -> None:
        self.heard.append(f"scanned {code.text}" + " twice" * twice)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    window = StationWindow("Bench", demo=True)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    return Bench(window)


@pytest.fixture
def screen(bench: Bench) -> ScreenReader:
    return ScreenReader(bench.window)


def card(command: Command, argument: str) -> str:
    return command_code(command, SECRET, argument)


@pytest.fixture
def scanner(bench: Bench, screen: ScreenReader) -> Hands:
    return ScannerHands(bench, card, screen)


class TestScanner:
    """Everything comes from the scanner, the commands off the card."""

    def test_goods_commands_answers_and_numbers(self, bench: Bench, scanner: Hands) -> None:
        scanner.read(JAM)
        scanner.command(Command.NEXT)
        scanner.pick(3)
        scanner.count(12)
        codes = [
            JAM.text,
            card(Command.NEXT, ""),
            *(card(Command.DIGIT, digit) for digit in "312"),
            card(Command.NEXT, ""),
        ]
        assert bench.heard == [f"scanned {code}" for code in codes]

    def test_it_types_nothing(self, bench: Bench, scanner: Hands) -> None:
        assert not scanner.spell("SO-1")
        assert bench.heard == []

    def test_a_scanner_that_bounces_sends_twice(self, bench: Bench, scanner: Hands) -> None:
        scanner.read(JAM, twice=True)
        assert bench.heard == [f"scanned {JAM.text} twice"]


class TestKeyboard:
    """Everything comes by keys."""

    def test_goods_are_typed_by_the_number_below_the_bars(self, bench: Bench, screen: ScreenReader) -> None:
        KeyboardHands(screen).read(JAM)
        assert bench.heard == [f"typed {JAM.gtin}"]

    @pytest.mark.parametrize("command", sorted(EVERY_COMMAND))
    def test_every_command_has_its_key(self, bench: Bench, screen: ScreenReader, command: Command) -> None:
        KeyboardHands(screen).command(command)
        assert bench.heard == [f"asked {command.value}"]

    def test_a_digit_answers_by_itself(self, bench: Bench, screen: ScreenReader, qtbot: QtBot) -> None:
        bench.window.show_question(Question(AskCode.SLIP, choices=YES_OR_NO))
        KeyboardHands(screen).pick(2)
        qtbot.waitUntil(lambda: bench.heard == ["asked DIGIT2"])

    def test_a_number_is_typed_into_its_field(self, bench: Bench, screen: ScreenReader) -> None:
        bench.window.show_question(Question(AskCode.HOW_MANY, takes=Takes.NUMBER))
        KeyboardHands(screen).count(40)
        assert bench.heard == ["typed 40"]


class TestTouch:
    """Everything comes by fingers on what can be seen."""

    @pytest.mark.parametrize("code", ["T-01", "9521234000013", "STONE-DOOR"])
    def test_any_code_is_tapped(self, bench: Bench, screen: ScreenReader, code: str) -> None:
        hands = TouchHands(screen)
        for _ in range(2):
            hands.read(PrintedCode(code, "]C0"))
        assert bench.heard == [f"typed {code}"] * 2

    def test_a_command_with_a_button_is_touched(self, bench: Bench, screen: ScreenReader) -> None:
        bench.window.show_commands(frozenset({Command.NEXT}))
        TouchHands(screen).command(Command.NEXT)
        assert bench.heard == ["asked NEXT"]

    def test_an_answer_and_a_number_are_touched(self, bench: Bench, screen: ScreenReader) -> None:
        bench.window.show_question(Question(AskCode.SLIP, choices=YES_OR_NO))
        TouchHands(screen).pick(2)
        bench.window.show_question(Question(AskCode.HOW_MANY, takes=Takes.NUMBER))
        TouchHands(screen).count(40)
        assert bench.heard == ["asked DIGIT2", "typed 40"]

    def test_a_text_is_touched_into_its_field(self, bench: Bench, screen: ScreenReader) -> None:
        bench.window.show_question(Question(AskCode.SERIAL, {"name": "Lamp"}, takes=Takes.TEXT))
        TouchHands(screen).read(PrintedCode("SN-40", "]C0"))
        assert bench.heard == ["typed SN-40"]


def test_the_answers_of_a_question_are_read_in_their_order(bench: Bench, screen: ScreenReader) -> None:
    assert (screen.glance().answers, screen.glance().asks_line) == ((), False)
    bench.window.show_question(Question(AskCode.SLIP, choices=YES_OR_NO))
    glance = screen.glance()
    assert glance.answers == ("YES", "NO")
    assert [glance.answer(words) for words in ("YES", "NO", "Later")] == [1, 2, 0]
    bench.window.show_question(Question(AskCode.HOW_MANY, takes=Takes.NUMBER))
    assert screen.wait_until(lambda: screen.glance().asks_line, 5)
    assert screen.glance().answers == ()


def test_a_button_that_would_not_move_is_not_touched(bench: Bench, screen: ScreenReader) -> None:
    bench.window.show_commands(frozenset({Command.NEXT}))
    bench.window.commands.setEnabled(False)
    assert not screen.tap("command_NEXT")
    assert bench.heard == []
