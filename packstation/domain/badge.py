"""Badges: a random secret on a card, not an employee number.

The printed code is `PSB`, six digits that name the badge, and forty random digits (132 bits): digits, so
that Code 128 stays short enough for a card.
"""

from __future__ import annotations

import secrets
from dataclasses import field

from packstation.domain.gtin import is_ascii_number
from packstation.domain.value import value

PREFIX = "PSB"
NUMBER_DIGITS = 6
SECRET_DIGITS = 40
SHOWN_CHARACTERS = 64
LAST_NUMBER = 10**NUMBER_DIGITS - 1


@value
class Badge:
    """A badge as scanned: its public number and its secret (never shown, logged or journaled)."""

    number: int
    secret: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Badge | None:
        """The badge a code stands for, or None when it is no badge."""
        digits = text.removeprefix(PREFIX)
        if digits == text or len(digits) != NUMBER_DIGITS + SECRET_DIGITS or not is_ascii_number(digits):
            return None
        return cls(int(digits[:NUMBER_DIGITS]), digits[NUMBER_DIGITS:])

    @classmethod
    def make(cls, number: int) -> Badge:
        """A new badge with a fresh random secret."""
        return cls(number, str(secrets.randbelow(10**SECRET_DIGITS)).zfill(SECRET_DIGITS))

    @property
    def code(self) -> str:
        """What is printed on the card."""
        return f"{PREFIX}{self.number:0{NUMBER_DIGITS}d}{self.secret}"


@value
class BadgeContent:
    """What stands on a printed badge, in words; `place` is where it is good, `again` marks a second print."""

    badge: Badge
    name: str
    role: str
    place: str
    again: bool = False


def some_number() -> int:
    """A badge number at random.

    Not the next one: a card that was taken back would come so close to one in use that whoever finds it
    makes its new bearer wait, and two benches that do not hear of each other would give the same.
    """
    return secrets.randbelow(LAST_NUMBER) + 1


def looks_like_badge(text: str) -> bool:
    """Whether a code may hold a badge's secret and must therefore never be written down.

    Scanners that type turn its letters small when Caps Lock is on.
    """
    return text.startswith(PREFIX) or (
        text.upper().startswith(PREFIX) and is_ascii_number(text[len(PREFIX) :])
    )


def as_shown(text: str) -> str:
    """The beginning of a read code as the screen and the journal may have it: of a badge, no secret."""
    code = text.strip()
    return PREFIX if looks_like_badge(code) else code[:SHOWN_CHARACTERS]
