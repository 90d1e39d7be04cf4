"""Every test that a table names as the proof of a rule is there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture.source import ROOT

NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
TABLE = ROOT / "packaging" / "central.md"


def missing(text: str) -> list[str]:
    """The tests that this text names and nobody has written."""
    return [
        f"{path}::{test}" for path, test in NAMED.findall(text) if not _is_there(ROOT / "tests" / path, test)
    ]


def _is_there(path: Path, test: str) -> bool:
    return path.is_file() and f"def {test}(" in path.read_text("utf-8")


def test_every_test_that_proves_a_rule_of_central_is_there() -> None:
    text = TABLE.read_text("utf-8")
    assert len(NAMED.findall(text)) > 40
    assert missing(text) == []


def test_a_name_that_nobody_bears_is_found() -> None:
    assert missing("`sync/test_step.py::test_that_is_none`, `sync/nowhere.py::test_a`") == [
        "sync/test_step.py::test_that_is_none",
        "sync/nowhere.py::test_a",
    ]
