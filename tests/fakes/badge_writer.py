"""Badges a test can read."""

from __future__ import annotations

from packstation.domain.badge import BadgeContent


class FakeBadgeWriter:
    """Writes a badge's code as one line, and keeps what it was asked to write."""

    def __init__(self) -> None:
        self.contents: list[BadgeContent] = []

    def write(self, content: BadgeContent) -> bytes:
        """The bytes of one badge."""
        self.contents.append(content)
        return f"BADGE {content.badge.code}".encode()
