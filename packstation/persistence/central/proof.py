"""Proves the journals of a site as central keeps them: every row the one that its station wrote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import dict_row

from packstation.persistence.read_journal import ChainReport, Proof

_ROWS = (
    "SELECT site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version, "
    "order_id, carton_id, fence, rev, payload, hash FROM packstation.event "
    "WHERE site_id = %s ORDER BY station_id, seq"
)
_STATIONS = "SELECT station_id, acked_seq, acked_hash FROM packstation.station WHERE site_id = %s"
AT_ONCE = 2_000


def prove_site(connection: Connection, site_id: UUID) -> Iterator[ChainReport]:
    """A report for each station, by name: how many rows are good, and the first that is not.

    What central itself adds to a row, its outcome and when it came, is in no chain. A row that was taken
    away at the end is missed by what central told the station it has.
    """
    with connection.transaction():
        found = connection.execute(_STATIONS, (site_id,)).fetchall()
        told: dict[str, tuple[int, bytes]] = {name: (seq, kept) for name, seq, kept in found}
        with connection.cursor("proof", row_factory=dict_row) as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(_ROWS, (site_id,))
            for station_id, rows in groupby(cursor, itemgetter("station_id")):
                yield _proven(station_id, rows, told.pop(station_id, None))
    for station_id, (seq, _) in sorted(told.items()):
        yield ChainReport(0, 1 if seq else None, station_id)


def _proven(station_id: str, rows: Iterator[dict[str, Any]], told: tuple[int, bytes] | None) -> ChainReport:
    proof = Proof()
    whole = all(proof.takes({**row, "prev_hash": proof.head(station_id)[1]}) for row in rows)
    if whole and proof.head(station_id) == told:
        return ChainReport(proof.good, None, station_id)
    last, _ = proof.head(station_id)
    # All links hold, and yet it is not what central said it has: the newest row is another, or some are gone.
    changed = whole and told is not None and told[0] <= last
    return ChainReport(proof.good, last if changed else last + 1, station_id)
