"""PINs and badge secrets as argon2id hashes (RFC 9106), parameters in the string."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import Type

TIME_COST = 3
MEMORY_KIB = 64 * 1024
PARALLELISM = 1


class Argon2Secrets:
    """Hashes and proves secrets with one set of parameters; about a fifth of a second each by default."""

    def __init__(
        self, time_cost: int = TIME_COST, memory_kib: int = MEMORY_KIB, parallelism: int = PARALLELISM
    ) -> None:
        self._hasher = PasswordHasher(time_cost, memory_kib, parallelism, type=Type.ID)
        # Nobody's hash: an unknown badge must take as long as a known one.
        self._nobody = self._hasher.hash("")

    def hashed(self, secret: str) -> str:
        """An argon2id hash string, parameters included."""
        return self._hasher.hash(secret)

    def matches(self, secret: str, hash_text: str | None) -> bool:
        """Whether the secret is the hashed one. None (nobody there) takes as long and is never right."""
        try:
            self._hasher.verify(self._nobody if hash_text is None else hash_text, secret)
        except VerifyMismatchError:
            return False
        return hash_text is not None

    def outdated(self, hash_text: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(hash_text)
