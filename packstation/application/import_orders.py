"""Bring a file of orders in: staged in chunks, then taken in order by order while packing goes on."""

from __future__ import annotations

import hashlib
import io
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import field
from itertools import islice
from threading import Lock
from typing import BinaryIO

from packstation.application.bench import Bench
from packstation.application.import_progress import (
    ImportProgress,
    ImportStage,
    Listener,
    ProgressMeter,
    part_read,
)
from packstation.application.intake import OrderReader, Staging
from packstation.application.lane_pace import LANE_MS
from packstation.application.order_of_file import OrderOfFile, read_group
from packstation.application.settle_order import SettleOrder
from packstation.domain.cutoff import CutoffTable
from packstation.domain.draft import Piece, Skipped, Unreadable
from packstation.domain.file_fault import FileFault
from packstation.domain.import_report import ImportReport, Settled, Tally
from packstation.domain.intake_act import OrdersImported
from packstation.domain.person import Actor, Verb
from packstation.domain.quarantine import key_without_order
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

CHUNK = 500
"""So many rows are staged at once."""
TIDY_AFTER, TIDY_AFTER_WHILE_PACKING = 500, 25
"""Orders after which the store's log is carried over: some megabytes, outside of the lane.

While somebody packs, fewer: a scan waits until the disk has all that was written before it.
"""
BREATH = 10
"""So many rows are read between two breaths."""
AT_ONCE, AT_ONCE_WHILE_PACKING = 100, 25
"""So many orders are read, looked up and made ready before the lane is asked for."""
_PART_BYTES = 256 * 1024
MOST_BYTES = 2 * 1024**3
"""Some four million rows; more is no day's export."""


def _nobody(_: ImportProgress) -> None:
    """Nobody listens."""


@value
class Intake:
    """What everything about orders on their way in shares; one import, or one mend, at a time.

    `breathe` is called between two transactions, and every fraction of a millisecond beside them: the scans
    of those who pack go first; it is True while they do. `rested` is called at the end of the work.
    """

    bench: Bench
    staging: Callable[[], AbstractContextManager[Staging]]
    cutoffs: CutoffTable
    breathe: Callable[[], bool] = lambda: False
    rested: Callable[[], None] = lambda: None
    busy: Lock = field(default_factory=Lock)

    def alone(self) -> _Alone:
        """Keep every other import out as long as the block runs. Refused while one is running."""
        return _Alone(self.busy, self.rested)


class _Alone:
    def __init__(self, busy: Lock, rested: Callable[[], None]) -> None:
        self._busy = busy
        self._rested = rested

    def __enter__(self) -> None:
        if not self._busy.acquire(blocking=False):
            raise Refused(RefusalCode.IMPORT_RUNNING)

    def __exit__(self, *_: object) -> None:
        self._rested()
        self._busy.release()


@value
class ImportOrders:
    """Every row of the file is used, unchanged, left out or quarantined; what is taken in is whole orders."""

    intake: Intake

    def __call__(
        self,
        reader: OrderReader,
        source: BinaryIO,
        file_name: str,
        actor: Actor | None = None,
        progress: Listener = _nobody,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportReport:
        """What became of the file; `file_name` without its folders, `cancelled` is asked all the time.

        Refused (file_unusable, import_running, role_forbids), DeviceFault: orders taken in until then stay,
        each whole; the same file again goes on from there.
        """
        _refuse_unless_allowed(actor)
        with self.intake.alone(), self.intake.staging() as staging:
            run = _Run(self.intake, reader, file_name, staging, progress, cancelled)
            return run(source, actor)


class _Run:
    """One import."""

    def __init__(
        self,
        intake: Intake,
        reader: OrderReader,
        file_name: str,
        staging: Staging,
        progress: Listener,
        cancelled: Callable[[], bool],
    ) -> None:
        self._intake = intake
        self._bench = intake.bench
        self._reader = reader
        self._staging = staging
        self._cancelled = cancelled
        self._settle = SettleOrder(intake.bench, reader, intake.cutoffs, file_name)
        self._meter = ProgressMeter(intake.bench.clock, progress)
        self._tally = Tally()
        self._rows_read = 0

    def __call__(self, source: BinaryIO, actor: Actor | None) -> ImportReport:
        fingerprint, size = _looked_over(source)
        with self._bench.store.unburdened() as tidy:
            whole = self._stage(source, size) and self._take_in(tidy)
            tidy()
        # Of an import that was cancelled only what was settled counts as read.
        rows_read = self._rows_read if whole else self._tally.settled_rows
        report = self._tally.report(self._reader.form, rows_read, complete=whole)
        # With this row all those before it are on the disk for good.
        with self._bench.store.transaction() as work:
            work.record(_act(report, fingerprint), actor)
        self._tell(ImportStage.OVER, 1)
        return report

    def _stage(self, source: BinaryIO, size: int) -> bool:
        """Read the file to its end; False when that was cancelled."""
        chunk: list[tuple[str, Piece | Unreadable]] = []
        for piece in self._reader.pieces(source):
            self._rows_read += piece.rows
            if isinstance(piece, Skipped):
                self._tally.add(Settled(left_out={piece.why: piece.rows}))
                continue
            chunk.append((piece.key or key_without_order(piece.text), piece))
            if not len(chunk) % BREATH:
                self._intake.breathe()
            if len(chunk) == CHUNK:
                self._staging.add(chunk)
                chunk = []
                self._tell(ImportStage.READING, part_read(source, size))
                if self._cancelled():
                    return False
        self._staging.add(chunk)
        return not self._cancelled()

    def _take_in(self, tidy: Callable[[], None]) -> bool:
        """Settle order by order; False when that was cancelled."""
        orders, orders_written, packing = self._orders(), 0, self._intake.breathe()
        while ready := list(islice(orders, AT_ONCE_WHILE_PACKING if packing else AT_ONCE)):
            settled, left = self._settle.many(ready, self._intake.breathe)
            self._add(settled)
            rest = deque(left)
            while rest:
                self._intake.breathe()
                self._settle_some(rest)
            orders_written += len(ready)
            if orders_written >= (TIDY_AFTER_WHILE_PACKING if packing else TIDY_AFTER):
                orders_written = 0
                tidy()
            self._tell(ImportStage.TAKING_IN, self._tally.settled_rows / max(1, self._rows_read))
            packing = self._intake.breathe()
            if self._cancelled():
                return False
        return True

    def _settle_some(self, ready: deque[OrderOfFile]) -> None:
        """One short transaction with as many whole orders as fit into it, one at least."""
        clock, settled = self._bench.clock, list[Settled]()
        with self._bench.store.repeatable() as work:
            begun_ms = clock.mono_ms()
            while ready and (not settled or clock.mono_ms() - begun_ms < LANE_MS):
                settled.append(self._settle(work, ready.popleft()))
        self._add(settled)

    def _add(self, settled: Sequence[Settled]) -> None:
        """What became of rows, once it is in the store."""
        for one in settled:
            self._tally.add(one)

    def _orders(self) -> Iterator[OrderOfFile]:
        for group in self._staging.groups():
            self._intake.breathe()
            yield read_group(self._reader, group)

    def _tell(self, stage: ImportStage, part: float) -> None:
        self._meter.tell(stage, part, self._rows_read, self._tally.settled_rows, self._tally.orders)


def _refuse_unless_allowed(actor: Actor | None) -> None:
    """Nobody signed in is whoever keeps the PC: a command."""
    if actor is not None and not actor.may(Verb.IMPORT_ORDERS):
        raise Refused(RefusalCode.ROLE_FORBIDS, role=actor.role.value, verb=Verb.IMPORT_ORDERS.value)


def _looked_over(source: BinaryIO) -> tuple[str, int]:
    """The fingerprint of a file and its size in bytes; it stands at its beginning again."""
    if source.seek(0, io.SEEK_END) > MOST_BYTES:
        raise Refused(RefusalCode.FILE_UNUSABLE, why=FileFault.TOO_LARGE.value)
    source.seek(0)
    digest = hashlib.sha256()
    while part := source.read(_PART_BYTES):
        digest.update(part)
    size = source.tell()
    source.seek(0)
    return digest.hexdigest(), size


def _act(report: ImportReport, fingerprint: str) -> OrdersImported:
    rows = {
        "read": report.rows_read,
        "used": report.used,
        "unchanged": report.unchanged,
        "quarantined": report.quarantined,
        **{f"left_out_{why}": count for why, count in report.not_for_packing.items()},
    }
    orders = {fate.value: count for fate, count in report.orders.items()}
    return OrdersImported(report.form, fingerprint, report.complete, rows, orders)
