"""STOP: the largest text says what to do with the carton in her hands, and nothing else can be pressed."""

from __future__ import annotations

from packstation.domain.command_code import Command
from packstation.domain.refusal import RefusalCode
from packstation.ui.sentences import act_sentence, sentence
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.fakes.look_at import GivenAway
from tests.ui.at_bench import AtBench


def news(bench: AtBench) -> None:
    bench.presenter.look_again()
    bench.runner.settle()


def test_an_order_given_to_another_bench_is_parked_and_nothing_else(bench: AtBench) -> None:
    bench.pack()
    look_at = bench.desk.verbs.look_at
    bench.plant(look_at=GivenAway(look_at))
    news(bench)
    assert bench.said == (VerdictKind.LEAD, RefusalCode.CLAIM_LOST)
    assert bench.view.act is not None
    assert act_sentence(bench.view.act) == "Stop: PARK this carton, another bench has the order"
    assert bench.desk.offered == {Command.PARK, Command.HELP, Command.LOCK}
    bench.plant(look_at=look_at)
    bench.press(Command.PARK)
    bench.type("RACK 7")
    assert bench.verdict.code is Said.ORDER_PARKED
    bench.scan("100234")
    assert bench.act is ActCode.SCAN_GOODS


def test_a_cancelled_order_is_taken_out_of_the_carton_without_anybody_s_help(bench: AtBench) -> None:
    bench.pack()
    bench.warehouse.cancel("100235")
    news(bench)
    assert bench.said == (VerdictKind.NO, Said.STOP_CANCELLED)
    assert sentence(bench.verdict).endswith("Take everything out of the carton; it must not leave.")
    assert bench.act is ActCode.PUT_BACK
    said = len(bench.view.verdicts)
    news(bench)
    assert len(bench.view.verdicts) == said
