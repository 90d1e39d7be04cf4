"""Tasks for people as central has them: how many are open at which bench, and whose once it is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from packstation.domain.conflict import ConflictState
from packstation.persistence.documents.text import read, written


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One that nobody has settled. `since` is central's clock; `told` all that its document says."""

    site_id: UUID
    key: str
    whose: str
    since: datetime | None
    told: Mapping[str, Any]


def open_tasks(connection: Connection) -> Iterator[OpenTask]:
    """All of every site; one that this release cannot read is left out."""
    found = connection.execute(
        "SELECT d.site_id, d.key, d.body, e.received_at FROM packstation.document d "
        # By the key of the row that it is about: so long central has known of it.
        "LEFT JOIN LATERAL (SELECT received_at FROM packstation.event WHERE site_id = d.site_id "
        "AND station_id = split_part(d.key, '/', 1) "
        "AND seq = substring(split_part(d.key, '/', 2) FROM '^[0-9]{1,18}$')::bigint LIMIT 1) e ON true "
        "WHERE d.kind = 'conflict' AND d.body LIKE %s ORDER BY d.site_id, d.key",
        (f'%"{ConflictState.OPEN.value}"%',),
    )
    for site_id, key, body, since in found:
        try:
            told = read(body)
        except ValueError:
            continue
        if told.get("state") == ConflictState.OPEN.value:
            yield OpenTask(site_id, key, str(told.get("whose")), since, told)


def orphans(connection: Connection, site_id: UUID) -> list[OpenTask]:
    """Those of benches that are gone."""
    enrolled = connection.execute(
        "SELECT station_id FROM packstation.station WHERE site_id = %s AND closed_at IS NULL", (site_id,)
    )
    there = {name for (name,) in enrolled}
    return [one for one in open_tasks(connection) if one.site_id == site_id and one.whose not in there]


def give_orphans(connection: Connection, site_id: UUID, heir: str) -> int:
    """The open tasks of benches that are gone are this one's; it hears of them as of any. How many.

    In the transaction that holds the site's row: two that do it at once take turns.
    """
    return sum(_give(connection, task, heir) for task in orphans(connection, site_id))


def _give(connection: Connection, task: OpenTask, heir: str) -> int:
    # Nobody told it: what a bench says of it later is newer.
    put = connection.execute(
        "WITH put AS (UPDATE packstation.document SET body = %s, version = version + 1, told_by = NULL, "
        "told_seq = NULL WHERE site_id = %s AND kind = 'conflict' AND key = %s "
        "RETURNING site_id, kind, key, version) "
        "INSERT INTO packstation.feed_pending (site_id, kind, key, version) "
        "SELECT site_id, kind, key, version FROM put",
        (written({**task.told, "whose": heir}), task.site_id, task.key),
    )
    return put.rowcount


def seen_last(connection: Connection, site_id: UUID) -> str | None:
    """The bench of the site that spoke last, of those that are not closed; None where none is left."""
    found = connection.execute(
        "SELECT station_id FROM packstation.station WHERE site_id = %s AND closed_at IS NULL "
        "ORDER BY last_seen DESC NULLS LAST, station_id LIMIT 1",
        (site_id,),
    ).fetchone()
    return found[0] if found else None
