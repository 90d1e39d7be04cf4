"""What taking orders in needs of the world: readers of files, a place to stage what they read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, Protocol
from uuid import UUID

from packstation.domain.draft import OrderRead, Piece, Skipped, Unreadable
from packstation.domain.quarantine import QuarantineEntry
from packstation.domain.value import value


@value
class Opening:
    """The beginning of a file by which a reader knows its own: its name and its first 64 KiB at most."""

    file_name: str
    head: bytes


class OrderReader(Protocol):
    """Reads one form of order files of one channel (a plug-in: see `packstation.channels`)."""

    @property
    def channel(self) -> str:
        """The channel its orders come from: "shopify"."""

    @property
    def form(self) -> str:
        """The form it reads, unique among readers: "shopify-csv"."""

    def recognises(self, opening: Opening) -> bool:
        """Whether a file that begins so is one of its form."""

    def pieces(self, source: BinaryIO) -> Iterator[Piece | Skipped | Unreadable]:
        """The file's pieces in its order, read as a stream: memory does not grow with the file.

        Raises Refused(file_unusable, why=...) for a file that as a whole cannot be read.
        """

    def again(self, line: int, text: str) -> Piece | Skipped | Unreadable:
        """One piece anew from its text, which a person may have mended."""

    def order(self, pieces: Sequence[Piece]) -> OrderRead:
        """What all pieces with one key say together."""


@value
class Group:
    """Everything a file says under one key, in its order.

    `rows` are pieces, and what could not be read of them. `too_large`: it is a part of more than is ever
    read at once.
    """

    key: str
    rows: tuple[Piece | Unreadable, ...]
    too_large: bool = False


class Staging(Protocol):
    """Where the pieces of one file lie until their orders are taken in; on a disk, gone with the process."""

    def add(self, rows: Sequence[tuple[str, Piece | Unreadable]]) -> None:
        """More pieces, each with its key."""

    def groups(self) -> Iterator[Group]:
        """All pieces by key, keys in the order in which the file first names them."""


@value
class OrderSource:
    """Where an order came from; `recipient` is personal data as JSON, empty once it was erased.

    `digest` is that of the draft taken in last; `number` the order's here, `key` what groups it in files.
    """

    channel: str
    channel_order_id: str
    order_id: UUID
    number: str
    key: str
    digest: bytes
    shipping_method: str
    recipient: str
    file_name: str
    imported_at: datetime


class OrderSources(Protocol):
    """The orders of the site by what their channels call them."""

    def of(self, channel: str, channel_order_id: str) -> OrderSource | None:
        """Where the order of that channel is known from."""

    def digests(self, channel: str, named: Sequence[str]) -> Mapping[str, bytes]:
        """The digests of those that are known of many orders, by what the channel calls them."""

    def by_key(self, channel: str, key: str) -> OrderSource | None:
        """Likewise, by what groups it in files."""

    def of_order(self, order_id: UUID) -> tuple[OrderSource, ...]:
        """Every channel that tells of an order."""

    def put(self, *sources: OrderSource) -> None:
        """Store where orders came from; of one that is known all but `imported_at` is replaced."""


class Quarantine(Protocol):
    """Rows that wait for a person."""

    def any_of(self, channel: str) -> bool:
        """Whether any row of that channel is here, settled or not."""

    def known_keys(self, channel: str, keys: Sequence[str]) -> frozenset[str]:
        """Which of these keys any entry has."""

    def of_key(self, channel: str, key: str) -> tuple[QuarantineEntry, ...]:
        """All entries with one key."""

    def entry(self, entry_no: int) -> QuarantineEntry | None:
        """One entry."""

    def waiting(self, most: int | None = None) -> tuple[QuarantineEntry, ...]:
        """Those that wait, the oldest first; all, or `most` of them."""

    def waiting_count(self) -> int:
        """How many wait."""

    def next_no(self) -> int:
        """The number of the next new entry."""

    def put(self, entries: Sequence[QuarantineEntry]) -> None:
        """Store entries, replacing those of the same number."""

    def forget(self, entries: Sequence[QuarantineEntry]) -> None:
        """Delete entries that others took the place of."""
