"""Anybody's table of orders: what its columns mean is plain, was said, or is asked; every row counts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.application.intake import Opening
from packstation.channels.known_headers import guessed, meaning_of
from packstation.channels.mapped_table import MappedTable
from packstation.channels.source import FileFault
from packstation.domain.draft import (
    DraftLine,
    LeftOut,
    OrderDraft,
    OrderRead,
    Piece,
    QuarantineReason,
    Skipped,
    Unreadable,
)
from packstation.domain.order import HoldReason
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping
from tests.channels.xlsx import packed, sheet_xml, text_row, workbook_of, workbook_parts

F = OrderField
READER = MappedTable(zone=UTC)
HEADERS = ("Order number", "SKU", "Qty")


_WHOLE = (
    "Auftragsnummer;Artikelnummer;Menge;Bezeichnung;Versand bis;Versandart;Empfänger;Firma;Straße;Hausnummer;"
    "Adresszusatz;PLZ;Ort;Bundesland;Land;Telefon;E-Mail;Anmerkung;Geschenknachricht;Bestelldatum\n"
    "A-7;MUG;2;Becher;2026-03-02 14:00;DHL;Ida Muster;Muster GmbH;Hauptstraße;7a;Hinterhaus;01067;Dresden;"
    "Sachsen;DE;+49 351 1;ida@example.org;Bitte klingeln;Alles Gute;1.3.2026"
)


def csv(*rows: Sequence[str]) -> io.BytesIO:
    return io.BytesIO("\n".join(";".join(row) for row in rows).encode())


def pieces_of(source: io.BytesIO, reader: MappedTable = READER) -> list[Piece | Skipped | Unreadable]:
    return list(reader.pieces(source))


def read(*rows: Sequence[str], reader: MappedTable = READER) -> OrderRead:
    """What the rows of a file with one order say."""
    found = pieces_of(csv(*rows), reader)
    return reader.order([piece for piece in found if isinstance(piece, Piece)])


def draft(*rows: Sequence[str], reader: MappedTable = READER) -> OrderDraft:
    found = read(*rows, reader=reader).draft
    assert found is not None
    return found


def reason(*rows: Sequence[str], reader: MappedTable = READER) -> QuarantineReason:
    """Why an order waits, or its one row."""
    waiting = [row for row in pieces_of(csv(*rows), reader) if isinstance(row, Unreadable)]
    (wrong,) = waiting or read(*rows, reader=reader).unreadable
    return wrong.reason


@pytest.mark.parametrize(
    "headers",
    [
        ("Order number", "SKU", "Quantity"),
        ("Bestellnummer", "Artikelnummer", "Menge"),
        ("N° de commande", "Référence", "Qté"),
        ("Número de pedido", "Referencia", "Cantidad"),
        ("Numer zamówienia", "Symbol", "Ilość"),
        ("ORDER #", "Item SKU", "Item Quantity"),
        ("nº pedido", "código", "cantidad"),
    ],
)
def test_columns_are_known_by_their_headers_in_five_languages(headers: Sequence[str]) -> None:
    assert draft(headers, ("100", "MUG", "2")).lines == (DraftLine("MUG", 2),)


def test_everything_a_table_can_say_of_an_order_is_taken_over() -> None:
    headers, row = _WHOLE.splitlines()
    order = draft(headers.split(";"), row.split(";"), reader=MappedTable(zone=timezone(timedelta(hours=1))))
    assert (order.number, order.channel, order.channel_order_id) == ("A-7", "table", "A-7")
    assert order.lines == (DraftLine("MUG", 2, "Becher"),)
    address = order.recipient
    assert (address.name, address.company, address.street) == (
        "Ida Muster",
        "Muster GmbH",
        ("Hauptstraße 7a", "Hinterhaus"),
    )
    assert (address.postcode, address.city, address.province, address.country) == (
        "01067",
        "Dresden",
        "Sachsen",
        "DE",
    )
    assert (address.phone, address.email) == ("+49 351 1", "ida@example.org")
    assert order.ship_by == datetime(2026, 3, 2, 13, tzinfo=UTC)
    assert order.ordered_at == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert (order.shipping_method, order.customer_note) == ("DHL", "Bitte klingeln")
    assert (order.gift, order.gift_message) == (True, "Alles Gute")
    assert not order.holds


def test_rows_with_one_number_are_one_order_whose_facts_may_stand_in_the_first_alone() -> None:
    headers = (*HEADERS, "City", "Line ID")
    order = draft(
        headers, ("100", "MUG", "2", "Ulm", "1"), ("100", "LID", "1", "", "2"), ("100", "MUG", "1", "Ulm")
    )
    assert order.lines == (
        DraftLine("MUG", 2, "", "1"),
        DraftLine("LID", 1, "", "2"),
        DraftLine("MUG", 1),
    )
    assert order.recipient.city == "Ulm"
    assert (
        reason(headers, ("100", "MUG", "2", "Ulm"), ("100", "LID", "1", "Rom"))
        == QuarantineReason.ROWS_DISAGREE
    )


def test_title_rows_above_the_header_are_passed_over() -> None:
    rows = [["Orders of today"], ["", "", "printed by Ida"], list(HEADERS), ["100", "MUG", "1"]]
    assert [type(piece) for piece in pieces_of(workbook_of(rows))] == [Piece]
    padded = [("Orders of today", "", ""), HEADERS, ("100", "MUG", "1")]
    assert [piece.line for piece in pieces_of(csv(*padded))] == [3]


def test_the_first_sheet_with_a_header_is_read() -> None:
    sheets = {
        "Empty": sheet_xml([]),
        "Notes": sheet_xml([text_row(1, ["To do"])]),
        "Orders": sheet_xml([text_row(1, HEADERS), text_row(2, ["100", "MUG", "1"])]),
    }
    (piece,) = pieces_of(packed(workbook_parts(sheets)))
    assert isinstance(piece, Piece)
    assert (piece.key, piece.line) == ("100", 2)


def test_a_workbook_without_anything_in_it_is_empty() -> None:
    with pytest.raises(Refused) as no:
        pieces_of(packed(workbook_parts({"S": sheet_xml([])})))
    assert no.value.data["why"] == FileFault.EMPTY


def test_numbers_of_a_workbook_are_codes_as_they_are_seen() -> None:
    header = text_row(1, HEADERS)
    row = '<row r="2"><c r="A2"><v>100234.0</v></c><c r="B2"><v>4711</v></c><c r="C2"><v>2.0</v></c></row>'
    big = '<row r="3"><c><v>1234567890123456789</v></c><c><v>4711</v></c><c><v>2</v></c></row>'
    formula = '<row r="4"><c r="A4"><f>A3+1</f></c><c r="B4"><v>4711</v></c><c r="C4"><v>2</v></c></row>'
    first, *others = pieces_of(packed(workbook_parts({"S": sheet_xml([header, row, big, formula])})))
    assert isinstance(first, Piece)
    found = READER.order([first]).draft
    assert found is not None
    assert (found.number, found.lines) == ("100234", (DraftLine("4711", 2),))
    assert [other.reason for other in others if isinstance(other, Unreadable)] == [
        QuarantineReason.NUMBER_DAMAGED,
        QuarantineReason.NUMBER_DAMAGED,
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("", "MUG", "1"), QuarantineReason.NUMBER_MISSING),
        (("100", "", "1"), QuarantineReason.SKU_MISSING),
        (("100", "MUG", ""), QuarantineReason.QUANTITY_UNREADABLE),
        (("100", "MUG", "two"), QuarantineReason.QUANTITY_UNREADABLE),
        (("100", "MUG", "-1"), QuarantineReason.QUANTITY_UNREADABLE),
        (("100", "MUG", "1,000"), QuarantineReason.QUANTITY_UNREADABLE),
        (("100", "MUG", "1.5"), QuarantineReason.QUANTITY_UNREADABLE),
        (("1.2E+11", "MUG", "1"), QuarantineReason.NUMBER_DAMAGED),
        (("100", "4.41E+11", "1"), QuarantineReason.SKU_DAMAGED),
        (("100", "#N/A", "1"), QuarantineReason.SKU_DAMAGED),
        (("100", "MUG", "1", "surplus"), QuarantineReason.CELLS_TOO_MANY),
        (("9" * 101, "MUG", "1"), QuarantineReason.TEXT_TOO_LONG),
    ],
)
def test_a_row_that_cannot_be_packed_waits_with_its_reason(row: Sequence[str], why: QuarantineReason) -> None:
    assert reason(HEADERS, row) == why


def test_empty_rows_and_a_header_met_again_are_no_orders() -> None:
    found = pieces_of(csv(HEADERS, ("100", "MUG", "1"), ("", "", ""), HEADERS, ("101", "MUG", "1")))
    assert [(piece.line, piece.why) for piece in found if isinstance(piece, Skipped)] == [
        (3, LeftOut.BLANK),
        (4, LeftOut.FOOTER),
    ]


@pytest.mark.parametrize(
    ("status", "left", "cancelled", "holds"),
    [
        ("Shipped", None, None, None),
        ("storniert", 0, True, set()),
        ("en attente de paiement", 1, False, {HoldReason.PAYMENT}),
        ("On Hold", 1, False, {HoldReason.MANUAL}),
        ("w realizacji", 1, False, set()),
        ("", 1, False, set()),
    ],
)
def test_the_status_says_whether_it_is_packed(
    status: str, left: int | None, cancelled: bool | None, holds: set[HoldReason] | None
) -> None:
    found = read((*HEADERS, "Status"), ("100", "MUG", "1", status))
    order = found.draft
    assert (order and len(order.lines), order and order.cancelled, order and set(order.holds)) == (
        left,
        cancelled,
        holds,
    )
    assert len(found.skipped) == (0 if left else 1)
    assert not found.unreadable


def test_a_status_nobody_knows_is_asked_about() -> None:
    assert reason((*HEADERS, "Status"), ("100", "MUG", "1", "qux")) == QuarantineReason.STATUS_UNKNOWN


def test_a_hold_column_holds() -> None:
    assert draft((*HEADERS, "Hold"), ("100", "MUG", "1", "address")).holds == {HoldReason.ADDRESS}
    assert draft((*HEADERS, "Gesperrt"), ("100", "MUG", "1", "ja")).holds == {HoldReason.MANUAL}
    assert not draft((*HEADERS, "Gesperrt"), ("100", "MUG", "1", "nein")).holds


def test_a_postcode_that_lost_its_zero_holds_the_order() -> None:
    headers = (*HEADERS, "PLZ", "Land")
    assert draft(headers, ("100", "MUG", "1", "1067", "Deutschland")).holds == {HoldReason.ADDRESS}
    assert not draft(headers, ("100", "MUG", "1", "'01067", "DE")).holds
    assert not draft(headers, ("100", "MUG", "1", "1010", "AT")).holds


def test_an_address_without_a_street_waits() -> None:
    assert reason((*HEADERS, "Street"), ("100", "MUG", "1", "")) == QuarantineReason.ADDRESS_MISSING


def test_a_date_that_could_be_two_waits_until_somebody_says_how_it_is_written() -> None:
    rows = ((*HEADERS, "Ship by"), ("100", "MUG", "1", "03/04/2026"))
    assert reason(*rows) == QuarantineReason.DATE_UNREADABLE
    columns = dict(guessed(rows[0]).columns)
    said = TableMapping("Ours", columns, rows[0], DayOrder.DAY_FIRST)
    order = draft(*rows, reader=MappedTable([said], UTC))
    assert order.ship_by == datetime(2026, 4, 3, 23, 59, tzinfo=UTC)


def test_a_table_nobody_knows_is_refused_with_its_headers() -> None:
    with pytest.raises(Refused) as no:
        pieces_of(csv(("Foo", "Bar", "Baz"), ("100", "MUG", "1")))
    assert (no.value.code, no.value.data["why"], no.value.data["headers"]) == (
        RefusalCode.FILE_UNUSABLE,
        FileFault.MAPPING_NEEDED,
        "Foo, Bar, Baz",
    )


def test_two_columns_that_could_both_be_it_are_asked_about() -> None:
    assert F.SKU not in guessed(("Order number", "SKU", "sku.", "Qty")).columns
    assert guessed(("Order number", "SKU", "Item SKU", "Qty")).columns[F.SKU] == "SKU"
    with pytest.raises(Refused, match="mapping_needed"):
        pieces_of(csv(("Order number", "SKU", "sku.", "Qty"), ("100", "MUG", "LID", "1")))


def test_a_mapping_that_was_kept_is_used_for_files_with_the_same_headers() -> None:
    headers = ("Foo", "Bar", "Baz")
    said = TableMapping(
        "Ours", {F.NUMBER: "Foo", F.SKU: "Bar"}, headers, defaults={F.QUANTITY: "1", F.COUNTRY: "DE"}
    )
    reader = MappedTable([said], UTC)
    order = draft(headers, ("100", "MUG", "x"), reader=reader)
    assert (order.lines, order.recipient.country) == ((DraftLine("MUG", 1),), "DE")
    with pytest.raises(Refused, match="mapping_needed"):
        pieces_of(csv(("Foo", "Bar", "Qux"), ("100", "MUG", "1")), reader)


def test_a_row_is_read_again_from_its_text_and_mended_there() -> None:
    (wrong,) = pieces_of(csv(HEADERS, ("100", "MUG", "")))
    assert isinstance(wrong, Unreadable)
    assert READER.again(wrong.line, wrong.text) == wrong
    mended = READER.again(wrong.line, wrong.text.replace('"Qty": ""', '"Qty": "3"'))
    assert isinstance(mended, Piece)
    found = READER.order([mended]).draft
    assert found is not None
    assert found.lines == (DraftLine("MUG", 3),)
    assert isinstance(READER.again(2, "{"), Unreadable)
    assert isinstance(READER.again(2, '["no row"]'), Unreadable)


def test_columns_that_bear_the_same_name_are_told_apart() -> None:
    headers = (*HEADERS, "Note 1", "Note 1", "")
    (piece,) = pieces_of(csv(headers, ("100", "MUG", "1", "a", "b", "")))
    assert isinstance(piece, Piece)
    assert '"Note 1 [4]": "a", "Note 1 [5]": "b"' in piece.text


@pytest.mark.parametrize(
    ("name", "head", "known"),
    [
        ("a.csv", b"a;b\n1;2\n", True),
        ("a.xlsx", b"PK\x03\x04", True),
        ("a.zip", b"PK\x03\x04", False),
        ("a.csv", b"only words\n", False),
        ("a.json", b"[{}]", False),
    ],
)
def test_tables_are_recognised(name: str, head: bytes, *, known: bool) -> None:
    assert READER.recognises(Opening(name, head)) is known


def test_no_header_means_two_things() -> None:
    assert meaning_of("nombre") is F.RECIPIENT
    assert meaning_of("") is None


_cell = st.text(st.characters(codec="utf-8"), max_size=20)
_some = st.sampled_from(["", "100", "MUG", "2", "1,000", "2026-03-02", "\ufffd", "4E+11", '"', ";", "#REF!"])


def accounted(found: Iterable[Piece | Skipped | Unreadable]) -> int:
    return sum(piece.rows for piece in found)


@given(st.lists(st.lists(st.one_of(_cell, _some), min_size=1, max_size=6), max_size=6))
def test_every_row_of_a_workbook_is_accounted_for(rows: list[list[str]]) -> None:
    safe = [["".join(c for c in cell if c.isprintable()) for cell in row] for row in rows]
    headers = [*HEADERS, "Status", "Ship by"]
    found = pieces_of(workbook_of([headers, *safe]))
    assert accounted(found) == sum(any(row) for row in safe)
    for piece in found:
        if isinstance(piece, Piece):
            order = READER.order([piece])
            assert order.draft or order.skipped or order.unreadable


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_rows_or_a_refusal(data: bytes) -> None:
    for source in (data, b"Order number,SKU,Qty\n" + data):
        try:
            found = pieces_of(io.BytesIO(source))
        except Refused as no:
            code = no.code
        else:
            code = RefusalCode.FILE_UNUSABLE
            assert accounted(found) == len(found)
        assert code is RefusalCode.FILE_UNUSABLE
