"""The packing slip: its barcode finds the order again, and nothing of an order is left out or runs off."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from packstation.domain.slip import Slip, SlipLine
from packstation.domain.trace import Trace
from packstation.labels.paper.packing_slip import SlipWords, draw_slip
from packstation.labels.paper.sheet import HEIGHT, RIGHT, WIDTH, Sheet
from packstation.ui.paper_words import slip_words
from tests.labels.paper.scanner_eye import FONTS, codes_on, ink_in
from tests.labels.paper.test_pick_paper import NAMES

WORDS = SlipWords(**slip_words())
TABLE, NOTE = (360, 1150, RIGHT, 1400), (150, HEIGHT - 200, 1900, HEIGHT - 140)
MISSING = (1960, 1150, RIGHT, 1400)


def slip(*lines: SlipLine, number: str = "SO-2026-000817") -> Slip:
    packed = lines or (SlipLine("MUG", "Mug, blue", 2, 2),)
    return Slip(number, ("A. Customer", "Ship street 7", "12345 Town"), ("Packers", "Dock 1"), 1, 2, packed)


def sheets_of(wanted: Slip) -> list[Sheet]:
    return list(draw_slip(wanted, WORDS, FONTS))


def ink(wanted: Slip, part: tuple[int, int, int, int]) -> int:
    return ink_in(sheets_of(wanted)[0].picture, *part)


@pytest.mark.parametrize("number", ["SO-2026-000817", "7", "#1001", "a_b/C.d 9"])
def test_the_barcode_is_the_number_of_the_order(number: str) -> None:
    (sheet,) = sheets_of(slip(number=number))
    assert codes_on(sheet.picture) == [number]


def test_two_hundred_lines_go_on_as_many_sheets_as_they_need() -> None:
    lines = tuple(SlipLine(f"SKU-{n}", f"Product {n}", 1, 1) for n in range(200))
    sheets = sheets_of(slip(*lines))
    assert len(sheets) == 9
    assert all(codes_on(sheet.picture) == ["SO-2026-000817"] for sheet in (sheets[0], sheets[-1]))
    # Every line is followed by a rule of two rows of dots, from margin to margin.
    rules = sum(
        all(sheet.picture.getpixel((x, y)) == 0 for x in (152, 700, 1900, RIGHT - 2))
        for sheet in sheets
        for y in range(1160, HEIGHT - 250)
    )
    assert rules == 200 * 2


def test_what_is_missing_is_said_on_its_line_and_below() -> None:
    whole, short = slip(SlipLine("MUG", "Mug", 3, 3)), slip(SlipLine("MUG", "Mug", 3, 1, 2))
    assert ink(whole, MISSING) == ink(slip(), MISSING)
    assert ink(short, MISSING) > ink(whole, MISSING)
    assert ink(whole, NOTE) == 0
    assert ink(short, NOTE) > 0


def test_lots_dates_and_serials_stand_below_their_product() -> None:
    plain = slip(SlipLine("CAM", "Camera", 2, 2))
    lots = (Trace(1, 1, "L1", date(2027, 1, 31)), Trace(1, 1, serial="SN1"))
    traced = slip(SlipLine("CAM", "Camera", 2, 2, traces=lots))
    assert ink(traced, TABLE) > ink(plain, TABLE)
    nothing_known = slip(SlipLine("CAM", "Camera", 2, 2, traces=(Trace(1, 2),)))
    assert ink(nothing_known, TABLE) == ink(plain, TABLE)


def test_the_rest_of_an_order_names_the_order_it_belongs_to() -> None:
    facts = (1400, 600, RIGHT, 700)
    assert ink(replace(slip(), rest_of="100200"), facts) > ink(slip(), facts) == 0


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind_stay_in_their_column(name: str) -> None:
    (sheet,) = sheets_of(
        slip(SlipLine(name[:60] or "X", name, 2, 1, traces=(Trace(1, 1, name[:80] or "L"),)))
    )
    assert codes_on(sheet.picture) == ["SO-2026-000817"]
    assert ink_in(sheet.picture, RIGHT + 4, 0, WIDTH, HEIGHT) == 0
    assert ink_in(sheet.picture, 1930, 1180, 1958, 1190) == 0


def test_an_address_longer_than_its_room_does_not_run_into_the_table() -> None:
    (sheet,) = sheets_of(replace(slip(), ship_to=tuple(f"Row {n} {'W' * 80}" for n in range(20))))
    assert ink_in(sheet.picture, 150, 1010, 400, 1090) == 0


def test_no_word_on_it_is_about_money() -> None:
    said = " ".join(str(getattr(WORDS, field.name)) for field in fields(WORDS)).lower()
    assert not any(word in said for word in ("price", "total", "amount", "tax", "eur"))
