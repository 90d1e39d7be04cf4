"""How far the plates of a station are used up."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.tables import sscc_blocks

_NUMBERING = ("site_id", "station_id", "extension_digit", "company_prefix", "plate_prefix")
NEXT = select(sscc_blocks.c.next_serial).where(
    *(sscc_blocks.c[name] == bindparam(name) for name in _NUMBERING)
)
_put = insert(sscc_blocks)
PUT = _put.on_conflict_do_update(
    index_elements=[sscc_blocks.c[name] for name in _NUMBERING],
    set_={name: _put.excluded[name] for name in ("next_serial", "last_serial")},
)
