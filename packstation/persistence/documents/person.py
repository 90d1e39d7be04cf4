"""PERSON: who may sign in, as what; badge and PIN as the hashes that they are kept as anywhere.

How often somebody mistyped the PIN at a bench is that bench's own business.
"""

from __future__ import annotations

from packstation.domain.person import Role, User
from packstation.persistence.documents.text import Fields, read, unknown_in, written

KNOWN = frozenset({"name", "role", "badge_number", "badge_hash", "pin_hash", "disabled"})


def person_text(user: User, unknown: Fields | None = None) -> str:
    """The document of a person."""
    told = {
        "name": user.name,
        "role": user.role.value,
        "badge_number": user.badge_number,
        "badge_hash": user.badge_hash,
        "pin_hash": user.pin_hash,
        "disabled": user.disabled,
    }
    return written(told, unknown)


def person_in(user_id: str, body: str) -> tuple[User, Fields]:
    """The person of a document, and what this release does not know of them.

    ValueError, KeyError or TypeError for a document that cannot be read.
    """
    told = read(body)
    user = User(
        user_id,
        told["name"],
        Role(told["role"]),
        told["badge_number"],
        told["badge_hash"],
        told["pin_hash"],
        told["disabled"],
    )
    return user, unknown_in(told, KNOWN)
