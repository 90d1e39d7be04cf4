"""Why rows of a file wait for a person, and why others are rightly not packed, in words."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.draft import LeftOut, QuarantineReason
from packstation.ui.translation import N_, _

_REASONS: Mapping[QuarantineReason, str] = {
    QuarantineReason.NUMBER_MISSING: N_("There is no order number."),
    QuarantineReason.NUMBER_RESERVED: N_("The order number {value} begins like a badge or a command."),
    QuarantineReason.NUMBER_TAKEN: N_("Another order has the number {value} already."),
    QuarantineReason.NUMBER_DAMAGED: N_("A spreadsheet has damaged the order number: {value}"),
    QuarantineReason.SKU_MISSING: N_("A piece has no SKU."),
    QuarantineReason.SKU_DAMAGED: N_("A spreadsheet has damaged the SKU: {value}"),
    QuarantineReason.QUANTITY_UNREADABLE: N_("“{value}” is no number of pieces."),
    QuarantineReason.DATE_UNREADABLE: N_("“{value}” can be no date, or two."),
    QuarantineReason.STATUS_UNKNOWN: N_("Nobody knows what “{value}” means in the column {column}."),
    QuarantineReason.ADDRESS_MISSING: N_("There is no address."),
    QuarantineReason.CELLS_TOO_MANY: N_("The row has more cells than the file has columns."),
    QuarantineReason.TEXT_TOO_LONG: N_("The text in {column} is too long."),
    QuarantineReason.TEXT_UNREADABLE: N_("Letters in {column} are lost."),
    QuarantineReason.FIELD_MISSING: N_("{column} is missing."),
    QuarantineReason.ROWS_DISAGREE: N_("The rows of this order do not agree on {column}."),
    QuarantineReason.ROWS_TWICE: N_(
        "The same row of {value} stands there twice: two lines, or one too many?"
    ),
    QuarantineReason.ORDER_INCOMPLETE: N_(
        "Something else of this order cannot be read: it waits as a whole."
    ),
    QuarantineReason.ORDER_TOO_LARGE: N_("The order has too many rows."),
    QuarantineReason.ALREADY_PACKED: N_("Order {value} is packed already: the change came too late."),
    QuarantineReason.BEING_PACKED: N_("Order {value} is so far packed that it cannot be changed any more."),
}
_LEFT_OUT: Mapping[LeftOut, str] = {
    LeftOut.BLANK: N_("blank rows"),
    LeftOut.FOOTER: N_("the end of the list"),
    LeftOut.HEADER: N_("repeated headers"),
    LeftOut.SUMMARY: N_("totals"),
    LeftOut.REPEATED: N_("the same order once more"),
    LeftOut.ELSEWHERE: N_("sent from elsewhere"),
    LeftOut.NO_SHIPPING: N_("nothing to ship"),
    LeftOut.FULFILLED: N_("shipped already"),
    LeftOut.REFUNDED: N_("refunded"),
    LeftOut.CANCELLED: N_("cancelled"),
    LeftOut.TEST_ORDER: N_("test orders"),
    LeftOut.NOT_ORDERED_YET: N_("not ordered yet"),
    LeftOut.DROPPED: N_("dropped by a lead"),
}


def quarantine_sentence(reason: QuarantineReason, facts: Mapping[str, str]) -> str:
    """Why a row waits."""
    return _(_REASONS[reason]).format(value=facts.get("value") or "?", column=facts.get("column") or "?")


def left_out_words(why: LeftOut) -> str:
    """Why rows are not packed, for behind a count."""
    return _(_LEFT_OUT[why])
