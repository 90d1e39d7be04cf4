"""The station dies by itself at the moments between commit, send and verdict that chance seldom hits."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.crash.cradle import Cradle
from tests.crash.notary import IN_THE_AIR, KEPT
from tests.crash.oracle import Oracle
from tests.crash.planted import Plan

COUNTING = [
    ("before_commit:signed_in", IN_THE_AIR),
    ("after_commit:signed_in", KEPT),
    ("before_commit:carton_opened", IN_THE_AIR),
    ("after_commit:carton_opened", KEPT),
    ("before_commit:unit_counted", IN_THE_AIR),
    ("after_commit:unit_counted", KEPT),
    ("before_paint:counted", KEPT),
    ("before_commit:unit_uncounted", IN_THE_AIR),
    ("after_commit:unit_uncounted", KEPT),
    ("before_commit:refusal", IN_THE_AIR),
    ("after_commit:refusal", KEPT),
    ("before_paint:goods_done", KEPT),
]
LABELLING = [
    ("before_commit:carton_closed", IN_THE_AIR, ""),
    ("after_commit:carton_closed", KEPT, "wanted"),
    ("before_paint:carton_closed", KEPT, "wanted"),
    ("before_commit:label_requested", IN_THE_AIR, "wanted"),
    ("after_commit:label_requested", KEPT, "requested"),
    ("before_commit:label_answered", IN_THE_AIR, "requested"),
    ("after_commit:label_answered", KEPT, "requested"),
    ("before_send", KEPT, "requested"),
    ("half_sent", KEPT, "requested"),
    ("after_send", KEPT, "requested"),
    ("after_confirm", KEPT, "requested"),
    ("before_commit:label_printed", KEPT, "requested"),
    ("after_commit:label_printed", KEPT, "printed"),
    ("before_paint:label_printed", KEPT, "printed"),
    ("before_commit:label_verified", IN_THE_AIR, "printed"),
    ("before_commit:order_packed", IN_THE_AIR, "printed"),
    ("after_commit:order_packed", KEPT, ""),
    ("before_paint:order_done", KEPT, ""),
]
"""When it dies, what becomes of the act in flight, and how the label stands then. Each life begins where the
one before died, so the second half of these finds the questions that the first half left."""

STATEMENTS = 7
"""More than one scan runs, from its BEGIN to its COMMIT."""


def test_a_death_around_a_commit_keeps_the_act_whole_or_not_at_all(cradle: Cradle, tmp_path: Path) -> None:
    with Oracle(cradle, tmp_path, seed=3) as oracle:
        for moment, becomes in COUNTING:
            assert (moment, oracle.live(plan=Plan(moment))) == (moment, becomes)
        _pack_on(oracle)


def test_a_death_between_commit_send_and_verdict_prints_once_or_asks(cradle: Cradle, tmp_path: Path) -> None:
    with Oracle(cradle, tmp_path, seed=4) as oracle:
        for moment, becomes, label in LABELLING:
            assert (moment, oracle.live(plan=Plan(moment))) == (moment, becomes)
            stands = oracle.notary.open.label_state if oracle.notary.open else ""
            assert (moment, stands) == (moment, label)
        _pack_on(oracle)


@pytest.mark.parametrize(("moment", "came_out"), [("before_send", 0), ("after_send", 1)])
def test_a_label_that_may_have_come_out_is_asked_for_and_never_printed_again_by_itself(
    cradle: Cradle, tmp_path: Path, moment: str, came_out: int
) -> None:
    with Oracle(cradle, tmp_path, seed=5) as oracle:
        oracle.live(plan=Plan(moment))
        with oracle.life():
            oracle.pack(lambda: oracle.screen.act == "answer_label")
            assert oracle.screen.says == f"Did label …{oracle.screen.facts['digits']} come out?"
            assert oracle.paper.wait(came_out)
            assert len(oracle.paper.labels()) == came_out
            oracle.pack(lambda: bool(oracle.notary.packed))
        oracle.settle()


def test_a_death_at_any_statement_of_a_scan_keeps_it_whole_or_not_at_all(
    cradle: Cradle, tmp_path: Path
) -> None:
    with Oracle(cradle, tmp_path, seed=14) as oracle:
        found = [oracle.live(plan=Plan("statement", nth)) for nth in range(1, STATEMENTS + 1)]
        assert found.count(IN_THE_AIR) > STATEMENTS // 2
        _pack_on(oracle)


def _pack_on(oracle: Oracle) -> None:
    packed = len(oracle.notary.packed)
    with oracle.life() as process:
        oracle.pack(lambda: len(oracle.notary.packed) > packed)
        process.close_window()
    oracle.settle()
