"""PINs and badge secrets: argon2id, and the same work for nobody as for somebody (R36)."""

from __future__ import annotations

import statistics
from time import perf_counter

import pytest
from argon2.exceptions import InvalidHashError

from packstation.persistence.secrets import Argon2Secrets

QUICK = Argon2Secrets(time_cost=2, memory_kib=4 * 1024)


def test_a_secret_is_hashed_with_todays_parameters_and_never_twice_alike() -> None:
    first, second = QUICK.hashed("482913"), QUICK.hashed("482913")
    assert first.startswith("$argon2id$v=19$m=4096,t=2,p=1$")
    assert first != second
    assert "482913" not in first


def test_only_the_right_secret_matches() -> None:
    stored = QUICK.hashed("482913")
    assert QUICK.matches("482913", stored)
    assert not QUICK.matches("482914", stored)
    assert not QUICK.matches("", stored)


@pytest.mark.parametrize("secret", ["", "482913"])
def test_nobody_is_never_right(secret: str) -> None:
    assert not QUICK.matches(secret, None)


def test_nobody_takes_as_long_as_somebody() -> None:
    secrets = Argon2Secrets(time_cost=2, memory_kib=16 * 1024)
    stored = secrets.hashed("482913")
    times: dict[str | None, list[float]] = {stored: [], None: []}
    for _ in range(15):
        for hash_text, taken in times.items():
            begun = perf_counter()
            secrets.matches("482914", hash_text)
            taken.append(perf_counter() - begun)
    ratio = statistics.median(times[None]) / statistics.median(times[stored])
    assert 0.5 < ratio < 2


def test_the_defaults_are_those_of_the_house() -> None:
    stored = Argon2Secrets().hashed("1234")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert Argon2Secrets().matches("1234", stored)


def test_a_hash_of_weaker_parameters_still_matches_and_is_outdated() -> None:
    weaker = Argon2Secrets(time_cost=1, memory_kib=1024).hashed("1234")
    assert QUICK.matches("1234", weaker)
    assert QUICK.outdated(weaker)
    assert not QUICK.outdated(QUICK.hashed("1234"))


def test_a_broken_hash_is_a_bug_and_not_a_wrong_pin() -> None:
    with pytest.raises(InvalidHashError):
        QUICK.matches("1234", "no hash at all")
