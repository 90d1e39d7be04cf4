"""What is done about a site's central from a command line: stations come, go and are looked at."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from psycopg import Connection, sql
from psycopg.rows import class_row

from packstation.persistence.central.enrolment import STATION_NAME
from packstation.persistence.central.open_tasks import give_orphans, open_tasks, orphans, seen_last
from packstation.persistence.documents.setting import SITE_SETTINGS, setting_in, setting_text

ROLE_SETTINGS = {
    # A call takes milliseconds. What takes this long is wrong, and must not hold up the others.
    "statement_timeout": "10s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "15s",
    "default_transaction_isolation": "read committed",
    # One plan for all sizes: by the index, also where a table was empty when the plan was made.
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "jit": "off",
}
CONNECTIONS = 3
"""Of one station at a time: the one it uses, one that died unnoticed, and a snapshot's."""


class NoSuchSite(Exception):
    """Central has no site of this name, or several and none was named."""


class StationUnfit(Exception):
    """A name that no station can be enrolled by, or closed; says why."""


@dataclass(frozen=True, slots=True)
class NewStation:
    """The `number`-th station of its site, just enrolled. Nothing but the enrolment shows the password."""

    site_id: UUID
    station_id: str
    number: int
    role: str
    password: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Closed:
    """What a bench that is gone leaves: so many `freed` orders, and `tasks` for people, now the `heir`'s.

    Without an heir they wait for the next bench that is enrolled.
    """

    freed: int
    tasks: int
    heir: str | None


@dataclass(frozen=True, slots=True)
class StationLine:
    """One station as central knows it. `tasks`: its open ones for a person, the oldest known since when."""

    site: str
    station_id: str
    closed_at: datetime | None
    last_seen: datetime | None
    acked_seq: int
    unsent: int | None
    oldest_unsent_at: datetime | None
    cursor: int | None
    head: int
    clock_offset_ms: int | None
    app_version: str | None
    standing: str | None
    claims: int
    not_understood: int
    tasks: int
    oldest_task_at: datetime | None
    knows_settings: bool | None
    """Whether it has heard what the site says of packing now; None: nothing is said, or it never came."""


def the_site(connection: Connection, name: str | None) -> UUID:
    """The site of this name, or the only one. NoSuchSite."""
    found = connection.execute(
        "SELECT site_id FROM packstation.site WHERE name = coalesce(%s, name)", (name,)
    ).fetchall()
    if len(found) != 1:
        raise NoSuchSite(
            f"central has no site {name!r}"
            if name or not found
            else "there are several sites: say which, with --site"
        )
    site_id: UUID = found[0][0]
    return site_id


def enrol(connection: Connection, site_id: UUID, name: str, *, by_certificate: bool) -> NewStation:
    """A new station with a role of its own; by certificate it has no password. StationUnfit."""
    if not STATION_NAME.fullmatch(name):
        raise StationUnfit(
            f"{name!r}: a name has letters, digits, dots and dashes, at most 40, such as bench-4"
        )
    with connection.transaction():
        # Two enrolments take turns: stations are never deleted, so a number is given once.
        connection.execute("SELECT FROM packstation.site WHERE site_id = %s FOR UPDATE", (site_id,))
        station_id, number = _unused(connection, site_id, name)
        role = f"ps-{station_id.lower()[:40]}-{secrets.token_hex(4)}"
        password = None if by_certificate else secrets.token_urlsafe(24)
        _make_role(connection, role, password)
        connection.execute(
            "INSERT INTO packstation.station (site_id, station_id, number, db_role) VALUES (%s, %s, %s, %s)",
            (site_id, station_id, number, role),
        )
        # Where the last bench was closed, its tasks had nobody to go to.
        give_orphans(connection, site_id, station_id)
    return NewStation(site_id, station_id, number, role, password)


def _unused(connection: Connection, site_id: UUID, name: str) -> tuple[str, int]:
    """The name, or with a number behind it: a journal is never gone on with by another PC. And its number."""
    rows = connection.execute(
        "SELECT station_id, closed_at IS NOT NULL FROM packstation.station WHERE site_id = %s", (site_id,)
    ).fetchall()
    known: dict[str, bool] = dict(rows)
    if name in known and not known[name]:
        raise StationUnfit(f"{name} is enrolled; close it first: packstation central close {name}")
    station_id, number = name, 1
    while station_id in known:
        number += 1
        station_id = f"{name}.{number}"
    return station_id, len(known) + 1


def _make_role(connection: Connection, role: str, password: str | None) -> None:
    named = sql.Identifier(role)
    secret: sql.Composable = sql.SQL("NULL")
    if password is not None:
        # Only its verifier travels: no log of the server ever has the password.
        hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        secret = sql.Literal(hashed.decode())
    connection.execute(
        sql.SQL(
            "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT {} "
            "PASSWORD {} IN ROLE packstation_station"
        ).format(named, sql.Literal(CONNECTIONS), secret)
    )
    for name, value in ROLE_SETTINGS.items():
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(named, sql.Identifier(name), sql.Literal(value))
        )


def close_station(connection: Connection, site_id: UUID, station_id: str) -> Closed:
    """A bench that is gone is answered no more; its claims are free, its tasks another's. StationUnfit."""
    with connection.transaction():
        connection.execute("SELECT FROM packstation.site WHERE site_id = %s FOR UPDATE", (site_id,))
        closed = connection.execute(
            "UPDATE packstation.station SET closed_at = clock_timestamp() "
            "WHERE site_id = %s AND station_id = %s AND closed_at IS NULL",
            (site_id, station_id),
        )
        if not closed.rowcount:
            raise _not_to_close(connection, site_id, station_id)
        freed = connection.execute(
            "SELECT packstation.set_free(%(site)s, ARRAY(SELECT order_id FROM packstation.orders "
            "WHERE site_id = %(site)s AND holder = %(station)s AND ending IN ('ready', 'waiting') "
            "ORDER BY order_id FOR UPDATE))",
            {"site": site_id, "station": station_id},
        ).fetchone()
        heir = seen_last(connection, site_id)
        tasks = give_orphans(connection, site_id, heir) if heir else len(orphans(connection, site_id))
        return Closed(int(freed[0]) if freed else 0, tasks, heir)


def _not_to_close(connection: Connection, site_id: UUID, station_id: str) -> StationUnfit:
    known = connection.execute(
        "SELECT FROM packstation.station WHERE site_id = %s AND station_id = %s", (site_id, station_id)
    ).fetchone()
    if known is not None:
        return StationUnfit(f"{station_id} is closed already")
    return StationUnfit(f"no station {station_id} is enrolled here: packstation central status names them")


def restored(connection: Connection, site_id: UUID) -> UUID:
    """After a restore from a backup: every station sends again what is missing. The new epoch."""
    row = connection.execute(
        "UPDATE packstation.site_head SET epoch = gen_random_uuid() WHERE site_id = %s RETURNING epoch",
        (site_id,),
    ).fetchone()
    if row is None:
        raise NoSuchSite("central has no such site")
    epoch: UUID = row[0]
    return epoch


def site_settings(connection: Connection, site_id: UUID) -> str:
    """What the site says of packing; an empty text where it says nothing."""
    row = connection.execute(
        "SELECT body FROM packstation.document WHERE site_id = %s AND kind = 'setting' AND key = %s",
        (site_id, SITE_SETTINGS),
    ).fetchone()
    return setting_in(row[0]) if row else ""


def say_settings(connection: Connection, site_id: UUID, text: str) -> None:
    """From now on the site says this of packing; each bench hears it by the feed or a snapshot."""
    connection.execute(
        "WITH put AS (INSERT INTO packstation.document AS d (site_id, kind, key, version, body) "
        "VALUES (%s, 'setting', %s, 1, %s) ON CONFLICT (site_id, kind, key) "
        "DO UPDATE SET body = excluded.body, version = d.version + 1 RETURNING site_id, kind, key, version) "
        "INSERT INTO packstation.feed_pending (site_id, kind, key, version) "
        "SELECT site_id, kind, key, version FROM put",
        (site_id, SITE_SETTINGS, setting_text(text)),
    )


def station_lines(connection: Connection) -> list[StationLine]:
    """Every station of every site, by name."""
    with connection.cursor(row_factory=class_row(StationLine)) as cursor:
        lines = cursor.execute(
            "SELECT p.name AS site, s.station_id, s.closed_at, s.last_seen, s.acked_seq, s.unsent, "
            "s.oldest_unsent_at, s.cursor, h.seq AS head, s.clock_offset_ms, s.app_version, s.standing, "
            "(SELECT count(*) FROM packstation.orders o WHERE o.site_id = s.site_id "
            "AND o.holder = s.station_id AND o.lease_until IS NOT NULL) AS claims, "
            "(SELECT count(*) FROM packstation.event e WHERE e.site_id = s.site_id "
            "AND e.station_id = s.station_id AND e.outcome = 'not_understood') AS not_understood, "
            "0 AS tasks, NULL AS oldest_task_at, "
            "CASE WHEN s.cursor IS NOT NULL AND EXISTS (SELECT FROM packstation.document d "
            "WHERE d.site_id = s.site_id AND d.kind = 'setting' AND d.key = %(key)s) "
            # Who has read less than is still kept of the feed reads everything anew.
            "THEN s.cursor >= h.min_seq - 1 "
            "AND NOT EXISTS (SELECT FROM packstation.feed f WHERE f.site_id = s.site_id "
            "AND f.seq > s.cursor AND f.kind = 'setting' AND f.key = %(key)s) "
            "AND NOT EXISTS (SELECT FROM packstation.feed_pending w WHERE w.site_id = s.site_id "
            "AND w.kind = 'setting' AND w.key = %(key)s) END AS knows_settings "
            "FROM packstation.station s JOIN packstation.site p USING (site_id) "
            "JOIN packstation.site_head h USING (site_id) ORDER BY p.name, s.station_id",
            {"key": SITE_SETTINGS},
        ).fetchall()
    return _with_tasks(connection, lines)


def _with_tasks(connection: Connection, lines: list[StationLine]) -> list[StationLine]:
    """The same, with what waits for somebody at each."""
    sites: dict[UUID, str] = dict(connection.execute("SELECT site_id, name FROM packstation.site").fetchall())
    since: dict[tuple[str, str], list[datetime | None]] = defaultdict(list)
    for task in open_tasks(connection):
        since[sites[task.site_id], task.whose].append(task.since)
    waiting = ((line, since[line.site, line.station_id]) for line in lines)
    return [
        replace(line, tasks=len(at), oldest_task_at=min((one for one in at if one), default=None))
        for line, at in waiting
    ]


def trim(connection: Connection, site_id: UUID, days: int) -> int:
    """Forget rows of the feed that are older; a station that has not read them takes a snapshot. How many."""
    with connection.transaction():
        row = connection.execute(
            "SELECT coalesce(max(seq), 0) FROM packstation.feed "
            "WHERE site_id = %s AND at < clock_timestamp() - make_interval(days => %s)",
            (site_id, days),
        ).fetchone()
        newest = row[0] if row else 0
        # Who reads meanwhile is told to take a snapshot before the rows are gone, not after.
        connection.execute(
            "UPDATE packstation.site_head SET min_seq = greatest(min_seq, %s + 1) WHERE site_id = %s",
            (newest, site_id),
        )
        gone = connection.execute(
            "DELETE FROM packstation.feed WHERE site_id = %s AND seq <= %s", (site_id, newest)
        )
        return gone.rowcount


def trusting_lines(line: Connection) -> tuple[int, ...]:
    """Lines of pg_hba.conf that let any role, or any station's, into this database without proof."""
    found = line.execute(
        "SELECT line_number FROM pg_hba_file_rules WHERE auth_method = 'trust' AND error IS NULL "
        "AND database && ARRAY['all', current_database()::text] "
        "AND user_name && ARRAY['all', '+packstation_station'] ORDER BY line_number"
    ).fetchall()
    return tuple(number for (number,) in found)
