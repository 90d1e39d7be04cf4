"""Nothing of a call outlives it: no session is needed, so a pooler may stand in between."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event as Pause

import psycopg
import pytest

from packstation.application.central_ports import Central
from packstation.demo.postgres import ENVIRONMENT, free_port
from packstation.domain.central import Claim, DocumentKind, Heartbeat, Outcome
from packstation.persistence.central.link import connect, parameters
from tests.architecture.source import ROOT
from tests.contract.central.shared_site import Bench, PostgresSite
from tests.postgres.cluster import Cluster
from tests.postgres.journal import told
from tests.postgres.site import RealSite

FORBIDDEN = re.compile(
    r"\b(LISTEN|NOTIFY|UNLISTEN|pg_notify)\b"
    r"|\bpg_(try_)?advisory_(?!xact_lock)\w+|\bpg_try_advisory_lock\b"
    r"|\bCREATE\s+(LOCAL\s+|GLOBAL\s+)?(TEMP|TEMPORARY|UNLOGGED)\b"
    r"|\b(nextval|currval|setval)\s*\(|\bserial\b|\bbigserial\b|\bDECLARE\s+\w+\s+CURSOR\b|\bPREPARE\b"
    r"|\bset_config\([^()]*(\([^()]*\))?[^()]*,\s*false\s*\)"
    # A setting that stays; those of a function, a role or a row are none.
    r"|(?m:^[\s\"'(]*SET\s+(?!LOCAL\b|TRANSACTION\b)\w+)",
    re.IGNORECASE,
)
PLACES = sorted((ROOT / "packstation" / "persistence" / "central").rglob("*"))


def lasting(text: str) -> list[str]:
    """What in this text would outlive its transaction."""
    told_of = (line for line in text.splitlines() if not re.search(r"^\s*(UPDATE|DO UPDATE)\b", line))
    return [found.group().strip() for found in FORBIDDEN.finditer("\n".join(told_of))]


def test_nothing_at_central_outlives_its_transaction() -> None:
    texts = {path.name: path.read_text("utf-8") for path in PLACES if path.suffix in {".sql", ".py"}}
    assert len(texts) > 25
    assert {name: found for name, text in texts.items() if (found := lasting(text))} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "LISTEN feed;",
        "PERFORM pg_notify('feed', '');",
        "SELECT pg_advisory_lock(1);",
        "IF pg_try_advisory_lock(1) THEN",
        "SET search_path = packstation;",
        "PERFORM set_config('packstation.site', me.site_id::text, false);",
        "CREATE TEMP TABLE came ();",
        "seq bigserial NOT NULL",
        "x := nextval('feed_seq');",
        "PREPARE push AS SELECT 1;",
    ],
)
def test_a_planted_line_is_found(planted: str) -> None:
    assert lasting(planted) != []


@pytest.mark.parametrize(
    "harmless",
    [
        "SET LOCAL ROLE packstation_owner",
        "LANGUAGE plpgsql SET search_path = packstation, pg_temp AS $$",
        "PERFORM set_config('packstation.site', me.site_id::text, true);",
        "SELECT pg_advisory_xact_lock(1)",
        "UPDATE site_head SET seq = 1",
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    ],
)
def test_a_harmless_line_is_left_alone(harmless: str) -> None:
    assert lasting(harmless) == []


@contextmanager
def pooler(site: RealSite, folder: Path) -> Iterator[int]:
    """PgBouncer in transaction mode before this database, with two connections a role; its port."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if program is None:
        pytest.skip("no PgBouncer here: run sh packaging/setup.sh test")
    port, users, config = free_port(), folder / "users", folder / "pgbouncer.ini"
    users.write_text(
        "".join(f'"{station.role}" "{station.password}"\n' for station in site.stations.values()), "utf-8"
    )
    config.write_text(
        f"[databases]\n* = host=127.0.0.1 port={site.cluster.port}\n[pgbouncer]\nlisten_addr=127.0.0.1\n"
        f"listen_port={port}\nauth_type=plain\nauth_file={users}\npool_mode=transaction\n"
        f"default_pool_size=2\nserver_reset_query=DISCARD ALL\nunix_socket_dir=\n"
        "ignore_startup_parameters=extra_float_digits\n",
        "utf-8",
    )
    site.cluster.give(folder, users, config)
    folder.chmod(0o755)
    process = subprocess.Popen(
        [*site.cluster.as_plain_user(), program, "-q", str(config)],
        env=ENVIRONMENT,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _through(site: RealSite, station: str, port: int) -> Central:
    enrolment = replace(site.enrolment(station), port=port)
    road = {**parameters(enrolment, Path("nowhere")), "require_auth": "password,scram-sha-256"}

    def dial() -> psycopg.Connection:
        deadline = time.monotonic() + 20
        while True:
            try:
                return connect(road)
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                Pause().wait(0.05)

    return site.joined(dial)


class PooledSite(PostgresSite):
    """The real one behind a pooler."""

    def __init__(self, real: RealSite, port: int) -> None:
        super().__init__(real)
        self._port = port

    def line(self, station: str) -> Central:
        return _through(self.real, station, self._port)


def test_all_six_calls_pass_through_a_pooler_in_transaction_mode(real_site: RealSite) -> None:
    """Each station has two connections open here; at the database they share what there is, by turns."""
    folder = real_site.cluster.folder / "pooler"
    folder.mkdir(exist_ok=True)
    with pooler(real_site, folder) as port:
        site = PooledSite(real_site, port)
        a, b = Bench(site, "A"), Bench(site, "B")
        again = site.line("A")
        order_id = a.brings("100")
        fence = a.claimed(order_id)
        for turn in range(20):
            a.does("unit_counted", order_id, fence)
            assert a.outcomes() == [Outcome.ACCEPTED]
            heard = again.heartbeat(Heartbeat(a.known_epoch, ((order_id, fence),), (), 600, told()))
            assert heard.lost == (), turn
        assert b.central.claim(Claim(b.known_epoch, (order_id,), 0, 60)).taken == ((order_id, "A"),)
        assert [row.seq for row in b.pull()] == [1, 2]
        kinds = [row.kind for part in b.central.snapshot() for row in part.rows]
        assert kinds == [DocumentKind.SETTING, DocumentKind.ORDER]
        real_site.hang_up()


def test_the_cluster_of_the_suite_is_of_a_plain_user(cluster: Cluster) -> None:
    if sys.platform == "win32":
        pytest.skip("files have no such owner")
    owner = (cluster.data / "PG_VERSION").owner()
    assert owner != "root"
