"""Runs a child under strace: what it asked of the disk, and a disk that says no."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

DEADLINE_S = 120


@dataclass(frozen=True, slots=True)
class Traced:
    """What a child said and which of the traced calls it made, in order."""

    output: str
    calls: list[str]


def tracer(log: Path, *expressions: str) -> list[str]:
    """What goes in front of a command to trace it; a test that cannot is skipped, but never in CI."""
    found = shutil.which("strace")
    if found is None:
        said = "strace is missing: nobody looked whether commits reach the disk"
        if os.environ.get("CI") == "true":  # noqa: TID251 - the suite's own switch
            pytest.fail(said)
        pytest.skip(said)
    traced = [argument for expression in expressions for argument in ("-e", expression)]
    return [found, "-f", "-qq", "-s", "200", "-o", str(log), *traced]


def strace(command: list[str], folder: Path, *expressions: str) -> Traced:
    """Run the command in this folder and trace it."""
    log = folder / "strace.log"
    ran = subprocess.run(
        [*tracer(log, *expressions), *command],
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},  # noqa: TID251
        stdout=subprocess.PIPE,
        text=True,
        timeout=DEADLINE_S,
    )
    return Traced(ran.stdout, log.read_text(encoding="utf-8").splitlines())
