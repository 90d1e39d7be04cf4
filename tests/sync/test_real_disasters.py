"""Central is killed, fails over or is frozen in the middle of a push; a station sleeps past its lease."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from packstation.application.central_ports import ClaimAnswer, ClaimReply
from packstation.demo.wire import FAIR, Weather
from tests.architecture.source import ROOT
from tests.contract.central.shared_site import PostgresSite
from tests.persistence.bench_acts import alike, begin, count
from tests.persistence.shelf import make_order
from tests.postgres.cluster import ADMIN_PASSWORD, Cluster
from tests.postgres.site import RealSite, Template
from tests.sync.real_site import BRISK, Site, claimed, journal_of, site_at, until

if sys.platform == "win32":
    pytest.skip("no PostgreSQL is started there", allow_module_level=True)

ORDERS = 60
LEASE_MS = 3_000


@pytest.fixture
def durable(durable_cluster: Cluster) -> Iterator[RealSite]:
    template = Template(durable_cluster, ("A", "B"))
    site = RealSite(durable_cluster, template.name, template.site_id, dict(template.stations))
    yield site
    site.hang_up()


def test_a_central_killed_in_the_middle_of_pushes_has_all_it_said_it_has(
    tmp_path: Path, durable: RealSite
) -> None:
    with site_at(tmp_path, durable) as site:
        a, b = site.stations
        until(lambda: a.is_connected and b.is_connected)
        for first in range(1, ORDERS, 20):
            a.take_in(first, first + 19)
            until(lambda: site_has_some(site, a.name))
            durable.cluster.kill()
            acked = a.station.book.position().head_seq - a.unsent
            durable.cluster.start()
            assert len(site.at_central(a)) >= acked
        site.come_together()
        assert site.orders() == ORDERS


def site_has_some(site: Site, name: str) -> bool:
    """Whether central has heard some of what this station has, and not all: the push is under way."""
    station = next(station for station in site.stations if station.name == name)
    return len(site.at_central(station)) > 0


def test_after_a_failover_in_the_middle_of_a_push_nothing_is_lost_or_doubled(
    tmp_path: Path, durable: RealSite
) -> None:
    with standby_of(durable) as standby, site_at(tmp_path, durable) as site:
        a, b = site.stations
        until(lambda: a.is_connected and b.is_connected)
        a.take_in(1, 20)
        until(lambda: bool(site.at_central(a)))
        with in_the_middle(durable) as is_waited_for:
            a.take_in(21, ORDERS)
            until(is_waited_for)
            durable.cluster.kill()
        standby.run("pg_ctl", "promote", "-w", "-D", str(standby.data))
        site.wire.lead_to("127.0.0.1", standby.port)
        site.site = replace(durable, cluster=standby, opened=[])
        b.take_in(ORDERS + 1, ORDERS + 20)
        site.come_together()
        assert site.orders() == ORDERS + 20


@contextmanager
def in_the_middle(site: RealSite) -> Iterator[Callable[[], bool]]:
    """A push stops between its rows and its commit; whether one stands there now. Central may die of it."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%%.push(%%' "
        "AND usename LIKE 'ps-%%'"
    )
    with suppress(psycopg.OperationalError), site.admin() as admin, admin.transaction():
        admin.execute("LOCK TABLE packstation.feed_pending IN EXCLUSIVE MODE")
        yield lambda: site.row(waiting) != (0,)


@contextmanager
def standby_of(primary: RealSite) -> Iterator[Cluster]:
    """A second PostgreSQL that follows the first, and has what the first has said it has committed."""
    cluster = primary.cluster
    (cluster.folder / "pgpass").write_text(f"*:*:*:*:{ADMIN_PASSWORD}\n", "ascii")
    (cluster.folder / "pgpass").chmod(0o600)
    cluster.give(cluster.folder / "pgpass")
    standby = Cluster(cluster.folder / "standby", durable=True)
    standby.folder.mkdir()
    cluster.give(standby.folder)
    told = f"host=127.0.0.1 port={cluster.port} user=postgres passfile={cluster.folder / 'pgpass'}"
    cluster.run("pg_basebackup", "-D", str(standby.data), "-d", told, "-R", "-c", "fast", "-X", "stream")
    standby.start()
    try:
        # Only now: the standby has a copy of the settings, and would wait for a standby of its own.
        with cluster.admin() as admin:
            admin.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            admin.execute("SELECT pg_reload_conf()")
        until(lambda: follows(cluster))
        yield standby
    finally:
        standby.stop()
        shutil.rmtree(standby.folder, ignore_errors=True)


def follows(primary: Cluster) -> bool:
    """Whether every commit waits for the standby now."""
    with primary.admin() as admin:
        found = admin.execute("SELECT sync_state FROM pg_stat_replication").fetchone()
    return found is not None and found[0] == "sync"


def test_a_central_that_is_frozen_is_given_up_and_found_again(tmp_path: Path, durable: RealSite) -> None:
    with site_at(tmp_path, durable, "A") as site:
        (a,) = site.stations
        until(lambda: a.is_connected)
        with frozen(durable.cluster):
            a.take_in(1, 3)
            until(lambda: not a.is_connected)
            assert a.loop.want(make_order(1).order_id, 20) == ClaimAnswer(ClaimReply.NOT_REACHED)
        site.come_together()
        assert site.orders() == 3


@contextmanager
def frozen(cluster: Cluster) -> Iterator[None]:
    """Every process of it is stopped: connections stand, and nothing is answered."""
    listed = ["ps", "-o", "pid=", "--ppid", str(cluster.pid)]
    found = subprocess.run(listed, capture_output=True, text=True, check=True)
    pids = [cluster.pid, *(int(pid) for pid in found.stdout.split())]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_a_station_stopped_for_longer_than_its_lease_finds_its_order_gone_and_loses_nothing(
    tmp_path: Path, real_site: RealSite
) -> None:
    with (
        site_at(tmp_path, real_site, "B", replace(BRISK, lease_ms=LEASE_MS)) as site,
        child(real_site, tmp_path) as a,
    ):
        (b,) = site.stations
        b.take_in(1, 1)
        order_id = make_order(1).order_id
        until(lambda: a.ask(f"want {order_id}") == "yours")
        assert b.want(order_id) == ClaimAnswer(ClaimReply.TAKEN, "A")
        a.process.send_signal(signal.SIGSTOP)
        until(lambda: b.loop.want(order_id, 5) == ClaimAnswer(ClaimReply.YOURS))
        a.process.send_signal(signal.SIGCONT)
        assert a.ask("counts on") == "0"
        until(lambda: a.ask("holds") == "0")
        site.come_together()
        assert claimed(b, order_id)


class Child:
    """A station in a process of its own."""

    def __init__(self, site: RealSite, folder: Path) -> None:
        enrolment = site.enrolment("A")
        words = [sys.executable, "-m", "tests.sync.station_child", str(folder), str(site.site_id)]
        words += [str(enrolment.port), enrolment.database, enrolment.role, str(LEASE_MS)]
        self.process = subprocess.Popen(
            words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.ask(str(enrolment.password))

    def ask(self, words: str) -> str:
        """Say a line and hear one."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def child(site: RealSite, folder: Path) -> Iterator[Child]:
    """The station, ended at the end."""
    station = Child(site, folder)
    try:
        yield station
    finally:
        station.process.kill()
        station.process.communicate()


def test_a_central_put_back_to_a_backup_gets_everything_again(
    tmp_path: Path, real_database: RealSite
) -> None:
    with PostgresSite(real_database).cleaned() as kept, site_at(tmp_path, real_database) as site:
        a, b = site.stations
        a.take_in(1, 10)
        site.come_together()
        with unheard(site):
            kept.backup()
        order_id = make_order(11).order_id
        a.take_in(11, 20)
        site.come_together()
        assert b.want(order_id) == ClaimAnswer(ClaimReply.YOURS)
        begin(b.station, order_id)
        count(b.station, order_id)
        site.come_together()
        with unheard(site):
            kept.restore()
            b.take_in(21, 25)
        site.come_together()
        assert site.orders() == 25
        assert alike(a.station, b.station, order_id)


@contextmanager
def unheard(site: Site) -> Iterator[None]:
    """Nobody is connected: a database in use is neither copied nor dropped."""
    site.wire.set(Weather(cut=True))
    words = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE 'ps-%%'"
    )
    until(lambda: site.site.row(words) == (0,))
    try:
        yield
    finally:
        site.wire.set(FAIR)


def test_a_backlog_of_many_thousand_rows_drains_by_itself(tmp_path: Path, real_site: RealSite) -> None:
    with site_at(tmp_path, real_site, "A", replace(BRISK, batch=200)) as site:
        (a,) = site.stations
        a.take_in(1, 400)
        site.come_together()
        assert len(journal_of(a)) > 400
