"""People as rows; secrets only as hashes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from packstation.domain.person import Role, User
from packstation.persistence.cell import instant_of, text_of
from packstation.persistence.prepared import Prepared, named

_ALL = Prepared("user.all")
_ONE = Prepared("user.one")
_BY_BADGE = Prepared("user.by_badge")
_PUT = Prepared("user.put")


class SqlUsers:
    """The people of one site."""

    def __init__(
        self, raw: sqlite3.Connection, site: UUID, tell: Callable[[str], None] | None = None
    ) -> None:
        self._raw = raw
        self._site = site.bytes
        self._tell = tell

    def all(self) -> tuple[User, ...]:
        """Everybody, by name."""
        return tuple(_user(row) for row in named(_ALL(self._raw, {"site": self._site})))

    def user(self, user_id: str) -> User | None:
        """One person, or None."""
        row = next(named(_ONE(self._raw, {"site": self._site, "user": user_id})), None)
        return None if row is None else _user(row)

    def by_badge(self, number: int) -> User | None:
        """Whoever carries the badge of that number."""
        row = next(named(_BY_BADGE(self._raw, {"site": self._site, "badge": number})), None)
        return None if row is None else _user(row)

    def put(self, user: User) -> None:
        """Store a person, replacing the row with that id."""
        if self._tell is not None and not _told_alike(user, self.user(user.user_id)):
            self._tell(user.user_id)
        _PUT(
            self._raw,
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
                "missed_at": text_of(user.missed_at),
            },
        )


def _told_alike(user: User, known: User | None) -> bool:
    """Whether nothing of it differs that concerns other benches: wrong PINs are counted at each."""
    return known is not None and replace(user, misses=known.misses, missed_at=known.missed_at) == known


def _user(row: dict[str, Any]) -> User:
    return User(
        user_id=row["user_id"],
        name=row["name"],
        role=Role(row["role"]),
        badge_number=row["badge_number"],
        badge_hash=row["badge_hash"],
        pin_hash=row["pin_hash"],
        disabled=bool(row["disabled"]),
        misses=row["misses"],
        missed_at=instant_of(row["missed_at"]),
    )
