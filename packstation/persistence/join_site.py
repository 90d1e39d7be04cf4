"""A station that was alone, or was called otherwise, joins a site: its rows become the site's.

The old chain of the journal is closed and stays as it is; a new one begins. Whatever the station has is told
to central once: orders that are not over, products, people.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from packstation.application.ports import Clock, NewId
from packstation.domain.act import OrderPacked
from packstation.domain.central import DocumentKind
from packstation.domain.journal import at_text
from packstation.domain.order import HoldReason, OrderState
from packstation.domain.pack_task import PackTask
from packstation.domain.packing_act import OrderParked
from packstation.domain.park import LONGEST_PLACE, parked
from packstation.domain.site_act import (
    OrderHandedOver,
    PackingHandedOver,
    SiteJoined,
    StationLeft,
    ThingsHandedOver,
    WorkHandedOver,
)
from packstation.domain.value import value
from packstation.persistence.backup import backup, stamp
from packstation.persistence.documents.setting import SITE_SETTINGS
from packstation.persistence.engine import begun, configure, connect, disk_faults
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.identity import (
    ENROLLED,
    FORKED,
    FORMER_SITES,
    STATION_NUMBER,
    Identity,
    read_identity,
)
from packstation.persistence.journal import Chain, JournalWriter
from packstation.persistence.lock import FileLock
from packstation.persistence.order_row import SqlOrders
from packstation.persistence.prepared import Prepared
from packstation.persistence.schema import STATION, found_version, refuse_newer, refuse_older
from packstation.persistence.shared_row import CURSOR, CURSOR_HASH, EPOCH, WAITS_SINCE, SqlShared
from packstation.persistence.unsent import refuse_unsent
from packstation.persistence.user_row import SqlUsers

HANDED_OVER_DAYS = 14
"""Packed orders older than this are no longer looked for at other benches."""
THINGS_AT_ONCE = 25
"""So many products or people go to central with one row of the journal."""
_MOVES = (
    Prepared("join_site.products"),
    Prepared("join_site.product_components"),
    Prepared("join_site.product_facts"),
    Prepared("join_site.product_lots"),
    Prepared("join_site.product_codes"),
    Prepared("join_site.unknown_codes"),
    Prepared("join_site.weighings"),
    Prepared("join_site.orders"),
    Prepared("join_site.order_holds"),
    Prepared("join_site.order_lines"),
    Prepared("join_site.order_totes"),
    Prepared("join_site.instructions"),
    Prepared("join_site.instruction_marks"),
    Prepared("join_site.cartons"),
    Prepared("join_site.carton_lines"),
    Prepared("join_site.carton_traces"),
    Prepared("join_site.labels"),
    Prepared("join_site.users"),
    Prepared("join_site.sscc_blocks"),
    Prepared("join_site.order_sources"),
    Prepared("join_site.quarantine"),
)
_FORGET = (
    Prepared("join_site.forget_claims"),
    Prepared("join_site.forget_things"),
    Prepared("join_site.forget_changed"),
    Prepared("join_site.forget_conflicts"),
    Prepared("join_site.forget_settings"),
)
_HOLDERS = Prepared("join_site.holders")
_OPEN = Prepared("join_site.open")
_TO_HAND_OVER = Prepared("join_site.to_hand_over")
_WORKED = Prepared("join_site.worked")
_PRODUCTS = Prepared("join_site.products_here")
_PUT_META = Prepared("shared.put_meta")
_PUT_SETTING = Prepared("shared.put_setting")
_DROP_META = Prepared("shared.drop_meta")


class OrderOpen(StoreUnusable):
    """An order lies on this bench: the station can be given another name once it is packed or parked."""

    def __init__(self, number: str) -> None:
        super().__init__(f"order {number} is open at this bench: pack it, park it or give it back first")
        self.number = number


class NameTaken(StoreUnusable):
    """The store goes by this name already, or did: a name is never used twice."""

    def __init__(self, station_id: str) -> None:
        super().__init__(f"this bench is or was {station_id} already: enrol it under a new name")


@value
class Member:
    """What a station is called at its site, and the how manieth of it it is, where central says so."""

    site: UUID
    station_id: str
    number: int | None = None
    rules: str = ""
    """What the site says of packing, where central could be asked: it counts from the first start on."""


def join_site(
    path: Path, member: Member, clock: Clock, new_id: NewId, *, whatever_is_unsent: bool = False
) -> Path:
    """Make the store one of the site; where the copy of how it was before lies.

    What lies open in a store that was copied is parked as it is: nothing else can be done with it there.
    All of it or nothing. StoreLocked while the station runs, OrderOpen, NameTaken, Unsent, StoreTooNew,
    StoreTooOld, DeviceFault: then the store is as it was.
    """
    with FileLock(path):
        with closing(connect(path)) as raw:
            _prove(raw, member)
            if not whatever_is_unsent:
                refuse_unsent(path)
            configure(raw)
            kept = path.with_name(f"{path.stem}-alone-{stamp(clock.now())}{path.suffix}")
            backup(path, kept)
            with disk_faults(), begun(raw):
                _Joining(raw, read_identity(raw), member, clock, new_id)()
        return kept


def member_in(path: Path) -> Identity | None:
    """Who the store is at a site; None where its station is alone. DeviceFault, StoreUnusable."""
    with disk_faults(), closing(connect(path, read_only=True)) as raw:
        identity = read_identity(raw) if found_version(raw) else None
    return identity if identity is not None and identity.enrolled else None


def is_member(path: Path, member: Member) -> bool:
    """Whether the store is that station of that site already. DeviceFault, StoreUnusable."""
    found = member_in(path)
    return found is not None and (found.site, found.station_id) == (member.site, member.station_id)


def refuse_loss(path: Path, member: Member) -> None:
    """Raise Unsent where that station would never send what was done here by another name of a site.

    DeviceFault, StoreUnusable.
    """
    if member_in(path) is not None and not is_member(path, member):
        refuse_unsent(path)


def _prove(raw: sqlite3.Connection, member: Member) -> None:
    version = found_version(raw) or ""
    refuse_newer(version, STATION)
    refuse_older(version, STATION)
    identity = read_identity(raw)
    with begun(raw):
        here = {"site": identity.site.bytes, "station": identity.station_id}
        lying = _OPEN(raw, here).fetchone()
        used = raw.execute(
            "SELECT 1 FROM journal WHERE station_id = ? LIMIT 1", (member.station_id,)
        ).fetchone()
    if lying is not None and not identity.forked:
        raise OrderOpen(lying[0])
    if used is not None or member.station_id == identity.station_id:
        raise NameTaken(member.station_id)


class _Worked(NamedTuple):
    """Rows of the former name about one order, each as its fence and what is told of it."""

    newest: tuple[int, dict[str, Any]]
    packing: tuple[int, dict[str, Any]] | None


class _Joining:
    """One joining, inside one transaction."""

    def __init__(
        self, raw: sqlite3.Connection, identity: Identity, member: Member, clock: Clock, new_id: NewId
    ) -> None:
        self._raw = raw
        self._identity = identity
        self._member = member
        self._clock = clock
        self._new_id = new_id
        self._boot_id = str(new_id())
        self._worked: dict[UUID, _Worked] = {}

    def __call__(self) -> None:
        old, new = self._identity, self._member
        former = self._writer(old.site, old.station_id)
        self._put_aside(former)
        last = former.append(StationLeft(new.station_id), None, None, None)
        self._worked = self._own_work() if old.site == new.site else {}
        # Children and parents move in any order; SQLite looks at them all when it commits.
        self._raw.execute("PRAGMA defer_foreign_keys = ON")
        values = {
            "old_site": old.site.bytes,
            "new_site": new.site.bytes,
            "old_station": old.station_id,
            "new_station": new.station_id,
        }
        for move in _MOVES:
            move(self._raw, values)
        _HOLDERS(self._raw, {"site": new.site.bytes, **values})
        for forget in _FORGET:
            forget(self._raw, {})
        if new.rules:
            setting = {"site_id": new.site.bytes, "key": SITE_SETTINGS, "value": new.rules}
            _PUT_SETTING(self._raw, setting)
        self._put_meta()
        self._journal = self._writer(new.site, new.station_id)
        joined = SiteJoined(str(old.site), old.station_id, last.seq, last.hash.hex())
        self._journal.append(joined, None, None, None)
        self._hand_over()

    def _put_aside(self, former: JournalWriter) -> None:
        """Park what lies open; the place is the bench itself, by the name it has from now on."""
        old, place = self._identity, self._member.station_id[:LONGEST_PLACE]
        orders = SqlOrders(self._raw, old.site, old.station_id)
        while (lying := orders.open_here()) is not None:
            before = orders.task(lying.order_id)
            after = parked(before, place, HoldReason.PARKED)
            orders.save_task(before, after)
            former.append(OrderParked(None), None, after, None)

    def _own_work(self) -> dict[UUID, _Worked]:
        """The newest that was done here for each order, if nobody had it later."""
        found: dict[UUID, _Worked] = {}
        for order_id, station, seq, row_hash, fence, kind, payload, acked_at in _WORKED(
            self._raw, {"site": self._identity.site.bytes}
        ):
            told: dict[str, Any] = {
                "former_station": station,
                "former_seq": seq,
                "former_hash": bytes(row_hash).hex(),
                "copied": self._identity.forked,
            }
            if kind in {PackingHandedOver.kind, WorkHandedOver.kind} and acked_at is None:
                # Called otherwise twice, and central has not heard of the first time.
                told = json.loads(payload)
            packs = kind in {OrderPacked.kind, PackingHandedOver.kind}
            before = found.get(UUID(bytes=order_id))
            packing = (fence, told) if packs else (before.packing if before else None)
            found[UUID(bytes=order_id)] = _Worked((fence, told), packing)
        return found

    def _writer(self, site: UUID, station_id: str) -> JournalWriter:
        return JournalWriter(self._raw, Chain(site, station_id, self._boot_id), self._clock, self._new_id)

    def _put_meta(self) -> None:
        new, found = self._member, dict(self._raw.execute("SELECT key, value FROM meta").fetchall())
        sites = json.loads(found.get(FORMER_SITES, "[]"))
        values = {
            "site_id": str(new.site),
            "station_id": new.station_id,
            ENROLLED: "1",
            FORMER_SITES: json.dumps([*sites, str(self._identity.site)]),
        }
        gone = [EPOCH, CURSOR, CURSOR_HASH, WAITS_SINCE, FORKED, STATION_NUMBER]
        _DROP_META.many(self._raw, ({"key": key} for key in gone))
        if new.number is not None:
            values[STATION_NUMBER] = str(new.number)
        _PUT_META.many(self._raw, ({"key": key, "value": stored} for key, stored in values.items()))

    def _hand_over(self) -> None:
        site = self._member.site
        skus = [sku for (sku,) in _PRODUCTS(self._raw, {"site": site.bytes})]
        people = [user.user_id for user in SqlUsers(self._raw, site).all()]
        for some in _some(people):
            self._tell(DocumentKind.PERSON, some, ThingsHandedOver(0, len(some)))
        for some in _some(skus):
            self._tell(DocumentKind.PRODUCT, some, ThingsHandedOver(len(some), 0))
        orders = SqlOrders(self._raw, site, self._member.station_id)
        after = at_text(self._clock.now() - timedelta(days=HANDED_OVER_DAYS))
        asked = {"site": site.bytes, "packed_after": after}
        for (order_id,) in _TO_HAND_OVER(self._raw, asked).fetchall():
            self._bring(orders.task(UUID(bytes=order_id)))

    def _tell(self, kind: DocumentKind, keys: Sequence[str], act: ThingsHandedOver) -> None:
        shared = SqlShared(self._raw, self._member.site)
        for key in keys:
            shared.mark(kind, key, self._journal.next_seq)
        self._journal.append(act, None, None, None)

    def _bring(self, task: PackTask) -> None:
        lines = task.order.lines
        act = OrderHandedOver(len(lines), sum(line.quantity for line in lines))
        self._journal.append(act, None, task, None)
        if (done := self._worked.get(task.order.order_id)) is not None:
            self._tell_work(task, done)

    def _tell_work(self, task: PackTask, done: _Worked) -> None:
        """What was done under the former name counts as if it had been sent under that."""
        packed = task.order.state is OrderState.PACKED
        if packed and done.packing is not None:
            fence, told = done.packing
            act: PackingHandedOver | WorkHandedOver = PackingHandedOver(**told)
        elif not packed and (task.cartons or HoldReason.PARKED in task.order.holds):
            fence, told = done.newest
            act = WorkHandedOver(**told)
        else:
            return
        self._journal.append(act, None, replace(task, order=replace(task.order, fence=fence)), None)


def _some(keys: Sequence[str]) -> Iterator[list[str]]:
    rest = iter(keys)
    while some := list(islice(rest, THINGS_AT_ONCE)):
        yield some
