"""Training has a store of its own, says so, and ends with a score that follows from what really happened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from packstation.bootstrap import resources
from packstation.demo.assembly import running_demo
from packstation.demo.goods import Box, Good
from packstation.demo.headless import POLL_MS, quick_policy
from packstation.demo.play import LabelChute
from packstation.demo.score import Mistake
from packstation.demo.summary import Row
from packstation.demo.training import Trainer
from packstation.demo.training_plan import plan_round
from packstation.demo.training_truth import how_it_went
from packstation.demo.warehouse import load_warehouse
from packstation.domain.rule import ALL_RULES

pytestmark = pytest.mark.gui

WAREHOUSE = load_warehouse(resources())
ORDER = WAREHOUSE.orders[0]
OPENED = Row(1, "order_opened", {}, ORDER.number, at="2026-03-02T12:00:00+00:00")
PACKED = Row(9, "order_packed", {}, ORDER.number, at="2026-03-02T12:00:45+00:00")


def thing(sku: str, *, damaged: bool = False) -> Good:
    """One piece of a product."""
    product = WAREHOUSE.products[sku]
    return Good(product, product.codes[0], damaged=damaged)


def box(*goods: Good) -> Box:
    """A carton on the shelf with these in it."""
    return Box(ORDER.number, list(goods))


RIGHT = (thing("MUG-BLUE"), thing("MUG-BLUE"), thing("TEA-EARL"), thing("NOTE-A5"))


@pytest.mark.parametrize(
    ("inside", "slipped"),
    [
        (RIGHT, set()),
        ((*RIGHT, thing("LAMP-BRASS")), {Mistake.WRONG_PRODUCT}),
        ((*RIGHT, thing("TEA-EARL")), {Mistake.EXTRA_UNIT}),
        (RIGHT[1:], {Mistake.MISSING_UNIT, Mistake.DOUBLE_READ}),
        ((thing("MUG-BLUE", damaged=True), *RIGHT[1:]), {Mistake.DAMAGED_UNIT}),
    ],
)
def test_what_stands_on_the_shelf_says_what_slipped(inside: tuple[Good, ...], slipped: set[Mistake]) -> None:
    run = how_it_went(ORDER, [OPENED, PACKED], [box(*inside)])
    assert run.slipped - {Mistake.WRONG_LABEL} == slipped
    assert run.seconds == 45.0


def test_a_carton_without_its_own_label_slipped_and_a_refusal_was_the_bench() -> None:
    refused = Row(4, "refusal", {"verb": "scan_unit", "code": "not_on_order"}, ORDER.number)
    run = how_it_went(ORDER, [OPENED, refused, PACKED], [box(*RIGHT)])
    assert Mistake.WRONG_LABEL in run.slipped
    assert Mistake.WRONG_PRODUCT in run.caught
    assert Mistake.EXTRA_UNIT not in run.caught


def test_an_order_that_is_not_packed_took_no_time_yet() -> None:
    assert how_it_went(ORDER, [OPENED], []).seconds is None


def test_the_window_says_training_and_who_has_enough_sees_a_kind_score(tmp_path: Path, qtbot: QtBot) -> None:
    planned = plan_round(WAREHOUSE, 1, quick_policy())
    chute = LabelChute()
    with running_demo(
        tmp_path,
        quick_policy(),
        POLL_MS,
        ALL_RULES,
        chute.drop,
        warehouse=planned.warehouse,
        training=True,
    ) as bench:
        window = bench.station.window
        trainer = Trainer(bench, chute, planned, tmp_path)
        window.show()
        qtbot.waitUntil(lambda: "TRAINING" in trainer.dock.player.screen.text("demo_mark"), timeout=5000)
        assert bench.station.store.demo
        end = window.findChild(QPushButton, "world_training")
        assert isinstance(end, QPushButton)
        QTest.mouseClick(end, Qt.MouseButton.LeftButton)
        head = window.findChild(QLabel, "score_head")
        assert isinstance(head, QLabel)
        assert head.isVisible()
        assert head.text().startswith("No order was packed yet")
        again = window.findChild(QPushButton, "score_again")
        assert isinstance(again, QPushButton)
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
        assert trainer.again
        assert not window.isVisible()


def test_the_simulated_packer_takes_the_training_and_nothing_slips(tmp_path: Path) -> None:
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "packstation",
            "training",
            "--headless",
            "--seed",
            "4",
            "--out",
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "7 of 7 orders packed" in run.stdout
    assert (tmp_path / "score.txt").read_text("utf-8") == run.stdout
    assert (tmp_path / "score.png").stat().st_size > 0
