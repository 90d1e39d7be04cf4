"""A packer who acts only on what the screen says packs, and each rule stops the mistake it is there for.

Every run is the command itself, in a process of its own.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from packstation.demo.command import MOST_ORDERS
from packstation.demo.event import Event
from packstation.demo.input import Input
from packstation.demo.mishap import Mishap, mishaps_with
from packstation.domain.rule import Rule
from packstation.labels.read_plate import read_plate

pytestmark = pytest.mark.gui

ORDERS = 3
"""The fewest with which everything goes wrong."""
MORE_ORDERS = 4
"""The fewest for hands that type: a digit is hit wrong besides."""

STOPS: dict[Rule, Mishap] = {
    Rule.ONLY_ORDERED_PRODUCTS: Mishap.WRONG_PRODUCT,
    Rule.ONLY_ORDERED_QUANTITY: Mishap.EXTRA_UNIT,
    Rule.ONE_READ_ONE_UNIT: Mishap.DOUBLE_READ,
    Rule.WEIGHT_WITHIN_BAND: Mishap.MISSING_UNIT,
    Rule.FAULT_IS_NO_WEIGHT: Mishap.UNPLUGGED_SCALE,
    Rule.PRINTER_READS_BACK: Mishap.JAMMED_PRINTER,
    Rule.OWN_LABEL_ONLY: Mishap.WRONG_LABEL,
}

STATES = [
    "scan-your-badge",
    "scan-a-tote",
    "scan-the-goods-left-yes",
    "no-is-not-on-this-order",
    "sent-that-code-twice",
    "put-the-carton-on-the-scale",
    "too-light-by",
    "scale-not-there",
    "hands-off-weighing",
    "printer-no-labels-left",
    "did-label-come-out",
    "stick-label-on-the-carton-and-scan-it-yes",
    "no-wrong-label",
    "order-complete",
    "fetch-the-lead",
]


class Run:
    """One run of the demo without a display, and what it left behind."""

    def __init__(self, out: Path, orders: int, *options: str) -> None:
        command = [sys.executable, "-m", "packstation", "demo", "--headless"]
        command += ["--orders", str(orders), "--out", str(out), *options]
        # Not even the offscreen platform is asked for: the command has to know by itself.
        here = os.environ.items()  # noqa: TID251  passed on, but for Qt's
        environment = {name: value for name, value in here if not name.startswith("QT_")}
        run = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=400, env=environment
        )
        self.out = out
        self.code, self.said, self.complaints = run.returncode, run.stdout, run.stderr

    @property
    def summary(self) -> dict[str, Any]:
        """The numbers."""
        assert (self.out / "summary.json").exists(), self.complaints
        summary: dict[str, Any] = json.loads((self.out / "summary.json").read_text("utf-8"))
        return summary


# One run and one test: workers side by side would each make the run for their share of the checks.
def test_all_orders_are_packed_every_mistake_is_stopped_and_all_of_it_can_be_looked_at(
    tmp_path: Path,
) -> None:
    run = Run(tmp_path, ORDERS)
    assert (run.code, run.complaints) == (0, "")
    assert str(tmp_path) in run.said
    demand_summary(run)
    demand_pictures(tmp_path / "screens")
    demand_labels(run, tmp_path / "labels")


def demand_summary(run: Run) -> None:
    """The numbers that were promised, and each kind of mistake among them."""
    assert set(run.summary) == {
        "input",
        "orders_packed",
        "scans",
        "refusals",
        "planted",
        "stopped",
        "met",
    }
    demand_all_stopped(run, Input.MIXED, ORDERS)
    assert run.summary["scans"] == json.loads((run.out / "world.json").read_text("utf-8"))["scans"] > 0


def demand_all_stopped(run: Run, hands: Input, orders: int) -> None:
    """Every order is packed, and every mistake one can make with these hands was made and stopped."""
    assert (run.code, run.complaints) == (0, "")
    assert (run.summary["input"], run.summary["orders_packed"]) == (hands.value, orders)
    assert set(run.summary["planted"]) == set(mishaps_with(hands))
    assert run.summary["stopped"] == run.summary["planted"]


def demand_pictures(folder: Path) -> None:
    """A picture of every state of the screen."""
    names = [path.name for path in sorted(folder.glob("*.png"))]
    assert [state for state in STATES if not any(state in name for name in names)] == []
    assert all(path.stat().st_size > 10_000 for path in folder.iterdir())


def demand_labels(run: Run, folder: Path) -> None:
    """Every label as it was sent and as a picture; those lost on the way came out as copies."""
    labels = sorted(folder.glob("*.zpl"))
    assert len({read_plate(label.read_bytes()).text for label in labels}) == len(labels) == ORDERS
    assert all(label.with_suffix(".png").read_bytes().startswith(b"\x89PNG") for label in labels)
    copies = [label for label in labels if b"^FXCOPY^FS" in label.read_bytes()]
    assert len(copies) == run.summary["planted"]["lost_label"] == 1


ALONE = [Input.SCANNER, Input.KEYBOARD, Input.TOUCH]


@pytest.mark.parametrize("hands", ALONE)
def test_scanner_keyboard_and_touch_each_do_alone(hands: Input, tmp_path: Path) -> None:
    demand_all_stopped(Run(tmp_path, MORE_ORDERS, "--input", hands.value), hands, MORE_ORDERS)


@pytest.mark.slow
@pytest.mark.parametrize("hands", Input)
def test_a_whole_day_goes_by_each_of_them(hands: Input, tmp_path: Path) -> None:
    run = Run(tmp_path, MOST_ORDERS, "--input", hands.value)
    demand_all_stopped(run, hands, MOST_ORDERS)
    assert run.summary["met"] == dict.fromkeys(Event, 1)


@pytest.mark.parametrize("rule", Rule)
def test_without_the_rule_its_mistake_gets_through_and_the_demo_fails(rule: Rule, tmp_path: Path) -> None:
    (tmp_path / "screens").mkdir()
    (tmp_path / "screens" / "of an earlier run.png").touch()
    (tmp_path / "mine.txt").touch()
    mishap = STOPS[rule]
    run = Run(tmp_path, 2 if mishap is Mishap.WRONG_LABEL else 1, "--rule-off", rule.value)
    assert run.code == 1
    assert run.summary["planted"][mishap] == 1
    assert run.summary["stopped"].get(mishap, 0) == 0
    assert re.search(rf"{mishap} at SO-24\d\d was not stopped", run.complaints)
    # No pictures of a bench without its rules, none of an earlier run, and hands off everything else.
    assert list((tmp_path / "screens").iterdir()) == []
    assert (tmp_path / "mine.txt").exists()
