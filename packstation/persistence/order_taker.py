"""Takes orders, and what was done for them, as central tells of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from packstation.application.receive_orders import as_new, held_if_unknown, receive
from packstation.domain.central import DocumentKind, FeedRow
from packstation.domain.label import Label
from packstation.domain.left_behind import leaves_order
from packstation.domain.order import HoldReason, Order, OrderState
from packstation.domain.pack_task import PackTask
from packstation.persistence.carton_row import SqlCartons
from packstation.persistence.conflict_row import SqlConflicts
from packstation.persistence.documents.order import asked_in, order_text, with_asked, with_lifted
from packstation.persistence.documents.task import done_in, task_text
from packstation.persistence.drop_order import drop_order
from packstation.persistence.identity import Identity
from packstation.persistence.kept_view import is_view
from packstation.persistence.order_room import make_room
from packstation.persistence.prepared import Prepared
from packstation.persistence.shared_row import Thing
from packstation.persistence.work import SqlWork

_UNDER_FENCE = Prepared("journal.under_fence")
_UNSENT_OF_ORDER = Prepared("journal.unsent_of_order")


class OrderTaker:
    """The orders of one site, inside one transaction of `work` after the other."""

    def __init__(
        self, raw: sqlite3.Connection, identity: Identity, work: SqlWork, new_id: Callable[[], UUID]
    ) -> None:
        self._raw = raw
        self._site = identity.site
        self._station_id = identity.station_id
        self._work = work
        self._shared = work.shared
        self._new_id = new_id
        self._conflicts = SqlConflicts(raw, identity.site)
        self._cartons = SqlCartons(raw, identity.site)

    def take_order(self, row: FeedRow, thing: Thing) -> None:
        """What is asked for."""
        order_id, task = UUID(row.key), self._known(UUID(row.key))
        if row.body is None:
            self._gone(row, task)
            return
        self._lose_claim(order_id, row, task)
        asked = asked_in(order_id, row.body, row.personal)
        sources = self._work.sources
        if task is None:
            make_room(self._raw, self._site, self._work, asked.order)
            order = as_new(asked.order, self._work.catalogue.product)
            self._work.orders.add(replace(order, fence=row.fence))
        elif self._says(task, thing) == row.body:
            # The personal part may have been erased at central, never changed alone.
            self._stand(task.order, row)
        elif task.order.lies_at(self._station_id):
            if row.rev < task.order.rev or self._order_unsent(order_id):
                self._shared.pass_over(row)
                return
            self._follow(task, asked.order, row)
        elif self._unsent(order_id):
            if asked.order.state is not OrderState.CANCELLED:
                self._shared.pass_over(row)
                return
            self._follow(task, asked.order, row)
        else:
            self._rewrite(task, asked.order, row.fence)
        sources.put(*asked.sources)
        self._shared.take(row, asked.unknown, asked.unknown_personal)

    def take_task(self, row: FeedRow, thing: Thing) -> None:
        """What was done for an order; what was done here is not overwritten before central has seen it."""
        order_id, task = UUID(row.key), self._known(UUID(row.key))
        if task is None:
            self._shared.pass_over(row)
            return
        self._lose_claim(order_id, row, task)
        labels = self._work.labels.of_order(order_id)
        own = task_text(task, labels, thing.unknown, thing.unknown_personal)
        written_here = not is_view(row) and self._written_here(order_id, row.fence)
        if row.body is None or own.body == row.body or written_here:
            self._stand(task.order, row)
            self._shared.take(row, thing.unknown or {}, thing.unknown_personal or {})
            return
        here = task.order.lies_at(self._station_id) or self._conflicts.any_open(order_id, self._station_id)
        if here or self._unsent(order_id):
            self._shared.pass_over(row)
            return
        done = done_in(task.order, row.body, row.personal, self._elsewhere(row))
        self._write(task, replace(done.task, order=replace(done.task.order, fence=row.fence)), done.labels)
        self._shared.take(row, done.unknown, done.unknown_personal)

    def _written_here(self, order_id: UUID, fence: int) -> bool:
        """Whether it was done under a claim of this station: then what is here is never older."""
        asked = {"site": self._site.bytes, "station": self._station_id, "order": order_id.bytes}
        mine = _UNDER_FENCE(self._raw, {**asked, "held_under": fence}).fetchone() if fence else None
        return mine is not None

    def _follow(self, task: PackTask, asked: Order, row: FeedRow) -> None:
        """What lies on the bench follows as it follows a file: journaled, and told at the next scan."""
        known = {one.instruction_id for one in task.order.instructions}
        fresh = iter([one.instruction_id for one in asked.instructions if one.instruction_id not in known])
        arriving = replace(asked, number=task.order.number)
        receive(
            self._work, arriving, self._work.catalogue.product, lambda: next(fresh, None) or self._new_id()
        )
        now = self._work.orders.task(task.order.order_id).order
        differs = now.rev > task.order.rev and self._work.kept(now.order_id) > 0
        rev = max(now.rev, row.rev + differs)
        if (rev, asked.tote, asked.more_totes) != (now.rev, now.tote, now.more_totes):
            now = replace(now, rev=rev, tote=asked.tote, more_totes=asked.more_totes)
            self._work.orders.save(now)

    def _rewrite(self, task: PackTask, asked: Order, fence: int) -> None:
        """An order that lies on no bench here asks for what central says, whoever changed it."""
        order = replace(with_asked(task.order, asked), fence=fence)
        find = self._work.catalogue.product
        order = held_if_unknown(replace(order, holds=order.holds - {HoldReason.PRODUCT_UNKNOWN}), find)
        wanted = {one.instruction_id for one in order.instructions}
        marks = frozenset(mark for mark in task.marks if mark.instruction_id in wanted)
        self._work.orders.save_task(task, replace(task, order=order, marks=marks), anew=True)

    def _write(self, before: PackTask, after: PackTask, labels: tuple[Label, ...]) -> None:
        left = {carton.carton_id for carton in after.cartons}
        gone = [carton for carton in before.cartons if carton.carton_id not in left]
        for carton in gone:
            self._cartons.drop(carton.carton_id)
        if gone:
            self._work.forget()
            before = replace(before, cartons=tuple(c for c in before.cartons if c.carton_id in left))
        self._work.orders.save_task(before, after)
        known = {label.label_id: label for label in self._work.labels.of_order(after.order.order_id)}
        for label in labels:
            if label.label_id not in known:
                # Two cartons with one plate are a fault of the site's numbers: that both are packed is known.
                if self._work.labels.by_plate(label.plate.code) is None:
                    self._work.labels.add(label)
            elif replace(label, data=b"") != replace(known[label.label_id], data=b""):
                self._work.labels.save(label)

    def _stand(self, order: Order, row: FeedRow) -> None:
        """Nothing else was done; whose it is may have changed."""
        if order.lies_at(self._station_id):
            return
        now = replace(order, fence=row.fence)
        if order.state in {OrderState.CLAIMED, OrderState.PACKING}:
            holder = self._elsewhere(row)
            now = replace(now, holder=holder, state=order.state if holder else OrderState.READY)
        if now != order:
            self._work.orders.save(now)

    def _elsewhere(self, row: FeedRow) -> str | None:
        """On whose bench the order lies; claimed for this station it lies on none until it is opened here."""
        return None if row.holder == self._station_id else row.holder

    def _gone(self, row: FeedRow, task: PackTask | None) -> None:
        """Central keeps it no longer: neither does this station, once nothing of it is left to tell."""
        if task is not None:
            order_id = task.order.order_id
            if task.order.lies_at(self._station_id) or self._unsent(order_id):
                self._shared.pass_over(row)
                return
            drop_order(self._raw, self._site, order_id)
            self._work.forget()
        self._shared.forget(DocumentKind.TASK, row.key)
        self._shared.take(row, {}, {})

    def _lose_claim(self, order_id: UUID, row: FeedRow, task: PackTask | None) -> None:
        """A claim that was overtaken is gone, whatever the lease says."""
        fence = self._work.claims.kept_fence(order_id)
        if fence is not None and row.fence > fence and row.holder != self._station_id:
            here = task is not None and task.order.lies_at(self._station_id)
            self._work.claims.lose(order_id, open_here=here)

    def _known(self, order_id: UUID) -> PackTask | None:
        try:
            return self._work.orders.task(order_id)
        except KeyError:
            return None

    def _says(self, task: PackTask, thing: Thing) -> str:
        sources = self._work.sources.of_order(task.order.order_id)
        unknown = with_lifted(thing.unknown, self._work.holds_lifted(task.order.order_id))
        return order_text(task.order, sources, unknown, thing.unknown_personal).body

    def _unsent(self, order_id: UUID) -> bool:
        return bool(self._unsent_kinds(order_id))

    def _order_unsent(self, order_id: UUID) -> bool:
        return any(leaves_order(kind) for kind in self._unsent_kinds(order_id))

    def _unsent_kinds(self, order_id: UUID) -> list[str]:
        asked = {"site": self._site.bytes, "station": self._station_id, "order": order_id.bytes}
        return [kind for (kind,) in _UNSENT_OF_ORDER(self._raw, asked)]
