"""What a bench keeps of its training: a store for each round, and what came of every one of them.

All of it lies in a folder of its own. Each store bears the mark of a demo, so that no bench at work opens
one, and each line of the scores says that it is training.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from packstation.demo.score import Mistake, Outcome, Score
from packstation.domain.value import value

FOLDER = "training"
SCORES = "training-scores.jsonl"
KEPT_ROUNDS = 20
"""Stores of older rounds go; their scores stay."""


@value
class Try:
    """One round: when it ended (UTC), whose it was where somebody said so, and its score in numbers."""

    at: datetime
    seed: int
    percent: int
    packed: int
    orders: int
    hourly: int | None = None
    trainee: str = ""
    slipped: tuple[str, ...] = ()


class TrainingBook:
    """The training under a home. OSError where its disk says no."""

    def __init__(self, home: Path, trainee: str = "") -> None:
        self._folder = home / FOLDER
        self._trainee = trainee

    def new_round(self) -> Path:
        """An empty folder for the store of the next round; the oldest go."""
        rounds = self.rounds()
        for old in rounds[: max(0, len(rounds) - KEPT_ROUNDS + 1)]:
            shutil.rmtree(old, ignore_errors=True)
        number = int(rounds[-1].name.rpartition("-")[2]) + 1 if rounds else 1
        folder = self._folder / f"round-{number:05}"
        folder.mkdir(parents=True)
        return folder

    def rounds(self) -> list[Path]:
        """The folders of the rounds whose stores are kept, the oldest first."""
        return sorted(path for path in self._folder.glob("round-[0-9]*") if path.is_dir())

    def note(self, score: Score, seed: int, at: datetime) -> None:
        """Write down what came of a round; one in which no order was packed is no try."""
        if not score.packed:
            return
        hourly = score.orders_per_hour
        slipped = (one.plant.mistake.value for one in score.judged if one.outcome is Outcome.SLIPPED)
        line = {
            "training": True,
            "at": at.isoformat(),
            "seed": seed,
            "percent": score.percent,
            "packed": score.packed,
            "orders": score.orders,
            "hourly": None if hourly is None else round(hourly),
            "trainee": self._trainee,
            "slipped": list(slipped),
        }
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / SCORES).open("a", encoding="utf-8", newline="\n") as scores:
            scores.write(json.dumps(line, ensure_ascii=False) + "\n")

    def tries(self) -> tuple[Try, ...]:
        """Every round of this trainee (of everybody, where nobody is named), the newest last.

        A line that the power cut in two is left out.
        """
        path = self._folder / SCORES
        lines = path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []
        read = (_read(line) for line in lines)
        return tuple(one for one in read if one is not None and self._trainee in {"", one.trainee})


def _read(line: str) -> Try | None:
    try:
        held = json.loads(line)
        return _try(held) if isinstance(held, dict) and held.get("training") is True else None
    except (ValueError, KeyError, TypeError):
        return None


def _try(held: Mapping[str, object]) -> Try:
    hourly, slipped = held.get("hourly"), held.get("slipped")
    known = {mistake.value for mistake in Mistake}
    return Try(
        datetime.fromisoformat(str(held["at"])),
        int(str(held["seed"])),
        int(str(held["percent"])),
        int(str(held["packed"])),
        int(str(held["orders"])),
        int(str(hourly)) if hourly is not None else None,
        str(held.get("trainee", "")),
        tuple(str(one) for one in slipped if one in known) if isinstance(slipped, list) else (),
    )
