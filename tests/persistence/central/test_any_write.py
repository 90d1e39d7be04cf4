"""A call that fails at any of its writes has done nothing, and made again it does all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from psycopg import sql

from packstation.application.central_ports import CentralUnreachable
from packstation.domain.central import OrderEnd, Outcome
from tests.contract.central.shared_site import Bench, PostgresSite
from tests.postgres.journal import new_id, order_document, task_document
from tests.postgres.site import RealSite

TABLES = (
    "event",
    "orders",
    "document",
    "personal",
    "feed_pending",
    "feed",
    "site_head",
    "station",
    "conflict",
)
FULL = b"""
CREATE FUNCTION packstation.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'planted' USING ERRCODE = 'disk_full';
END $$;
"""


@pytest.fixture
def site(real_database: RealSite) -> RealSite:
    with real_database.admin() as admin:
        admin.execute(FULL)
    return real_database


@contextmanager
def full_at(site: RealSite, table: str) -> Iterator[None]:
    """Nothing can be written into this table."""
    named = sql.Identifier("packstation", table)
    words = (
        "CREATE TRIGGER planted BEFORE INSERT OR UPDATE OR DELETE ON {} "
        "FOR EACH ROW EXECUTE FUNCTION packstation.full_disk()"
    )
    with site.admin() as admin:
        admin.execute(sql.SQL(words).format(named))
        yield
        admin.execute(sql.SQL("DROP TRIGGER planted ON {}").format(named))


def everything(site: RealSite) -> list[list[tuple[object, ...]]]:
    """All rows of all tables."""
    with site.admin() as admin:
        words = (sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(_table(name)) for name in TABLES)
        return [admin.execute(one).fetchall() for one in words]


def _table(name: str) -> sql.Identifier:
    return sql.Identifier("packstation", name)


def fails_whole(site: RealSite, call: Callable[[], object], *tables: str) -> None:
    """The call fails at its write into each of these tables; each time all is as it was before."""
    for table in tables:
        before = everything(site)
        with full_at(site, table), pytest.raises(CentralUnreachable):
            call()
        assert everything(site) == before, table


def test_a_push_is_taken_whole_or_not_at_all(site: RealSite) -> None:
    a, b = Bench(PostgresSite(site), "A"), Bench(PostgresSite(site), "B")
    order_id, another = a.brings("100"), new_id()
    stale = a.claimed(order_id)
    a.beat(released=((order_id, stale),))
    b.claimed(order_id)
    a.does("unit_counted", order_id, stale)
    event = a.does("order_received", another, 0)
    last = a.does("order_packed", another, 0)
    documents = (
        order_document(another, event.seq, "101"),
        task_document(another, last.seq, "{}", end=OrderEnd.PACKED),
    )
    push = a.journal.push(a.known_epoch, *documents, after=a.acked)
    written = ("event", "orders", "document", "personal", "feed_pending", "station", "conflict")
    fails_whole(site, lambda: a.central.push(push), *written)
    answer = a.central.push(push)
    assert [outcome for _, outcome in answer.outcomes] == [
        Outcome.STALE_FENCE,
        Outcome.ACCEPTED,
        Outcome.ACCEPTED,
    ]
    assert a.end_of(another) is OrderEnd.PACKED


def test_a_pull_numbers_all_that_is_pending_or_nothing(site: RealSite) -> None:
    a, b = Bench(PostgresSite(site), "A"), Bench(PostgresSite(site), "B")
    a.brings("100")
    a.brings("101")
    fails_whole(site, lambda: b.central.pull(b.known_epoch, 0, 10), "feed_pending", "feed", "site_head")
    assert [row.seq for row in b.pull()] == [1, 2]


def test_a_claim_is_given_and_told_or_neither(site: RealSite) -> None:
    a = Bench(PostgresSite(site), "A")
    order_id = a.brings("100")
    fails_whole(site, lambda: a.claim(order_id), "orders", "feed_pending")
    assert a.claimed(order_id) == 1
