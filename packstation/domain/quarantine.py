"""Rows of files that wait for a person: nothing of their order is taken in before they are settled."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from packstation.domain.draft import QuarantineReason
from packstation.domain.value import value

_APART = "\0"
"""Stands in no file: what follows it tells rows apart that have no key, and parts of too large an order."""


class QuarantineState(StrEnum):
    """How far an entry is."""

    WAITING = "waiting"
    REPLAYED = "replayed"
    DROPPED = "dropped"


@value
class QuarantineEntry:
    """One place of a file that waits: a row of a table, or a whole order of a JSON list.

    `entry_no` is what people call it. `file_name` is a bare name, `line` where it stands there, `rows` how
    many it counts for. `text` is personal data: what stands there, as its reader reads it again, mended or
    not; empty once it is taken in. `digest` tells the row as it came from another one.
    """

    entry_no: int
    channel: str
    form: str
    file_name: str
    line: int
    rows: int
    key: str
    reason: QuarantineReason
    facts: Mapping[str, str]
    text: str
    digest: bytes
    state: QuarantineState
    at: datetime

    @property
    def order_key(self) -> str:
        """What names the order in the file; empty where nothing does."""
        return self.key.partition(_APART)[0]


def text_digest(text: str) -> bytes:
    """What tells one row from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def key_without_order(text: str) -> str:
    """The key of a row that names no order: that of all rows with the very same text."""
    return f"{_APART}{text_digest(text).hex()[:32]}"


def key_of_part(key: str, part: int) -> str:
    """The key of one part of an order that is too large to be read at once."""
    return f"{key}{_APART}{part}"


def known_as(entries: Iterable[QuarantineEntry], digests: Sequence[bytes]) -> QuarantineState | None:
    """In which state the very same rows of one key lie already; None where they are others, or new."""
    wanted = Counter(digests)
    for state in QuarantineState:
        if wanted == Counter(entry.digest for entry in entries if entry.state is state):
            return state
    return None
