"""Shopify's JSON: each of its traps."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.application.intake import Opening
from packstation.channels.shopify_json import ShopifyJson
from packstation.channels.source import FileFault
from packstation.domain.draft import (
    LeftOut,
    OrderDraft,
    OrderRead,
    Piece,
    QuarantineReason,
    Skipped,
    Unreadable,
)
from packstation.domain.order import HoldReason
from packstation.domain.refusal import Refused

READER = ShopifyJson()
Json = dict[str, object]

ADDRESS: Json = {
    "first_name": "Ada",
    "last_name": "Musterfrau",
    "name": "Ada Musterfrau",
    "address1": "Musterweg 1",
    "address2": "Hinterhaus",
    "city": "Musterstadt",
    "zip": "01234",
    "province_code": "BE",
    "country_code": "DE",
    "phone": "+49 30 1",
}


def line(**said: object) -> Json:
    made: Json = {"id": 11, "sku": "MUG", "title": "Mug", "name": "Mug - blue", "quantity": 3}
    return {
        **made,
        "fulfillable_quantity": 3,
        "requires_shipping": True,
        "fulfillment_service": "manual",
        **said,
    }


def order(*lines: Json, **said: object) -> Json:
    made: Json = {
        "id": 5432100001001,
        "name": "#1001",
        "created_at": "2026-03-02T09:50:26+01:00",
        "test": False,
    }
    made |= {
        "financial_status": "paid",
        "fulfillment_status": None,
        "cancelled_at": None,
        "email": "a@example.com",
    }
    made |= {
        "shipping_address": ADDRESS,
        "shipping_lines": [{"title": "Express", "code": "X", "price": "4.90"}],
    }
    return {**made, "line_items": list(lines or (line(),)), "total_price": "24.80", **said}


def pieces_of(*orders: object) -> list[Piece | Skipped | Unreadable]:
    return list(READER.pieces(io.BytesIO(json.dumps(orders).encode())))


def read(*orders: object) -> OrderRead:
    pieces = [piece for piece in pieces_of(*orders) if isinstance(piece, Piece)]
    assert len({piece.key for piece in pieces}) == 1
    return READER.order(pieces)


def draft(*orders: object) -> OrderDraft:
    made = read(*orders).draft
    assert made is not None
    return made


def test_an_order_is_read_with_its_lines_and_its_address() -> None:
    made = draft(order(line(), line(id=12, sku=" TEE ", quantity=1, fulfillable_quantity=1)))
    assert (made.channel, made.channel_order_id, made.number) == ("shopify", "5432100001001", "#1001")
    assert [(each.sku, each.quantity, each.channel_line_id) for each in made.lines] == [
        ("MUG", 3, "11"),
        ("TEE", 1, "12"),
    ]
    assert made.lines[0].name == "Mug - blue"
    assert made.recipient.street == ("Musterweg 1", "Hinterhaus")
    assert (made.recipient.postcode, made.recipient.country) == ("01234", "DE")
    assert made.shipping_method == "Express"
    assert made.ordered_at is not None
    assert made.ordered_at.isoformat() == "2026-03-02T08:50:26+00:00"


def test_a_piece_counts_its_lines_and_keeps_what_counts() -> None:
    (piece,) = pieces_of(order(line(), line(), line()))
    assert isinstance(piece, Piece)
    assert (piece.rows, piece.key) == (3, "5432100001001")
    assert "total_price" not in piece.text
    assert READER.again(piece.line, piece.text) == piece


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ({"fulfillable_quantity": 1}, 1),
        ({"fulfillable_quantity": None, "current_quantity": 2}, 2),
        ({"fulfillable_quantity": None}, 3),
        ({"fulfillable_quantity": "2"}, 2),
    ],
)
def test_packed_is_what_is_still_to_be_sent(said: Json, left: int) -> None:
    assert draft(order(line(**said))).lines[0].quantity == left


def test_what_was_paid_back_or_sent_is_taken_off() -> None:
    bare = line(quantity=9)
    del bare["fulfillable_quantity"]
    made = draft(
        order(
            bare,
            refunds=[
                {
                    "refund_line_items": [
                        {"line_item_id": 11, "quantity": 2},
                        {"line_item_id": 99, "quantity": 5},
                    ]
                }
            ],
            fulfillments=[
                {"status": "success", "line_items": [{"id": 11, "quantity": 3}]},
                {"status": "cancelled", "line_items": [{"id": 11, "quantity": 1}]},
            ],
        )
    )
    assert made.lines[0].quantity == 4


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"requires_shipping": False, "sku": ""}, LeftOut.NO_SHIPPING),
        ({"fulfillment_service": "printful"}, LeftOut.ELSEWHERE),
        ({"fulfillable_quantity": 0, "fulfillment_status": "fulfilled"}, LeftOut.FULFILLED),
        ({"fulfillable_quantity": 0}, LeftOut.REFUNDED),
    ],
)
def test_a_line_that_is_not_ours_to_send_leaves_the_others(said: Json, why: LeftOut) -> None:
    both = read(order(line(), line(**said)))
    assert both.draft is not None
    assert (len(both.draft.lines), [row.why for row in both.skipped]) == (1, [why])
    alone = read(order(line(**said)))
    assert (alone.draft, [row.why for row in alone.skipped], alone.unreadable) == (None, [why], ())


@pytest.mark.parametrize(
    ("said", "why", "stopped"),
    [
        ({"test": True}, LeftOut.TEST_ORDER, False),
        ({"cancelled_at": "2026-03-02T10:00:00+01:00"}, LeftOut.CANCELLED, True),
        ({"financial_status": "refunded"}, LeftOut.REFUNDED, True),
        ({"financial_status": "voided"}, LeftOut.CANCELLED, True),
        ({"fulfillment_status": "fulfilled"}, LeftOut.FULFILLED, False),
    ],
)
def test_an_order_not_to_be_packed_is_left_out_whole(said: Json, why: LeftOut, stopped: bool) -> None:
    result = read(order(line(), line(sku=""), **said))
    assert [(row.rows, row.why) for row in result.skipped] == [(2, why)]
    assert (result.draft is not None and result.draft.cancelled) == stopped


@pytest.mark.parametrize(
    ("said", "hold"),
    [
        ({"financial_status": "pending"}, HoldReason.PAYMENT),
        ({"financial_status": "partially_refunded"}, HoldReason.REFUND),
        ({"risk_level": "HIGH"}, HoldReason.FRAUD),
        ({"shipping_address": {"name": "Ada"}}, HoldReason.ADDRESS),
    ],
)
def test_what_keeps_an_order_back_comes_as_a_hold(said: Json, hold: HoldReason) -> None:
    assert draft(order(**said)).holds == {hold}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (order(line(sku="")), QuarantineReason.SKU_MISSING),
        (order(line(sku=None)), QuarantineReason.SKU_MISSING),
        (order(line(sku=["MUG"])), QuarantineReason.SKU_MISSING),
        (order(line(sku="4.00638E+12")), QuarantineReason.SKU_DAMAGED),
        (order(line(fulfillable_quantity=1.5)), QuarantineReason.QUANTITY_UNREADABLE),
        (order(line(fulfillable_quantity=True)), QuarantineReason.QUANTITY_UNREADABLE),
        (order(line(fulfillable_quantity=-1)), QuarantineReason.QUANTITY_UNREADABLE),
        (order(line(fulfillable_quantity=10**30)), QuarantineReason.QUANTITY_UNREADABLE),
        (order(line(fulfillable_quantity=float("nan"))), QuarantineReason.QUANTITY_UNREADABLE),
        (order(financial_status="bartered"), QuarantineReason.STATUS_UNKNOWN),
        (order(fulfillment_status="lost"), QuarantineReason.STATUS_UNKNOWN),
        (order(created_at="03/04/2026"), QuarantineReason.DATE_UNREADABLE),
        (order(shipping_address=None), QuarantineReason.ADDRESS_MISSING),
        (order(shipping_address={**ADDRESS, "city": "M\ud800"}), QuarantineReason.TEXT_UNREADABLE),
        (order(line_items=[]), QuarantineReason.FIELD_MISSING),
        (order(line_items=[1, "x", None]), QuarantineReason.QUANTITY_UNREADABLE),
        (order(name="1.0E+03"), QuarantineReason.NUMBER_DAMAGED),
        (order(note="x" * 10_001), QuarantineReason.TEXT_TOO_LONG),
        (order(*[line()] * 5_001), QuarantineReason.ORDER_TOO_LARGE),
    ],
)
def test_what_cannot_be_packed_by_asks_a_person(made: Json, reason: QuarantineReason) -> None:
    result = read(made)
    assert result.draft is None
    lines = made["line_items"]
    assert isinstance(lines, list)
    assert [(row.reason, row.rows) for row in result.unreadable] == [(reason, max(1, len(lines)))]


def test_a_name_given_twice_asks_a_person() -> None:
    text = json.dumps(order()).replace('"quantity": 3', '"quantity": 3, "quantity": 4')
    (piece,) = READER.pieces(io.BytesIO(text.encode()))
    assert isinstance(piece, Piece)
    (row,) = READER.order([piece]).unreadable
    assert (row.reason, row.facts["column"]) == (QuarantineReason.ROWS_DISAGREE, "quantity")


@pytest.mark.parametrize("other", [1, "x", None, [[1]], []])
def test_what_is_no_order_is_told(other: object) -> None:
    rows = pieces_of(order(), other)
    assert isinstance(rows[1], Unreadable)
    assert rows[1].reason is QuarantineReason.TEXT_UNREADABLE


def test_an_order_without_id_and_number_is_told() -> None:
    (row,) = pieces_of(order(id=None, name=None))
    assert isinstance(row, Unreadable)
    assert row.reason is QuarantineReason.NUMBER_MISSING


def test_half_a_letter_can_be_stored_all_the_same() -> None:
    (row,) = pieces_of(order(note="a\ud800b"))
    assert isinstance(row, Piece)
    assert "a\ufffdb" in row.text.encode().decode()


@pytest.mark.parametrize("text", ["", "x", "[" * 100_000, '{"id": 1'])
def test_what_a_person_mended_into_no_json_waits_on(text: str) -> None:
    again = READER.again(7, text)
    assert isinstance(again, Unreadable)
    assert (again.reason, again.line) == (QuarantineReason.TEXT_UNREADABLE, 7)


def test_wishes_and_what_is_to_be_written_on_goods_arrive() -> None:
    made = draft(
        order(
            line(properties=[{"name": "Engraving", "value": "Für Zoë"}, {"name": "_id", "value": "7"}]),
            note="Ring twice",
            note_attributes=[{"name": "gift-note", "value": "All the best"}],
        )
    )
    assert made.customer_note == "Ring twice\nMug: Engraving: Für Zoë"
    assert (made.gift, made.gift_message) == (True, "All the best")


def test_of_an_order_that_stands_twice_the_newest_counts() -> None:
    old = order(line(fulfillable_quantity=3), updated_at="2026-03-02T09:00:00+01:00")
    new = order(line(fulfillable_quantity=1), updated_at="2026-03-02T08:30:00Z")
    for orders in ((old, new), (new, old)):
        result = read(*orders)
        assert result.draft is not None
        assert result.draft.lines[0].quantity == 1
        assert [row.why for row in result.skipped] == [LeftOut.REPEATED]


def test_where_the_newest_cannot_be_told_a_person_is_asked() -> None:
    result = read(order(line(fulfillable_quantity=3)), order(line(fulfillable_quantity=1)))
    assert {row.reason for row in result.unreadable} == {QuarantineReason.ROWS_DISAGREE}


def test_its_own_files_are_recognised() -> None:
    def known(head: bytes) -> bool:
        return READER.recognises(Opening("orders.json", head))

    assert known(json.dumps({"orders": [order()]}).encode())
    assert known(b'\xef\xbb\xbf\n{"admin_graphql_api_id": "gid://shopify/Order/1"')
    assert not known(b'{"id": 1, "date_created_gmt": "x", "line_items": []}')
    assert not known(b"Name,financial_status")


SCALAR = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
ANY = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from([*order()]), ANY, max_size=5),
    st.dictionaries(st.sampled_from([*line()]), ANY, max_size=4),
)
def test_whatever_stands_in_an_order_is_refused_or_accounted_for(said: Json, of_line: Json) -> None:
    made = order(line(**of_line), line())
    made.update(said)
    try:
        (piece,) = pieces_of(made)
    except Refused as no:
        FileFault(str(no.data["why"]))
        return
    assert not isinstance(piece, Skipped)
    piece.text.encode()
    if isinstance(piece, Piece):
        assert READER.again(piece.line, piece.text) == piece
        result = READER.order([piece])
        lines = len(result.draft.lines) if result.draft else 0
        told = lines + sum(row.rows for row in result.skipped) + sum(row.rows for row in result.unreadable)
        assert told == piece.rows
