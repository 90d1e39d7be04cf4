"""Which column of somebody's own table of orders holds what: said once, found again by its headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from unicodedata import normalize

from packstation.domain.value import value


class OrderField(StrEnum):
    """What a column of orders can hold; several rows with one number are one order."""

    NUMBER = "number"
    SKU = "sku"
    QUANTITY = "quantity"
    NAME = "name"
    LINE_ID = "line_id"
    ORDERED_AT = "ordered_at"
    SHIP_BY = "ship_by"
    SHIPPING_METHOD = "shipping_method"
    RECIPIENT = "recipient"
    COMPANY = "company"
    STREET_1 = "street_1"
    STREET_2 = "street_2"
    HOUSE_NUMBER = "house_number"
    POSTCODE = "postcode"
    CITY = "city"
    PROVINCE = "province"
    COUNTRY = "country"
    PHONE = "phone"
    EMAIL = "email"
    NOTE = "note"
    GIFT_MESSAGE = "gift_message"
    STATUS = "status"
    HOLD = "hold"


NEEDED = (OrderField.NUMBER, OrderField.SKU, OrderField.QUANTITY)
"""Without these no row can be packed."""


class DayOrder(StrEnum):
    """Which comes first in a date such as 03/04/2026; a year in front needs no telling."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@value
class TableMapping:
    """The columns of one kind of table, by their headers.

    `headers` is the whole row of headers when it was said: a file with the same row is read by it. Where
    `day_order` is None a date that could be either is unreadable; a day alone to ship by lasts until it
    ends. `defaults` hold where a cell is empty or the column is not there.
    """

    name: str
    columns: Mapping[OrderField, str]
    headers: tuple[str, ...] = ()
    day_order: DayOrder | None = None
    defaults: Mapping[OrderField, str] = field(default_factory=dict)

    def fits(self, headers: Sequence[str]) -> bool:
        """Whether a file with these headers is of the kind this was said for."""
        return tuple(map(header_key, headers)) == tuple(map(header_key, self.headers))

    @property
    def missing(self) -> tuple[OrderField, ...]:
        """What is needed and said nowhere."""
        return tuple(one for one in NEEDED if one not in self.columns and one not in self.defaults)


def header_key(header: str) -> str:
    """A header as it is compared: its letters and digits only, small."""
    return "".join(letter for letter in normalize("NFKC", header).casefold() if letter.isalnum())
