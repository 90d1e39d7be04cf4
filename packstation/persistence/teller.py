"""What this station has to tell central: rows of its journal, and the documents that they left behind.

Read on a connection of its own, beside whoever writes: all of one answer as of one moment.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from packstation.domain.central import Document, DocumentKind, Event, OrderEnd
from packstation.domain.left_behind import OF_ANOTHER_ORDER, is_holders, leaves_order, leaves_task
from packstation.domain.order import Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.persistence.catalogue import SqlCatalogue
from packstation.persistence.central.kind_rule import EFFECTS, HELD
from packstation.persistence.conflict_row import SqlConflicts
from packstation.persistence.documents.conflict import conflict_text
from packstation.persistence.documents.order import carton_terms, order_end, order_text, with_lifted
from packstation.persistence.documents.person import person_text
from packstation.persistence.documents.product import product_text
from packstation.persistence.documents.setting import setting_text
from packstation.persistence.documents.task import task_text
from packstation.persistence.identity import Identity
from packstation.persistence.journal import kept_in_chain, lifted_in_chain
from packstation.persistence.label_row import SqlLabels
from packstation.persistence.order_row import SqlOrders
from packstation.persistence.order_source_row import SqlOrderSources
from packstation.persistence.prepared import Prepared
from packstation.persistence.shared_row import EPOCH, WAITS_SINCE, SqlShared
from packstation.persistence.user_row import SqlUsers

_EVENTS_AFTER = Prepared("journal.events_after")
_KINDS_SINCE = Prepared("journal.kinds_since")
_UNDER_FENCE = Prepared("journal.under_fence")
_SETTING = Prepared("shared.setting")
_META = Prepared("shared.meta")
_IDS = (1, 9, 10)


def events_after(raw: sqlite3.Connection, identity: Identity, seq: int, limit: int) -> tuple[Event, ...]:
    """Own journal rows above `seq`, in order."""
    asked = {"site": identity.site.bytes, "station": identity.station_id, "above": seq, "most": limit}
    return tuple(_event(row) for row in _EVENTS_AFTER(raw, asked))


def worked_on(events: Iterable[Event]) -> dict[UUID, int]:
    """The orders that were packed in these rows, each with the number of the first row about it."""
    about: dict[UUID, int] = {}
    for event in events:
        if event.order_id is not None and (event.kind in HELD or event.kind in EFFECTS):
            about.setdefault(event.order_id, event.seq)
    return about


class Teller:
    """Makes the documents of one moment; the connection has a transaction open."""

    def __init__(self, raw: sqlite3.Connection, identity: Identity) -> None:
        self._raw = raw
        self._site = identity.site.bytes
        self._station_id = identity.station_id
        self._key = {"site": identity.site.bytes, "station": identity.station_id}
        self._orders = SqlOrders(raw, identity.site, identity.station_id)
        self._labels = SqlLabels(raw, identity.site)
        self._sources = SqlOrderSources(raw, identity.site)
        self._catalogue = SqlCatalogue(raw, identity.site, lambda: None)
        self._users = SqlUsers(raw, identity.site)
        self._conflicts = SqlConflicts(raw, identity.site)
        self._shared = SqlShared(raw, identity.site)

    def documents(self, events: tuple[Event, ...]) -> Iterator[Document]:
        """What these rows left behind; of a thing with newer rows still to be sent, nothing yet."""
        newest = events[-1].seq
        orders, tasks = self._left(events)
        orders = self._packed_since_restore(events) | orders
        for kind, key, seq in self._shared.changed(events[0].seq, newest):
            if kind is DocumentKind.ORDER:
                orders[UUID(key)] = max(seq, orders.get(UUID(key), 0))
            elif kind is DocumentKind.TASK:
                tasks[UUID(key)] = max(seq, tasks.get(UUID(key), 0))
            else:
                yield from self._thing(kind, key, seq)
        for order_id in orders | tasks:
            task = self._task(order_id)
            if task is None:
                continue
            later = self._kinds_since(order_id, newest)
            if order_id in orders:
                yield from self._asked(task, orders[order_id], events, later)
            if order_id in tasks and not any(leaves_task(kind) for kind in later) and self._own(task, events):
                yield self._done(task, tasks[order_id])

    def _left(self, events: tuple[Event, ...]) -> tuple[dict[UUID, int], dict[UUID, int]]:
        """The orders that ask for something else, and those for which something was done; by which row."""
        orders: dict[UUID, int] = {}
        tasks: dict[UUID, int] = {}
        for event in events:
            if event.kind in OF_ANOTHER_ORDER:
                other = self._orders.by_number(str(json.loads(event.payload)["number"]))
                if other is not None:
                    orders[other.order_id] = event.seq
            if event.order_id is None:
                continue
            if leaves_order(event.kind):
                orders[event.order_id] = event.seq
            if leaves_task(event.kind):
                tasks[event.order_id] = event.seq
        return orders, tasks

    def _packed_since_restore(self, events: tuple[Event, ...]) -> dict[UUID, int]:
        """Orders that go with the packing while the station does not know which of them central still has.

        Those packed before it heard of the restore were marked then.
        """
        found = _META(self._raw, {"key": WAITS_SINCE}).fetchone()
        return worked_on(event for event in events if event.seq > int(found[0])) if found else {}

    def _own(self, task: PackTask, events: tuple[Event, ...]) -> bool:
        """Whether what was done is this station's to tell: a file may have changed what lies elsewhere."""
        order = task.order
        if not any(is_holders(event.kind) for event in events if event.order_id == order.order_id):
            asked = {"site": self._site, "station": self._station_id, "order": order.order_id.bytes}
            begun = _UNDER_FENCE(self._raw, {**asked, "held_under": order.fence}).fetchone()
            return order.holder == self._station_id or begun is not None
        elsewhere = (
            order.state in {OrderState.CLAIMED, OrderState.PACKING} and order.holder != self._station_id
        )
        return not elsewhere

    def _asked(
        self, task: PackTask, seq: int, events: tuple[Event, ...], later: list[str]
    ) -> Iterator[Document]:
        """What the order asks for. With newer rows still to be sent it goes ahead of them only to a central
        that may not know it: as it stood then, and kept back until those rows say what became of it.
        """
        document, order_id = self._order(task, seq), task.order.order_id
        again = any(leaves_order(kind) for kind in later)
        if not again and (self._known_there(document.key) or not any(leaves_task(kind) for kind in later)):
            yield document
        elif not self._known_there(document.key):
            revs = [event.rev for event in events if event.order_id == order_id and event.rev is not None]
            over = document.end in {OrderEnd.CANCELLED, OrderEnd.SHIPPED} and not again
            rev = min(document.rev, *revs[-1:]) if revs else document.rev
            yield replace(
                document,
                end=document.end if over else OrderEnd.WAITING,
                rev=rev,
                # What a carton was packed by then, its lines of today do not say.
                carton_terms=document.carton_terms if rev == document.rev else None,
            )

    def _known_there(self, key: str) -> bool:
        """Whether central has told of the order since it was last put back to a backup."""
        thing = self._shared.thing(DocumentKind.ORDER, key)
        told = thing.version > 0 or thing.passed_over is not None
        return told and _META(self._raw, {"key": EPOCH}).fetchone() is not None

    def _order(self, task: PackTask, seq: int) -> Document:
        order, key = task.order, str(task.order.order_id)
        thing = self._shared.thing(DocumentKind.ORDER, key)
        sources = self._sources.of_order(order.order_id)
        lifted = lifted_in_chain(self._raw, self._key, order.order_id)
        text = order_text(order, sources, with_lifted(thing.unknown, lifted), thing.unknown_personal)
        return Document(
            DocumentKind.ORDER,
            key,
            seq,
            text.body,
            text.personal,
            order.number,
            order_end(order),
            order.rev,
            order.cutoff_at,
            self._carton_terms(order),
        )

    def _carton_terms(self, order: Order) -> str | None:
        """What a carton is packed by; None where pieces stay on it that are asked for no longer."""
        kept = order.rev > 1 and kept_in_chain(self._raw, self._key, order.order_id)
        return None if kept else carton_terms(order)

    def _done(self, task: PackTask, seq: int) -> Document:
        order, key = task.order, str(task.order.order_id)
        thing = self._shared.thing(DocumentKind.TASK, key)
        text = task_text(task, self._labels.of_order(order.order_id), thing.unknown, thing.unknown_personal)
        return Document(
            DocumentKind.TASK, key, seq, text.body, text.personal, end=order_end(order), rev=order.rev
        )

    def _thing(self, kind: DocumentKind, key: str, seq: int) -> Iterator[Document]:
        body = self._body(kind, key)
        if body is not None:
            yield Document(kind, key, seq, body)

    def _body(self, kind: DocumentKind, key: str) -> str | None:
        """The text of a thing as it is here; None where there is none."""
        unknown = self._shared.thing(kind, key).unknown
        if kind is DocumentKind.PRODUCT:
            product = self._catalogue.product(key)
            if product is None:
                return None
            return product_text(product, self._catalogue.codes_of(key), self._catalogue.facts(key), unknown)
        if kind is DocumentKind.PERSON:
            user = self._users.user(key)
            return None if user is None else person_text(user, unknown)
        if kind is DocumentKind.CONFLICT:
            station_id, _, seq = key.rpartition("/")
            conflict = self._conflicts.of(station_id, int(seq))
            return None if conflict is None else conflict_text(conflict)
        found = _SETTING(self._raw, {"site": self._site, "key": key}).fetchone()
        return None if found is None else setting_text(found[0], unknown)

    def _task(self, order_id: UUID) -> PackTask | None:
        try:
            return self._orders.task(order_id)
        except KeyError:
            return None

    def _kinds_since(self, order_id: UUID, seq: int) -> list[str]:
        asked = {"site": self._site, "station": self._station_id, "order": order_id.bytes, "above": seq}
        return [kind for (kind,) in _KINDS_SINCE(self._raw, asked)]


def _event(row: tuple[Any, ...]) -> Event:
    values = list(row)
    for place in _IDS:
        values[place] = None if values[place] is None else UUID(bytes=values[place])
    return Event(*values)
