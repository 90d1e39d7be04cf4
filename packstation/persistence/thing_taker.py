"""Takes products, people, settings and tasks for people as central tells of them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from packstation.application.let_order_go import let_order_go
from packstation.domain.central import DocumentKind, FeedRow
from packstation.domain.conflict import Conflict
from packstation.domain.product import Product
from packstation.persistence.catalogue import SqlCatalogue
from packstation.persistence.conflict_row import SqlConflicts
from packstation.persistence.documents.conflict import conflict_in
from packstation.persistence.documents.person import person_in
from packstation.persistence.documents.product import goods_in
from packstation.persistence.documents.setting import SITE_SECRET, setting_in
from packstation.persistence.identity import Identity
from packstation.persistence.prepared import Prepared
from packstation.persistence.user_row import SqlUsers
from packstation.persistence.weighing_row import SqlWeighings
from packstation.persistence.work import SqlWork

_PUT_SETTING = Prepared("shared.put_setting")
_DROP_SETTING = Prepared("shared.drop_setting")
_PUT_META = Prepared("shared.put_meta")
_NEWEST_ACKED = Prepared("journal.newest_acked")
_NEWEST_OF_ORDER = Prepared("journal.newest_of_order")


class ThingTaker:
    """What central owns of the site besides its orders."""

    def __init__(self, raw: sqlite3.Connection, identity: Identity, work: SqlWork) -> None:
        self._raw = raw
        self._site = identity.site.bytes
        self._station_id = identity.station_id
        self._work = work
        # What comes from central is no news for it.
        self._catalogue = SqlCatalogue(raw, identity.site, work.forget)
        self._weighings = SqlWeighings(raw, identity.site, self._catalogue.product, work.forget)
        self._users = SqlUsers(raw, identity.site)
        self._conflicts = SqlConflicts(raw, identity.site)

    def take(self, row: FeedRow) -> None:
        """A product, a person or a setting; one that was changed here since goes to central, and wins."""
        if self._unsent(row):
            return
        if row.kind is DocumentKind.SETTING:
            self._take_setting(row)
            unknown: dict[str, object] = {}
        elif row.body is None:
            unknown = {}
        elif row.kind is DocumentKind.PRODUCT:
            unknown = self._take_product(row.key, row.body)
        else:
            unknown = self._take_person(row.key, row.body)
        self._work.shared.take(row, unknown, {})

    def take_conflict(self, row: FeedRow) -> Conflict | None:
        """A task for a person, here or at another bench; None where it was settled here meanwhile."""
        if self._unsent(row):
            return None
        if row.body is None:
            raise ValueError(row.key)
        conflict = conflict_in(row.body)
        self._conflicts.put(conflict)
        self._work.shared.take(row, {}, {})
        return conflict

    def _unsent(self, row: FeedRow) -> bool:
        """Whether it was changed here, and central has not heard of that yet."""
        acked = _NEWEST_ACKED(self._raw, {"site": self._site, "station": self._station_id}).fetchone()[0]
        return self._work.shared.changed_at(row.kind, row.key) > int(acked)

    def _take_product(self, sku: str, body: str) -> dict[str, object]:
        goods, before = goods_in(sku, body), self._catalogue.product(sku)
        named = {code.code for code in goods.codes}
        self._catalogue.drop_codes(code for code in self._catalogue.codes_of(sku) if code.code not in named)
        self._catalogue.put([goods.product], goods.codes)
        self._catalogue.put_facts(sku, goods.facts)
        self._take_weight(before, goods.product)
        for code in goods.codes:
            self._work.unknown_codes.drop(code.code)
        for order in self._work.orders.waiting_for(sku):
            # One station tells central that the order goes on: the one that took it in.
            let_order_go(self._work, order, quietly=not self._is_ours(order.order_id.bytes))
        return goods.unknown

    def _take_weight(self, before: Product | None, now: Product) -> None:
        """What the site learned of it; what a lead called wrong is not learned again from old cartons."""
        if before is not None and before.learned_grams is not None and now.learned_grams is None:
            self._weighings.forget(now.sku)
        if before is None or before.learned_grams != now.learned_grams:
            self._weighings.learned(now.sku, now.learned_grams)

    def _is_ours(self, order_id: bytes) -> bool:
        asked = {"site": self._site, "station": self._station_id, "order": order_id}
        found = _NEWEST_OF_ORDER(self._raw, asked).fetchone()
        return found[0] is not None

    def _take_person(self, user_id: str, body: str) -> dict[str, object]:
        user, unknown = person_in(user_id, body)
        known = self._users.user(user_id)
        if known is not None:
            user = replace(user, misses=known.misses, missed_at=known.missed_at)
        bearer = self._users.by_badge(user.badge_number) if user.badge_number is not None else None
        if bearer is not None and bearer.user_id != user_id:
            # The badge went from hand to hand; what central says of its former bearer comes too.
            self._users.put(replace(bearer, badge_number=None, badge_hash=None))
        self._users.put(user)
        return unknown

    def _take_setting(self, row: FeedRow) -> None:
        if row.body is None:
            _DROP_SETTING(self._raw, {"site": self._site, "key": row.key})
            return
        value = setting_in(row.body)
        if row.key == SITE_SECRET:
            _PUT_META(self._raw, {"key": SITE_SECRET, "value": bytes.fromhex(value).hex()})
        _PUT_SETTING(self._raw, {"site_id": self._site, "key": row.key, "value": value})
