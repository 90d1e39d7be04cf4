"""The pick paper: its barcode is the order's number, and no line is lost, whatever it is called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.labels.lettering import Lettering
from packstation.labels.paper.pick_paper import PickLine, PickPaper, PickWords, draw_pick_papers
from packstation.labels.paper.sheet import HEIGHT, RIGHT, WIDTH, Bars, Sheet, broken
from tests.labels.paper.scanner_eye import FONTS, codes_on, ink_in

WORDS = PickWords(
    order="Order",
    tote="Tote",
    cutoff="Leaves",
    carrier="Carrier",
    sku="SKU",
    name="Product",
    code="Code",
    no_code="Type this number.",
    amounts="{lines} / {pieces}",
    page="Page {page} of {pages}",
    footer="Bench 1",
)
NAMES = (
    "Mug <b>blue</b> & co",
    "Κούπα μπλε, κεραμική, 330 ml με καπάκι από φελλό",
    "Zażółć gęślą jaźń",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "W" * 300,
    "Two\nlines\tand a \N{RIGHT-TO-LEFT OVERRIDE}trick",
    "",
)


def paper(number: str = "SO-2026-000817", lines: int = 3, name: str = "Mug") -> PickPaper:
    picked = tuple(PickLine(f"SKU-{n}", name, n + 1, ("4012345678901",)) for n in range(lines))
    return PickPaper(number, "2026-03-02 12:00", "Local", "T-042", picked)


def sheets_of(*papers: PickPaper) -> list[Sheet]:
    return list(draw_pick_papers(papers, WORDS, FONTS))


@pytest.mark.parametrize("number", ["SO-2026-000817", "7", "10001", "123456", "#1001", "a_b/C.d 9", "X" * 30])
def test_the_barcode_is_the_number_of_the_order(number: str) -> None:
    (sheet,) = sheets_of(paper(number))
    assert codes_on(sheet.picture) == [number]


def test_sixty_lines_need_more_sheets_and_each_of_them_starts_the_order() -> None:
    sheets = sheets_of(paper("#60", lines=60))
    assert len(sheets) == 3
    assert [codes_on(sheet.picture) for sheet in sheets] == [["#60"]] * 3


def test_every_line_has_a_box_to_tick() -> None:
    sheets = sheets_of(paper(lines=60))
    # The left edge of a box is the only ink that is 61 dots high in its column of dots.
    boxes = sum(ink_in(sheet.picture, 150, 740, 156, HEIGHT - 240) // (6 * 61) for sheet in sheets)
    assert boxes == 60


@pytest.mark.parametrize("name", NAMES)
def test_names_of_any_kind_stay_in_their_column(name: str) -> None:
    (sheet,) = sheets_of(paper(name=name, lines=1))
    assert codes_on(sheet.picture) == ["SO-2026-000817"]
    assert ink_in(sheet.picture, RIGHT + 4, 0, WIDTH, HEIGHT) == 0


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_long_name_is_broken_and_every_letter_of_it_is_there(name: str) -> None:
    lettering = Lettering(FONTS)
    rows = broken(lettering, name, 42, width=300)
    assert "".join(rows).replace(" ", "") == name.replace(" ", "")
    assert len(rows) > 1
    assert all(lettering.font(42, bold=False).getlength(row) <= 300 for row in rows)


def test_other_scripts_are_drawn_and_not_left_out() -> None:
    greek, empty = (sheets_of(paper(name=name, lines=1))[0] for name in ("Κούπα", ""))
    column = (940, 740, 1900, 860)
    assert ink_in(greek.picture, *column) > ink_in(empty.picture, *column)


@pytest.mark.parametrize("number", ["Ω-17", "N" * 80])
def test_a_number_no_barcode_carries_is_printed_whole_to_be_typed(number: str) -> None:
    assert number.isascii() or Bars.of(number) is None
    (sheet,) = sheets_of(paper(number))
    (empty,) = sheets_of(paper(""))
    assert codes_on(sheet.picture) == []
    head = (150, 180, 1300, 460)
    assert ink_in(sheet.picture, *head) > ink_in(empty.picture, *head)


def test_orders_come_out_one_after_the_other_each_on_its_own_sheet() -> None:
    sheets = sheets_of(paper("1001"), paper("1002"), paper("1003"))
    assert [codes_on(sheet.picture) for sheet in sheets] == [["1001"], ["1002"], ["1003"]]


def test_an_order_without_a_tote_has_a_line_to_write_one_on() -> None:
    line = (1640, 563, RIGHT, 569)
    (named,), (open_,) = sheets_of(paper()), sheets_of(replace(paper(), tote=""))
    assert ink_in(open_.picture, *line) == 4 * (RIGHT - 1640)
    assert ink_in(named.picture, *line) == 0
