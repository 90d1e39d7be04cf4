"""One transaction of the store, as verbs see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from uuid import UUID

from packstation.application.ports import Clock, NewId
from packstation.domain.act import Act, UnitCounted
from packstation.domain.journal import JournalEntry
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.piece_act import PieceAct
from packstation.domain.sscc import SsccBlock
from packstation.persistence.arrival_row import SqlArrivals
from packstation.persistence.catalogue import SqlCatalogue
from packstation.persistence.journal import Chain, JournalWriter
from packstation.persistence.label_row import SqlLabels
from packstation.persistence.order_row import LastTask, SqlOrders
from packstation.persistence.order_source_row import SqlOrderSources
from packstation.persistence.quarantine_row import SqlQuarantine
from packstation.persistence.queue_row import SqlQueue
from packstation.persistence.sscc_row import SqlPlates
from packstation.persistence.unknown_code_row import SqlUnknownCodes
from packstation.persistence.user_row import SqlUsers
from packstation.persistence.weighing_row import SqlWeighings


class SqlWork:
    """The repositories over one connection; lent to one transaction after the other."""

    def __init__(
        self, raw: sqlite3.Connection, chain: Chain, block: SsccBlock, clock: Clock, new_id: NewId
    ) -> None:
        self._last = LastTask()
        self.orders = SqlOrders(raw, chain.site, chain.station_id, self._last)
        self.arrivals = SqlArrivals(raw, chain.site)
        self.queue = SqlQueue(raw, chain.site)
        self.catalogue = SqlCatalogue(raw, chain.site, self._last.forget)
        self.labels = SqlLabels(raw, chain.site)
        self.users = SqlUsers(raw, chain.site)
        self.plates = SqlPlates(raw, chain.site, chain.station_id, block)
        self.unknown_codes = SqlUnknownCodes(raw, chain.site)
        self.weighings = SqlWeighings(raw, chain.site, self.catalogue.product, self._last.forget)
        self.sources = SqlOrderSources(raw, chain.site)
        self.quarantine = SqlQuarantine(raw, chain.site)
        self._journal = JournalWriter(raw, chain, clock, new_id)

    def record(
        self,
        act: Act,
        actor: Actor | None,
        *,
        task: PackTask | None = None,
        carton_id: UUID | None = None,
        allowed_by: Actor | None = None,
    ) -> JournalEntry:
        """Append an act to the journal; order, fence and rev come from the task."""
        return self._journal.append(act, actor, task, carton_id, allowed_by)

    def record_all(self, acts: Sequence[tuple[Act, Order]]) -> None:
        """Append one act about each of many orders, nobody's; likewise."""
        self._journal.append_all(acts)

    def holds_lifted(self, order_id: UUID) -> frozenset[HoldReason]:
        """The reasons somebody has lifted from an order."""
        return self._journal.holds_lifted(order_id)

    def kept(self, order_id: UUID) -> int:
        """How many pieces stayed on an order at its last change though it asked for them no longer."""
        return self._journal.kept(order_id)

    def piece_acts(self, order_id: UUID) -> Iterator[PieceAct]:
        """What was done with the pieces of an order, the newest first; read as far as needed."""
        return self._journal.piece_acts(order_id)

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what; None where something was taken back since."""
        return self._journal.counted_last(carton_id)

    def committed(self) -> None:
        """The transaction is in the store."""
        self._journal.committed()

    def rolled_back(self) -> None:
        """The transaction never was."""
        self._journal.rolled_back()
        self._last.forget()
