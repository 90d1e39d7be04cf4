"""Where orders came from and what waits for a person, in memory; and a reader of made-up files."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO
from uuid import UUID

from packstation.application.intake import Opening, OrderSource
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
from packstation.domain.quarantine import QuarantineEntry, QuarantineState
from tests.fakes.shelves import Shelves


class FakeOrderSources:
    """Where orders came from."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def of(self, channel: str, channel_order_id: str) -> OrderSource | None:
        """Where the order of that channel is known from."""
        return self._read(self._shelves.sources.get((channel, channel_order_id)))

    def digests(self, channel: str, named: Sequence[str]) -> Mapping[str, bytes]:
        """The digests of those that are known."""
        return {name: found.digest for name in named if (found := self.of(channel, name))}

    def by_key(self, channel: str, key: str) -> OrderSource | None:
        """Likewise, by what groups it in files."""
        found = (s for s in self._shelves.sources.values() if (s.channel, s.key) == (channel, key))
        return self._read(next(found, None))

    def of_order(self, order_id: UUID) -> tuple[OrderSource, ...]:
        """Every channel that tells of an order."""
        found = (self._read(one) for one in self._shelves.sources.values() if one.order_id == order_id)
        return tuple(one for one in found if one is not None)

    def put(self, *sources: OrderSource) -> None:
        """Store where orders came from."""
        for source in sources:
            self._put(source)

    def _put(self, source: OrderSource) -> None:
        named = source.channel, source.channel_order_id
        known = self._shelves.sources.get(named)
        if known is not None:
            source = replace(source, order_id=known.order_id, imported_at=known.imported_at)
        self._shelves.sources[named] = source

    def _read(self, source: OrderSource | None) -> OrderSource | None:
        if source is None:
            return None
        return replace(source, number=self._shelves.orders[source.order_id].number)


class FakeQuarantine:
    """Rows that wait for a person."""

    def __init__(self, shelves: Shelves) -> None:
        self._entries = shelves.quarantine

    def any_of(self, channel: str) -> bool:
        """Whether any row of that channel is here."""
        return any(entry.channel == channel for entry in self._entries.values())

    def known_keys(self, channel: str, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys any entry has."""
        return frozenset(key for key in keys if self.of_key(channel, key))

    def of_key(self, channel: str, key: str) -> tuple[QuarantineEntry, ...]:
        """All entries with one key."""
        return tuple(e for e in self._all() if (e.channel, e.key) == (channel, key))

    def entry(self, entry_no: int) -> QuarantineEntry | None:
        """One entry."""
        return self._entries.get(entry_no)

    def waiting(self, most: int | None = None) -> tuple[QuarantineEntry, ...]:
        """Those that wait."""
        return tuple(entry for entry in self._all() if entry.state is QuarantineState.WAITING)[:most]

    def waiting_count(self) -> int:
        """How many wait."""
        return len(self.waiting())

    def next_no(self) -> int:
        """The number of the next new entry."""
        return max(self._entries, default=0) + 1

    def put(self, entries: Sequence[QuarantineEntry]) -> None:
        """Store entries."""
        self._entries.update({entry.entry_no: entry for entry in entries})

    def forget(self, entries: Sequence[QuarantineEntry]) -> None:
        """Delete entries."""
        for entry in entries:
            del self._entries[entry.entry_no]

    def _all(self) -> list[QuarantineEntry]:
        return [self._entries[number] for number in sorted(self._entries)]


class FakeReader:
    """Reads made-up files: a row is `order sku pieces`; words in place of the pieces say what is wrong.

    `gone` is left out, `bad` cannot be read, `cancel` cancels the order; a row `-` is blank, `?` cannot be
    read and names no order. The method is `express` for orders that begin with E.
    """

    channel = "fake"
    form = "fake-rows"

    def recognises(self, opening: Opening) -> bool:
        """Files called so."""
        return opening.file_name.endswith(".rows")

    def pieces(self, source: BinaryIO) -> Iterator[Piece | Skipped | Unreadable]:
        """A row a line."""
        for line, text in enumerate(io.TextIOWrapper(source, "utf-8"), 1):
            yield self.again(line, text.strip())

    def again(self, line: int, text: str) -> Piece | Skipped | Unreadable:
        """One row anew."""
        row = json.loads(text)["row"] if text.startswith("{") else text
        if row in {"", "-"}:
            return Skipped(line, 1, LeftOut.BLANK)
        stored = json.dumps({"row": row})
        if row == "?":
            return Unreadable(line, 1, QuarantineReason.NUMBER_MISSING, stored)
        return Piece(row.split()[0], line, 1, stored)

    def order(self, pieces: Sequence[Piece]) -> OrderRead:
        """All rows of one order."""
        rows = [(piece, *json.loads(piece.text)["row"].split()[1:]) for piece in pieces]
        bad = tuple(
            Unreadable(piece.line, 1, QuarantineReason.QUANTITY_UNREADABLE, piece.text, {"value": pieces_})
            for piece, _, pieces_ in rows
            if pieces_ == "bad"
        )
        gone = tuple(
            Skipped(piece.line, 1, LeftOut.FULFILLED) for piece, _, pieces_ in rows if pieces_ == "gone"
        )
        lines = tuple(DraftLine(sku, int(pieces_)) for _, sku, pieces_ in rows if pieces_.isdecimal())
        cancelled = any(pieces_ == "cancel" for _, _, pieces_ in rows)
        if bad or not (lines or cancelled):
            return OrderRead(None, gone, bad)
        key = pieces[0].key
        draft = OrderDraft(
            self.channel,
            f"id-{key}",
            key,
            lines,
            cancelled=cancelled,
            recipient=Address(name="A. Customer", street=("Ship street 7",), postcode="12345", city="Town"),
            shipping_method="express" if key.startswith("E") else "standard",
        )
        return OrderRead(draft, gone)
