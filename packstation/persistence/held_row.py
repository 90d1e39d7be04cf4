"""The claims of a station as its sync sees them."""

from __future__ import annotations

import sqlite3
from uuid import UUID

from packstation.application.central_ports import Held
from packstation.domain.order import ON_A_BENCH
from packstation.persistence.identity import Identity
from packstation.persistence.prepared import Prepared

_ALL = Prepared("claim.all")


def held_claims(raw: sqlite3.Connection, identity: Identity) -> tuple[Held, ...]:
    """All of them but the lost ones, on any connection with a transaction open."""
    return tuple(
        Held(
            UUID(bytes=order_id),
            fence,
            lease_ends_ms,
            boot_id,
            open_here=holder == identity.station_id and state in ON_A_BENCH,
            touched=bool(touched),
        )
        for order_id, fence, lease_ends_ms, boot_id, holder, state, touched in _ALL(
            raw, {"site": identity.site.bytes, "station": identity.station_id}
        )
    )
