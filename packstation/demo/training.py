"""`packstation training`: a bench and a store of their own, planted mistakes, and a score at the end.

What is packed in a round, and what came of it, stays under the home, in a folder of the training's own. Where
the bench has serial scanners, they read here, too: what they read follows from the bench's answers.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

from packstation.bootstrap import add_late
from packstation.demo.assembly import DemoBench, Practice, running_demo
from packstation.demo.dock import WorldDock
from packstation.demo.hands import hands_for
from packstation.demo.headless import (
    ORDER_S,
    SCREEN,
    START_S,
    quick_policy,
    say_what_matters,
)
from packstation.demo.headless import POLL_MS as QUICK_POLL_MS
from packstation.demo.input import Input
from packstation.demo.packer import Packer
from packstation.demo.play import POLL_MS, LabelChute, add_dock
from packstation.demo.score import Outcome, Score, score
from packstation.demo.score_view import ScoreView
from packstation.demo.score_words import as_text
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.training_book import TrainingBook
from packstation.demo.training_plan import Round, plan_round
from packstation.demo.training_truth import runs
from packstation.demo.trigger import Gun, Reads
from packstation.demo.unusual import GaveUp
from packstation.demo.warehouse import load_warehouse
from packstation.demo.world import World
from packstation.domain.policy import PackingPolicy
from packstation.domain.rule import ALL_RULES
from packstation.places import SETTINGS_NAME, STORE_NAME, resources
from packstation.settings.section import SettingsError
from packstation.settings.station import ScannerSettings, load
from packstation.storeroom import SystemClock
from packstation.ui.main_loop import application, show_until_closed

SEED_RANGE = 10_000


class Trainer:
    """One round at one bench. It ends by itself with the last order, or when somebody has enough of it."""

    def __init__(
        self, bench: DemoBench, chute: LabelChute, planned: Round, home: Path, book: TrainingBook
    ) -> None:
        self._bench = bench
        self._book = book
        self._planned = planned
        self._home = home
        self.world = training_world(bench, planned)
        self.dock: WorldDock = add_dock(bench, chute, self.world)
        self.dock.in_training = True
        self.dock.speak()
        if bench.by_hand:
            self.dock.show_codes()
        self.dock.on_training = self.end
        self.dock.player.changed.connect(self._look)
        self.score: Score | None = None
        self.view: ScoreView | None = None
        self.again = False

    def end(self) -> None:
        """Show what came of it."""
        if self.view is not None:
            return
        window, tries = self._bench.station.window, self._book.tries()
        self.score = judge(self._home, self._planned, self.world)
        self._book.note(self.score, self._planned.seed, SystemClock().now())
        self.view = view = ScoreView(window, self.score, tries, (self._once_more, self._close))
        window.looks.followers.append(lambda _look: view.speak())

    def _look(self) -> None:
        table = self.world.table
        if not table.rack and table.tote is None and table.shelf:
            self.end()

    def _once_more(self) -> None:
        self.again = True
        self._close()

    def _close(self) -> None:
        self._bench.station.window.close()


def train(seed: int | None, out: Path | None, home: Path, trainee: str = "") -> int:
    """Round after round until somebody has enough; the exit code. Without a seed each round is another."""
    application()
    book, scanners = TrainingBook(home, trainee), real_scanners(home)
    number = int(time.time()) % SEED_RANGE if seed is None else seed
    while True:
        ended, again = one_round(number, out, book, scanners)
        if not again:
            return ended
        number += 1


def train_headless(seed: int | None, out: Path) -> int:
    """The simulated packer takes the training; 0 when every order is packed and nothing slipped."""
    qInstallMessageHandler(say_what_matters)
    application()
    trouble = ""
    with tempfile.TemporaryDirectory(prefix="packstation-training-") as folder:
        home = Path(folder)
        planned = plan_round(load_warehouse(resources()), seed or 0, quick_policy())
        with running_demo(
            home, quick_policy(), QUICK_POLL_MS, ALL_RULES, warehouse=planned.warehouse, practice=Practice()
        ) as bench:
            window = bench.station.window
            screen = ScreenReader(window)
            hands = hands_for(Input.SCANNER, Gun(bench.devices), bench.card, screen)
            world = training_world(bench, planned, hands)
            window.resize(*SCREEN)
            window.show()
            until_s = time.monotonic() + START_S + ORDER_S * len(planned.totes)
            try:
                Packer(screen, hands, world, lambda _glance: None, until_s).work()
            except GaveUp as why:
                trouble = f"packstation training: the packer gave up: {why}\n"
            result = judge(home, planned, world)
            view = ScoreView(window, result, (), (lambda: None, lambda: None))
            keep_score(result, view, out)
    sys.stderr.write(trouble)
    sys.stdout.write(as_text(result))
    passed = result.packed == result.orders and not result.count(Outcome.SLIPPED)
    return 0 if passed and not trouble else 1


def training_world(bench: DemoBench, planned: Round, reads: Reads | None = None) -> World:
    """The round's own totes beside the bench, and its mishaps."""
    world = World(bench.warehouse, (), planned.plan, bench.policy, bench.devices, reads)
    world.table.rack = list(planned.totes)
    return world


def judge(home: Path, planned: Round, world: World) -> Score:
    """What came of a round so far."""
    return score(planned.plants, runs(home / STORE_NAME, planned, world.table.shelf), len(planned.totes))


def keep_score(result: Score, view: ScoreView, out: Path) -> None:
    """Write score.txt and score.png. Raises OSError when the folder cannot be written to."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "score.txt").write_text(as_text(result), "utf-8")
    # The scroll bar of a sheet that was just filled goes with the next layout.
    QCoreApplication.processEvents()
    if not view.grab().save(str(out / "score.png")):
        raise OSError(f"no picture could be written to {out}")


def real_scanners(home: Path) -> tuple[ScannerSettings, ...]:
    """The serial scanners of the bench under a home; none where there is no bench, or nobody could run it."""
    path = home / SETTINGS_NAME
    try:
        return load(path).scanners if path.exists() else ()
    except SettingsError as trouble:
        sys.stderr.write(f"packstation training: without the scanners of {path}: {trouble}\n")
        return ()


def one_round(
    seed: int, out: Path | None, book: TrainingBook, scanners: tuple[ScannerSettings, ...] = ()
) -> tuple[int, bool]:
    """Exit code, and whether one more is wanted."""
    chute, folder = LabelChute(), book.new_round()
    planned = plan_round(load_warehouse(resources()), seed, PackingPolicy())
    with (
        tempfile.TemporaryDirectory(prefix="packstation-training-") as ports,
        running_demo(
            folder,
            PackingPolicy(),
            POLL_MS,
            ALL_RULES,
            chute.drop,
            warehouse=planned.warehouse,
            practice=Practice(scanners, Path(ports)),
        ) as bench,
    ):
        trainer = Trainer(bench, chute, planned, folder, book)
        add_late(bench.station, folder)
        ended = show_until_closed(bench.station.window)
        if trainer.score is not None and trainer.view is not None:
            sys.stdout.write(as_text(trainer.score))
            if out is not None:
                keep_score(trainer.score, trainer.view, out)
    return ended, trainer.again
