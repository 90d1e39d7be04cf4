"""The plates this station has issued, as a row for each way of numbering."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from packstation.domain.sscc import SsccBlock
from packstation.persistence.tables import sscc_blocks

_NUMBERING = ("site_id", "station_id", "extension_digit", "company_prefix", "plate_prefix")
_NEXT = select(sscc_blocks.c.next_serial).where(
    *(sscc_blocks.c[name] == bindparam(name) for name in _NUMBERING)
)
_put = insert(sscc_blocks)
_PUT = _put.on_conflict_do_update(
    index_elements=[sscc_blocks.c[name] for name in _NUMBERING],
    set_={name: _put.excluded[name] for name in ("next_serial", "last_serial")},
)


class SqlPlates:
    """The plates of one station.

    The configured block says which serials it may use, the row how far they are used up. A site that
    changes its numbering and later changes back goes on where it stopped.
    """

    def __init__(self, connection: Connection, site: UUID, station_id: str, configured: SsccBlock) -> None:
        self._connection = connection
        self._configured = configured
        self._numbering = {
            "site_id": site,
            "station_id": station_id,
            "extension_digit": configured.extension_digit,
            "company_prefix": configured.company_prefix,
            "plate_prefix": configured.plate_prefix,
        }

    def block(self) -> SsccBlock:
        """The block as it stands."""
        stored = self._connection.execute(_NEXT, self._numbering).scalar()
        if stored is None:
            return self._configured
        return replace(self._configured, next_serial=max(stored, self._configured.next_serial))

    def save(self, block: SsccBlock) -> None:
        """Store the block after an allotment."""
        serials = {"next_serial": block.next_serial, "last_serial": block.last_serial}
        self._connection.execute(_PUT, {**self._numbering, **serials})
