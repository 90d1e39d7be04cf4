"""One order as its file tells of it: what its rows say together, or why they wait for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType

from packstation.application.intake import Group, OrderReader
from packstation.domain.draft import LeftOut, OrderDraft, Piece, QuarantineReason, Skipped, Unreadable
from packstation.domain.intake import digest_of
from packstation.domain.quarantine import QuarantineEntry
from packstation.domain.value import value

_NOTHING: Mapping[LeftOut, int] = MappingProxyType({})


@value
class OrderOfFile:
    """One order of a file before the store is asked: what its rows say, or why they wait.

    `waits` has a reason for each row, where nothing may be taken in. `entries` are the rows as they lie in
    quarantine already, when they are read again.
    """

    key: str
    rows: tuple[Piece | Unreadable, ...]
    draft: OrderDraft | None = None
    digest: bytes = b""
    left_out: Mapping[LeftOut, int] = field(default_factory=dict)
    waits: tuple[Unreadable, ...] = ()
    entries: tuple[QuarantineEntry, ...] = ()

    @property
    def count(self) -> int:
        """All its rows."""
        return sum(row.rows for row in self.rows)

    @property
    def asked(self) -> int:
        """The rows that are not left out."""
        return self.count - sum(self.left_out.values()) if self.left_out else self.count


def read_group(reader: OrderReader, group: Group, entries: tuple[QuarantineEntry, ...] = ()) -> OrderOfFile:
    """What the rows of one key say together; they all wait where one of them cannot be read."""
    pieces = [row for row in group.rows if isinstance(row, Piece)]
    if group.too_large or len(pieces) < len(group.rows):
        order = OrderOfFile(group.key, group.rows, entries=entries)
        if group.too_large:
            return waiting(order, QuarantineReason.ORDER_TOO_LARGE)
        return _wait(order, [row for row in group.rows if isinstance(row, Unreadable)])
    read = reader.order(pieces)
    if read.unreadable:
        return _wait(OrderOfFile(group.key, group.rows, entries=entries), read.unreadable)
    draft = read.draft
    digest = digest_of(draft) if draft is not None else b""
    told = OrderOfFile(group.key, group.rows, draft, digest, _left_out(read.skipped), entries=entries)
    # Nothing to pack, and not all of it left out: what is it then?
    empty = told.asked > 0 if draft is None else not draft.lines and not draft.cancelled
    return waiting(told, QuarantineReason.ORDER_INCOMPLETE) if empty else told


def _left_out(skipped: Sequence[Skipped]) -> Mapping[LeftOut, int]:
    if not skipped:
        return _NOTHING
    left_out: Counter[LeftOut] = Counter()
    for one in skipped:
        left_out[one.why] += one.rows
    return left_out


def _wait(order: OrderOfFile, unreadable: Sequence[Unreadable]) -> OrderOfFile:
    """Each row with what is wrong with it; those that are right wait for the others."""
    reasons: dict[int, Unreadable] = {}
    for wrong in unreadable:
        begins = max((row.line for row in order.rows if row.line <= wrong.line), default=order.rows[0].line)
        reasons.setdefault(begins, wrong)
    waits = tuple(
        replace(found, line=row.line, rows=row.rows, text=row.text)
        if (found := reasons.get(row.line))
        else Unreadable(row.line, row.rows, QuarantineReason.ORDER_INCOMPLETE, row.text)
        for row in order.rows
    )
    return replace(order, waits=waits, left_out={}, draft=None)


def waiting(order: OrderOfFile, reason: QuarantineReason, **facts: str) -> OrderOfFile:
    """All rows of an order wait for the same reason."""
    waits = tuple(Unreadable(row.line, row.rows, reason, row.text, facts) for row in order.rows)
    return replace(order, waits=waits, left_out={}, draft=None)
