"""The packing slip: what lies in an order's cartons, for whoever opens them.

Never a price: no order here has one, so a gift's slip is the same as any other. Its barcode is the order's
number, so that a return finds its order at the bench.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from packstation.domain.slip import Slip, SlipLine
from packstation.domain.trace import Trace
from packstation.domain.value import value
from packstation.labels.lettering import Lettering
from packstation.labels.paper.sheet import HEIGHT, MARGIN, RIGHT, Sheet, broken, paged, put_number_bars

WIDEST_MODULE = 5
BARS_HEIGHT = 170

_BARS_LEFT = 1400
_QUANTITY, _SKU, _NAME, _MISSING = 360, 420, 960, 1960
_GAP = 30
_SIZE, _PITCH, _SMALL = 40, 50, 34
_ADDRESS_TOP, _ADDRESS_ROWS, _ADDRESS_PITCH = 590, 7, 62
_FACTS_LEFT = 1400
_TABLE_TOP = 1150
_TABLE_END = HEIGHT - MARGIN - 150


@value
class SlipWords:
    """The fixed words in the language of the station; most have their facts in braces."""

    title: str
    order: str
    carton: str
    rest: str
    sku: str
    name: str
    missing: str
    lot: str
    expiry: str
    serial: str
    not_inside: str
    page: str
    no_code: str


@value
class _Row:
    """A line as it stands in the table: its cells, each in as many rows of type as it needs."""

    quantity: str
    sku: tuple[str, ...]
    name: tuple[str, ...]
    traces: tuple[str, ...]
    missing: str

    @property
    def height(self) -> int:
        """In dots, with the rule below."""
        return max(len(self.sku), len(self.name) + len(self.traces)) * _PITCH + 36


def draw_slip(slip: Slip, words: SlipWords, fonts: Path) -> Iterator[Sheet]:
    """The sheets of one order's slip, each with the same head."""
    lettering = Lettering(fonts)
    rows_of_lines = [_row(line, words, lettering) for line in slip.lines]
    pages = paged(rows_of_lines, lambda row: row.height, _TABLE_END - _TABLE_TOP)
    for place, rows in enumerate(pages, 1):
        sheet = Sheet(lettering)
        _put_head(sheet, slip, words)
        top = _TABLE_TOP
        for row in rows:
            top = _put_row(sheet, top, row)
        _put_foot(sheet, slip, words, place, len(pages))
        yield sheet


def _row(line: SlipLine, words: SlipWords, lettering: Lettering) -> _Row:
    width = _MISSING - _NAME - _GAP
    traces = [row for trace in line.traces for row in _told(trace, words, lettering, width)]
    missing = line.ordered - line.packed
    return _Row(
        f"{line.packed} \N{MULTIPLICATION SIGN}",
        broken(lettering, line.sku, _SIZE, width=_NAME - _SKU - _GAP, bold=True),
        broken(lettering, line.name, _SIZE, width=width),
        tuple(traces),
        words.missing.format(missing=missing) if missing > 0 else "",
    )


def _told(trace: Trace, words: SlipWords, lettering: Lettering, width: int) -> tuple[str, ...]:
    """Which pieces exactly: `2 x lot L1, use by 2027-01-31`, or a serial number."""
    said = [
        words.serial.format(serial=trace.serial) if trace.serial else "",
        words.lot.format(lot=trace.lot) if trace.lot else "",
        words.expiry.format(expiry=trace.expiry.isoformat()) if trace.expiry else "",
    ]
    text = ", ".join(part for part in said if part)
    many = "" if trace.serial else f"{trace.units} \N{MULTIPLICATION SIGN} "
    return broken(lettering, many + text, _SMALL, width=width) if text else ()


def _put_head(sheet: Sheet, slip: Slip, words: SlipWords) -> None:
    width = _BARS_LEFT - MARGIN - 3 * _GAP
    sheet.line(MARGIN, MARGIN + _SMALL, "  ".join(slip.ship_from), _SMALL, width=width)
    sheet.line(MARGIN, MARGIN + 150, words.title, 100, width=width, bold=True)
    sheet.line(MARGIN, MARGIN + 250, words.order.format(order=slip.order_number), 62, width=width)
    put_number_bars(sheet, slip.order_number, words.no_code, _BARS_LEFT, WIDEST_MODULE, BARS_HEIGHT)
    for place, row in enumerate(slip.ship_to[:_ADDRESS_ROWS]):
        baseline = _ADDRESS_TOP + place * _ADDRESS_PITCH
        sheet.line(MARGIN, baseline, row, 50, width=_FACTS_LEFT - MARGIN - _GAP)
    facts = [words.carton.format(number=slip.carton_number, cartons=slip.cartons)]
    if slip.rest_of:
        facts.append(words.rest.format(order=slip.rest_of))
    for place, fact in enumerate(facts):
        sheet.line(
            _FACTS_LEFT, _ADDRESS_TOP + place * 80, fact, 56, width=RIGHT - _FACTS_LEFT, bold=place == 0
        )
    for left, word in ((_SKU, words.sku), (_NAME, words.name)):
        sheet.line(left, _TABLE_TOP - 20, word, _SMALL, width=400)
    sheet.rule(_TABLE_TOP - 6, 6)


def _put_row(sheet: Sheet, top: int, row: _Row) -> int:
    baseline = top + 54
    sheet.line_up_to(_QUANTITY, baseline, row.quantity, 48, bold=True)
    sheet.column(_SKU, baseline, row.sku, _SIZE, _PITCH, bold=True)
    sheet.column(_NAME, baseline, row.name, _SIZE, _PITCH)
    sheet.column(_NAME, baseline + len(row.name) * _PITCH, row.traces, _SMALL, _PITCH)
    sheet.line(_MISSING, baseline, row.missing, _SIZE, width=RIGHT - _MISSING, bold=True)
    below = top + row.height
    sheet.rule(below - 4, 2)
    return below


def _put_foot(sheet: Sheet, slip: Slip, words: SlipWords, page: int, pages: int) -> None:
    foot = HEIGHT - MARGIN
    missing = sum(max(0, line.ordered - line.packed) for line in slip.lines)
    if missing:
        sheet.line(MARGIN, foot, words.not_inside.format(missing=missing), _SIZE, width=1700, bold=True)
    sheet.line_up_to(RIGHT, foot, words.page.format(page=page, pages=pages), _SIZE, bold=True)
