"""A day at a site at which benches get new names, with work of the old one unsent."""

from __future__ import annotations

import json
from typing import NamedTuple
from uuid import UUID

from packstation.domain.central import Document, DocumentKind, Event, OrderEnd, Outcome, Push
from packstation.sync.errand import Question
from tests.fakes.book import ModelBook, Pages
from tests.fakes.central_rule import PACKED_KINDS
from tests.sync.packer import SimPacker
from tests.sync.referee import Referee, Violation
from tests.sync.schedule import DAY_MS, Schedule
from tests.sync.station import SimStation
from tests.sync.world import Said


class Packed(NamedTuple):
    """A carton that was packed under a former name; `new_name` tells of it."""

    order_id: UUID
    row: Event
    new_name: str


class RenamingReferee(Referee):
    """I4 counts what is handed over, too. I12: a carton of a former name is packed at central, or a task."""

    packed_before: list[Packed]

    def saw(self, station_id: str, asked: Question, said: Said) -> None:
        """Central has taken a call."""
        first = self._judged.get(station_id, 0)
        super().saw(station_id, asked, said)
        if not isinstance(asked, Push):
            return
        books = self.world.central.books
        sent = {kept.event.hash.hex() for row in books.stations.values() for kept in row.rows}
        for event, outcome in books.stations[station_id].rows[first:]:
            taken = event.kind == "packing_handed_over" and outcome is Outcome.ACCEPTED
            if taken and event.order_id and json.loads(event.payload)["former_hash"] not in sent:
                self._pack_once(event.order_id, station_id)

    def settle(self) -> None:
        super().settle()
        books = self.world.central.books
        for order_id, row, new_name in self.packed_before:
            # Where its disk died since, nobody can tell of it any more.
            there = [one for one in self.stations if one.station_id == new_name]
            is_out = not there or any(self._is_out(one) for one in there)
            known = books.orders.get(order_id)
            told = any(about[:2] == (order_id, new_name) for about in books.conflicts)
            rows = [kept for one in books.stations.values() for kept in one.rows]
            sent = any(kept.event.hash == row.hash and kept.event.kind == "order_packed" for kept in rows)
            if known is None or is_out or told or sent or self.restores:
                continue
            if known.end not in {OrderEnd.PACKED, OrderEnd.SHIPPED}:
                raise Violation(f"I12 {order_id}, packed by who is {new_name} now, is {known.end}")


class RenamingSchedule(Schedule):
    """As any day; and up to three benches get a new name in it."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.referee = RenamingReferee(self.world, self.stations)
        self.packed_before: list[Packed] = []
        self.referee.packed_before = self.packed_before
        for _ in range(self.rng.randint(1, 3)):
            self.world.at(self.rng.randint(8_000, DAY_MS), self._rename)

    def _rename(self) -> None:
        """Its secret is lost, say: what it has goes on under another name, nothing of the old one is sent."""
        station = self.rng.choice(self.stations)
        busy = any(packer.station is station and packer.open for packer in self.packers)
        if station.station_id in self.referee.twins or busy or station.pages.forked:
            return
        name, pages = f"{station.station_id}~", Pages()
        book = ModelBook(name, f"{name}.0", station.mono_ms, station.wall, pages)
        book.record("site_joined")
        for kept in {**station.pages.site, **station.pages.own}:
            if kept[0] is DocumentKind.ORDER:
                self._bring(station, book, UUID(kept[1]))
        station.crash(down_ms=10**9)
        if self.rng.random() < 0.5:
            self.world.central.close(station.station_id)
        renamed = SimStation(self.world, name, name, pages)
        self.stations[self.stations.index(station)] = renamed
        self.packers.append(SimPacker(renamed, self.numbers, self.known))

    def _bring(self, station: SimStation, book: ModelBook, order_id: UUID) -> None:
        key = (DocumentKind.ORDER, str(order_id))
        order, site = station.book.shown(key), station.pages.site.get(key)
        if order is None or order.body is None:
            return
        book.record(
            "order_handed_over", order_id, Document(*key, 0, order.body, None, None, order.end, order.rev)
        )
        packed = [
            row for row in station.pages.journal if row.order_id == order_id and row.kind in PACKED_KINDS
        ]
        fence = site.fence if site else 0
        if not packed or (packed[-1].fence or 0) < fence or packed[-1].seq in station.pages.outcomes:
            return
        row = packed[-1]
        # None of its pieces was counted under the new name.
        body = f"{book.station_id}/{row.fence}/0"
        told = Document(DocumentKind.TASK, str(order_id), 0, body, end=OrderEnd.PACKED)
        what = {"former_station": station.station_id, "former_seq": row.seq, "former_hash": row.hash.hex()}
        if row.kind != "order_packed":
            # Called otherwise twice, and central has not heard of the first time.
            what = json.loads(row.payload)
            self.packed_before[:] = [one for one in self.packed_before if one.order_id != order_id]
        book.record(
            "packing_handed_over", order_id, told, fence=row.fence or 0, rev=row.rev, payload=json.dumps(what)
        )
        self.packed_before.append(Packed(order_id, row, book.station_id))
