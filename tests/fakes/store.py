"""A store in memory that keeps the promises of the real one; `tests.contract` holds the two together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from uuid import UUID

from packstation.application.ports import Clock, NewId
from packstation.domain.act import Act, UnitCounted, UnitUncounted, count_in
from packstation.domain.journal import GENESIS, JournalEntry, payload_json
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderChanged
from packstation.domain.person import Actor
from packstation.domain.piece_act import PIECE_KINDS, PieceAct
from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.domain.site_act import HoldLifted
from packstation.domain.sscc import SsccBlock
from packstation.domain.times import ends_the_scan
from packstation.persistence.journal import entry_of, sealed
from packstation.persistence.lane import Lane
from tests.fakes.claims import NoClaims, NoConflicts
from tests.fakes.goods import FakeCatalogue, FakeUnknownCodes, FakeWeighings
from tests.fakes.intake import FakeOrderSources, FakeQuarantine
from tests.fakes.orders import FakeArrivals, FakeOrders, FakeQueue
from tests.fakes.shelves import FakeLabels, FakePlates, FakeUsers, Shelves

SITE = UUID("01900000-0000-7000-8000-000000000001")


class FakeWork:
    """One transaction over the shelves."""

    def __init__(self, store: FakeStore, shelves: Shelves) -> None:
        self.orders = FakeOrders(shelves, store.station_id)
        self.arrivals = FakeArrivals(self.orders)
        self.queue = FakeQueue(shelves)
        self.catalogue = FakeCatalogue(shelves)
        self.labels = FakeLabels(shelves)
        self.users = FakeUsers(shelves)
        self.plates = FakePlates(shelves)
        self.unknown_codes = FakeUnknownCodes(shelves)
        self.weighings = FakeWeighings(shelves)
        self.sources = FakeOrderSources(shelves)
        self.quarantine = FakeQuarantine(shelves)
        self.claims = NoClaims()
        self.conflicts = NoConflicts()
        self._store = store
        self._journal = shelves.journal

    def record(
        self,
        act: Act,
        actor: Actor | None,
        *,
        task: PackTask | None = None,
        carton_id: UUID | None = None,
        allowed_by: Actor | None = None,
    ) -> int:
        """Append an act to the journal; its `seq`."""
        order = task.order if task else None
        newest = self._journal[-1] if self._journal else None
        row = {
            "site_id": SITE,
            "station_id": self._store.station_id,
            "seq": newest.seq + 1 if newest else 1,
            "event_id": self._store.new_id(),
            "at": "",
            "mono_ms": self._store.clock.mono_ms(),
            "boot_id": "1",
            "actor": actor.user_id if actor else None,
            "second_actor": allowed_by.user_id if allowed_by else None,
            "kind": act.kind,
            "version": act.version,
            "order_id": order.order_id if order else None,
            "carton_id": carton_id,
            "fence": order.fence if order else None,
            "rev": order.rev if order else None,
            "payload": payload_json(act),
            "prev_hash": newest.hash if newest else GENESIS,
        }
        entry = entry_of({**row, "hash": sealed(row)}, self._store.clock.now(), act)
        self._journal.append(entry)
        return entry.seq

    def record_all(self, acts: Sequence[tuple[Act, Order]]) -> None:
        """Append one act about each of many orders."""
        for act, order in acts:
            self.record(act, None, task=PackTask(order))

    def holds_lifted(self, order_id: UUID) -> frozenset[HoldReason]:
        """The reasons somebody has lifted from an order."""
        acts = (entry.act for entry in self._journal if entry.order_id == order_id)
        return frozenset(HoldReason(act.reason) for act in acts if isinstance(act, HoldLifted))

    def kept(self, order_id: UUID) -> int:
        """How many pieces stayed on an order at its last change."""
        acts = [entry.act for entry in self._journal if entry.order_id == order_id]
        return next((act.kept for act in reversed(acts) if isinstance(act, OrderChanged)), 0)

    def piece_acts(self, order_id: UUID) -> Iterator[PieceAct]:
        """What was done with the pieces of an order, the newest first."""
        for entry in tuple(reversed(self._journal)):
            if entry.order_id == order_id and entry.act.kind in PIECE_KINDS:
                yield PieceAct.known(entry.seq, entry.actor, entry.carton_id, entry.act)

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what, unless something since then ends that."""
        ended: set[UUID | None] = set()
        for entry in reversed(self._journal):
            if ends_the_scan(entry.act):
                ended.add(entry.order_id)
            if entry.carton_id == carton_id and entry.act.kind in {UnitCounted.kind, UnitUncounted.kind}:
                count = count_in(entry.act)
                return (entry.actor, count) if count and entry.order_id not in ended else None
        return None


class FakeStore:
    """The station's store in memory. `fail` plants what a disk can do; `journal` is what was committed."""

    def __init__(self, clock: Clock, new_id: NewId, block: SsccBlock, station_id: str = "station-1") -> None:
        self.clock = clock
        self.new_id = new_id
        self._station_id = station_id
        self._shelves = Shelves(block)
        self._lane = Lane()
        self._next_fault: FaultCode | None = None
        self._failed = False

    @property
    def station_id(self) -> str:
        """Who this station is."""
        return self._station_id

    @property
    def on_reserve(self) -> bool:
        """A disk in memory is never full."""
        return False

    @property
    def shared_site(self) -> UUID | None:
        """This one is alone."""
        return None

    @property
    def site_secret(self) -> bytes:
        """Always the same, so that a test can print command barcodes."""
        return b"a secret of thirty-two bytes ..."

    @property
    def journal(self) -> list[JournalEntry]:
        """Every row committed so far, oldest first."""
        return list(self._shelves.journal)

    def fail(self, code: FaultCode) -> None:
        """The next commit fails: disk_full once, disk_failed for good."""
        self._next_fault = code

    @contextmanager
    def transaction(self) -> Iterator[FakeWork]:
        """All of the block happens, or nothing."""
        with self._lane:
            if self._failed:
                raise DeviceFault(FaultCode.DISK_FAILED, "store")
            before = self._shelves.copy()
            try:
                yield FakeWork(self, self._shelves)
                self._commit()
            except BaseException:
                self._shelves = before
                raise

    def unburdened(self) -> AbstractContextManager[Callable[[], None]]:
        """Memory keeps no house."""
        return nullcontext(lambda: None)

    def write_out(self) -> None:
        """Memory has no disk."""

    def repeatable(self) -> AbstractContextManager[FakeWork]:
        """Likewise; memory knows no power cut."""
        return self.transaction()

    def _commit(self) -> None:
        code, self._next_fault = self._next_fault, None
        if code is not None:
            self._failed = code is FaultCode.DISK_FAILED
            raise DeviceFault(code, "store")
