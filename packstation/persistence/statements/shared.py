"""What of a thing central has, which things it has not heard of yet, and the tasks it has for people here."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, null, select, update
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.shared_tables import (
    PASSED_OVER,
    TO_SETTLE,
    changed_things,
    conflicts,
    shared_things,
    site_settings,
)
from packstation.persistence.tables import meta

_THING = (
    shared_things.c.site_id == bindparam("site"),
    shared_things.c.kind == bindparam("kind"),
    shared_things.c.key == bindparam("key"),
)
THING = select(
    *(shared_things.c[name] for name in ("version", "holder", "fence", "ending", "rev", "unknown")),
    shared_things.c.passed_over,
).where(*_THING)
_put = insert(shared_things).values(passed_over=null())
PUT_THING = _put.values(
    {column.name: bindparam(column.name) for column in shared_things.columns if column.name != "passed_over"}
).on_conflict_do_update(
    index_elements=[shared_things.c[name] for name in ("site_id", "kind", "key")],
    set_={
        **{name: _put.excluded[name] for name in ("version", "holder", "fence", "ending", "rev", "unknown")},
        "passed_over": null(),
    },
)
_wait = insert(shared_things)
PASS_OVER = _wait.values(
    {name: bindparam(name) for name in ("site_id", "kind", "key", "version", "fence", "rev", "passed_over")}
).on_conflict_do_update(
    index_elements=[shared_things.c[name] for name in ("site_id", "kind", "key")],
    set_={"passed_over": _wait.excluded.passed_over},
)
COUNT_ANEW = update(shared_things).where(*_THING).values(version=bindparam("nothing_yet"))
DROP_PASSED = update(shared_things).where(*_THING).values(passed_over=null())
PASSED = (
    select(shared_things.c.kind, shared_things.c.key)
    .where(shared_things.c.site_id == bindparam("site"), PASSED_OVER)
    .order_by(shared_things.c.kind, shared_things.c.key)
)
KEYS = select(shared_things.c.kind, shared_things.c.key).where(shared_things.c.site_id == bindparam("site"))
FORGET_THING = delete(shared_things).where(*_THING)

_mark = insert(changed_things)
MARK = _mark.on_conflict_do_update(
    index_elements=[changed_things.c[name] for name in ("site_id", "kind", "key")],
    set_={"seq": _mark.excluded.seq},
)
CHANGED = (
    select(changed_things.c.kind, changed_things.c.key, changed_things.c.seq)
    .where(changed_things.c.site_id == bindparam("site"))
    .where(changed_things.c.seq >= bindparam("first"), changed_things.c.seq <= bindparam("last"))
    .order_by(changed_things.c.seq, changed_things.c.kind, changed_things.c.key)
)
CHANGED_AT = select(changed_things.c.seq).where(
    changed_things.c.site_id == bindparam("site"),
    changed_things.c.kind == bindparam("kind"),
    changed_things.c.key == bindparam("key"),
)

_CONFLICT = ("station_id", "seq", "kind", "outcome", "order_id", "whose", "state", "ended", "at")
_here = conflicts.c.site_id == bindparam("site")
_conflict = insert(conflicts)
PUT_CONFLICT = _conflict.on_conflict_do_update(
    index_elements=[conflicts.c[name] for name in ("site_id", "station_id", "seq")],
    set_={name: _conflict.excluded[name] for name in ("outcome", "whose", "state", "ended")},
)
CONFLICT = select(*(conflicts.c[name] for name in _CONFLICT)).where(
    _here, conflicts.c.station_id == bindparam("station"), conflicts.c.seq == bindparam("seq")
)
OPEN_CONFLICTS = (
    select(*(conflicts.c[name] for name in _CONFLICT))
    .where(_here, conflicts.c.whose == bindparam("whose"), TO_SETTLE)
    .order_by(conflicts.c.at, conflicts.c.seq)
)
OPEN_OF_ORDER = select(conflicts.c.outcome).where(
    _here, conflicts.c.order_id == bindparam("order"), conflicts.c.whose == bindparam("whose"), TO_SETTLE
)

_setting = insert(site_settings)
PUT_SETTING = _setting.on_conflict_do_update(
    index_elements=[site_settings.c.site_id, site_settings.c.key], set_={"value": _setting.excluded.value}
)
DROP_SETTING = delete(site_settings).where(
    site_settings.c.site_id == bindparam("site"), site_settings.c.key == bindparam("key")
)
SETTING = select(site_settings.c.value).where(
    site_settings.c.site_id == bindparam("site"), site_settings.c.key == bindparam("key")
)

META = select(meta.c.value).where(meta.c.key == bindparam("key"))
_meta = insert(meta)
PUT_META = _meta.on_conflict_do_update(index_elements=[meta.c.key], set_={"value": _meta.excluded.value})
DROP_META = delete(meta).where(meta.c.key == bindparam("key"))
