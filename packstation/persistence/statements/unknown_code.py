"""Codes nobody knew: noted once more, listed, dropped."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.goods_tables import unknown_codes

_note = insert(unknown_codes)
NOTE = _note.on_conflict_do_update(
    index_elements=[unknown_codes.c.site_id, unknown_codes.c.code],
    set_={
        "seen": unknown_codes.c.seen + _note.excluded.seen,
        "last_at": _note.excluded.last_at,
        "order_number": _note.excluded.order_number,
    },
)
_COLUMNS = ("code", "seen", "first_at", "last_at", "order_number")
ALL = select(*(unknown_codes.c[name] for name in _COLUMNS)).where(
    unknown_codes.c.site_id == bindparam("site")
)
DROP = delete(unknown_codes).where(
    unknown_codes.c.site_id == bindparam("site"), unknown_codes.c.code == bindparam("code")
)
