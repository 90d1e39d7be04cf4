"""The day that is timed: every verb of the bench is in it, and it is a day that can be packed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.big_store import make
from tests.benchmarks.verbs import measure, refuse_unless_all


def test_every_verb_a_packer_meets_has_a_figure(tmp_path: Path) -> None:
    store = make(tmp_path / "filled", orders=20, products=200)
    figures = measure(store, tmp_path / "day", rounds=1, warm_up=0)
    assert {figure.n > 0 for figure in figures} == {True}
    assert [figure.name for figure in figures if "scan_unit" in figure.name] != []


def test_a_verb_nobody_timed_is_told_by_name() -> None:
    with pytest.raises(AssertionError, match="undo_scan"):
        refuse_unless_all(["scan_unit"])
