"""Training has a store of its own, says so, and ends with a score that follows from what really happened."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from packstation.cli import main
from packstation.demo import training
from packstation.demo.assembly import Practice, running_demo
from packstation.demo.dock import WorldDock
from packstation.demo.goods import Box, Good
from packstation.demo.headless import POLL_MS, quick_policy
from packstation.demo.play import LabelChute
from packstation.demo.score import Judged, Mistake, Outcome, Plant, Score
from packstation.demo.summary import Row
from packstation.demo.table import PackingTable
from packstation.demo.training import Trainer, one_round, real_scanners
from packstation.demo.training_book import KEPT_ROUNDS, SCORES, TrainingBook
from packstation.demo.training_plan import plan_round
from packstation.demo.training_truth import how_it_went
from packstation.demo.warehouse import load_warehouse
from packstation.devices.simulated.bench import SimulatedBench
from packstation.domain.person import Role
from packstation.domain.policy import PackingPolicy
from packstation.domain.rule import ALL_RULES
from packstation.labels.read_plate import read_plate
from packstation.persistence.fault import DemoMismatch
from packstation.places import SETTINGS_NAME, STORE_NAME, resources
from packstation.settings.station import StationSettings
from packstation.storeroom import open_store
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import ActCode
from tests.ui import heard

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
        practice=Practice(),
    ) as bench:
        window = bench.station.window
        trainer = Trainer(bench, chute, planned, tmp_path, TrainingBook(tmp_path))
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
        window.activateWindow()
        stops = {stop.objectName() for stop in heard.tabbed(window)}
        assert stops == {"score", "score_sheet", "score_again", "score_close"}
        view = trainer.view
        assert view is not None
        assert QApplication.focusWidget() in {view, *view.findChildren(QPushButton)}
        again = window.findChild(QPushButton, "score_again")
        assert isinstance(again, QPushButton)
        QTest.mouseClick(again, Qt.MouseButton.LeftButton)
        assert trainer.again
        assert not window.isVisible()


SCORE = Score((Judged(Plant(Mistake.EXTRA_UNIT, "1"), Outcome.SLIPPED),), 7, (30.0, 50.0))
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TestBook:
    """What a bench keeps of its training."""

    def test_rounds_are_told_as_they_were_the_newest_last(self, tmp_path: Path) -> None:
        TrainingBook(tmp_path, "Żaneta").note(SCORE, 4, NOW)
        TrainingBook(tmp_path).note(replace(SCORE, judged=()), 5, NOW + timedelta(hours=1))
        TrainingBook(tmp_path).note(replace(SCORE, seconds=()), 6, NOW)
        first, second = TrainingBook(tmp_path).tries()
        assert (first.trainee, first.seed, first.at, first.hourly) == ("Żaneta", 4, NOW, 90)
        assert (first.packed, first.orders, first.percent, first.slipped) == (2, 7, 0, ("extra_unit",))
        assert (second.trainee, second.slipped) == ("", ())
        assert [one.seed for one in TrainingBook(tmp_path, "Żaneta").tries()] == [4]

    def test_every_line_says_that_it_is_training_and_others_count_for_nothing(self, tmp_path: Path) -> None:
        book = TrainingBook(tmp_path)
        book.note(SCORE, 4, NOW)
        path = tmp_path / "training" / SCORES
        (line,) = path.read_text("utf-8").splitlines()
        assert json.loads(line)["training"] is True
        with path.open("a", encoding="utf-8") as file:
            file.write(line.replace("true", "false") + "\n")
            file.write('{"at": "2026-03-02"}\n[1]\n{"training": true, "at": "x"}\n' + line[:20])
        assert len(book.tries()) == 1

    def test_each_round_has_a_store_of_its_own_and_the_oldest_go(self, tmp_path: Path) -> None:
        book = TrainingBook(tmp_path)
        for _ in range(KEPT_ROUNDS + 3):
            (book.new_round() / "kept").touch()
        names = [path.name for path in book.rounds()]
        assert (len(names), names[0], names[-1]) == (KEPT_ROUNDS, "round-00004", "round-00023")
        assert (book.rounds()[0] / "kept").exists()

    def test_scores_are_told_without_a_window(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        TrainingBook(tmp_path, "Tom").note(SCORE, 4, NOW)
        assert main(["--home", str(tmp_path), "training", "--scores"]) == 0
        assert "2 of 7 orders, 90 an hour" in capsys.readouterr().out
        assert not (tmp_path / STORE_NAME).exists()


def fewer(table: PackingTable, left: int) -> bool:
    """Whether something has left the tote."""
    return table.tote is None or len(table.tote.goods) < left


Drive = Callable[[StationWindow], None]


@pytest.fixture
def window_of(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[Drive], None]:
    """Have somebody stand at the window of a round."""

    def drive(act: Drive) -> None:
        def show(window: StationWindow) -> int:
            window.resize(1366, 768)
            window.show()
            act(window)
            window.close()
            return 0

        monkeypatch.setattr(training, "show_until_closed", show)

    return drive


def test_the_second_round_shows_what_came_of_the_first_and_no_real_store_is_touched(
    tmp_path: Path, window_of: Callable[[Drive], None]
) -> None:
    book = TrainingBook(tmp_path)
    book.note(SCORE, 4, NOW)
    seen: list[str] = []

    def leave(window: StationWindow) -> None:
        assert "TRAINING" in window.windowTitle()
        end = window.findChild(QPushButton, "world_training")
        assert isinstance(end, QPushButton)
        QTest.mouseClick(end, Qt.MouseButton.LeftButton)
        seen.extend(line.text() for line in window.findChildren(QLabel, "score_before"))

    window_of(leave)
    assert one_round(1, None, book) == (0, False)
    (line,) = seen
    assert "2 of 7 orders, 90 an hour" in line
    (folder,) = book.rounds()
    with pytest.raises(DemoMismatch):
        open_store(StationSettings("Bench 1"), folder, demo=False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["training"]


def pack_by_hand(hand: SimulatedBench, qtbot: QtBot, window: StationWindow) -> Box:
    """Pack the first order: everything is read by the scanner of the bench, nothing is clicked."""
    dock = window.findChild(WorldDock)
    assert isinstance(dock, WorldDock)
    screen, table = dock.player.screen, dock.player.world.table
    until = partial(qtbot.waitUntil, timeout=8000)
    until(lambda: len(screen.glance().lamps) == 4 and all(":" not in one for one in screen.glance().lamps))
    packer = next(one for one in WAREHOUSE.people if one.role is Role.PACKER)
    hand.scanner.scan(packer.badge)
    until(lambda: screen.act is ActCode.START_ORDER)
    code = window.findChild(QLabel, "world_code_totes")
    assert isinstance(code, QLabel)
    assert code.accessibleName() == table.rack[0].code
    hand.scanner.scan(table.rack[0].code)
    until(lambda: screen.act is ActCode.SCAN_GOODS and table.tote is not None)
    while table.tote is not None and table.tote.goods:
        left = len(table.tote.goods)
        hand.scanner.scan(table.tote.goods[0].code.text)
        until(partial(fewer, table, left))
        QTest.qWait(PackingPolicy().double_read_ms)
    until(lambda: screen.act is ActCode.WEIGH_CARTON)
    dock.player.put_on_scale()
    until(lambda: dock.label is not None and screen.act is ActCode.SCAN_LABEL)
    plate = read_plate(dock.label or b"")
    hand.scanner.scan(plate.text, plate.aim)
    until(lambda: len(table.shelf) == 1)
    return table.shelf[0]


@pytest.mark.skipif(sys.platform == "win32", reason="the simulated cables are ptys")
def test_whoever_has_the_scanner_of_the_bench_in_the_hand_trains_with_it(
    tmp_path: Path, window_of: Callable[[Drive], None], qtbot: QtBot
) -> None:
    hand = SimulatedBench(tmp_path / "cables")
    (tmp_path / SETTINGS_NAME).write_text(
        f'[station]\nname = "Bench 1"\n\n[[scanner]]\nname = "scanner"\nport = "{hand.scanner.port}"\n',
        "utf-8",
    )
    scanners, book = real_scanners(tmp_path), TrainingBook(tmp_path)
    boxes: list[Box] = []

    def pack(window: StationWindow) -> None:
        boxes.append(pack_by_hand(hand, qtbot, window))

    window_of(pack)
    try:
        assert one_round(0, None, book, scanners) == (0, False)
    finally:
        hand.switch_off()
    (box,) = boxes
    assert box.order_number == "SO-2401"
    assert box.pieces == {"MUG-BLUE": 2, "TEA-EARL": 1, "NOTE-A5": 1}
    assert box.label is not None


def test_settings_nobody_could_run_leave_the_scanner_out_and_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert real_scanners(tmp_path) == ()
    (tmp_path / SETTINGS_NAME).write_text("[station\n", "utf-8")
    assert real_scanners(tmp_path) == ()
    assert SETTINGS_NAME in capsys.readouterr().err


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
