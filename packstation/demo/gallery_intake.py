"""The screens about files in every state, for the gallery, with made-up rows and people."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtWidgets import QWidget

from packstation.application.import_products import ProductReport
from packstation.application.import_progress import ImportProgress, ImportStage
from packstation.application.say_columns import OrderAhead, TableSeen
from packstation.application.take_in_file import FileReport
from packstation.demo.gallery_parts import Showcase
from packstation.domain.draft import Address, DraftLine, LeftOut, OrderDraft, QuarantineReason, Unreadable
from packstation.domain.import_report import ImportReport, OrderFate
from packstation.domain.product_draft import NotTaken, RowNotTaken
from packstation.domain.quarantine import QuarantineEntry, QuarantineState, text_digest
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping
from packstation.ui.answer import FileAnswer
from packstation.ui.intake.columns.view import ColumnsScreen
from packstation.ui.intake.note import Fare, FileNote
from packstation.ui.intake.told import note_percent, note_words, summary, waiting_words
from packstation.ui.intake.waiting.view import RowsScreen
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.question_words import question_sentence
from packstation.ui.theme import FONT, Sizes
from packstation.ui.verdict import verdict_of
from packstation.ui.widgets.how_far import HowFar
from packstation.ui.widgets.plain_text import FittedText
from packstation.ui.widgets.question_panel import QuestionPanel
from packstation.ui.widgets.quiet_line import QuietLine

FILE, OTHER_FILE = "orders.csv", "products.csv"
HEADERS = ("Order", "Goods", "Number", "To", "Road", "Code", "Place")
ROWS = (
    ("1001", "MUG-BLUE", "2", "Ada L.", "Mill 1", "12345", "Town"),
    ("1001", "LID-13", "13", "Ada L.", "Mill 1", "12345", "Town"),
    ("1002", "TRAY", "many", "G. Hopper", "Dock 9", "54321", "Harbour"),
)
WANTED = {OrderField.NUMBER: "Order", OrderField.SKU: "Goods", OrderField.QUANTITY: "Number"}
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
ORDERS = ImportReport(
    "shopify-csv",
    rows_read=120,
    used=80,
    unchanged=20,
    not_for_packing={LeftOut.FULFILLED: 12, LeftOut.CANCELLED: 5},
    quarantined=3,
    orders={OrderFate.CREATED: 40, OrderFate.CHANGED: 2, OrderFate.UNCHANGED: 9, OrderFate.QUARANTINED: 2},
    unknown_product=4,
)
PRODUCTS = ProductReport(
    "product-table", used=30, refused=2, products=28, codes=12, pictures_missing=1, released=4
)

NOTES = (
    FileNote(FILE, Fare.RUNNING),
    FileNote(FILE, Fare.RUNNING, ImportProgress(ImportStage.READING, 9_000, 0, 0, 7_000, None, 5)),
    FileNote(
        FILE, Fare.RUNNING, ImportProgress(ImportStage.TAKING_IN, 9_000, 3_000, 700, 2_000, 90, 62), behind=2
    ),
    FileNote(FILE, Fare.STOPPING, ImportProgress(ImportStage.TAKING_IN, 9_000, 3_000, 700, 2_000, 90, 62)),
    FileNote(FILE, Fare.IN),
    FileNote(FILE, Fare.STOPPED),
    FileNote(FILE, Fare.NOT_IN),
)


class Nobody:
    """Nobody hears what is done on a page of the gallery."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_: None


def waiting_rows(sizes: Sizes) -> QWidget:
    """Rows that wait: one whose number is none, one that lacks a cell, and more than are shown."""
    page = Showcase(sizes)
    screen = RowsScreen(Nobody())
    screen.fit(sizes)
    screen.show_rows(
        (
            _entry(1, ROWS[2], QuarantineReason.QUANTITY_UNREADABLE, "Number", "many"),
            _entry(2, ("1003", "", "1", *ROWS[0][3:]), QuarantineReason.SKU_MISSING, "Goods", ""),
            _entry(3, ("1004", "MUG-BLUE", "1"), QuarantineReason.FIELD_MISSING, "Place", ""),
        ),
        700,
    )
    page.add(screen, stretch=1)
    return page


def row_in_json(sizes: Sizes) -> QWidget:
    """A row that waits alone: an order of JSON, its cells by their roads."""
    page = Showcase(sizes)
    screen = RowsScreen(Nobody())
    screen.fit(sizes)
    order = {"name": "#1005", "line_items": [{"sku": "", "quantity": 2, "name": "Mug, blue"}]}
    facts = {"column": "line_items.0.sku", "value": ""}
    text = json.dumps(order)
    screen.show_rows((_waits(4, "#1005", QuarantineReason.SKU_MISSING, facts, text),), 1)
    page.add(screen, stretch=1)
    return page


def columns(sizes: Sizes) -> QWidget:
    """A table of which nobody knows the columns: nothing said yet."""
    screen = _columns_screen(sizes)
    screen.show_mapping(TableMapping("orders", {}), ready=False)
    page = Showcase(sizes)
    page.add(screen, stretch=1)
    return page


def columns_said(sizes: Sizes) -> QWidget:
    """The same with all that is needed said, and the first orders as they would come in."""
    screen = _columns_screen(sizes)
    screen.show_mapping(TableMapping("orders", WANTED, HEADERS, DayOrder.DAY_FIRST), ready=True)
    to = Address("Ada Lovelace", street=("Mill 1",), postcode="12345", city="Town", country="DE")
    lines = (DraftLine("MUG-BLUE", 2), DraftLine("LID-13", 13))
    facts = {"column": "Number", "value": "many"}
    wrong = Unreadable(4, 1, QuarantineReason.QUANTITY_UNREADABLE, "", facts, "1002")
    screen.show_ahead(
        (
            OrderAhead("1001", OrderDraft("table", "1001", "1001", lines, recipient=to)),
            OrderAhead("1002", unreadable=(wrong,)),
            OrderAhead("1003", left_out=LeftOut.FULFILLED),
        )
    )
    page = Showcase(sizes)
    page.add(screen, stretch=1)
    return page


def file_lines(sizes: Sizes) -> QWidget:
    """The lines in the bar above everything: how a file fares, and how many rows wait."""
    page = Showcase(sizes)
    for note in NOTES:
        line = QuietLine("file_note", lambda: None)
        bar = HowFar("file_bar", line)
        page.add(line)
        bar.fit(sizes)
        line.put(note_words(note))
        bar.put(note_percent(note), note_words(note))
    mark = QuietLine("rows_wait", lambda: None)
    page.add(mark)
    mark.put(waiting_words(12))
    page.page.addStretch()
    return page


def orders_in(sizes: Sizes) -> QWidget:
    """What became of a file of orders, with rows that wait."""
    rows = Choice(FileAnswer.SHOW_ROWS, {"waiting": ORDERS.quarantined})
    return _told(sizes, FileNote(FILE, Fare.IN, report=FileReport(FILE, ORDERS)), AskCode.FILE_IN, rows)


def products_in(sizes: Sizes) -> QWidget:
    """What became of a file of products, with rows that stay out."""
    refused = (
        RowNotTaken(7, NotTaken.CODE_TAKEN, {"code": "4012345678901", "sku": "POT", "other": "MUG-BLUE"}),
        RowNotTaken(9, NotTaken.CHECK_DIGIT, {"sku": "PAN", "value": "4012345678902"}),
    )
    report = FileReport(OTHER_FILE, products=PRODUCTS, not_taken=refused)
    return _told(sizes, FileNote(OTHER_FILE, Fare.STOPPED, report=report), AskCode.FILE_STOPPED)


def file_not_in(sizes: Sizes) -> QWidget:
    """A file that cannot be read."""
    no = verdict_of(Refused(RefusalCode.FILE_UNUSABLE, why="web_page"))
    return _told(sizes, FileNote(FILE, Fare.NOT_IN, no=no), AskCode.FILE_NOT_IN)


def _told(sizes: Sizes, note: FileNote, code: AskCode, *more: Choice) -> QWidget:
    page = Showcase(sizes)
    answers = (Choice(FileAnswer.SEEN), *more)
    asked = Question(code, {"file": note.file}, answers, told=lambda: summary(note))
    act = FittedText("next_act", FONT)
    act.fit(sizes.act, sizes.act_room)
    act.put(question_sentence(asked))
    panel = QuestionPanel(lambda _number: None, lambda: None)
    panel.fit(sizes)
    panel.put(asked)
    page.add(act)
    page.add(panel, stretch=1)
    return page


def _columns_screen(sizes: Sizes) -> ColumnsScreen:
    screen = ColumnsScreen(Nobody())
    screen.fit(sizes)
    screen.show_table(TableSeen(HEADERS, ROWS, TableMapping("", {})))
    return screen


def _entry(
    number: int, row: tuple[str, ...], reason: QuarantineReason, column: str, value: str
) -> QuarantineEntry:
    text = json.dumps(dict(zip(HEADERS, row, strict=False)))
    return _waits(number, row[0], reason, {"column": column, "value": value}, text)


def _waits(
    number: int, key: str, reason: QuarantineReason, facts: Mapping[str, str], text: str
) -> QuarantineEntry:
    state = QuarantineState.WAITING
    return QuarantineEntry(
        number,
        "table",
        "mapped-table",
        FILE,
        number + 1,
        1,
        key,
        reason,
        facts,
        text,
        text_digest(text),
        state,
        AT,
    )


PAGES: Mapping[str, Callable[[Sizes], QWidget]] = {
    "waiting_rows": waiting_rows,
    "row_in_json": row_in_json,
    "columns": columns,
    "columns_said": columns_said,
    "file_lines": file_lines,
    "orders_in": orders_in,
    "products_in": products_in,
    "file_not_in": file_not_in,
}
"""By the name of their picture."""
