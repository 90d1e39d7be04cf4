"""Rows of files that wait: seen, mended, read again, or dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from packstation.application.find_reader import FindReader
from packstation.application.import_orders import Intake
from packstation.application.intake import Group, OrderReader
from packstation.application.order_of_file import OrderOfFile, read_group, waiting
from packstation.application.ports import Work
from packstation.application.settle_order import SettleOrder
from packstation.domain.draft import LeftOut, Piece, QuarantineReason, Skipped, Unreadable
from packstation.domain.import_report import Settled
from packstation.domain.intake_act import QuarantineDropped, QuarantineMended, QuarantineReplayed
from packstation.domain.mend import mended
from packstation.domain.person import Actor, Verb
from packstation.domain.quarantine import QuarantineEntry, QuarantineState
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


@value
class QuarantineList:
    """What waits for a person."""

    intake: Intake

    def __call__(self, most: int | None = None) -> tuple[QuarantineEntry, ...]:
        """The oldest first; all, or `most` of them."""
        with self.intake.bench.store.transaction() as work:
            return work.quarantine.waiting(most)

    def count(self) -> int:
        """How many rows wait."""
        with self.intake.bench.store.transaction() as work:
            return work.quarantine.waiting_count()


@value
class MendRow:
    """Change cells of a row that waits; it is read again only when somebody says so."""

    intake: Intake

    def __call__(self, actor: Actor | None, entry_no: int, cells: Mapping[str, str]) -> QuarantineEntry:
        """The row as it stands now. Refused: no such row, or no such column.

        A cell is named as in the file; inside an order of JSON with its road: `line_items.0.sku`.
        """
        with self.intake.bench.attempt(Verb.SETTLE_QUARANTINE, actor) as work:
            entry = _entry(work, entry_no)
            row = replace(entry, text=mended(entry.text, cells), state=QuarantineState.WAITING)
            work.quarantine.put([row])
            work.record(QuarantineMended(entry_no, len(cells)), actor)
            return row


@value
class ReplayRows:
    """Read rows that wait again, with all others of their order, and take in what can be read now."""

    intake: Intake
    find_reader: FindReader

    def __call__(self, actor: Actor | None, entry_no: int) -> Settled:
        """What became of them; `quarantined` rows still wait, maybe for another reason.

        Refused: no such row, no reader for it any more.
        """
        intake = self.intake
        with intake.alone(), intake.bench.attempt(Verb.SETTLE_QUARANTINE, actor) as work:
            entry = _entry(work, entry_no)
            reader = self.find_reader.of_form(entry.form)
            order = _read_again(work, reader, entry)
            settle = SettleOrder(intake.bench, reader, intake.cutoffs, entry.file_name)
            settled = settle(work, order)
            fate = settled.fate.value if settled.fate else ""
            work.record(QuarantineReplayed(entry_no, settled.rows, fate), actor)
            return settled

    def all(self, actor: Actor | None) -> tuple[Settled, ...]:
        """Every order that waits, each in a transaction of its own."""
        with self.intake.bench.store.transaction() as work:
            first = {(entry.channel, entry.key): entry.entry_no for entry in work.quarantine.waiting()}
        return tuple(self(actor, entry_no) for entry_no in first.values())


@value
class DropRows:
    """A lead says: not for packing. The whole order is meant, also when the same rows come again."""

    intake: Intake

    def __call__(self, actor: Actor | None, entry_no: int) -> int:
        """How many rows that are. Refused: no such row. `MendRow` and `ReplayRows` still know them."""
        with self.intake.bench.attempt(Verb.SETTLE_QUARANTINE, actor) as work:
            entry = _entry(work, entry_no)
            entries = [e for e in _with_others(work, entry) if e.state is QuarantineState.WAITING]
            work.quarantine.put([replace(e, state=QuarantineState.DROPPED) for e in entries])
            rows = sum(e.rows for e in entries)
            work.record(QuarantineDropped(entry_no, rows, entry.reason.value), actor)
            return rows


def _entry(work: Work, entry_no: int) -> QuarantineEntry:
    entry = work.quarantine.entry(entry_no)
    if entry is None or entry.state is QuarantineState.REPLAYED:
        raise Refused(RefusalCode.NOT_QUARANTINED, entry=entry_no)
    return entry


def _with_others(work: Work, entry: QuarantineEntry) -> tuple[QuarantineEntry, ...]:
    """The rows of one order that are not taken in yet."""
    others = work.quarantine.of_key(entry.channel, entry.key)
    return tuple(other for other in others if other.state is not QuarantineState.REPLAYED)


def _read_again(work: Work, reader: OrderReader, entry: QuarantineEntry) -> OrderOfFile:
    """The order of an entry as its rows say now."""
    entries = _with_others(work, entry)
    told = [reader.again(one.line, one.text) for one in entries]
    key = next((one.key for one in told if isinstance(one, Piece)), entry.key)
    known = None
    if key != entry.key:
        # A row that got its order's number only now: others of that order may wait, or be taken in already.
        known = work.sources.by_key(entry.channel, key)
        waiting_there = work.quarantine.of_key(entry.channel, key)
        entries += tuple(one for one in waiting_there if one.state is QuarantineState.WAITING)
        told += [reader.again(one.line, one.text) for one in entries[len(told) :]]
    rows = tuple(_as_row(one, of) for one, of in zip(told, entries, strict=True))
    if known is not None:
        return waiting(OrderOfFile(key, rows, entries=entries), QuarantineReason.ORDER_INCOMPLETE)
    skipped = [one for one in told if isinstance(one, Skipped)]
    if len(skipped) == len(told):
        left_out: Counter[LeftOut] = Counter()
        for one in skipped:
            left_out[one.why] += one.rows
        return OrderOfFile(key, rows, left_out=left_out, entries=entries)
    return read_group(reader, Group(key, rows), entries)


def _as_row(told: Piece | Skipped | Unreadable, entry: QuarantineEntry) -> Piece | Unreadable:
    if isinstance(told, Skipped):
        return Piece(entry.key, entry.line, entry.rows, entry.text)
    return told
