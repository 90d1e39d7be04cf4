"""Shopify's CSV: each of its traps, and every row accounted for."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.application.intake import Opening
from packstation.channels.source import FileFault
from packstation.domain.draft import (
    LeftOut,
    OrderRead,
    Piece,
    QuarantineReason,
)
from packstation.domain.order import HoldReason
from packstation.domain.refusal import Refused
from tests.channels.shopify_file import HEADER, Row, export_rows, shopify_export
from tests.channels.shopify_order import (
    READER,
    Read,
    asked,
    draft,
    first,
    further,
    order,
    orders_of,
    pieces_of,
)
from tests.channels.test_source import fault_of, read_twice


def left_out(*rows: Row) -> set[LeftOut]:
    read = order(*rows)
    assert not read.unreadable
    return {row.why for row in read.skipped}


def test_an_order_is_its_first_row_and_what_follows() -> None:
    head = first(
        **{"Lineitem sku": "MUG", "Lineitem quantity": "2", "Lineitem name": "Mug", "Shipping Zip": "'01234"}
    )
    read = order(head, further(head, **{"Lineitem sku": "TEE"}), further(head, **{"Lineitem sku": "TEE"}))
    made = read.draft
    assert made is not None
    assert (made.channel, made.channel_order_id, made.number) == ("shopify", "5432100001001", "#1001")
    assert [line.sku for line in made.lines] == ["MUG", "TEE", "TEE"], "the same SKU twice stays two lines"
    assert (made.lines[0].quantity, made.lines[0].name) == (2, "Mug")
    assert made.recipient.postcode == "01234"
    assert made.recipient.phone == "+49 30 0001001"
    assert made.recipient.street == (head["Shipping Address1"],)
    assert made.recipient.country == "DE"
    assert made.ordered_at == datetime.fromisoformat(head["Created at"].replace(" +", "+")).astimezone(UTC)
    assert made.shipping_method == head["Shipping Method"]
    assert not made.holds
    assert not read.skipped


def test_columns_may_stand_anywhere_and_be_missing() -> None:
    needed = ("Lineitem sku", "Financial Status", "lineitem QUANTITY ", "Name", "Shipping Name")
    data = f"{';'.join(needed)}\nMUG;paid;2;#1;Ada\n".encode("cp1252")
    (made,) = orders_of(list(READER.pieces(io.BytesIO(data)))).values()
    assert made.draft is not None
    assert (made.draft.channel_order_id, made.draft.lines[0].quantity) == ("#1", 2)


@pytest.mark.parametrize("missing", ["Name", "Lineitem quantity", "Lineitem sku", "Financial Status"])
def test_without_a_needed_column_the_file_is_refused(missing: str) -> None:
    names = [name for name in HEADER if name != missing]
    assert (
        fault_of(lambda: list(READER.pieces(io.BytesIO(",".join(names).encode() + b"\n"))))
        == "column_missing"
    )


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8-sig", ","), ("utf-16", "\t"), ("utf-8", ";")],
)
def test_any_encoding_and_separator_says_the_same(encoding: str, separator: str) -> None:
    rows = list(export_rows(40, traps=True))
    assert orders_of(pieces_of(rows, encoding=encoding, separator=separator)) == orders_of(pieces_of(rows))


def test_a_name_encoded_twice_is_brought_back() -> None:
    assert draft(first(**{"Shipping Name": read_twice("Jürgen Größe")})).recipient.name == "Jürgen Größe"


@pytest.mark.parametrize(
    ("cells", "hold"),
    [
        ({"Financial Status": "pending"}, HoldReason.PAYMENT),
        ({"Financial Status": "authorized"}, HoldReason.PAYMENT),
        ({"Financial Status": "Partially paid"}, HoldReason.PAYMENT),
        ({"Financial Status": "partially_refunded"}, HoldReason.REFUND),
        ({"Risk Level": "High"}, HoldReason.FRAUD),
        ({"Fulfillment Status": "on_hold"}, HoldReason.MANUAL),
        ({f"Shipping {part}": "" for part in ("Street", "Address1", "City", "Zip")}, HoldReason.ADDRESS),
    ],
)
def test_what_keeps_an_order_back_comes_as_a_hold(cells: Row, hold: HoldReason) -> None:
    assert draft(first(**cells)).holds == {hold}


@pytest.mark.parametrize(
    ("cells", "why", "stopped"),
    [
        ({"Cancelled at": "2026-03-02 10:00:00 +0100"}, LeftOut.CANCELLED, True),
        ({"Financial Status": "voided"}, LeftOut.CANCELLED, True),
        ({"Financial Status": "refunded"}, LeftOut.REFUNDED, True),
        ({"Fulfillment Status": "restocked"}, LeftOut.CANCELLED, True),
        ({"Fulfillment Status": "fulfilled"}, LeftOut.FULFILLED, False),
        ({"Fulfillment Status": "fulfilled", "Financial Status": "refunded"}, LeftOut.FULFILLED, False),
        ({"Fulfillment Status": "fulfilled", "Cancelled at": "2026-03-02"}, LeftOut.FULFILLED, False),
    ],
)
def test_a_whole_order_is_left_out_with_all_its_rows(cells: Row, why: LeftOut, stopped: bool) -> None:
    head = first(**cells)
    read = order(head, further(head, **{"Lineitem sku": ""}))
    assert {row.why for row in read.skipped} == {why}
    assert sum(row.rows for row in read.skipped) == 2
    assert not read.unreadable
    assert (read.draft is not None and read.draft.cancelled) == stopped


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Lineitem requires shipping": "false"}, LeftOut.NO_SHIPPING),
        ({"Lineitem requires shipping": "FALSCH"}, LeftOut.NO_SHIPPING),
        (
            {"Lineitem requires shipping": "false", "Lineitem sku": "", "Lineitem name": "Gift card"},
            LeftOut.NO_SHIPPING,
        ),
        ({"Lineitem fulfillment status": "fulfilled"}, LeftOut.FULFILLED),
        ({"Lineitem fulfillment status": "restocked"}, LeftOut.REFUNDED),
        ({"Lineitem quantity": "0"}, LeftOut.CANCELLED),
    ],
)
def test_a_line_that_is_not_to_be_packed_leaves_the_others(cells: Row, why: LeftOut) -> None:
    head = first()
    read = order(head, further(head, **cells))
    assert read.draft is not None
    assert len(read.draft.lines) == 1
    assert [(row.line, row.why) for row in read.skipped] == [(3, why)]
    assert left_out(first(**cells)) == {why}


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        ({"Lineitem sku": ""}, QuarantineReason.SKU_MISSING, "Lineitem sku"),
        ({"Lineitem sku": "4.00638E+12"}, QuarantineReason.SKU_DAMAGED, "Lineitem sku"),
        ({"Lineitem sku": "4006381333931.0"}, QuarantineReason.SKU_DAMAGED, "Lineitem sku"),
        ({"Lineitem sku": "x" * 129}, QuarantineReason.TEXT_TOO_LONG, "Lineitem sku"),
        ({"Lineitem sku": "M\ufffdG"}, QuarantineReason.TEXT_UNREADABLE, "Lineitem sku"),
        ({"Lineitem quantity": "1.5"}, QuarantineReason.QUANTITY_UNREADABLE, "Lineitem quantity"),
        ({"Lineitem quantity": "1,000"}, QuarantineReason.QUANTITY_UNREADABLE, "Lineitem quantity"),
        ({"Lineitem quantity": ""}, QuarantineReason.QUANTITY_UNREADABLE, "Lineitem quantity"),
        (
            {"Lineitem fulfillment status": "partial"},
            QuarantineReason.QUANTITY_UNREADABLE,
            "Lineitem fulfillment status",
        ),
        (
            {"Lineitem fulfillment status": "lost"},
            QuarantineReason.STATUS_UNKNOWN,
            "Lineitem fulfillment status",
        ),
        ({"Financial Status": "bartered"}, QuarantineReason.STATUS_UNKNOWN, "Financial Status"),
        ({"Fulfillment Status": "teleported"}, QuarantineReason.STATUS_UNKNOWN, "Fulfillment Status"),
        ({"Created at": "03/04/2026 09:00"}, QuarantineReason.DATE_UNREADABLE, "Created at"),
        ({"Shipping City": "x" * 300}, QuarantineReason.TEXT_TOO_LONG, "Shipping Name"),
        ({"Shipping City": "M\ufffdnchen"}, QuarantineReason.TEXT_UNREADABLE, "Shipping Name"),
        ({"Notes": "x" * 10_001}, QuarantineReason.TEXT_TOO_LONG, "Notes"),
    ],
)
def test_what_cannot_be_packed_by_asks_a_person(cells: Row, reason: QuarantineReason, column: str) -> None:
    assert asked(first(**cells)) == [(reason, column)]


def test_one_bad_row_keeps_its_whole_order_out_and_no_other() -> None:
    head, other = first(1001), first(1002)
    read = orders_of(pieces_of([head, further(head, **{"Lineitem sku": ""}), other]))
    assert read["#1001"].draft is None
    assert read["#1002"].draft is not None


def test_an_address_nobody_gave_is_asked_for() -> None:
    blank = {name: "" for name in HEADER if name.startswith("Shipping ") and name != "Shipping Method"}
    assert asked(first(**blank)) == [(QuarantineReason.ADDRESS_MISSING, "Shipping Name")]


@pytest.mark.parametrize("damaged", ["1.001E+03", "1001.0", "#NAME?", "########"])
def test_a_number_a_spreadsheet_damaged_asks_a_person(damaged: str) -> None:
    head = first(Name=damaged)
    assert asked(head, further(head)) == [(QuarantineReason.NUMBER_DAMAGED, "Name")] * 2


@pytest.mark.parametrize("order_id", ["5.43211E+12", "5432100001001.0", ""])
def test_an_id_a_spreadsheet_rounded_gives_way_to_the_number(order_id: str) -> None:
    assert draft(first(Id=order_id)).channel_order_id == "#1001"


def test_what_the_customer_says_arrives() -> None:
    made = draft(
        first(
            Notes='Ring twice,\r\n"loud"; = thanks',
            Tags="vip, Gift",
            **{"Note Attributes": "gift_message: All the best\nfrom us\ndelivery: noon"},
        )
    )
    assert made.customer_note == 'Ring twice,\n"loud"; = thanks'
    assert (made.gift, made.gift_message) == (True, "All the best\nfrom us")


def test_text_that_begins_like_a_formula_stays_text() -> None:
    made = draft(first(**{"Shipping Name": "=HYPERLINK(1)", "Lineitem sku": "@SUM", "Notes": "+1"}))
    assert (made.recipient.name, made.lines[0].sku, made.customer_note) == ("=HYPERLINK(1)", "@SUM", "+1")


def test_shopifys_export_is_recognised_and_others_are_not() -> None:
    def known(head: bytes) -> bool:
        return READER.recognises(Opening("orders_export_1.csv", head[:65_536]))

    assert known(shopify_export(export_rows(5)))
    assert known(shopify_export(export_rows(5), separator=";", encoding="utf-16"))
    assert not known(b"Name,Price\n")
    assert not known(b"%PDF")
    assert not known(b"")


def accounted(read: Read) -> int:
    """The rows that all pieces, and all that was said of them, stand for."""
    told = sum(row.rows for row in read if not isinstance(row, Piece))
    for key, made in orders_of(read).items():
        mine = [row for row in read if isinstance(row, Piece) and row.key == key]
        lines = len(made.draft.lines) if made.draft is not None else 0
        out = sum(row.rows for row in made.skipped)
        if not made.unreadable:
            assert lines + out == sum(row.rows for row in mine)
        else:
            assert made.draft is None
        told += sum(row.rows for row in mine)
    return told


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_every_row_is_accounted_for_and_reads_the_same_again(seed: int, count: int) -> None:
    read = pieces_of(list(export_rows(count, seed, traps=True)))
    assert accounted(read) == count
    for row in read:
        if isinstance(row, Piece):
            assert READER.again(row.line, row.text) == row


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_refused_or_read(data: bytes, headed: bool) -> None:
    head = ",".join(HEADER).encode() + b"\n" if headed else b""
    try:
        read = list(READER.pieces(io.BytesIO(head + data)))
    except Refused as no:
        FileFault(str(no.data["why"]))
        return
    for made in orders_of(read).values():
        assert isinstance(made, OrderRead)
    for row in read:
        if isinstance(row, Piece):
            assert READER.again(row.line, row.text) == row
