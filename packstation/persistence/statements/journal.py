"""The journal: its newest row, one more, and what was counted last."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, func, insert, literal_column, null, select, update

from packstation.domain.act import OrderOpened, UnitCounted, UnitUncounted
from packstation.domain.carton_act import OrderReopened
from packstation.domain.central import Outcome
from packstation.domain.packing_act import OrderChanged, OrderResumed
from packstation.domain.piece_act import PIECE_KINDS
from packstation.domain.site_act import HoldLifted
from packstation.domain.times import SINCE_THE_SCAN
from packstation.persistence.statements import fixed, fixed_list
from packstation.persistence.tables import ACKED, ANSWERED, journal

_STATION = (journal.c.site_id == bindparam("site"), journal.c.station_id == bindparam("station"))
NEWEST = select(journal.c.seq, journal.c.hash).where(*_STATION).order_by(journal.c.seq.desc())
INSERT = insert(journal).values(
    {column.name: bindparam(column.name) for column in journal.columns if column.name not in ANSWERED}
)
_OF_NOBODY = {"actor", "second_actor", "carton_id"}
INSERT_ARRIVALS = insert(journal).values(
    {
        column.name: bindparam(column.name)
        for column in journal.columns
        if column.name not in ANSWERED | _OF_NOBODY
    }
)
"""What happened to an order as a whole, and nobody did it."""
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
_EVENT = tuple(
    column for column in journal.columns if column.name not in {*ANSWERED, "site_id", "station_id"}
)
EVENTS_AFTER = (
    select(*_EVENT)
    .where(*_STATION, journal.c.seq > bindparam("above"))
    .order_by(journal.c.seq)
    .limit(bindparam("most"))
    .offset(literal_column("0"))
)
NEWEST_ACKED = select(func.coalesce(func.max(journal.c.seq), literal_column("0"))).where(*_STATION, ACKED)
AT_OF = select(journal.c.at).where(*_STATION, journal.c.seq == bindparam("seq"))
ACK = (
    update(journal)
    .where(*_STATION, journal.c.seq > bindparam("above"), journal.c.seq <= bindparam("seq"))
    .values(acked_at=bindparam("acked"))
)
SET_OUTCOME = (
    update(journal).where(*_STATION, journal.c.seq == bindparam("row")).values(outcome=bindparam("given"))
)
FORGET_ACKS = (
    update(journal)
    .where(*_STATION, journal.c.seq > bindparam("above"), ACKED)
    .values(acked_at=null(), outcome=null())
)
UNSENT_OF_ORDER = select(journal.c.kind).where(
    *_STATION, journal.c.order_id == bindparam("order"), journal.c.acked_at.is_(None)
)
ABOUT = select(journal.c.kind, journal.c.order_id).where(*_STATION, journal.c.seq == bindparam("seq"))
ROWS_OF_ORDER = select(
    *(journal.c[name] for name in ("seq", "kind", "fence", "rev", "outcome", "acked_at"))
).where(*_STATION, journal.c.order_id == bindparam("order"))
UNDER_FENCE = select(journal.c.seq).where(
    *_STATION,
    journal.c.order_id == bindparam("order"),
    journal.c.fence == bindparam("held_under"),
    ACKED,
    journal.c.outcome == fixed(Outcome.ACCEPTED.value),
    journal.c.kind.in_(fixed_list((OrderOpened.kind, OrderResumed.kind, OrderReopened.kind))),
)
KINDS_SINCE = select(journal.c.kind).where(
    *_STATION, journal.c.order_id == bindparam("order"), journal.c.seq > bindparam("above")
)
NEWEST_OF_ORDER = select(func.max(journal.c.seq)).where(*_STATION, journal.c.order_id == bindparam("order"))
OLD = select(func.max(journal.c.seq)).where(
    *_STATION, ACKED, journal.c.seq < bindparam("below"), journal.c.acked_at < bindparam("before")
)
HASH_OF = select(journal.c.hash).where(*_STATION, journal.c.seq == bindparam("seq"))
OLDEST = select(func.min(journal.c.seq)).where(*_STATION)
PRUNE = delete(journal).where(*_STATION, journal.c.seq <= bindparam("seq"))
