"""People as rows; secrets only as hashes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from packstation.domain.person import Role, User
from packstation.persistence.tables import users

_ALL = select(users).where(users.c.site_id == bindparam("site")).order_by(users.c.name, users.c.user_id)
_ONE = select(users).where(users.c.site_id == bindparam("site"), users.c.user_id == bindparam("user"))
_BY_BADGE = select(users).where(
    users.c.site_id == bindparam("site"), users.c.badge_number == bindparam("badge")
)
_KEY = ("site_id", "user_id")
_put = insert(users)
# Only the own row is replaced: a badge number somebody else carries is a bug and fails.
_PUT = _put.on_conflict_do_update(
    index_elements=[users.c[name] for name in _KEY],
    set_={column.name: _put.excluded[column.name] for column in users.columns if column.name not in _KEY},
)


class SqlUsers:
    """The people of one site."""

    def __init__(self, connection: Connection, site: UUID) -> None:
        self._connection = connection
        self._site = site

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        return tuple(_user(row) for row in self._connection.execute(_ALL, {"site": self._site}))

    def user(self, user_id: str) -> User | None:
        """One person, or None."""
        row = self._connection.execute(_ONE, {"site": self._site, "user": user_id}).first()
        return None if row is None else _user(row)

    def by_badge(self, number: int) -> User | None:
        """Whoever carries the badge of that number."""
        row = self._connection.execute(_BY_BADGE, {"site": self._site, "badge": number}).first()
        return None if row is None else _user(row)

    def put(self, user: User) -> None:
        """Store a person, replacing the row with that id."""
        self._connection.execute(
            _PUT,
            {
                "site_id": self._site,
                "user_id": user.user_id,
                "name": user.name,
                "role": user.role.value,
                "badge_number": user.badge_number,
                "badge_hash": user.badge_hash,
                "pin_hash": user.pin_hash,
                "disabled": user.disabled,
                "misses": user.misses,
                "missed_at": user.missed_at,
            },
        )


def _user(row: Row[Any]) -> User:
    return User(
        user_id=row.user_id,
        name=row.name,
        role=Role(row.role),
        badge_number=row.badge_number,
        badge_hash=row.badge_hash,
        pin_hash=row.pin_hash,
        disabled=row.disabled,
        misses=row.misses,
        missed_at=row.missed_at,
    )
