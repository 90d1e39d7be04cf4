"""The station's process is killed while a packer works; what the screen said is true, and packing goes on."""

from __future__ import annotations

import logging
import secrets
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.crash.cradle import Cradle
from tests.crash.notary import SEEN
from tests.crash.oracle import Fate, Oracle

log = logging.getLogger(__name__)

ROUND = ["scanning"] * 9 + ["printing"] * 5 + ["closing"] * 4 + ["verifying"] * 4
ROUND += ["signing_in", "signing_in", "opening", "starting"]
"""One round of kills: in which phase of the work."""
SOAKED, SOAKED_EACH = 500, 50
"""Kills in all, and of one store: the longer its journal, the longer each of them takes to check."""


def fates(rng: Random, kills: int) -> list[Fate]:
    """So many moments, from before the act has reached the bench until after it was answered."""
    phases = [ROUND[number % len(ROUND)] for number in range(kills)]
    rng.shuffle(phases)
    return [
        Fate(phase, rng.randint(1, 5) if phase == "scanning" else 1, rng.uniform(0.0, 1.4))
        for phase in phases
    ]


def killed(cradle: Cradle, home: Path, seed: int, kills: int, orders: int) -> Counter[tuple[str, str]]:
    """Kill so often, then pack one more order and close the window; what the kills hit."""
    with Oracle(cradle, home, seed, orders) as oracle:
        for fate in fates(oracle.rng, kills):
            label = oracle.notary.open.label_state if oracle.notary.open else ""
            # Only a kill can leave the question whether a label came out: then hit its answer.
            asked = label == "requested" and fate.phase == "scanning"
            oracle.live(Fate("answering", 1, fate.share) if asked else fate)
        packed = len(oracle.notary.packed)
        with oracle.life() as process:
            oracle.pack(lambda: len(oracle.notary.packed) > packed)
            process.close_window()
        oracle.settle()
        assert len(oracle.kills) == kills
        return Counter(oracle.kills)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_kill_at_any_moment_of_the_work_loses_and_doubles_nothing(
    cradle: Cradle, tmp_path: Path, seed: int
) -> None:
    hits = killed(cradle, tmp_path, seed, kills=len(ROUND), orders=60)
    log.info("seed %s: %s", seed, dict(hits))
    assert {phase for phase, _ in hits} >= set(ROUND)
    assert sum(count for (_, found), count in hits.items() if found != SEEN) > len(ROUND) // 4


@pytest.mark.slow
@pytest.mark.parametrize("store", range(SOAKED // SOAKED_EACH))
def test_five_hundred_kills_lose_and_double_nothing(cradle: Cradle, tmp_path: Path, store: int) -> None:
    seed = secrets.randbits(32)
    hits = killed(cradle, tmp_path, seed, kills=SOAKED_EACH, orders=3 * SOAKED_EACH)
    log.info("store %s, seed %s: %s", store, seed, dict(hits))
    assert hits.total() == SOAKED_EACH
