"""What the load on central is made of, and what its PostgreSQL does with less."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from psycopg import sql

from packstation.domain.central import Event
from packstation.persistence.central.link import parameters
from tests.postgres.cluster import ADMIN_PASSWORD, Cluster
from tests.postgres.site import RealSite

STATIONS = tuple(f"S{number}" for number in range(64))
POSTGRES = ("shared_buffers=1GB", "max_wal_size=4GB")
CEILING = """
UPDATE bare SET holder = 'x', fence = fence + 1, lease_until = now() + interval '10 minutes'
WHERE order_id = (
    SELECT order_id FROM bare WHERE ending = 'ready' AND holder IS NULL
    ORDER BY cutoff_at, order_id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING order_id, fence;
"""


def epoch_of(site: RealSite) -> UUID:
    """The site's epoch."""
    (epoch,) = site.row("SELECT epoch FROM packstation.site_head WHERE site_id = %s", site.site_id)
    assert isinstance(epoch, UUID)
    return epoch


def fill_orders(
    site: RealSite, orders: int, holders: Sequence[str | None] = (None,)
) -> dict[str, list[UUID]]:
    """So many orders, in turn claimed by these; what each holds, under fence 1."""
    with site.admin() as admin:
        admin.execute(
            "INSERT INTO packstation.orders (site_id, order_id, number, ending, rev, fence, version, holder, "
            "last_holder, lease_until, cutoff_at) "
            "SELECT %(site)s, gen_random_uuid(), n::text, 'ready', 1, (h IS NOT NULL)::integer, 1, h, h, "
            "CASE WHEN h IS NOT NULL THEN now() + interval '4 hours' END, "
            "timestamptz '2026-03-02' + n * interval '1 second' "
            "FROM (SELECT n, (%(holders)s::text[])[1 + n %% %(count)s] AS h "
            "FROM generate_series(1, %(orders)s) n) t",
            {"site": site.site_id, "holders": list(holders), "count": len(holders), "orders": orders},
        )
        admin.execute(
            "INSERT INTO packstation.document (site_id, kind, key, version, body) "
            "SELECT site_id, 'order', order_id::text, 1, '{\"lines\":[[1,\"MUG-0001\",7,null]]}' "
            "FROM packstation.orders"
        )
        admin.execute(
            "INSERT INTO packstation.feed (site_id, seq, kind, key, version, hash, at) "
            "SELECT site_id, row_number() OVER (), 'order', order_id::text, 1, '\\x00', now() "
            "FROM packstation.orders"
        )
        admin.execute("UPDATE packstation.site_head SET seq = %s WHERE site_id = %s", (orders, site.site_id))
        admin.execute("VACUUM ANALYZE")
    held: dict[str, list[UUID]] = {name: [] for name in holders if name is not None}
    for name, order_id in site.rows(
        "SELECT holder, order_id FROM packstation.orders WHERE holder IS NOT NULL"
    ):
        assert isinstance(name, str)
        assert isinstance(order_id, UUID)
        held[name].append(order_id)
    return held


def fill_events(site: RealSite, events: int, stations: Sequence[str]) -> None:
    """So many journal rows, of these stations in turn."""
    with site.admin() as admin:
        admin.execute(
            "INSERT INTO packstation.event SELECT %(site)s, (%(stations)s::text[])[1 + n %% %(count)s], "
            "1 + n / %(count)s, gen_random_uuid(), '2026-03-02T12:00:00+00:00', n, 'boot', 'ida', NULL, "
            "'unit_counted', 1, gen_random_uuid(), NULL, 1, 1, "
            '\'{"line_no":1,"scanned":true,"sku":"MUG-0001","units":1}\', '
            "sha256(n::text::bytea), 'accepted', now() FROM generate_series(0, %(events)s - 1) n",
            {"site": site.site_id, "stations": list(stations), "count": len(stations), "events": events},
        )
        admin.execute("VACUUM ANALYZE packstation.event")


def copy_rate(site: RealSite, rows: Mapping[str, Sequence[Event]]) -> float:
    """Rows a second of one COPY of the same rows, with the same key, in one transaction."""
    lines = [
        "\t".join(_cell(value) for value in _columns(site.site_id, station, event))
        for station, events in rows.items()
        for event in events
    ]
    text = "\n".join(lines) + "\n"
    with site.admin() as admin:
        admin.execute("CREATE TABLE packstation.raw (LIKE packstation.event INCLUDING INDEXES)")
        began = time.perf_counter()
        with admin.transaction(), admin.cursor().copy("COPY packstation.raw FROM STDIN") as copy:
            copy.write(text)
        seconds = time.perf_counter() - began
        admin.execute("DROP TABLE packstation.raw")
    return len(lines) / seconds


def _columns(site_id: UUID, station: str, event: Event) -> tuple[object, ...]:
    return (
        *(site_id, station, event.seq, event.event_id, event.at, event.mono_ms, event.boot_id, event.actor),
        *(event.second_actor, event.kind, event.version, event.order_id, event.carton_id, event.fence),
        *(event.rev, event.payload, "\\x" + event.hash.hex(), "accepted", "2026-03-02 12:00:00+00"),
    )


def _cell(value: object) -> str:
    return r"\N" if value is None else str(value).replace("\\", "\\\\")


def calls_ceiling(site: RealSite, folder: Path, calls: Mapping[str, int], seconds: int) -> float:
    """So many of these calls, each with its weight, central answers a second: 64 connections never pause."""
    role = parameters(site.enrolment(STATIONS[0]), Path("nowhere"))
    with site.admin() as admin:
        admin.execute(
            sql.SQL("ALTER ROLE {} CONNECTION LIMIT {}").format(
                sql.Identifier(str(role["user"])), sql.Literal(2 * len(STATIONS))
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    scripts = []
    for number, (call, weight) in enumerate(calls.items()):
        script = folder / f"call_{number}.sql"
        # A colon before a letter would be a variable of pgbench.
        script.write_text(re.sub(r":(?=\w)", ": ", call) + ";\n", "utf-8")
        scripts += ["-f", f"{script}@{weight}"]
    return _pgbench(site, str(role["user"]), str(role["password"]), ["-T", str(seconds), *scripts])


def claim_ceiling(site: RealSite, folder: Path, orders: int) -> float:
    """Claims a second of pgbench with as many connections: one statement, no feed, no rights to look up."""
    with site.admin() as admin:
        admin.execute(
            "CREATE TABLE public.bare AS SELECT order_id, cutoff_at, 'ready'::text AS ending, "
            "NULL::text AS holder, 0 AS fence, NULL::timestamptz AS lease_until FROM packstation.orders"
        )
        admin.execute("ALTER TABLE public.bare ADD PRIMARY KEY (order_id)")
        admin.execute(
            "CREATE INDEX bare_ready ON public.bare (cutoff_at, order_id) "
            "WHERE ending = 'ready' AND holder IS NULL"
        )
        admin.execute("VACUUM ANALYZE public.bare")
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "claim.sql"
    script.write_text(CEILING, "ascii")
    each = max(1, orders // len(STATIONS))
    return _pgbench(site, "postgres", ADMIN_PASSWORD, ["-t", str(each), "-f", str(script)])


def _pgbench(site: RealSite, role: str, password: str, words: Sequence[str]) -> float:
    """Transactions a second of 64 clients."""
    done = subprocess.run(
        [
            *(
                str(site.cluster.binaries / "pgbench"),
                "-n",
                "-M",
                "extended",
                "-c",
                str(len(STATIONS)),
                "-j",
                "2",
            ),
            *(*words, "-h", "127.0.0.1", "-p", str(site.cluster.port), "-U", role, site.database),
        ],
        env={"PGPASSWORD": password, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
        text=True,
    )
    found = re.search(r"tps = ([0-9.]+) \(without", done.stdout)
    assert found, done.stdout
    return float(found[1])


def cpu_seconds(cluster: Cluster) -> float:
    """What all processes of the cluster have used of the processors until now.

    As the scheduler counts it, in nanoseconds: of calls this short, the clock's ticks see whatever they meet.
    """
    if sys.platform == "win32":
        raise NotImplementedError("measured on Linux only")
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(cluster.pid)], capture_output=True, text=True, check=True
    )
    told = (Path(f"/proc/{pid}/schedstat") for pid in (str(cluster.pid), *listed.stdout.split()))
    return sum(int(one.read_text("ascii").split()[0]) for one in told if one.exists()) / 1e9
