"""From what a channel tells to what the bench packs."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from packstation.domain.cutoff import CutoffTable
from packstation.domain.draft import Address, DraftLine, OrderDraft
from packstation.domain.instruction import InstructionKind
from packstation.domain.intake import address_lines, digest_of, order_of, recipient_json
from packstation.domain.order import HoldReason, Order, OrderState
from tests.fakes.clock import NOON
from tests.persistence.shelf import NEW_ID

HOME = Address("A. Customer", "Company", ("Ship street 7", "2nd floor"), "12345", "Town", "BE", "DE")
DRAFT = OrderDraft("shop", "17", "#1001", (DraftLine("MUG", 2), DraftLine("MUG", 1)), recipient=HOME)
LATER = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def made(draft: OrderDraft) -> Order:
    return order_of(draft, lambda method: CutoffTable(UTC).cutoff_at(method, NOON), NEW_ID)


def test_lines_and_address_are_taken_as_they_are() -> None:
    order = made(DRAFT)
    assert [(line.line_no, line.sku, line.quantity) for line in order.lines] == [(1, "MUG", 2), (2, "MUG", 1)]
    assert order.ship_to == ("Company", "A. Customer", "Ship street 7", "2nd floor", "12345 Town", "DE")
    assert (order.number, order.state, order.holds) == ("#1001", OrderState.READY, frozenset())
    assert order.cutoff_at == NOON.replace(hour=23, minute=59)


def test_the_channels_own_time_goes_before_the_sites() -> None:
    assert made(replace(DRAFT, ship_by=LATER)).cutoff_at == LATER


@pytest.mark.parametrize(
    "gone",
    [{"name": "", "company": ""}, {"street": ()}, {"street": ("",)}, {"city": "", "postcode": ""}],
)
def test_an_address_no_truck_finds_holds_the_order(gone: dict[str, object]) -> None:
    lame = replace(DRAFT, recipient=replace(HOME, **gone), holds=frozenset({HoldReason.PAYMENT}))  # type: ignore[arg-type]  # by name
    assert made(lame).holds == {HoldReason.ADDRESS, HoldReason.PAYMENT}


def test_notes_and_gifts_become_instructions_and_a_slip() -> None:
    order = made(replace(DRAFT, customer_note=" Ring twice ", gift=True, gift_message="Happy birthday"))
    assert [(one.kind, one.text) for one in order.instructions] == [
        (InstructionKind.CUSTOMER_NOTE, "Ring twice"),
        (InstructionKind.GIFT_MESSAGE, "Happy birthday"),
    ]
    assert order.slip
    assert not made(replace(DRAFT, customer_note="  ")).instructions


@pytest.mark.parametrize(
    ("country", "town"),
    [
        ("DE", ["12345 Town"]),
        ("US", ["Town BE 12345"]),
        ("GB", ["Town", "12345"]),
        ("IT", ["12345 Town", "BE"]),
    ],
)
def test_the_town_stands_as_its_country_writes_it(country: str, town: list[str]) -> None:
    assert list(address_lines(replace(HOME, country=country)))[4:-1] == town


def test_each_thing_an_order_can_say_tells_two_drafts_apart() -> None:
    other = {
        "number": "#2",
        "lines": DRAFT.lines[:1],
        "cancelled": True,
        "holds": frozenset({HoldReason.FRAUD}),
        "recipient": replace(HOME, phone="1"),
        "shipping_method": "express",
        "ship_by": LATER,
        "customer_note": "x",
        "gift": True,
        "gift_message": "x",
    }
    same = {"channel", "channel_order_id", "ordered_at"}
    assert other.keys() | same == {field.name for field in fields(OrderDraft)}
    drafts = [DRAFT, *(replace(DRAFT, **{name: value}) for name, value in other.items())]  # type: ignore[arg-type]  # by name
    assert len({digest_of(draft) for draft in drafts}) == len(drafts)
    assert digest_of(replace(DRAFT)) == digest_of(DRAFT)


def test_the_kept_address_holds_every_field_that_says_something() -> None:
    assert '"phone"' not in recipient_json(HOME)
    whole = replace(HOME, phone="1", email="a@example.com")
    assert all(f'"{field.name}":' in recipient_json(whole) for field in fields(Address))
