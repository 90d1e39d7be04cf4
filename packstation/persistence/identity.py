"""Who this store belongs to: site, station, secret and the demo mark, made at the first start."""

from __future__ import annotations

import secrets
import sqlite3
from uuid import UUID

from packstation.application.ports import NewId
from packstation.domain.value import value
from packstation.persistence.fault import DemoMismatch
from packstation.persistence.prepared import Prepared

SECRET_BYTES = 32
_INSERT = Prepared("identity.insert")
_PUT = Prepared("shared.put_meta")


@value
class Identity:
    """What the store says about itself. The secret is behind the checks on command barcodes.

    `enrolled`: it shares its site with other stations. `forked`: another store goes by its station's name.
    `number`: the how manieth station of its site, from 1; None where central has not said.
    """

    site: UUID
    station_id: str
    site_secret: bytes
    demo: bool
    enrolled: bool = False
    forked: bool = False
    number: int | None = None


FORMER_SITES = "former_sites"
"""The key of the sites, as JSON, that older rows of the journal speak of: the first is its own of before."""
STATION_NUMBER = "station_number"
ENROLLED, FORKED = "enrolled", "forked"
"""The keys of the two marks, which stand there with any value or not at all."""


def read_identity(raw: sqlite3.Connection) -> Identity:
    """What stands in the store."""
    found = dict(raw.execute("SELECT key, value FROM meta").fetchall())
    return Identity(
        UUID(found["site_id"]),
        found["station_id"],
        bytes.fromhex(found["site_secret"]),
        found["demo"] == "1",
        ENROLLED in found,
        FORKED in found,
        int(found[STATION_NUMBER]) if STATION_NUMBER in found else None,
    )


def write_identity(raw: sqlite3.Connection, new_id: NewId, *, demo: bool) -> None:
    """Make a site of its own, until the station joins another one."""
    values = {
        "site_id": str(new_id()),
        "station_id": str(new_id()),
        "site_secret": secrets.token_hex(SECRET_BYTES),
        "demo": str(int(demo)),
    }
    _INSERT.many(raw, ({"key": key, "value": value} for key, value in values.items()))


def mark_forked(raw: sqlite3.Connection) -> None:
    """Write down that another store goes by the same station's name; read at every start."""
    _PUT(raw, {"key": FORKED, "value": "1"})


def refuse_mark(identity: Identity, *, demo: bool) -> None:
    """Raise DemoMismatch when a demo store is to be used as a real one, or the other way round."""
    if identity.demo != demo:
        raise DemoMismatch(is_demo=identity.demo)
