"""The station's store: one file, one connection, one writer at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import UUID

from packstation.application.ports import Clock, NewId, Work
from packstation.domain.act import StationStarted, StationStopped
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.sscc import SsccBlock
from packstation.persistence.disk import flush_file, make_owner_only
from packstation.persistence.engine import (
    CARRY_OVER,
    begun,
    configure,
    connect,
    disk_faults,
    driver,
    library_warning,
    reading,
    refuse_damaged,
)
from packstation.persistence.fault import disk_failed, fault_of, forked
from packstation.persistence.identity import Identity, mark_forked, read_identity
from packstation.persistence.journal import Chain
from packstation.persistence.lane import Lane
from packstation.persistence.lock import FileLock
from packstation.persistence.prepare import Preparation
from packstation.persistence.reserve import DiskReserve
from packstation.persistence.schema import STATION, Schema
from packstation.persistence.work import SqlWork


class SqliteStore:
    """The store of one running station, from `open` to `close`."""

    def __init__(
        self,
        path: Path,
        identity: Identity,
        lane: Lane,
        raw: sqlite3.Connection,
        work: SqlWork,
        reserve: DiskReserve,
    ) -> None:
        self.path = path
        self._identity = identity
        self._lane = lane
        self._raw = raw
        self._work = work
        self._reserve = reserve
        self._failure: DeviceFault | None = None
        self._unsettled = False
        self._closing = ExitStack()
        self._closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        clock: Clock,
        new_id: NewId,
        app_version: str,
        block: SsccBlock,
        demo: bool = False,
        schema: Schema = STATION,
    ) -> SqliteStore:
        """Take the store for this process: made at the first start, upgraded after a new release.

        `block` says with which plates the site lets this station number cartons; if it is the usual one, the
        station takes that which lies at its number. Raises StoreUnusable
        (locked, too new, no store, demo or not demo) and DeviceFault (disk full, failed, damaged).
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with ExitStack() as undo:
            undo.enter_context(FileLock(path))
            make_owner_only(path)
            raw = connect(path)
            undo.callback(raw.close)
            lane = Lane()
            with lane, disk_faults():
                identity, clean = Preparation(path, raw, schema)(clock, new_id, demo=demo)
                raw.execute("PRAGMA journal_mode = WAL")
                chain = Chain(identity.site, identity.station_id, boot_id=str(new_id()))
                if identity.number is not None:  # also of one that left: the next name has the next number
                    block = block.of_station(identity.number)
                with begun(raw):
                    work = SqlWork(raw, chain, block, clock, new_id, enrolled=identity.enrolled)
            store = cls(path, identity, lane, raw, work, DiskReserve(path.parent))
            if identity.forked:
                store._failure = forked()
            else:
                with store.transaction() as opened:
                    opened.record(StationStarted(app_version, driver().sqlite_version, clean), None)
            store._closing = undo.pop_all()
        return store

    @property
    def identity(self) -> Identity:
        """Who this store belongs to."""
        return self._identity

    def lent(self) -> tuple[sqlite3.Connection, SqlWork]:
        """The connection and the repositories behind every transaction, for whoever opens one first."""
        return self._raw, self._work

    def fork(self) -> None:
        """Another store goes by this station's name: nothing is written here again, also after a start."""
        if self._failure is not None:
            return
        with self._lane:
            with self._attempted():
                mark_forked(self._raw)
            # Before anybody who waits for the lane.
            self._failure = forked()

    @property
    def site_id(self) -> str:
        """The site this store belongs to."""
        return str(self._identity.site)

    @property
    def station_id(self) -> str:
        """Who this station is, as it stands in every row it writes."""
        return self._identity.station_id

    @property
    def on_reserve(self) -> bool:
        """Whether the disk is full, or nearly, but for what was kept free for the order on the bench."""
        return self._reserve.is_all_there_is

    def keep_reserve(self, size: int) -> None:
        """Set room on the disk aside, if there is any; may take a second, never for the lane. OSError."""
        self._reserve.keep(size)

    @property
    def shared_site(self) -> UUID | None:
        """The site, where other stations take orders in and pack them too; None where this one is alone."""
        return self._identity.site if self._identity.enrolled else None

    @property
    def site_secret(self) -> bytes:
        """The secret behind the checks on command barcodes."""
        return self._identity.site_secret

    def identify(self) -> None:
        """Read anew what the store says of itself: central may have told it the site's secret."""
        with self._lane:
            self._identity = read_identity(self._raw)

    @property
    def demo(self) -> bool:
        """Whether nothing in this store is real."""
        return self._identity.demo

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """Begin, commit on leaving, roll back when the block raises. One at a time, in call order.

        Raises DeviceFault when the disk will not take it: after disk_full the next one may be tried,
        after disk_failed every further one raises the same. RuntimeError inside another transaction.
        """
        with self._lane, self._attempted():
            yield self._work

    @contextmanager
    def repeatable(self) -> Iterator[Work]:
        """Likewise, but on the disk only with the next `transaction`; a power cut may take it back, whole.

        For what can be brought again: an import that waited for the disk at every handful of orders would
        take many times as long, and the disk's time from the scans.
        """
        with self._lane:
            # Before the commit: who reads beside the lane may see it before this thread runs again.
            self._unsettled = True
            self._raw.execute("PRAGMA synchronous = NORMAL")
            try:
                with self._work.aside(), self._attempted():
                    yield self._work
            finally:
                self._raw.execute("PRAGMA synchronous = FULL")

    def settle(self) -> None:
        """Have all that was committed on the disk: nobody else may hear of what a power cut takes back."""
        if not self._unsettled:
            return
        with self._lane:
            with self._attempted():
                # The log is flushed as a whole; a commit that writes nothing does not flush it.
                self._raw.execute("UPDATE meta SET value = value WHERE key = 'site_id'")
            # Only now: the commit itself may have failed. Still in the lane: the next one may be unsettled.
            self._unsettled = False

    def write_out(self) -> None:
        """Give the disk what `repeatable` left for later, outside of the lane. DeviceFault.

        Beside somebody who packs: the commit of a scan else waits for a flush of all that was written before.
        """
        try:
            flush_file(self.path.with_name(f"{self.path.name}-wal"))
        except OSError as error:
            # What a disk did not take once it will not take at a second try: nothing more is promised.
            self._failure = disk_failed(type(error).__name__)
            raise self._failure from error

    @contextmanager
    def unburdened(self) -> Iterator[Callable[[], None]]:
        """As long as the block runs no commit carries the log's pages over into the store; the call does.

        It takes its time outside of the lane, on a connection of its own. A SQLite with the WAL-reset bug
        must not have two: there commits go on carrying, and the call does nothing.
        """
        if library_warning() is not None:
            yield lambda: None
            return
        own = connect(self.path)
        try:
            configure(own)
            with self._lane:
                self._raw.execute("PRAGMA wal_autocheckpoint = 0")
            yield lambda: _carry_over(own)
        finally:
            with self._lane:
                self._raw.execute(CARRY_OVER)
            own.close()

    @contextmanager
    def _attempted(self) -> Iterator[None]:
        """The transaction inside the lane."""
        if self._failure is not None:
            raise DeviceFault(self._failure.code, self._failure.device, self._failure.detail)
        try:
            with begun(self._raw):
                yield
        except BaseException as error:
            self._work.rolled_back()
            fault = fault_of(error)
            if fault is None:
                raise
            self._lock_if_failed(fault)
            if fault.code is FaultCode.DISK_FULL:
                # This act did not happen; the next one finds room.
                self._reserve.give()
            raise fault from error
        self._work.committed()

    def check(self) -> None:
        """Read every page of the store beside the running station; takes seconds, never for the lane.

        A damaged store is locked and said so: DeviceFault(disk_failed).
        """
        try:
            with reading(self.path) as raw:
                refuse_damaged(raw)
        except DeviceFault as fault:
            self._lock_if_failed(fault)
            raise

    def close(self) -> None:
        """Stop in good order and let the next process in; a store whose disk failed is only let go."""
        if self._closed:
            return
        try:
            if self._failure is None:
                with self.transaction() as work:
                    work.record(StationStopped(), None)
        finally:
            self._closed = True
            with self._lane:
                self._closing.close()

    def _lock_if_failed(self, fault: DeviceFault) -> None:
        if fault.code is FaultCode.DISK_FAILED:
            self._failure = fault


def _carry_over(raw: sqlite3.Connection) -> None:
    with disk_faults():
        raw.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
