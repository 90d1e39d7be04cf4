"""One transaction of the store, as verbs see it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from packstation.application.ports import Clock, NewId
from packstation.domain.act import Act, UnitCounted
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor
from packstation.domain.piece_act import PieceAct
from packstation.domain.sscc import SsccBlock
from packstation.persistence.arrival_row import SqlArrivals
from packstation.persistence.catalogue import SqlCatalogue
from packstation.persistence.claim_row import SqlClaims
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

if TYPE_CHECKING:
    from packstation.domain.central import DocumentKind
    from packstation.persistence.conflict_row import SqlConflicts
    from packstation.persistence.shared_row import SqlShared


class SqlWork:
    """The repositories over one connection; lent to one transaction after the other."""

    def __init__(
        self,
        raw: sqlite3.Connection,
        chain: Chain,
        block: SsccBlock,
        clock: Clock,
        new_id: NewId,
        *,
        enrolled: bool = False,
    ) -> None:
        self._raw = raw
        self._site = chain.site
        self._enrolled = enrolled
        self._last = LastTask()
        self._journal = JournalWriter(raw, chain, clock, new_id)
        self.claims = SqlClaims(
            raw, chain.site, chain.station_id, chain.boot_id, clock, self._keep_view, needed=enrolled
        )
        self.orders = SqlOrders(raw, chain.site, chain.station_id, self._last, self.claims)
        self.arrivals = SqlArrivals(raw, chain.site)
        self.queue = SqlQueue(raw, chain.site, self.claims)
        tell = self._tell_product if enrolled else None
        self.catalogue = SqlCatalogue(raw, chain.site, self._last.forget, tell)
        self.labels = SqlLabels(raw, chain.site)
        self.users = SqlUsers(raw, chain.site, self._tell_person if enrolled else None)
        self.plates = SqlPlates(raw, chain.site, chain.station_id, block)
        self.unknown_codes = SqlUnknownCodes(raw, chain.site)
        self.weighings = SqlWeighings(raw, chain.site, self.catalogue.product, self._last.forget, tell)
        self.sources = SqlOrderSources(raw, chain.site)
        self.quarantine = SqlQuarantine(raw, chain.site)

    # A bench alone has nothing of this, and its start does not load it.

    @property
    def shared(self) -> SqlShared:
        """What central has of each thing, and what it has not heard of."""
        from packstation.persistence.shared_row import SqlShared  # noqa: PLC0415

        return SqlShared(self._raw, self._site)

    @property
    def conflicts(self) -> SqlConflicts:
        """What people have to settle."""
        from packstation.persistence.conflict_row import SqlConflicts  # noqa: PLC0415

        return SqlConflicts(self._raw, self._site, self.tell)

    def tell(self, kind: DocumentKind, key: str) -> None:
        """Central has to hear of this thing, with the next row."""
        self.shared.mark(kind, key, self._journal.next_seq)

    def _tell_product(self, sku: str) -> None:
        from packstation.domain.central import DocumentKind  # noqa: PLC0415

        self.tell(DocumentKind.PRODUCT, sku)

    def _tell_person(self, user_id: str) -> None:
        from packstation.domain.central import DocumentKind  # noqa: PLC0415

        self.tell(DocumentKind.PERSON, user_id)

    def _keep_view(self, task: PackTask) -> None:
        from packstation.persistence.kept_view import keep_view  # noqa: PLC0415

        keep_view(self.shared, self.labels, task)

    @contextmanager
    def part(self) -> Iterator[None]:
        """Part of the transaction: taken back alone when the block raises."""
        mark = self._journal.mark()
        self._raw.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            # A full disk has taken the whole transaction back already.
            if self._raw.in_transaction:
                self._raw.execute("ROLLBACK TO part")
                self._raw.execute("RELEASE part")
            self._journal.back_to(mark)
            self._last.forget()
            raise
        self._raw.execute("RELEASE part")

    def forget(self) -> None:
        """Orders were written past their repository: read the next one from its rows."""
        self._last.forget()

    def record(
        self,
        act: Act,
        actor: Actor | None,
        *,
        task: PackTask | None = None,
        carton_id: UUID | None = None,
        allowed_by: Actor | None = None,
    ) -> int:
        """Append an act to the journal, its `seq`; order, fence and rev come from the task."""
        return self._journal.append(act, actor, task, carton_id, allowed_by).seq

    def record_all(self, acts: Sequence[tuple[Act, Order]]) -> None:
        """Append one act about each of many orders, nobody's; likewise."""
        self._journal.append_all(acts)

    def holds_lifted(self, order_id: UUID) -> frozenset[HoldReason]:
        """The reasons somebody has lifted from an order, here or at another station of the site."""
        here = self._journal.holds_lifted(order_id)
        return here | self._lifted_elsewhere(order_id) if self._enrolled else here

    def _lifted_elsewhere(self, order_id: UUID) -> frozenset[HoldReason]:
        from packstation.domain.central import DocumentKind  # noqa: PLC0415
        from packstation.persistence.documents.order import lifted_in  # noqa: PLC0415

        return lifted_in(self.shared.thing(DocumentKind.ORDER, str(order_id)).unknown)

    def kept(self, order_id: UUID) -> int:
        """How many pieces stayed on an order at its last change though it asked for them no longer."""
        return self._journal.kept(order_id)

    def piece_acts(self, order_id: UUID) -> Iterator[PieceAct]:
        """What was done with the pieces of an order, the newest first; read as far as needed."""
        return self._journal.piece_acts(order_id)

    def counted_last(self, carton_id: UUID) -> tuple[str | None, UnitCounted] | None:
        """Who counted last into a carton, and what; None where something was taken back since."""
        return self._journal.counted_last(carton_id)

    def aside(self) -> AbstractContextManager[None]:
        """Work beside the packer's: the order that lies on the bench stays remembered."""
        return self._last.aside()

    def committed(self) -> None:
        """The transaction is in the store."""
        self._journal.committed()
        self._last.sure = False

    def rolled_back(self) -> None:
        """The transaction never was."""
        self._journal.rolled_back()
        self._last.forget()
