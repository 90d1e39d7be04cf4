"""What a column can hold, and which dates are meant, in words."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.application.say_columns import OrderAhead
from packstation.domain.draft import OrderDraft
from packstation.domain.table_mapping import NEEDED, DayOrder, OrderField
from packstation.ui.quarantine_words import left_out_words, quarantine_sentence
from packstation.ui.translation import N_, _

_FIELDS: Mapping[OrderField, str] = {
    OrderField.NUMBER: N_("Order number"),
    OrderField.SKU: N_("SKU"),
    OrderField.QUANTITY: N_("Pieces"),
    OrderField.NAME: N_("Name of the product"),
    OrderField.LINE_ID: N_("Number of the line"),
    OrderField.ORDERED_AT: N_("Ordered on"),
    OrderField.SHIP_BY: N_("Leaves until"),
    OrderField.SHIPPING_METHOD: N_("Way of shipping"),
    OrderField.RECIPIENT: N_("Recipient"),
    OrderField.COMPANY: N_("Company"),
    OrderField.STREET_1: N_("Street"),
    OrderField.STREET_2: N_("Street, second line"),
    OrderField.HOUSE_NUMBER: N_("House number"),
    OrderField.POSTCODE: N_("Postcode"),
    OrderField.CITY: N_("Town"),
    OrderField.PROVINCE: N_("Province"),
    OrderField.COUNTRY: N_("Country"),
    OrderField.PHONE: N_("Phone"),
    OrderField.EMAIL: N_("E-mail"),
    OrderField.NOTE: N_("Note of the customer"),
    OrderField.GIFT_MESSAGE: N_("Gift message"),
    OrderField.STATUS: N_("State of the order"),
    OrderField.HOLD: N_("Wait, do not pack yet"),
}
_DAYS: Mapping[DayOrder, str] = {
    DayOrder.DAY_FIRST: N_("03/04 is the 3rd of April"),
    DayOrder.MONTH_FIRST: N_("03/04 is the 4th of March"),
}


def field_words(field: OrderField | None) -> str:
    """What a column holds; what is needed has a star."""
    if field is None:
        return _("nothing that is needed here")
    return f"{_(_FIELDS[field])} *" if field in NEEDED else _(_FIELDS[field])


def day_words(order: DayOrder | None) -> str:
    """Which comes first in a date."""
    return _(_DAYS[order]) if order else _("Dates have the year first")


def ahead_words(order: OrderAhead) -> str:
    """An order as it would come in."""
    number = order.number or "?"
    if order.unreadable:
        wrong = order.unreadable[0]
        return _("{order}: would wait. {why}").format(
            order=number, why=quarantine_sentence(wrong.reason, wrong.facts)
        )
    if order.draft is None:
        why = left_out_words(order.left_out) if order.left_out else "?"
        return _("{order}: not for packing ({why})").format(order=number, why=why)
    return "  ".join(filter(None, (f"{number}:", _goods(order.draft), _to(order.draft))))


def _goods(draft: OrderDraft) -> str:
    return ", ".join(f"{line.quantity} × {line.sku}" for line in draft.lines)


def _to(draft: OrderDraft) -> str:
    to = draft.recipient
    place = (to.name or to.company, to.postcode, to.city, to.country)
    words = " ".join(filter(None, place))
    return f"→ {words}" if words else ""
