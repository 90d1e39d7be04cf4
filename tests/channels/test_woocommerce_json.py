"""WooCommerce's JSON: each of its traps."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.application.intake import Opening
from packstation.channels.shopify_json import ShopifyJson
from packstation.channels.source import FileFault
from packstation.channels.woocommerce_json import WoocommerceJson
from packstation.domain.draft import LeftOut, OrderDraft, OrderRead, Piece, QuarantineReason, Skipped
from packstation.domain.order import HoldReason
from packstation.domain.refusal import Refused

READER = WoocommerceJson()
Json = dict[str, object]

BILLING: Json = {
    "first_name": "Bo",
    "last_name": "Beispiel",
    "address_1": "Rechnungsweg 2",
    "city": "Musterstadt",
    "state": "BE",
    "postcode": "01234",
    "country": "DE",
    "email": "bo@example.com",
    "phone": "030 1",
}
SHIPPING: Json = {
    **BILLING,
    "first_name": "Ada",
    "address_1": "Musterweg 1",
    "address_2": "",
    "email": "",
    "phone": "",
}


def line(**said: object) -> Json:
    return {"id": 315, "name": "Mug", "product_id": 93, "quantity": 2, "sku": "MUG", "meta_data": [], **said}


def order(*lines: Json, **said: object) -> Json:
    made: Json = {
        "id": 727,
        "number": "WEB-727",
        "status": "processing",
        "currency": "EUR",
        "order_key": "wc_order_x",
    }
    made |= {
        "date_created": "2026-03-02T10:50:26",
        "date_created_gmt": "2026-03-02T09:50:26",
        "total": "24.80",
    }
    made |= {"billing": BILLING, "shipping": SHIPPING, "customer_note": "", "refunds": [], "meta_data": []}
    made |= {"shipping_lines": [{"id": 1, "method_title": "Flat rate", "method_id": "flat_rate"}]}
    return {**made, "line_items": list(lines or (line(),)), **said}


def piece_of(made: Json) -> Piece:
    (piece,) = READER.pieces(io.BytesIO(json.dumps(made).encode()))
    assert isinstance(piece, Piece)
    return piece


def read(made: Json) -> OrderRead:
    return READER.order([piece_of(made)])


def draft(made: Json) -> OrderDraft:
    result = read(made).draft
    assert result is not None
    return result


def test_an_order_is_read_with_its_own_id_and_the_number_people_see() -> None:
    made = draft(order(line(), line(id=316, sku="TEE ")))
    assert (made.channel, made.channel_order_id, made.number) == ("woocommerce", "727", "WEB-727")
    assert [(each.sku, each.quantity, each.channel_line_id) for each in made.lines] == [
        ("MUG", 2, "315"),
        ("TEE", 2, "316"),
    ]
    assert made.ordered_at is not None
    assert made.ordered_at.isoformat() == "2026-03-02T09:50:26+00:00"
    assert made.shipping_method == "Flat rate"
    assert (made.recipient.name, made.recipient.street) == ("Ada Beispiel", ("Musterweg 1",))
    assert (made.recipient.phone, made.recipient.email) == ("030 1", "bo@example.com")


@pytest.mark.parametrize("shipping", [{}, {"first_name": "", "address_1": ""}, None, []])
def test_an_empty_shipping_address_means_the_billing_address(shipping: object) -> None:
    assert draft(order(shipping=shipping)).recipient.street == ("Rechnungsweg 2",)


@pytest.mark.parametrize(
    ("status", "why", "stopped"),
    [
        ("pending", LeftOut.NOT_ORDERED_YET, False),
        ("failed", LeftOut.NOT_ORDERED_YET, False),
        ("checkout-draft", LeftOut.NOT_ORDERED_YET, False),
        ("completed", LeftOut.FULFILLED, False),
        ("wc-completed", LeftOut.FULFILLED, False),
        ("cancelled", LeftOut.CANCELLED, True),
        ("trash", LeftOut.CANCELLED, True),
        ("refunded", LeftOut.REFUNDED, True),
    ],
)
def test_only_what_is_paid_and_not_sent_is_packed(status: str, why: LeftOut, stopped: bool) -> None:
    result = read(order(line(), line(sku=""), status=status))
    assert [(row.rows, row.why) for row in result.skipped] == [(2, why)]
    assert (result.draft is not None and result.draft.cancelled) == stopped


@pytest.mark.parametrize(
    ("said", "hold"),
    [
        ({"status": "on-hold"}, HoldReason.PAYMENT),
        ({"refunds": [{"id": 1, "total": "-5.00"}]}, HoldReason.REFUND),
        ({"billing": {"first_name": "Bo"}, "shipping": {}}, HoldReason.ADDRESS),
    ],
)
def test_what_keeps_an_order_back_comes_as_a_hold(said: Json, hold: HoldReason) -> None:
    assert draft(order(**said)).holds == {hold}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"bundled_items": [316, 317], "sku": ""}, LeftOut.SUMMARY),
        ({"composite_children": [316]}, LeftOut.SUMMARY),
        ({"virtual": True, "sku": ""}, LeftOut.NO_SHIPPING),
        ({"meta_data": [{"key": "_virtual", "value": "yes"}], "sku": ""}, LeftOut.NO_SHIPPING),
        ({"quantity": 0}, LeftOut.REFUNDED),
    ],
)
def test_a_line_that_is_not_to_be_packed_leaves_the_others(said: Json, why: LeftOut) -> None:
    result = read(order(line(**said), line()))
    assert result.draft is not None
    assert (len(result.draft.lines), [row.why for row in result.skipped]) == (1, [why])


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (order(line(sku="")), QuarantineReason.SKU_MISSING),
        (order(line(quantity=0.5)), QuarantineReason.QUANTITY_UNREADABLE),
        (order(line(quantity=None)), QuarantineReason.QUANTITY_UNREADABLE),
        (order(status="wc-awaiting-moon"), QuarantineReason.STATUS_UNKNOWN),
        (order(status=None), QuarantineReason.STATUS_UNKNOWN),
        (order(date_created_gmt="soon"), QuarantineReason.DATE_UNREADABLE),
        (order(billing={}, shipping={}), QuarantineReason.ADDRESS_MISSING),
        (order(line_items=[]), QuarantineReason.FIELD_MISSING),
        (order(number="7.27E+2"), QuarantineReason.NUMBER_DAMAGED),
    ],
)
def test_what_cannot_be_packed_by_asks_a_person(made: Json, reason: QuarantineReason) -> None:
    result = read(made)
    assert (result.draft, [row.reason for row in result.unreadable]) == (None, [reason])


def test_the_shops_own_time_will_do_where_there_is_no_other() -> None:
    made = draft(order(date_created_gmt=None))
    assert made.ordered_at is not None
    assert made.ordered_at.isoformat() == "2026-03-02T10:50:26+00:00"


def test_the_number_is_the_id_where_nobody_changed_it() -> None:
    assert draft(order(number=None)).number == "727"


def test_wishes_and_what_is_to_be_written_on_goods_arrive() -> None:
    engraving = {
        "key": "pa_engraving",
        "value": "fuer-zoe",
        "display_key": "Engraving",
        "display_value": "Für Zoë",
    }
    made = draft(
        order(
            line(meta_data=[engraving, {"key": "_reduced_stock", "value": "2"}]),
            customer_note="Ring twice",
            meta_data=[{"key": "_gift_message", "value": "All the best"}, {"key": "is_gift", "value": "no"}],
        )
    )
    assert made.customer_note == "Ring twice\nMug: Engraving: Für Zoë"
    assert (made.gift, made.gift_message) == (True, "All the best")


def test_of_an_order_that_stands_twice_the_one_changed_last_counts() -> None:
    orders = [
        order(status=status, date_modified_gmt=f"2026-03-0{day}T09:00:00")
        for status, day in (("cancelled", 3), ("processing", 2))
    ]
    pieces = [
        piece for piece in READER.pieces(io.BytesIO(json.dumps(orders).encode())) if isinstance(piece, Piece)
    ]
    result = READER.order(pieces)
    assert result.draft is not None
    assert result.draft.cancelled


def test_each_reader_knows_its_own() -> None:
    head = json.dumps([order()]).encode()
    assert READER.recognises(Opening("orders.json", head))
    assert not ShopifyJson().recognises(Opening("orders.json", head))
    assert not READER.recognises(Opening("orders.csv", b"date_created_gmt,order_key\n"))


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
        (piece,) = READER.pieces(io.BytesIO(json.dumps(made).encode()))
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
