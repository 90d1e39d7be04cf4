"""The order that rows of a mapped table with one number make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from packstation.channels.cell import moment, pieces
from packstation.channels.check import address_fault
from packstation.channels.mapped_row import Said, shown
from packstation.channels.order_words import hold_of, standing_of
from packstation.channels.standing import Standing
from packstation.domain.draft import (
    Address,
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
from packstation.domain.table_mapping import OrderField, TableMapping

F = OrderField
Row = tuple[Piece, Said]

_MAY_DIFFER = frozenset({F.SKU, F.QUANTITY, F.NAME, F.LINE_ID, F.NOTE, F.GIFT_MESSAGE, F.STATUS})
"""What belongs to a row; all else belongs to the order: rows may leave it out, but not say it differently."""
_TIME = re.compile(r"\d:\d")
_DAY = timedelta(days=1, minutes=-1)
_DIGITS_OF_POSTCODES: Mapping[str, int] = {
    **dict.fromkeys(("de", "germany", "deutschland", "allemagne", "alemania", "niemcy"), 5),
    **dict.fromkeys(("fr", "france", "frankreich", "francia", "francja"), 5),
    **dict.fromkeys(("es", "spain", "españa", "spanien", "espagne", "hiszpania"), 5),
    **dict.fromkeys(("it", "italy", "italia", "italien", "italie", "włochy"), 5),
    **dict.fromkeys(("us", "usa", "united states"), 5),
}


class _Wrong(Exception):
    """A row that keeps its whole order out."""

    def __init__(self, row: Piece, reason: QuarantineReason, column: str, value: str) -> None:
        super().__init__(reason.value)
        facts = {"column": column, "value": shown(value)}
        self.unreadable = Unreadable(row.line, row.rows, reason, row.text, facts, row.key)


@dataclass(frozen=True, slots=True)
class OrderRows:
    """The rows of one order, at least one, and how they are to be understood."""

    channel: str
    mapping: TableMapping
    rows: Sequence[Row]
    zone: tzinfo | None

    def read(self) -> OrderRead:
        """What they say together; one that cannot be understood keeps all of them out."""
        try:
            common, first_row = self._common(), self.rows[0][0]
            standings = [self._standing(*row) for row in self.rows]
            lines, skipped = self._lines(standings)
            if not lines and not any(standing.stopped for standing in standings):
                return OrderRead(None, skipped)
            address = self._address(common, first_row) if lines else Address()
            draft = OrderDraft(
                self.channel,
                common[F.NUMBER],
                common[F.NUMBER],
                lines,
                cancelled=not lines,
                holds=self._holds(standings, common, address),
                recipient=address,
                shipping_method=common.get(F.SHIPPING_METHOD, ""),
                ordered_at=self._moment(F.ORDERED_AT, common),
                ship_by=self._moment(F.SHIP_BY, common),
                customer_note=self._joined(F.NOTE),
                gift=bool(self._joined(F.GIFT_MESSAGE)),
                gift_message=self._joined(F.GIFT_MESSAGE),
            )
        except _Wrong as wrong:
            return OrderRead(None, (), (wrong.unreadable,))
        return OrderRead(draft, skipped)

    def _common(self) -> Said:
        """What all rows say of their order."""
        common: dict[OrderField, str] = {}
        for row, said in self.rows:
            for meant, text in said.items():
                if meant not in _MAY_DIFFER and common.setdefault(meant, text) != text:
                    raise self._wrong(row, QuarantineReason.ROWS_DISAGREE, meant, text)
        return common

    def _standing(self, row: Piece, said: Said) -> Standing:
        status = said.get(F.STATUS, "")
        standing = standing_of(status)
        if standing is None:
            raise self._wrong(row, QuarantineReason.STATUS_UNKNOWN, F.STATUS, status)
        return standing

    def _lines(self, standings: Sequence[Standing]) -> tuple[tuple[DraftLine, ...], tuple[Skipped, ...]]:
        """The pieces still to be sent, and the rows that ask for none."""
        lines: list[DraftLine] = []
        skipped: list[Skipped] = []
        for (row, said), standing in zip(self.rows, standings, strict=True):
            quantity = pieces(said[F.QUANTITY])
            if quantity is None:
                raise self._wrong(row, QuarantineReason.QUANTITY_UNREADABLE, F.QUANTITY, said[F.QUANTITY])
            if standing.left_out is not None or quantity == 0:
                skipped.append(Skipped(row.line, row.rows, standing.left_out or LeftOut.FULFILLED))
                continue
            lines.append(DraftLine(said[F.SKU], quantity, said.get(F.NAME, ""), said.get(F.LINE_ID, "")))
        return tuple(lines), tuple(skipped)

    def _address(self, common: Said, row: Piece) -> Address:
        street = " ".join(filter(None, (common.get(F.STREET_1), common.get(F.HOUSE_NUMBER))))
        if F.STREET_1 in self.mapping.columns and not (street or common.get(F.STREET_2)):
            raise self._wrong(row, QuarantineReason.ADDRESS_MISSING, F.STREET_1, "")
        address = Address(
            common.get(F.RECIPIENT, ""),
            common.get(F.COMPANY, ""),
            tuple(filter(None, (street, common.get(F.STREET_2)))),
            common.get(F.POSTCODE, ""),
            common.get(F.CITY, ""),
            common.get(F.PROVINCE, ""),
            common.get(F.COUNTRY, ""),
            common.get(F.PHONE, ""),
            common.get(F.EMAIL, ""),
        )
        fault = address_fault(address) if F.STREET_1 in self.mapping.columns else None
        if fault is not None:
            raise self._wrong(row, fault, F.STREET_1, street)
        return address

    def _holds(self, standings: Sequence[Standing], common: Said, address: Address) -> frozenset[HoldReason]:
        """A postcode that lost its leading zero in a spreadsheet would send the goods elsewhere: held."""
        holds = {hold for standing in standings for hold in standing.holds}
        if (said := hold_of(common.get(F.HOLD, ""))) is not None:
            holds.add(said)
        digits = _DIGITS_OF_POSTCODES.get(address.country.casefold())
        if digits is not None and address.postcode.isdigit() and len(address.postcode) < digits:
            holds.add(HoldReason.ADDRESS)
        return frozenset(holds)

    def _moment(self, meant: OrderField, common: Said) -> datetime | None:
        text = common.get(meant)
        if text is None:
            return None
        found = moment(text, self.zone, self.mapping.day_order)
        if found is None:
            row = next(row for row, said in self.rows if said.get(meant) == text)
            raise self._wrong(row, QuarantineReason.DATE_UNREADABLE, meant, text)
        # A day alone to ship by lasts until it ends.
        return found + _DAY if meant is F.SHIP_BY and not _TIME.search(text) else found

    def _joined(self, meant: OrderField) -> str:
        """Each text of a field once, in the order of the rows."""
        return "\n".join(dict.fromkeys(said[meant] for _, said in self.rows if meant in said))

    def _wrong(self, row: Piece, reason: QuarantineReason, meant: OrderField, value: str) -> _Wrong:
        return _Wrong(row, reason, self.mapping.columns.get(meant, ""), value)
