"""Plays one schedule again and tells what central was asked: `python -m tests.sync.replay SEED [FAULT]`."""

from __future__ import annotations

import sys

from packstation.sync.errand import Question
from tests.sync.schedule import Schedule
from tests.sync.world import Plants, Said

OUT = sys.stdout


def told(schedule: Schedule) -> None:
    """Write down every call that central takes."""
    judge = schedule.world.on_call

    def saw(station_id: str, asked: Question, said: Said) -> None:
        OUT.write(f"{schedule.world.now_ms:7} {station_id:4} {asked}\n             {said}\n")
        judge(station_id, asked, said)

    schedule.world.on_call = saw


def main(words: list[str]) -> int:
    """Replay the seed, with the faults planted that are named after it; 1 when it goes wrong again."""
    schedule = Schedule(int(words[0]), Plants(**dict.fromkeys(words[1:], True)))
    told(schedule)
    try:
        schedule.play()
    except AssertionError as violation:
        OUT.write(f"{violation}\n")
        return 1
    OUT.write("nothing went wrong\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
