"""The plates this station has issued, as a row for each way of numbering."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from uuid import UUID

from packstation.domain.sscc import SsccBlock
from packstation.persistence.prepared import Prepared

_NEXT = Prepared("sscc.next")
_PUT = Prepared("sscc.put")


class SqlPlates:
    """The plates of one station.

    The configured block says which serials it may use, the row how far they are used up. A site that
    changes its numbering and later changes back goes on where it stopped.
    """

    def __init__(self, raw: sqlite3.Connection, site: UUID, station_id: str, configured: SsccBlock) -> None:
        self._raw = raw
        self._configured = configured
        self._numbering = {
            "site_id": site.bytes,
            "station_id": station_id,
            "extension_digit": configured.extension_digit,
            "company_prefix": configured.company_prefix,
            "plate_prefix": configured.plate_prefix,
        }

    def block(self) -> SsccBlock:
        """The block as it stands."""
        stored = _NEXT(self._raw, self._numbering).fetchone()
        if stored is None:
            return self._configured
        return replace(self._configured, next_serial=max(stored[0], self._configured.next_serial))

    def save(self, block: SsccBlock) -> None:
        """Store the block after an allotment."""
        serials = {"next_serial": block.next_serial, "last_serial": block.last_serial}
        _PUT(self._raw, {**self._numbering, **serials})
