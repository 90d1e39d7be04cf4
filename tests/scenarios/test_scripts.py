"""Every script, on a store of its own; and scripts with a mistake in them, which must be found."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.persistence.read_journal import verify_journal
from tests.scenarios.script import ScriptBroken, play

SCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))
SITE = """
product MUG of 300 g with code 4012345678901
order 100234 of 1 MUG
packer Ida with PIN 1234 and badge 17
badge of Ida -> Ida, bench is empty
scan order 100234 -> shows 1 lines
"""


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_bench_keeps_to_the_script(script: Path, tmp_path: Path) -> None:
    packer = play(script.name, script.read_text(encoding="utf-8"), tmp_path)
    packer.warehouse.opened.crash()
    assert verify_journal(packer.path).sound


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 8


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        (
            "scan 4012345678901 -> packed 2 of 2",
            "line 7: .* wants .*'packed 2 of 2'.* says .*'packed 1 of 1'",
        ),
        ("scan 4012345678901 -> packed 1 of 1", "line 7: .* wants .* says .*'order complete'"),
        ("scan 4012345678901 -> refused: unknown code", "line 7: .* wants"),
        ("scan 999", "line 7: .* should go well, and the bench says .*refused: unknown code"),
        ("unplug scale, scan MUG, close", "line 7: .* should go well, and the bench says .*scale: "),
        ("juggle", "line 7: nobody knows how to 'juggle'"),
        ("scan MUG, juggle -> packed 1 of 1", "line 7: nobody knows how to 'juggle'"),
    ],
)
def test_a_bench_that_does_something_else_is_found_with_the_line(
    mistake: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ScriptBroken, match=said):
        play("planted.txt", f"{SITE}{mistake}", tmp_path)
