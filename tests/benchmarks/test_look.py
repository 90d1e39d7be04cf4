"""What the table says about looks: one figure each, and all of them measured."""

from __future__ import annotations

from tests.benchmarks.look import measure


def test_every_switch_and_an_answer_have_a_figure() -> None:
    figures = measure(rounds=3)
    assert [figure.name.split(" at ")[0] for figure in figures] == [
        "another theme",
        "another size",
        "another language",
        "answer with picture",
    ]
    assert all(figure.n >= 3 and figure.p50_ms > 0 for figure in figures)
