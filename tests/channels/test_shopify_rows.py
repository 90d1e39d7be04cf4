"""Rows of one order that stand apart, twice, or broken in Shopify's CSV, and those that a person mends."""

from __future__ import annotations

import io
import json

import pytest

from packstation.domain.draft import LeftOut, Piece, QuarantineReason, Skipped, Unreadable
from tests.channels.shopify_file import export_rows, shopify_export
from tests.channels.shopify_order import READER, asked, first, further, orders_of, pieces_of


class TestPlace:
    """Where the rows of an order stand in the file."""

    def test_rows_that_a_sort_tore_apart_find_together(self) -> None:
        head, other = first(1001), first(1002)
        read = orders_of(pieces_of([further(head), other, head]))
        assert len(read) == 2
        made = read["#1001"].draft
        assert made is not None
        assert len(made.lines) == 2

    def test_exports_joined_end_to_end_count_once(self) -> None:
        rows = list(export_rows(12))
        once, data = shopify_export(rows), shopify_export(rows)
        read = list(READER.pieces(io.BytesIO(once + data)))
        assert [row.why for row in read if isinstance(row, Skipped)] == [LeftOut.HEADER]
        single = orders_of(list(READER.pieces(io.BytesIO(once))))
        double = orders_of(read)
        assert {key: made.draft for key, made in double.items()} == {
            key: made.draft for key, made in single.items()
        }
        repeated = [row for made in double.values() for row in made.skipped if row.why is LeftOut.REPEATED]
        assert len(repeated) == 12

    def test_two_copies_that_differ_ask_a_person(self) -> None:
        head, other = first(1001), first(1002)
        changed = {**head, "Lineitem quantity": "9"}
        read = orders_of(pieces_of([head, other, changed]))
        assert {row.reason for row in read["#1001"].unreadable} == {QuarantineReason.ROWS_DISAGREE}

    def test_rows_without_their_first_row_ask_a_person(self) -> None:
        assert asked(further(first())) == [(QuarantineReason.ORDER_INCOMPLETE, "")]

    def test_a_row_that_says_nothing_to_pack_asks_a_person(self) -> None:
        head = first()
        assert asked(head, {"Name": "#1001"}) == [(QuarantineReason.FIELD_MISSING, "Lineitem quantity")]

    def test_a_row_without_a_number_waits_with_the_order_above(self) -> None:
        head = first()
        nameless = pieces_of([head, further(head, Name=" ")])[1]
        assert isinstance(nameless, Unreadable)
        assert (nameless.reason, nameless.key, nameless.line) == (QuarantineReason.NUMBER_MISSING, "#1001", 3)

    def test_a_first_row_without_a_number_belongs_to_nobody(self) -> None:
        nameless = pieces_of([first(Name="")])[0]
        assert isinstance(nameless, Unreadable)
        assert nameless.key == ""

    def test_a_row_with_too_many_cells_waits_with_its_order(self) -> None:
        data = shopify_export([first()]).rstrip(b"\n") + b",shifted\n"
        (row,) = READER.pieces(io.BytesIO(data))
        assert isinstance(row, Unreadable)
        assert (row.reason, row.key, row.facts["value"]) == (
            QuarantineReason.CELLS_TOO_MANY,
            "#1001",
            "shifted",
        )
        assert READER.again(row.line, row.text) == row

    def test_a_last_row_that_is_a_few_cells_short_is_read(self) -> None:
        data = shopify_export([first()]).rstrip(b"\n").rstrip(b",")
        (made,) = orders_of(list(READER.pieces(io.BytesIO(data)))).values()
        assert made.draft is not None

    def test_blank_rows_are_told_and_left_out(self) -> None:
        data = shopify_export([first()]) + b"\n" + b" ," * 30 + b"\n"
        assert [row.why for row in READER.pieces(io.BytesIO(data)) if isinstance(row, Skipped)] == [
            LeftOut.BLANK
        ] * 2


class TestFilled:
    """Cells of the order that somebody filled down all its rows."""

    def test_cells_filled_down_the_lines_of_an_order_are_its_lines(self) -> None:
        head = first(Notes="two\nlines")
        below = {**head, "Lineitem sku": "TEA-1", "Email": ""}
        read = orders_of(pieces_of([head, below]))["#1001"]
        assert read.draft is not None
        assert [line.sku for line in read.draft.lines] == [head["Lineitem sku"], "TEA-1"]
        assert read.skipped == ()

    def test_filled_cells_that_say_something_else_ask_a_person(self) -> None:
        head = first()
        below = {**head, "Lineitem sku": "TEA-1", "Shipping City": "Elsewhere"}
        assert asked(head, below) == [(QuarantineReason.ROWS_DISAGREE, "Shipping City")] * 2

    def test_the_very_same_row_twice_asks_a_person(self) -> None:
        head = first(Notes="two\nlines")
        assert asked(head, dict(head)) == [(QuarantineReason.ROWS_TWICE, "Lineitem sku")] * 2


class TestMending:
    """A row that a person mends is read anew."""

    def test_a_mended_row_is_packed(self) -> None:
        (row,) = pieces_of([first(**{"Lineitem sku": "", "Lineitem quantity": "x"})])
        assert isinstance(row, Piece)
        mended = json.dumps({**json.loads(row.text), "Lineitem sku": "MUG", "Lineitem quantity": 2})
        again = READER.again(row.line, mended)
        assert isinstance(again, Piece)
        made = READER.order([again]).draft
        assert made is not None
        assert [(line.sku, line.quantity) for line in made.lines] == [("MUG", 2)]

    @pytest.mark.parametrize("text", ["", "x", "[]", "1", "[" * 100_000, '{"Name":'])
    def test_what_is_no_row_any_more_waits_on(self, text: str) -> None:
        again = READER.again(7, text)
        assert isinstance(again, Unreadable)
        assert (again.reason, again.line) == (QuarantineReason.TEXT_UNREADABLE, 7)
