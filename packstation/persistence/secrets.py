"""PINs and badge secrets as argon2id hashes (RFC 9106), parameters in the string."""

from __future__ import annotations

import base64
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import ARGON2_VERSION, Type

TIME_COST = 3
MEMORY_KIB = 64 * 1024
PARALLELISM = 1


class Argon2Secrets:
    """Hashes and proves secrets with one set of parameters; about a fifth of a second each by default."""

    def __init__(
        self, time_cost: int = TIME_COST, memory_kib: int = MEMORY_KIB, parallelism: int = PARALLELISM
    ) -> None:
        self._hasher = PasswordHasher(time_cost, memory_kib, parallelism, type=Type.ID)
        # Nobody's hash, of no secret at all: nothing matches it, and to find out takes as long as ever.
        salt, digest = (_text(secrets.token_bytes(length)) for length in (16, 32))
        self._nobody = (
            f"$argon2id$v={ARGON2_VERSION}$m={memory_kib},t={time_cost},p={parallelism}${salt}${digest}"
        )

    def hashed(self, secret: str) -> str:
        """An argon2id hash string, parameters included."""
        return self._hasher.hash(secret)

    def matches(self, secret: str, hash_text: str | None) -> bool:
        """Whether the secret is the hashed one. None (nobody there) takes as long and is never right."""
        try:
            self._hasher.verify(self._nobody if hash_text is None else hash_text, secret)
        except VerifyMismatchError:
            return False
        return True

    def outdated(self, hash_text: str) -> bool:
        """Whether the hash was made with other parameters than today's."""
        return self._hasher.check_needs_rehash(hash_text)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).rstrip(b"=").decode()
