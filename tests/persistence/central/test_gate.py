"""Eight stations push at a time, the others in the order they came. Nobody waits for ever."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event as Pause

import pytest
from psycopg import sql

from packstation.domain.central import Outcome
from tests.contract.central.shared_site import Bench, PostgresSite
from tests.postgres.site import RealSite


@pytest.fixture
def a(real_site: RealSite) -> Bench:
    return Bench(PostgresSite(real_site), "A")


@contextmanager
def eight_push(site: RealSite) -> Iterator[None]:
    """Every gate of the site is taken meanwhile."""
    with site.admin() as admin, admin.transaction():
        admin.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), n) FROM generate_series(0, 7) n", (str(site.site_id),)
        )
        yield


def waiting(site: RealSite) -> bool:
    return site.row("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == (1,)


def test_the_ninth_waits_until_one_is_through(real_site: RealSite, a: Bench) -> None:
    a.does("signed_in")
    with ThreadPoolExecutor(1) as pool:
        with eight_push(real_site):
            ninth = pool.submit(a.outcomes)
            while not waiting(real_site):
                assert not ninth.done()
                Pause().wait(0.005)
        assert ninth.result() == [Outcome.ACCEPTED]


def test_a_gate_that_stays_shut_stops_nobody(real_site: RealSite, a: Bench) -> None:
    role = sql.Identifier(real_site.stations["A"].role)
    with real_site.admin() as admin:
        (usual,) = real_site.row(
            "SELECT split_part(c, '=', 2) FROM pg_roles, unnest(rolconfig) c WHERE rolname = %s "
            "AND c LIKE 'lock_timeout=%%'",
            real_site.stations["A"].role,
        )
        admin.execute(sql.SQL("ALTER ROLE {} SET lock_timeout = '30ms'").format(role))
        try:
            a.does("signed_in")
            with eight_push(real_site):
                assert a.outcomes() == [Outcome.ACCEPTED]
        finally:
            admin.execute(sql.SQL("ALTER ROLE {} SET lock_timeout = {}").format(role, sql.Literal(usual)))
