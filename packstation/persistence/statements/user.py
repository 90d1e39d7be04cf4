"""People by id and by badge."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from packstation.persistence.tables import users

ALL = select(users).where(users.c.site_id == bindparam("site")).order_by(users.c.name, users.c.user_id)
ONE = select(users).where(users.c.site_id == bindparam("site"), users.c.user_id == bindparam("user"))
BY_BADGE = select(users).where(
    users.c.site_id == bindparam("site"), users.c.badge_number == bindparam("badge")
)
_KEY = ("site_id", "user_id")
_put = insert(users)
# Only the own row is replaced: a badge number somebody else carries is a bug and fails.
PUT = _put.on_conflict_do_update(
    index_elements=[users.c[name] for name in _KEY],
    set_={column.name: _put.excluded[column.name] for column in users.columns if column.name not in _KEY},
)
