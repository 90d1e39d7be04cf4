"""The primary is gone in the middle of the work, and its standby takes over."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from packstation.application.central_ports import CentralUnreachable
from packstation.domain.central import Hello, Outcome, Push, Standing
from packstation.persistence.central.client import PostgresCentral
from packstation.persistence.central.link import connect, parameters
from tests.postgres.cluster import Cluster, running
from tests.postgres.fixtures import or_skip
from tests.postgres.journal import StationJournal, new_id, order_document, told
from tests.postgres.site import RealSite, Template


@pytest.fixture
def pair() -> Iterator[tuple[Cluster, Cluster]]:
    """A primary, and a standby that is made and started when the test says so.

    The machine stays up, only PostgreSQL dies: what it gave to the system is not lost.
    """
    with or_skip(), running() as primary:
        folder = Path(tempfile.mkdtemp(prefix="packstation-pg-"))
        standby = Cluster(folder)
        yield primary, standby
        standby.stop()
        shutil.rmtree(folder, ignore_errors=True)


class Name:
    """What the benches know central by: it leads to one machine today and to another tomorrow."""

    def __init__(self, site: RealSite) -> None:
        self._enrolment = site.enrolment("A")
        self.port = site.cluster.port

    def __call__(self) -> psycopg.Connection:
        return connect(parameters(replace(self._enrolment, port=self.port), Path("nowhere")))


def _bring(journal: StationJournal, epoch: UUID, rows: int) -> Push:
    """Some orders more."""
    events = tuple(journal.row("order_received") for _ in range(rows))
    documents = tuple(order_document(new_id(), event.seq, str(event.seq)) for event in events)
    return Push(epoch, events, documents)


def test_after_a_failover_nothing_is_missing_and_nothing_is_twice(pair: tuple[Cluster, Cluster]) -> None:
    primary, standby = pair
    with Template(primary).copied() as site:
        journal, name = StationJournal(site.site_id, "A"), Name(site)
        central = PostgresCentral(name, (0.0, 0.0, 0.0))
        epoch = central.hello(Hello(1, 1, None, 0, None, 0, bytes(32), told())).epoch
        first = _bring(journal, epoch, 20)
        central.push(first)
        standby.copy_of(primary)
        standby.start()
        on_the_way = _bring(journal, epoch, 20)
        primary.kill()
        with pytest.raises(CentralUnreachable):
            central.push(on_the_way)
        # Not yet promoted, it takes no writes: the benches wait, and are not refused.
        name.port = standby.port
        with pytest.raises(CentralUnreachable):
            central.push(on_the_way)
        standby.promote()
        answer = central.push(on_the_way)
        assert (answer.standing, answer.acked_seq) == (Standing.GO, 40)
        assert [outcome for _, outcome in answer.outcomes] == [Outcome.ACCEPTED] * 20
        rows = central.pull(epoch, 0, 500).rows
        assert [row.seq for row in rows] == list(range(1, 41))
        assert len({row.key for row in rows}) == 40
        central.close()
        primary.start()  # so that it can be tidied up


def test_what_the_standby_had_not_yet_is_sent_again(pair: tuple[Cluster, Cluster]) -> None:
    """Acknowledged by the primary, and lost with it: the station is told where the new one stands."""
    primary, standby = pair
    with Template(primary).copied() as site:
        journal, name = StationJournal(site.site_id, "A"), Name(site)
        central = PostgresCentral(name, (0.0, 0.0, 0.0))
        epoch = central.hello(Hello(1, 1, None, 0, None, 0, bytes(32), told())).epoch
        central.push(_bring(journal, epoch, 20))
        standby.copy_of(primary)
        lost = _bring(journal, epoch, 20)
        assert central.push(lost).acked_seq == 40
        seen = central.pull(epoch, 0, 500).rows[-1]
        primary.kill()
        standby.start()
        standby.promote()
        name.port = standby.port
        head = journal.events[-1]
        greeting = Hello(1, 1, epoch, seen.seq, seen.hash, head.seq, head.hash, told())
        welcome = central.hello(greeting)
        assert (welcome.standing, welcome.acked_seq) == (Standing.RESTORED, 20)
        assert central.push(replace(lost, epoch=welcome.epoch)).acked_seq == 40
        assert len(central.pull(welcome.epoch, 0, 500).rows) == 40
        central.close()
        primary.start()  # so that it can be tidied up
