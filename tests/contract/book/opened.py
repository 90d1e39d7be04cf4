"""A book in use, whichever it is, and what happens at its bench."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from packstation.application.central_ports import StationBook
from packstation.application.receive_orders import receive
from packstation.domain.act import OrderOpened, OrderReceived, OrderReleased, UnitCounted
from packstation.domain.central import Document, DocumentKind, FeedRow, OrderEnd
from packstation.domain.order import Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.park import opened
from packstation.domain.refusal import DeviceFault
from packstation.persistence.documents.order import order_end, order_text
from packstation.persistence.documents.task import task_text
from tests.fakes.book import ModelBook
from tests.fakes.clock import NOON, FakeClock
from tests.persistence.shelf import BOX, CODES, IDA, MUG_CODE, NEW_ID, PRODUCTS, make_order, scan
from tests.persistence.site import joined

EPOCH = UUID("01900000-0000-7000-8000-00000000e90c")


class OpenedBook(ABC):
    """A station called A."""

    clock: FakeClock
    book: StationBook

    @abstractmethod
    def take_in(self, order: Order) -> None:
        """A file brings the order."""

    @abstractmethod
    def begin(self, order_id: UUID, fence: int) -> None:
        """A packer opens it and counts a piece."""

    @abstractmethod
    def release(self, order_id: UUID) -> None:
        """Nothing more is done with it."""

    @abstractmethod
    def asked(self, order_id: UUID) -> tuple[str, bool] | None:
        """What the bench shows of an order: its document, and whether it is cancelled."""

    @abstractmethod
    def done(self, order_id: UUID) -> str | None:
        """What the bench shows of what was done for it."""

    @abstractmethod
    def restart(self) -> None:
        """Stop and start."""

    @abstractmethod
    def refuses(self) -> bool:
        """Whether nothing may be done here any more."""


class OnDisk(OpenedBook):
    """The real store."""

    def __init__(self, folder: Path) -> None:
        self.station = joined(folder, "A")
        self.clock = self.station.clock
        self.book = self.station.book
        with self.station.store.transaction() as work:
            work.catalogue.put(PRODUCTS, CODES)

    def take_in(self, order: Order) -> None:
        with self.station.store.transaction() as work:
            receive(work, order, work.catalogue.product, NEW_ID)

    def begin(self, order_id: UUID, fence: int) -> None:
        with self.station.works() as work:
            before = work.orders.task(order_id)
            task = opened(before, "A", NOON, fence).with_carton(NEW_ID(), BOX)
            work.claims.began(before)
            work.orders.save_task(before, task)
            work.record(OrderOpened(resumed=False), IDA, task=task)
            scan(work, order_id, MUG_CODE)

    def release(self, order_id: UUID) -> None:
        with self.station.works() as work:
            before = work.orders.task(order_id)
            after = replace(before, order=before.order.released())
            work.orders.save_task(before, after)
            work.record(OrderReleased(), IDA, task=after)
            work.claims.give_back(order_id)

    def asked(self, order_id: UUID) -> tuple[str, bool] | None:
        with self.station.works() as work:
            try:
                order = work.orders.task(order_id).order
            except KeyError:
                return None
            cancelled = order.state is OrderState.CANCELLED
            return order_text(order, work.sources.of_order(order_id)).body, cancelled

    def done(self, order_id: UUID) -> str | None:
        with self.station.works() as work:
            return task_text(work.orders.task(order_id), work.labels.of_order(order_id)).body

    def restart(self) -> None:
        self.station.restart()
        self.book = self.station.book

    def refuses(self) -> bool:
        try:
            with self.station.store.transaction():
                return False
        except DeviceFault:
            return True


class InMemory(OpenedBook):
    """The model of the simulation."""

    def __init__(self, _folder: Path) -> None:
        self.clock = FakeClock()
        self.orders: dict[UUID, Order] = {}
        self.boots = 0
        self.book: ModelBook = ModelBook("A", "boot-0", self.clock.mono_ms, self.clock.now)

    def take_in(self, order: Order) -> None:
        self.orders[order.order_id] = order
        document = document_of(order)
        self.book.record(OrderReceived.kind, order.order_id, document)

    def begin(self, order_id: UUID, fence: int) -> None:
        task = PackTask(replace(self._order(order_id), state=OrderState.PACKING, holder="A"))
        self.book.record(OrderOpened.kind, order_id, fence=fence)
        text = task_text(task, ())
        document = Document(
            DocumentKind.TASK, str(order_id), 0, text.body, text.personal, end=OrderEnd.READY, rev=1
        )
        self.book.record(UnitCounted.kind, order_id, document, fence=fence)
        self.book.work_on(order_id)

    def release(self, order_id: UUID) -> None:
        fence = self.book.pages.claims[order_id].fence
        text = task_text(PackTask(self._order(order_id)), ())
        document = Document(
            DocumentKind.TASK, str(order_id), 0, text.body, text.personal, end=OrderEnd.READY, rev=1
        )
        self.book.record(OrderReleased.kind, order_id, document, fence=fence)
        self.book.pages.claims.pop(order_id)

    def _order(self, order_id: UUID) -> Order:
        return self.orders.get(order_id) or make_order(order_id.int, ("MUG", 1))

    def asked(self, order_id: UUID) -> tuple[str, bool] | None:
        shown = self.book.shown((DocumentKind.ORDER, str(order_id)))
        if shown is None or shown.body is None:
            return None
        return shown.body, shown.end is OrderEnd.CANCELLED

    def done(self, order_id: UUID) -> str | None:
        shown = self.book.shown((DocumentKind.TASK, str(order_id)))
        return shown.body if shown else None

    def restart(self) -> None:
        self.boots += 1
        clock = self.clock
        self.book = ModelBook("A", f"boot-{self.boots}", clock.mono_ms, clock.now, self.book.pages)

    def refuses(self) -> bool:
        return self.book.pages.forked


def document_of(order: Order) -> Document:
    """ORDER, as a station tells it."""
    text = order_text(order, ())
    return Document(
        DocumentKind.ORDER, str(order.order_id), 0, text.body, text.personal, order.number, order_end(order),
        order.rev, order.cutoff_at,
    )  # fmt: skip


def feed_row(
    seq: int, order: Order, version: int = 1, *, holder: str | None = None, fence: int = 0
) -> FeedRow:
    """A row of the feed about an order."""
    text = order_text(order, ())
    return FeedRow(
        seq, DocumentKind.ORDER, str(order.order_id), version, text.body, text.personal, holder, fence,
        order_end(order), order.rev, bytes([seq]) * 32,
    )  # fmt: skip


def task_row(
    seq: int, task: PackTask, version: int = 1, *, holder: str | None = None, fence: int = 0
) -> FeedRow:
    """A row of the feed about what was done."""
    text = task_text(task, ())
    return FeedRow(
        seq, DocumentKind.TASK, str(task.order.order_id), version, text.body, text.personal, holder, fence,
        order_end(task.order), task.order.rev, bytes([seq]) * 32,
    )  # fmt: skip
