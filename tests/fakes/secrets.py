"""Hashes that cost nothing, and that count how often they were asked."""

from __future__ import annotations

from collections.abc import Callable


class FakeSecrets:
    """`generation` stands for today's parameters: a hash of an older one is outdated.

    `checks` counts the comparisons, for those with nobody there as well: that is the equal work.
    `on_check` runs within each, for whatever happens at the site while a real hash takes its time.
    """

    def __init__(self, generation: int = 1) -> None:
        self.generation = generation
        self.checks = 0
        self.on_check: Callable[[], None] = lambda: None

    def hashed(self, secret: str) -> str:
        """A text that is not the secret, with its parameters in front."""
        return f"fake${self.generation}${secret[::-1]}"

    def matches(self, secret: str, hash_text: str | None) -> bool:
        """Whether the secret was hashed, under whatever parameters."""
        self.checks += 1
        self.on_check()
        return hash_text is not None and hash_text.split("$")[2] == secret[::-1]

    def outdated(self, hash_text: str) -> bool:
        """Whether the parameters in the hash are older than today's."""
        return int(hash_text.split("$")[1]) < self.generation
