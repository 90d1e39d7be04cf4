"""The journal: its newest row, one more, and what was counted last."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select

from packstation.domain.act import UnitCounted, UnitUncounted
from packstation.domain.packing_act import OrderChanged
from packstation.domain.piece_act import PIECE_KINDS
from packstation.domain.site_act import HoldLifted
from packstation.domain.times import SINCE_THE_SCAN
from packstation.persistence.statements import fixed, fixed_list
from packstation.persistence.tables import ANSWERED, journal

_STATION = (journal.c.site_id == bindparam("site"), journal.c.station_id == bindparam("station"))
NEWEST = select(journal.c.seq, journal.c.hash).where(*_STATION).order_by(journal.c.seq.desc())
INSERT = insert(journal).values(
    {column.name: bindparam(column.name) for column in journal.columns if column.name not in ANSWERED}
)
NEWEST_COUNT = (
    select(
        *(journal.c.seq, journal.c.actor, journal.c.order_id),
        *(journal.c.kind, journal.c.version, journal.c.payload),
    )
    .where(*_STATION, journal.c.carton_id == bindparam("carton"))
    .where(journal.c.kind.in_(fixed_list((UnitCounted.kind, UnitUncounted.kind))))
    .order_by(journal.c.seq.desc())
)
SINCE_SCAN = (
    select(journal.c.kind, journal.c.version, journal.c.payload)
    .where(*_STATION, journal.c.order_id == bindparam("order"))
    .where(journal.c.kind.in_(fixed_list(SINCE_THE_SCAN)))
    .where(journal.c.seq > bindparam("above"))
)
HOLDS_LIFTED = (
    select(journal.c.kind, journal.c.version, journal.c.payload)
    .where(*_STATION, journal.c.order_id == bindparam("order"))
    .where(journal.c.kind == fixed(HoldLifted.kind))
)
CHANGES = (
    select(journal.c.kind, journal.c.version, journal.c.payload)
    .where(*_STATION, journal.c.order_id == bindparam("order"))
    .where(journal.c.kind == fixed(OrderChanged.kind))
    .order_by(journal.c.seq.desc())
)
PIECE_ACTS = (
    select(
        *(journal.c.seq, journal.c.actor, journal.c.carton_id),
        *(journal.c.kind, journal.c.version, journal.c.payload),
    )
    .where(*_STATION, journal.c.order_id == bindparam("order"))
    .where(journal.c.kind.in_(fixed_list(PIECE_KINDS)))
    .order_by(journal.c.seq.desc())
)
