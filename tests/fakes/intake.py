"""Where orders came from and what waits for a person, in memory; and a reader of made-up files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from packstation.application.intake import OrderSource
from packstation.domain.quarantine import QuarantineEntry, QuarantineState
from tests.fakes.shelves import Shelves


class FakeOrderSources:
    """Where orders came from."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def of(self, channel: str, channel_order_id: str) -> OrderSource | None:
        """Where the order of that channel is known from."""
        return self._read(self._shelves.sources.get((channel, channel_order_id)))

    def by_key(self, channel: str, key: str) -> OrderSource | None:
        """Likewise, by what groups it in files."""
        found = (s for s in self._shelves.sources.values() if (s.channel, s.key) == (channel, key))
        return self._read(next(found, None))

    def put(self, source: OrderSource) -> None:
        """Store where an order came from."""
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

    def of_key(self, channel: str, key: str) -> tuple[QuarantineEntry, ...]:
        """All entries with one key."""
        return tuple(e for e in self._all() if (e.channel, e.key) == (channel, key))

    def entry(self, entry_no: int) -> QuarantineEntry | None:
        """One entry."""
        return self._entries.get(entry_no)

    def waiting(self) -> tuple[QuarantineEntry, ...]:
        """All that wait."""
        return tuple(entry for entry in self._all() if entry.state is QuarantineState.WAITING)

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
