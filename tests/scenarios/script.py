"""Reads a bench script line by line and holds the bench to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.scenarios import (
    aside_acts,
    bench_acts,
    carton_acts,
    catalogue_acts,
    goods_acts,
    instruction_acts,
    people_acts,
    site_acts,
)
from tests.scenarios.packer import Packer

COMMA = re.compile(r",\s*")
NO = re.compile(r"^refused: |^(scale|printer|paper printer|camera): ")
ARROW = re.compile(r"\s*->\s*")
ACTS = (
    carton_acts.act,
    catalogue_acts.act,
    goods_acts.act,
    aside_acts.act,
    site_acts.act,
    people_acts.act,
    instruction_acts.act,
    bench_acts.act,
)
"""Everything a script can ask for, by who does it."""


class ScriptBroken(AssertionError):
    """The bench did not do what the script says; names the line."""


@dataclass(frozen=True, slots=True)
class Line:
    """Some acts and all the bench should say to them; None: anything but no."""

    place: str
    acts: list[str]
    wanted: list[str] | None


def lines(name: str, text: str) -> Iterator[Line]:
    """The lines of a script, without comments and blank ones."""
    for number, written in enumerate(text.splitlines(), 1):
        stripped = written.partition("#")[0].strip()
        if stripped:
            acts, *said = ARROW.split(stripped, maxsplit=1)
            yield Line(f"{name}, line {number}", COMMA.split(acts), COMMA.split(said[0]) if said else None)


def play(name: str, text: str, folder: Path) -> Packer:
    """Do all the script says. Raises ScriptBroken at the first line the bench does not keep to."""
    packer = Packer(folder / "store.db")
    for line in lines(name, text):
        said = [word for act in line.acts for word in _done(packer, line.place, act)]
        if line.wanted is None and any(NO.search(word) for word in said):
            raise ScriptBroken(f"{line.place}: {line.acts} should go well, and the bench says {said}")
        if line.wanted is not None and said != line.wanted:
            raise ScriptBroken(f"{line.place}: {line.acts} wants {line.wanted}, and the bench says {said}")
    return packer


def _done(packer: Packer, place: str, act: str) -> list[str]:
    do = next((do for acts in ACTS if (do := acts.find(packer, act)) is not None), None)
    if do is None:
        raise ScriptBroken(f"{place}: nobody knows how to '{act}'")
    return packer.tried(do)
