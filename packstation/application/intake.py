"""What taking orders in needs of the world: readers of files, a place to stage what they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from packstation.domain.draft import OrderRead, Piece, Skipped, Unreadable


@dataclass(frozen=True, slots=True)
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
