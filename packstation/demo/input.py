"""What a packer has to tell the bench something with."""

from __future__ import annotations

from enum import StrEnum


class Input(StrEnum):
    """The one thing that works at this bench today; `MIXED` is all of them, as hands take what is nearest."""

    MIXED = "mixed"
    SCANNER = "scanner"
    KEYBOARD = "keyboard"
    TOUCH = "touch"

    @property
    def types(self) -> bool:
        """Whether codes are typed: digits are hit wrong then, and nothing is read twice."""
        return self in {Input.KEYBOARD, Input.TOUCH}
