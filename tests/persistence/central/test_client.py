"""The road to central: what breaks is tried again, and what refuses is said to refuse."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread
from uuid import UUID

import psycopg
import pytest

from packstation.application.central_ports import CentralRefuses, CentralUnreachable
from packstation.demo.postgres import free_port
from packstation.domain.central import DocumentKind, Hello, Outcome, Pushed, Standing
from packstation.domain.journal import GENESIS
from packstation.persistence.central.link import connect, parameters
from tests.postgres.cluster import Cluster
from tests.postgres.journal import StationJournal, new_id, order_document, told
from tests.postgres.site import RealSite, Template

HELLO = Hello(1, 1, None, 0, None, 0, GENESIS, told())


class Wire:
    """A line to central that breaks where it is told to."""

    def __init__(self, site: RealSite, station: str = "A") -> None:
        self._site = site
        self._station = station
        self.dialled = 0
        self.before: list[Callable[[psycopg.Connection], None]] = []

    def __call__(self) -> psycopg.Connection:
        self.dialled += 1
        line = self._site.line(self._station)
        if self.before:
            self.before.pop(0)(line)
        return line


def cut(line: psycopg.Connection) -> None:
    """The cable is pulled before the call."""
    line.pgconn.finish()


def epoch_of(site: RealSite) -> UUID:
    epoch = site.row("SELECT epoch FROM packstation.site_head WHERE site_id = %s", site.site_id)[0]
    assert isinstance(epoch, UUID)
    return epoch


def test_a_connection_that_broke_is_made_anew_and_the_call_again(real_site: RealSite) -> None:
    wire = Wire(real_site)
    wire.before = [cut, cut]
    assert real_site.joined(wire).hello(HELLO).standing is Standing.GO
    assert wire.dialled == 3


def test_after_some_tries_central_is_away(real_site: RealSite) -> None:
    wire = Wire(real_site)
    wire.before = [cut] * 9
    with pytest.raises(CentralUnreachable):
        real_site.joined(wire).hello(HELLO)
    assert wire.dialled == 4


def test_nobody_at_the_port_is_away_and_not_a_refusal(real_site: RealSite) -> None:
    enrolment = replace(real_site.enrolment("A"), port=free_port())
    central = real_site.joined(lambda: connect(parameters(enrolment, Path("nowhere"))))
    with pytest.raises(CentralUnreachable) as away:
        central.hello(HELLO)
    assert not away.value.clock_suspect


def test_a_session_that_was_ended_in_the_middle_costs_one_call_more(real_site: RealSite) -> None:
    central = real_site.central("A")
    central.hello(HELLO)
    with real_site.admin() as admin:
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'ps-a-%'")
    assert central.hello(HELLO).standing is Standing.GO


@pytest.mark.parametrize(
    "wrong",
    [{"password": "wrong-secret"}, {"role": "ps-nobody"}, {"database": "nowhere"}],
    ids=["password", "role", "database"],
)
def test_no_way_in_is_a_refusal(real_site: RealSite, wrong: dict[str, str]) -> None:
    enrolment = replace(real_site.enrolment("A"), **wrong)  # type: ignore[arg-type]
    central = real_site.joined(lambda: connect(parameters(enrolment, Path("nowhere"))))
    with pytest.raises(CentralRefuses) as refusal:
        central.hello(HELLO)
    assert "secret" not in str(refusal.value)


def test_a_central_without_the_schema_is_a_refusal(cluster: Cluster, real_site: RealSite) -> None:
    with cluster.admin() as admin:
        admin.execute("DROP DATABASE IF EXISTS bare")
        admin.execute("CREATE DATABASE bare")
    enrolment = replace(real_site.enrolment("A"), database="bare")
    central = real_site.joined(lambda: connect(parameters(enrolment, Path("nowhere"))))
    with pytest.raises(CentralRefuses):
        central.hello(HELLO)


def test_a_deadlock_is_tried_again_until_it_is_none(real_site: RealSite) -> None:
    """Somebody holds the second of two orders and wants the first: the push loses, and is made again."""
    epoch, journal = epoch_of(real_site), StationJournal(real_site.site_id, "A")
    orders = sorted(new_id() for _ in range(2))
    central = real_site.central("A")
    events = [journal.row("order_received") for _ in orders]
    known = [
        order_document(order_id, event.seq, str(event.seq))
        for order_id, event in zip(orders, events, strict=True)
    ]
    central.push(journal.push(epoch, *known))
    for order_id in orders:
        journal.row("unit_counted", order_id, 0)
    answers: list[Pushed] = []
    pushing = Thread(target=lambda: answers.append(central.push(journal.push(epoch, after=2))))
    with real_site.admin() as admin, admin.transaction():
        admin.execute("SET LOCAL deadlock_timeout = '30s'")  # the other one notices first, and loses
        lock = "SELECT FROM packstation.orders WHERE site_id = %s AND order_id = %s FOR UPDATE"
        admin.execute(lock, (real_site.site_id, orders[1]))
        pushing.start()
        waits = "SELECT 1 FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'"
        assert any(real_site.rows(waits, real_site.stations["A"].role) for _ in range(500))
        admin.execute(lock, (real_site.site_id, orders[0]))
    pushing.join(30)
    assert [answer.outcomes for answer in answers] == [((3, Outcome.ACCEPTED), (4, Outcome.ACCEPTED))]


def test_a_snapshot_is_of_one_moment_while_others_go_on(real_database: RealSite) -> None:
    epoch, journal = epoch_of(real_database), StationJournal(real_database.site_id, "A")
    writer, reader = real_database.central("A"), real_database.central("B")
    for number in range(3):
        for _ in range(200):
            journal.row("order_received")
        documents = tuple(
            order_document(new_id(), event.seq, str(event.seq)) for event in journal.events[number * 200 :]
        )
        writer.push(journal.push(epoch, *documents, after=number * 200))
    head = writer.pull(epoch, 0, 1).head
    parts = reader.snapshot()
    first = next(parts)
    journal.row("order_received")
    writer.push(journal.push(epoch, order_document(new_id(), 601, "late"), after=600))
    writer.pull(epoch, 0, 1)
    rows = [row for part in (first, *parts) for row in part.rows if row.kind is DocumentKind.ORDER]
    assert first.seq == head == 600
    assert len({row.key for row in rows}) == len(rows) == 600
    assert reader.pull(epoch, first.seq, 10).rows[0].seq == 601
    writer.close()
    reader.close()


def test_killed_in_the_middle_of_pushes_central_has_what_it_acknowledged(durable_cluster: Cluster) -> None:
    with Template(durable_cluster).copied() as site:
        central, journal = site.central("A"), StationJournal(site.site_id, "A")
        epoch, acked = epoch_of(site), 0
        for turn in range(12):
            journal.row("signed_in")
            if turn == 6:
                durable_cluster.kill()
                with pytest.raises(CentralUnreachable):
                    central.push(journal.push(epoch, after=acked))
                durable_cluster.start()
            acked = central.push(journal.push(epoch, after=acked)).acked_seq
        assert acked == 12
        assert site.row("SELECT count(*) FROM packstation.event") == (12,)
        central.close()


def test_no_statement_is_prepared_and_nothing_is_left_in_the_session(real_site: RealSite) -> None:
    with real_site.line("A") as line:
        for _ in range(12):
            line.execute("SELECT packstation.pull(%s)", ('{"cursor":0,"limit":1}',))
        assert line.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)
        shown = line.execute("SELECT current_setting('packstation.site', true)").fetchone()
        assert shown in {("",), (None,)}


def test_a_package_is_there_for_every_file_of_the_schema() -> None:
    code = "from packstation.persistence.central.schema import procedures; print(len(procedures()))"
    told_of = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(told_of.stdout) >= 20
