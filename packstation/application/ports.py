"""What the station needs of the world, named for the role it plays at the bench."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from packstation.application.claims import Claims, Conflicts
from packstation.application.goods_ports import Catalogue, UnknownCodes, Weighings
from packstation.application.intake import OrderSources, Quarantine
from packstation.application.past import Past
from packstation.domain.act import Act
from packstation.domain.badge import BadgeContent
from packstation.domain.device import PrinterStatus
from packstation.domain.hold import HeldOrder
from packstation.domain.label import Label, LabelContent
from packstation.domain.order import HoldReason, Order
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, User
from packstation.domain.slip import Slip
from packstation.domain.sscc import SsccBlock

NewId = Callable[[], UUID]
"""Makes identifiers; `domain.uuid7` in the house."""


class Clock(Protocol):
    """The station's two clocks: wall time for people, monotonic time for everything that is compared."""

    def now(self) -> datetime:
        """Wall time, aware, UTC."""

    def mono_ms(self) -> int:
        """Milliseconds of a clock that never goes back while the station runs."""


class LabelPrinter(Protocol):
    """A label printer, used only from the thread that owns its port."""

    @property
    def name(self) -> str:
        """The configured name of the device."""

    def status(self) -> PrinterStatus:
        """Ask how it is. Raises DeviceFault (gone, silent, garbled) when there is no usable answer."""

    def send(self, data: bytes) -> None:
        """Send one label.

        Raises DeviceFault(gone) only when surely not one byte left the bench, DeviceFault(unsure) in
        every other failure.
        """

    def confirm(self) -> None:
        """Return when the printer says everything it received is printed.

        Raises DeviceFault: what stops it, or `unsure` when it does not say in time.
        """


class LabelWriter(Protocol):
    """Turns the content of a label into the bytes its printer understands."""

    def write(self, content: LabelContent) -> bytes:
        """The bytes of one label."""

    def as_copy(self, data: bytes) -> bytes:
        """The same label, marked COPY in plain sight."""


class BadgeWriter(Protocol):
    """Turns a badge into the bytes its printer understands."""

    def write(self, content: BadgeContent) -> bytes:
        """The bytes of one badge."""


class PaperPrinter(Protocol):
    """A printer of whole sheets, as in an office; used from one thread at a time, never from the window's."""

    @property
    def name(self) -> str:
        """The name of the device."""

    def print(self, pdf: bytes, title: str) -> None:
        """Hand a document over to be printed; `title` is what its queue calls it, never personal.

        Returns once the queue has it: nobody can know whether paper came out. Raises DeviceFault.
        """


class PaperWriter(Protocol):
    """Makes the sheets that are laid into cartons, as PDF."""

    def slip(self, slip: Slip) -> bytes:
        """A packing slip."""

    def card(self, order_number: str, text: str) -> bytes:
        """The card with a gift message."""


class Documents(Protocol):
    """The folder with the sheets that instructions name."""

    def pdf(self, name: str) -> bytes:
        """The sheet as PDF. Refused(document_unusable) for whatever is no PDF or picture in that folder."""


class Camera(Protocol):
    """The camera over the bench."""

    def picture(self) -> bytes:
        """A JPEG of what lies there now; takes up to seconds, never on the write lane. Raises DeviceFault."""


class Pictures(Protocol):
    """The pictures of products on this station's disk."""

    def of(self, sku: str) -> Path | None:
        """The file with the picture of a product, or None; asked beside the window's thread."""


class Photos(Protocol):
    """The pictures of cartons on this station's disk."""

    def keep(self, carton_id: UUID, jpeg: bytes) -> str:
        """Store a picture beside earlier ones of that carton; the name of its file. Raises DeviceFault."""


class Secrets(Protocol):
    """Keeps PINs and badge secrets as hashes; slow on purpose (about 0.2 s), so never on the write lane."""

    def hashed(self, secret: str) -> str:
        """An argon2id hash string, parameters included."""

    def matches(self, secret: str, hash_text: str | None) -> bool:
        """Whether the secret is the hashed one. None (nobody there) takes as long and is never right."""

    def outdated(self, hash_text: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""


class Orders(Protocol):
    """Orders and their pack tasks."""

    def by_number(self, number: str) -> Order | None:
        """The order with that number, lines and holds included."""

    def by_tote(self, tote: str) -> Order | None:
        """The order that is not yet packed, shipped or cancelled and whose goods lie in that tote."""

    def next_ready(self, sku: str | None = None) -> Order | None:
        """The ready order without holds with the earliest cut-off, that needs the SKU where one is given."""

    def parked(self, place: str | None = None) -> tuple[Order, ...]:
        """Those that wait on a named place, or that one in any spelling, the earliest cut-off first."""

    def next_like(self, order: Order) -> Order | None:
        """The next ready order with the same single line: same SKU, same quantity, nothing else asked for."""

    def waiting_for(self, sku: str) -> tuple[Order, ...]:
        """Orders held because nobody knew that product."""

    def serial_in(self, sku: str, serial: str) -> str | None:
        """The number of the order whose carton (not void) holds that piece."""

    def open_here(self) -> Order | None:
        """The order this station claimed and has not yet packed or released (cancelled ones included)."""

    def add(self, order: Order) -> None:
        """Store a new order."""

    def save(self, order: Order) -> None:
        """Store state, holder, fence, holds, rev, tote and who packed it when, of a known order."""

    def task(self, order_id: UUID) -> PackTask:
        """The order with its cartons. KeyError for an unknown order (a bug)."""

    def save_task(self, before: PackTask, after: PackTask) -> None:
        """Write what differs between two moments of one task: order, lines, cartons, contents, marks.

        Where `rev` differs also what else was ordered: address, carrier, cut-off, slip, instructions.
        """


class Arrivals(Protocol):
    """New orders, many at a time, as they enter the queue: in no tote yet, open nowhere, packed by nobody."""

    def add(self, orders: Sequence[Order]) -> Sequence[Order]:
        """Store those whose number no order has yet, all of other numbers; which were stored."""


class Queue(Protocol):
    """The orders that wait to be packed, counted."""

    def count_like(self, order: Order) -> int:
        """How many orders `Orders.next_like` would offer one after the other."""

    def held(self, reason: HoldReason, after: UUID | None, most: int) -> tuple[UUID, ...]:
        """So many orders that are held for it, by their id, those behind `after`."""

    def held_orders(self, reasons: Iterable[HoldReason], most: int) -> tuple[HeldOrder, ...]:
        """So many orders of each reason, each with all that holds it, packed or cancelled or not."""


class Labels(Protocol):
    """Labels with their bytes."""

    def of_carton(self, carton_id: UUID) -> Label | None:
        """The label of a carton that is not void."""

    def by_plate(self, code: str) -> Label | None:
        """The label with that plate, whichever carton it belongs to."""

    def order_of(self, label: Label) -> UUID:
        """Which order its carton belongs to. KeyError for an unknown label (a bug)."""

    def add(self, label: Label) -> None:
        """Store a new label."""

    def save(self, label: Label) -> None:
        """Store state and copies of a known label."""


class Users(Protocol):
    """The people of the site."""

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""

    def user(self, user_id: str) -> User | None:
        """One person, or None."""

    def by_badge(self, number: int) -> User | None:
        """Whoever carries the badge of that number."""

    def put(self, user: User) -> None:
        """Store a person, replacing the row with that id."""


class Plates(Protocol):
    """The block of plates this station may issue."""

    def block(self) -> SsccBlock:
        """The block as it stands."""

    def save(self, block: SsccBlock) -> None:
        """Store the block after an allotment."""


class Work(Past, Protocol):
    """One transaction: all of it happens, journal included, or nothing."""

    @property
    def orders(self) -> Orders:
        """Orders of the site."""

    @property
    def arrivals(self) -> Arrivals:
        """New orders, many at a time."""

    @property
    def queue(self) -> Queue:
        """What waits to be packed."""

    @property
    def catalogue(self) -> Catalogue:
        """Products and codes."""

    @property
    def labels(self) -> Labels:
        """Labels of cartons."""

    @property
    def users(self) -> Users:
        """People."""

    @property
    def plates(self) -> Plates:
        """Plates to issue."""

    @property
    def unknown_codes(self) -> UnknownCodes:
        """Codes nobody knew."""

    @property
    def weighings(self) -> Weighings:
        """What pieces weighed."""

    @property
    def sources(self) -> OrderSources:
        """Where orders came from."""

    @property
    def quarantine(self) -> Quarantine:
        """Rows of files that wait for a person."""

    @property
    def claims(self) -> Claims:
        """Whose an order is."""

    @property
    def conflicts(self) -> Conflicts:
        """What people have to settle."""

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

    def record_all(self, acts: Sequence[tuple[Act, Order]]) -> None:
        """Append one act about each of many orders, nobody's; likewise."""


class Store(Protocol):
    """The station's own store; `transaction` is the one door to it.

    Raises DeviceFault(disk_full, disk_failed, busy) from the block when the disk will not take it; after
    disk_failed every further transaction raises the same until the station is started anew.
    """

    @property
    def station_id(self) -> str:
        """Who this station is, as it stands in every row it writes."""

    @property
    def on_reserve(self) -> bool:
        """Whether the disk is full, or nearly, but for what was kept free for the order on the bench."""

    @property
    def shared_site(self) -> UUID | None:
        """The site, where other stations take orders in and pack them too; None where this one is alone."""

    @property
    def site_secret(self) -> bytes:
        """The secret behind the checks on command barcodes."""

    def repeatable(self) -> AbstractContextManager[Work]:
        """Likewise, but a power cut may take it back until the next `transaction` is over.

        All of it or nothing, and never without what came before: for work that can be brought again.
        """

    def write_out(self) -> None:
        """Give the disk what `repeatable` left for later, on the caller's own time.

        The next `transaction`, whoever's it is, else waits for all of it. For whoever is beside packers.
        """

    def unburdened(self) -> AbstractContextManager[Callable[[], None]]:
        """For whoever writes much: no transaction in the block does the store's own housekeeping.

        What the block is given does it, to be called now and then, outside of any transaction.
        """

    def transaction(self) -> AbstractContextManager[Work]:
        """Begin, commit on leaving, roll back when the block raises. One at a time, in call order."""
