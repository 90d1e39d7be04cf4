"""The command card: every code is read where a hand would hold the scanner, and none is too fine."""

from __future__ import annotations

import pytest

from packstation.labels.paper.command_card import CommandCard, CommandEntry, CommandGroup, draw_card
from packstation.labels.paper.sheet import DPI, HEIGHT, MARGIN, RIGHT, WIDTH, Bars
from tests.labels.paper.scanner_eye import FONTS, codes_on, ink_in


def entry(place: int, word: str = "NEXT", explanation: str = "Close the carton.") -> CommandEntry:
    return CommandEntry(word, f"F{place}", explanation, f"PSC-{place:04d}-0A1B2C3D4E5F")


def card(*sizes: int) -> CommandCard:
    """Groups of so many commands each."""
    groups = tuple(
        CommandGroup(f"Group {number}", tuple(entry(100 * number + place) for place in range(size)))
        for number, size in enumerate(sizes)
    )
    return CommandCard("Commands", "Bench 1", groups)


def test_every_code_is_read_once_in_the_order_of_the_card() -> None:
    (sheet,) = draw_card(card(1, 2, 2, 1), FONTS)
    wanted = [one.code for group in card(1, 2, 2, 1).groups for one in group.entries]
    assert codes_on(sheet.picture) == wanted


def test_more_commands_than_one_sheet_holds_go_on_the_next() -> None:
    many = card(6, 6)
    sheets = list(draw_card(many, FONTS))
    assert len(sheets) == 2
    assert [code for sheet in sheets for code in codes_on(sheet.picture)] == [
        one.code for group in many.groups for one in group.entries
    ]


def test_bars_are_half_a_millimetre_wide_and_18_high_so_that_an_arm_need_not_bend() -> None:
    (sheet,) = draw_card(card(1), FONTS)
    bars = Bars.of(entry(0).code)
    assert bars is not None
    module = bars.dots_a_module(RIGHT - MARGIN, 7)
    assert module / DPI * 25.4 >= 0.5
    first_bar = MARGIN + 10 * module
    column = sheet.picture.crop((first_bar, 0, first_bar + 1, HEIGHT)).convert("L").tobytes()
    assert max(map(len, column.split(b"\xff"))) / DPI * 25.4 >= 17


def compact(count: int) -> CommandGroup:
    """A group in two columns."""
    entries = tuple(CommandEntry(f"x{n}", "", "", f"PSC-X.{n:05}-0A1B2C3D4E5F") for n in range(count))
    return CommandGroup("Numbers", entries, compact=True, note="One of these.")


def test_compact_codes_stand_two_in_a_row_and_are_read() -> None:
    (sheet,) = draw_card(CommandCard("", "", (compact(19),)), FONTS)
    assert sorted(codes_on(sheet.picture)) == sorted(one.code for one in compact(19).entries)


def test_compact_codes_too_long_for_a_column_get_the_whole_width() -> None:
    codes = [f"PSC-CARTON.ABCDEFGHIJKLMN{n}-0A1B2C3D4E5F" for n in range(6)]
    entries = tuple(CommandEntry(code, "", "", code) for code in codes)
    (sheet,) = draw_card(CommandCard("", "", (CommandGroup("", entries, compact=True),)), FONTS)
    assert codes_on(sheet.picture) == codes
    assert ink_in(sheet.picture, MARGIN, 2100, RIGHT, 2500) > 0


def test_an_empty_group_takes_no_room() -> None:
    (sheet,) = draw_card(CommandCard("", "", (compact(0), compact(2))), FONTS)
    assert len(codes_on(sheet.picture)) == 2


def test_words_of_any_length_stay_on_the_sheet() -> None:
    long = entry(1, "RÜCKGÄNGIG MACHEN UND NOCH VIEL MEHR", "Ein sehr langer Satz. " * 20)
    (sheet,) = draw_card(CommandCard("T" * 200, "F" * 300, (CommandGroup("G" * 200, (long,)),)), FONTS)
    assert codes_on(sheet.picture) == [long.code]
    assert ink_in(sheet.picture, RIGHT + 20, 0, WIDTH, HEIGHT) == 0


def test_a_code_no_sheet_is_wide_enough_for_is_a_bug_and_not_a_card_without_it() -> None:
    too_long = CommandEntry("NEXT", "F5", "", "PSC-" + "X" * 200)
    with pytest.raises(ValueError, match="no room"):
        list(draw_card(CommandCard("", "", (CommandGroup("", (too_long,)),)), FONTS))
