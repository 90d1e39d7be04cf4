"""The pick paper of an order: what to fetch, and the barcode that starts the order at the bench.

It bears neither prices nor the address: it is carried through the hall and left lying about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from packstation.domain.value import value
from packstation.labels.lettering import Lettering
from packstation.labels.paper.sheet import HEIGHT, MARGIN, RIGHT, Sheet, broken, paged, put_number_bars

WIDEST_MODULE = 6
BARS_HEIGHT = 220

_BARS_LEFT, _HEADER = 1330, 330
_CARRIER, _TOTE = 980, 1640
_TICK, _QUANTITY, _SKU, _NAME, _CODES = MARGIN, 420, 470, 940, 1930
_GAP = 30
_SIZE, _PITCH, _SMALL = 42, 54, 34
_LEAST_ROW = 100
_TABLE_TOP = 740
_TABLE_END = HEIGHT - MARGIN - 90


@value
class PickLine:
    """So many pieces of one product; `codes` are those printed on it, as digits people can compare."""

    sku: str
    name: str
    quantity: int
    codes: tuple[str, ...] = ()


@value
class PickPaper:
    """One order; `carrier` may be empty, `cutoff` is the time in words.

    Without a `tote` there is a line to write one on.
    """

    number: str
    cutoff: str
    carrier: str
    tote: str
    lines: tuple[PickLine, ...]


@value
class PickWords:
    """The fixed words, in the language of the station; `page` and `amounts` have their facts in braces."""

    order: str
    tote: str
    cutoff: str
    carrier: str
    sku: str
    name: str
    code: str
    no_code: str
    amounts: str
    page: str
    footer: str


@value
class _Row:
    """A line as it stands in the table: its cells, each in as many rows of type as it needs."""

    quantity: str
    sku: tuple[str, ...]
    name: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def height(self) -> int:
        """In dots, with the rule below."""
        rows = max(map(len, (self.sku, self.name, self.codes)))
        return max(_LEAST_ROW, rows * _PITCH + 46)


def draw_pick_papers(papers: Iterable[PickPaper], words: PickWords, fonts: Path) -> Iterator[Sheet]:
    """The sheets of orders, in their order, each order on sheets of its own with the same head."""
    lettering = Lettering(fonts)
    for paper in papers:
        rows_of_lines = (_row(line, lettering) for line in paper.lines)
        pages = paged(rows_of_lines, lambda row: row.height, _TABLE_END - _TABLE_TOP)
        for place, rows in enumerate(pages, 1):
            sheet = Sheet(lettering)
            _put_head(sheet, paper, words)
            top = _TABLE_TOP
            for row in rows:
                top = _put_row(sheet, top, row)
            foot = HEIGHT - MARGIN
            sheet.line(MARGIN, foot, words.footer, _SMALL, width=1500)
            sheet.line_up_to(RIGHT, foot, words.page.format(page=place, pages=len(pages)), _SIZE, bold=True)
            yield sheet


def _row(line: PickLine, lettering: Lettering) -> _Row:
    return _Row(
        f"{line.quantity} \N{MULTIPLICATION SIGN}",
        broken(lettering, line.sku, _SIZE, width=_NAME - _SKU - _GAP, bold=True),
        broken(lettering, line.name, _SIZE, width=_CODES - _NAME - _GAP),
        tuple(row for code in line.codes for row in broken(lettering, code, _SIZE, width=RIGHT - _CODES)),
    )


def _put_head(sheet: Sheet, paper: PickPaper, words: PickWords) -> None:
    sheet.line(MARGIN, MARGIN + _SMALL, words.order, _SMALL, width=600)
    _put_number(sheet, paper.number)
    put_number_bars(sheet, paper.number, words.no_code, _BARS_LEFT, WIDEST_MODULE, BARS_HEIGHT)
    pieces = sum(line.quantity for line in paper.lines)
    facts = (
        (MARGIN, words.cutoff, paper.cutoff),
        (_CARRIER, words.carrier, paper.carrier),
        (_TOTE, words.tote, paper.tote),
    )
    baseline = MARGIN + _HEADER
    for (left, word, fact), right in zip(facts, (_CARRIER, _TOTE, RIGHT), strict=True):
        if fact:
            sheet.line(left, baseline, word, _SMALL, width=right - left - _GAP)
            sheet.line(left, baseline + 80, fact, 70, width=right - left - _GAP, bold=True)
    if not paper.tote:
        sheet.line(_TOTE, baseline, words.tote, _SMALL, width=RIGHT - _TOTE)
        sheet.stroke(_TOTE, baseline + 84, RIGHT - _TOTE)
    amounts = words.amounts.format(lines=len(paper.lines), pieces=pieces)
    sheet.line(MARGIN, baseline + 150, amounts, _SMALL, width=RIGHT - MARGIN)
    for left, word in ((_SKU, words.sku), (_NAME, words.name), (_CODES, words.code)):
        sheet.line(left, _TABLE_TOP - 20, word, _SMALL, width=400)
    sheet.rule(_TABLE_TOP - 6, 6)


def _put_number(sheet: Sheet, number: str) -> None:
    """The number as large as its room allows; one too long for a line is broken, never cut."""
    width = _BARS_LEFT - MARGIN - 3 * _GAP
    size = next((size for size in range(150, 74, -5) if sheet.length(number, size) <= width), 0)
    if size:
        sheet.line(MARGIN, MARGIN + 200, number, size, width=width, bold=True)
        return
    rows = sheet.rows(number, _SIZE, width=width, bold=True)
    sheet.column(MARGIN, MARGIN + 120, rows, _SIZE, _PITCH, bold=True)


def _put_row(sheet: Sheet, top: int, row: _Row) -> int:
    baseline = top + 64
    sheet.frame(_TICK, top + 20, 60, 60)
    sheet.line_up_to(_QUANTITY, baseline + 6, row.quantity, 58, bold=True)
    sheet.column(_SKU, baseline, row.sku, _SIZE, _PITCH, bold=True)
    sheet.column(_NAME, baseline, row.name, _SIZE, _PITCH)
    sheet.column(_CODES, baseline, row.codes, _SIZE, _PITCH)
    below = top + row.height
    sheet.rule(below - 4, 2)
    return below
