"""Watches a simulated site with means of its own, and says at once when something must never happen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from uuid import UUID

from packstation.domain.central import DocumentKind, Granted, Outcome, Push
from packstation.domain.lease import lease_left_ms
from packstation.sync.errand import Question
from tests.fakes.book import terms_in
from tests.fakes.central_rule import HANDED_OVER, rule_of
from tests.sync.station import PLENTY, SimStation
from tests.sync.world import Said, World


class Violation(AssertionError):
    """Something that must never happen."""


class Follower:
    """A reader that trusts the cursor blindly: it misses whatever is seen later under a smaller number."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.cursor = 0
        self.versions: dict[tuple[DocumentKind, str], int] = {}

    def read(self) -> None:
        self.world.central.sequence()
        for row in self.world.central.feed_rows(self.cursor, 10_000):
            self.versions[row.kind, row.key] = row.version
            self.cursor = row.seq


class Referee:
    """Invariants: during the work by `watch` and what central is seen to do, and at the end by `settle`."""

    def __init__(self, world: World, stations: list[SimStation]) -> None:
        self.world = world
        self.stations = stations
        self.follower = Follower(world)
        self.twins: set[str] = set()
        """Station ids by which two journals went at some time."""
        self.restores = 0
        self.restored_at = datetime.min.replace(tzinfo=UTC)
        self._given: dict[tuple[str, UUID, int], int] = {}
        """What central gave to whom, and after how many restores: a claim of before counts no more."""
        self._judged: dict[str, int] = {}
        self._fences: dict[UUID, tuple[int, str]] = {}
        self._packed: dict[UUID, str] = {}
        world.on_call = self.saw
        world.on_hold = self.held

    def saw(self, station_id: str, asked: Question, said: Said) -> None:
        """Central has taken a call."""
        if isinstance(asked, Push):
            self._judge(station_id)
        elif isinstance(said, Granted):
            for grant in said.grants:
                self._given[station_id, grant.order_id, grant.fence] = self.restores
                self._lease(station_id, grant.order_id)

    def _has_heard(self, station: SimStation) -> bool:
        return station.welcomed_at is not None and station.welcomed_at > self.restored_at

    def restored(self) -> None:
        """Central is another: what it has now is all that counts, and no claim is what it was."""
        self.restores += 1
        self.restored_at = self.world.now()
        self.follower = Follower(self.world)
        self._judged.clear()
        self._fences.clear()
        self._packed.clear()

    def _judge(self, station_id: str) -> None:
        """I4: an order is packed once; I5: nothing is done under a claim when a newer one was worked with."""
        rows = self.world.central.books.stations[station_id].rows
        for kept in rows[self._judged.get(station_id, 0) :]:
            event, rule = kept.event, rule_of(kept.event.kind, kept.event.version)
            if kept.outcome is not Outcome.ACCEPTED or event.order_id is None or not (rule and rule.held):
                continue
            given = self._given.get((station_id, event.order_id, event.fence or 0))
            if event.fence and given != self.restores:
                # A fence of before a restore came back: whoever was given the order since hears of it later.
                for key in [key for key in self._given if key[1] == event.order_id]:
                    del self._given[key]
            if event.kind == "order_packed":
                self._pack_once(event.order_id, station_id)
            if event.fence and self.restores == 0 and event.kind not in HANDED_OVER:
                newest, whose = self._fences.get(event.order_id, (0, ""))
                if event.fence < newest or (event.fence == newest and whose != station_id):
                    raise Violation(f"I5 {event.order_id}: {event.fence} of {station_id} after {newest}")
                self._fences[event.order_id] = event.fence, station_id
        self._judged[station_id] = len(rows)

    def _pack_once(self, order_id: UUID, station_id: str) -> None:
        """I4; but a station may have packed anew what was refused, and a restored central knows no refusal.

        Told again, both count: the station itself was told then, and it is no other's carton.
        """
        before = self._packed.get(order_id)
        if before is not None and (before != station_id or not self.restores):
            raise Violation(f"I4 {order_id} was packed twice")
        self._packed[order_id] = station_id

    def _lease(self, station_id: str, order_id: UUID) -> None:
        """I9: nobody is given an order that another rightly believes to be its own."""
        for station in self.stations:
            if station.station_id != station_id and (left_ms := self._believed_ms(station, order_id)):
                raise Violation(
                    f"I9 {order_id} is {station.name}'s for {left_ms} ms, and went to {station_id}"
                )

    def held(self, name: str) -> None:
        """I9: nobody believes to have an order that central has given to another."""
        for station in self.stations:
            if station.name != name:
                continue
            for order_id in station.pages.claims:
                order = self.world.central.books.orders.get(order_id)
                if order is None or order.given_to == station.station_id:
                    continue
                # A fence that was given before a restore may rightly come back and end a newer claim.
                new = self._given.get((order.given_to or "", order_id, order.fence)) == self.restores
                if new and self._believed_ms(station, order_id):
                    raise Violation(f"I9 {name} holds {order_id}, which is {order.given_to}'s")

    def _believed_ms(self, station: SimStation, order_id: UUID) -> int:
        """How long the station counts on its claim yet; 0 where it does not, or cannot know better."""
        claim = station.pages.claims.get(order_id)
        if station.station_id in self.twins or claim is None or not station.alive or station.pages.forked:
            return 0
        if self._given.get((station.station_id, order_id, claim.fence)) != self.restores:
            return 0
        mono_ms, boot_id = station.mono_ms(), station.book.boot_id
        return lease_left_ms(claim.lease_ends_mono_ms, claim.boot_id, mono_ms, boot_id) or 0

    def watch(self) -> None:
        """I1: what a station was told that central has, central has. Now and then; a follower reads along."""
        self.follower.read()
        for station in self.stations:
            self.held(station.name)
            if not (station.connected and self._has_heard(station)):
                continue
            if station.station_id not in self.twins and not station.pages.forked:
                self._acked(station)

    def _acked(self, station: SimStation) -> None:
        rows = self.world.central.books.stations[station.station_id].rows
        acked_seq = station.pages.acked_seq
        if acked_seq and (
            len(rows) < acked_seq
            or rows[acked_seq - 1].event.hash != station.pages.journal[acked_seq - 1].hash
        ):
            raise Violation(f"I1 {station.name}'s row {acked_seq} is not at central, which has {len(rows)}")

    # At the end.

    def _is_out(self, station: SimStation) -> bool:
        row = self.world.central.books.stations.get(station.station_id)
        return station.pages.forked or (row is not None and row.closed)

    def unsettled(self, station: SimStation) -> str | None:
        """Why this station has not come together with central, if so."""
        pages, books = station.pages, self.world.central.books
        if self._is_out(station):
            return None
        if not station.alive or not station.connected:
            return f"{station.name} is {station.state.phase}"
        if not self._has_heard(station):
            return f"{station.name} has not heard of the restore"
        if pages.acked_seq < len(pages.journal):
            return f"{station.name} has {len(pages.journal) - pages.acked_seq} rows unsent"
        if books.pending or pages.cursor != books.head or pages.epoch != books.epoch:
            return f"{station.name} reads at {pages.cursor} of {books.head}"
        return None

    def settle(self) -> None:
        """I2, I3, I6 and I8, once everything is quiet and every station has come together with central."""
        self.watch()
        books = self.world.central.books
        rows = [kept for station in books.stations.values() for kept in station.rows]
        if len({kept.event.event_id for kept in rows}) != len(rows):
            raise Violation("I2 a row stands twice at central")
        if self.follower.versions.keys() - books.documents.keys():
            raise Violation("I6 the feed told of what is not there")
        for key, stored in books.documents.items():
            if self.follower.versions.get(key) != stored.version:
                raise Violation(f"I6 who followed the feed does not know {key} as it is")
        self._tasks()
        self._terms()
        for station in self.stations:
            if not self._is_out(station):
                self._same(station)

    def _goes_on_with(self, station: SimStation, key: tuple[DocumentKind, str]) -> bool:
        """Whether it is the task of an order that the station has: the others hear later how far it is."""
        books = self.world.central.books
        if key[0] is not DocumentKind.TASK or UUID(key[1]) not in books.later:
            return False
        return books.orders[UUID(key[1])].holder == station.station_id

    def _tasks(self) -> None:
        """I3: what a task says lies in the carton is what was counted into it by accepted rows."""
        books = self.world.central.books
        counted: Counter[tuple[UUID | None, str, int]] = Counter()
        overridden: set[UUID | None] = set()
        for station_id, station in books.stations.items():
            for event, outcome in station.rows:
                if not event.fence:
                    overridden.add(event.order_id)
                if event.kind == "unit_counted" and outcome is Outcome.ACCEPTED:
                    counted[event.order_id, station_id, event.fence or 0] += 1
        for (kind, key), stored in books.documents.items():
            if kind is DocumentKind.TASK and UUID(key) not in overridden:
                body = books.body_of(kind, key)
                who, fence, units = body.split("/")
                if counted[UUID(key), who, int(fence)] != int(units):
                    raise Violation(
                        f"I3 {key}: {stored.body}, and {counted[UUID(key), who, int(fence)]} counted"
                    )

    def _terms(self) -> None:
        """I11: no order is packed and asks for another carton, without a task for a person."""
        books = self.world.central.books
        packed_under = {
            event.order_id: event.rev or PLENTY
            for station in books.stations.values()
            for event, outcome in station.rows
            if event.kind == "order_packed" and outcome is Outcome.ACCEPTED
        }
        late = {Outcome.CHANGED_TOO_LATE, Outcome.PACKED_AFTER_CANCEL}
        told = {order_id for order_id, _, _, outcome in books.conflicts if outcome in late}
        for (kind, key), stored in books.documents.items():
            terms = terms_in(stored.body) if kind is DocumentKind.ORDER and UUID(key) not in told else None
            if terms and int(terms.split()[0]) > packed_under.get(UUID(key), PLENTY):
                raise Violation(f"I11 {key} was packed under {packed_under[UUID(key)]}, and is {stored.body}")

    def _same(self, station: SimStation) -> None:
        documents = self.world.central.books.documents
        for key in documents.keys() | station.pages.site.keys():
            if self._goes_on_with(station, key):
                continue
            here, there = station.book.shown(key), documents.get(key)
            if here is None or there is None or (here.version, here.body) != (there.version, there.body):
                raise Violation(f"I8 {station.name} has {here} where central has {there}: {key}")
