"""`packstation demo`: with a display a window to play with, without one a packer who packs by herself."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from packstation.demo.input import Input
from packstation.domain.rule import Rule, Rules

MOST_ORDERS = 27
FEWEST_AT_SITE, MOST_AT_SITE = 16, 99
"""Each of four benches claims three ahead."""


def demo(
    *,
    headless: bool,
    orders: int,
    out: Path | None,
    rules_off: list[str],
    home: Path,
    hands: Input = Input.MIXED,
) -> int:
    """Run the demo; the exit code. `rules_off` names rules of the bench to do without: then it must fail.

    `hands` is all the simulated packer has to tell the bench something with; `home` keeps what a training
    that is begun from here comes to.
    """
    unknown = set(rules_off) - set(Rule)
    if unknown or not 1 <= orders <= MOST_ORDERS:
        sys.stderr.write(
            f"packstation demo: no rule {', '.join(sorted(unknown))}\n"
            if unknown
            else f"packstation demo: --orders is a number from 1 to {MOST_ORDERS}\n"
        )
        return 2
    rules = Rules(frozenset(map(Rule, rules_off)))
    if out is not None and not _takes_files("demo", out):
        return 2
    if headless or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # noqa: TID251  before Qt is first asked
        from packstation.demo.headless import pack_headless  # noqa: PLC0415  not before the line above

        return pack_headless(orders, out or usual_folder(), rules, hands)
    from packstation.demo.play import play  # noqa: PLC0415  as above

    def then_train() -> int:
        return practise(headless=False, seed=None, out=None, home=home)

    return play(rules, then_train)


def demo_site(*, headless: bool, orders: int, out: Path | None, plant_loss: bool = False) -> int:
    """Play a site of four benches; 0 only if nothing was lost or doubled. `plant_loss`: then it must not."""
    if not FEWEST_AT_SITE <= orders <= MOST_AT_SITE:
        sys.stderr.write(f"packstation demo-site: --orders is {FEWEST_AT_SITE} to {MOST_AT_SITE}\n")
        return 2
    if out is not None and not _takes_files("demo-site", out):
        return 2
    from packstation.demo.site import Plan, run_site  # noqa: PLC0415  as above

    hidden = headless or not has_display()
    return run_site(out or usual_folder(), Plan(orders), hidden=hidden, plant_loss=plant_loss)


def practise(*, headless: bool, seed: int | None, out: Path | None, home: Path, trainee: str = "") -> int:
    """Take the training, or have the simulated packer take it; the exit code. `out` gets the score.

    Of a person's rounds, stores and scores stay under `home`; the simulated packer has nothing to learn.
    """
    if out is not None and not _takes_files("training", out):
        return 2
    if headless or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # noqa: TID251  before Qt is first asked
        from packstation.demo.training import train_headless  # noqa: PLC0415  not before the line above

        return train_headless(seed, out or usual_folder())
    from packstation.demo.training import train  # noqa: PLC0415  as above

    return train(seed, out, home, trainee)


def see_scores(home: Path, trainee: str = "") -> int:
    """Tell what came of every round under a home; the exit code."""
    from packstation.demo.score_words import try_words  # noqa: PLC0415  the window does without this
    from packstation.demo.training_book import TrainingBook  # noqa: PLC0415  as above

    for one in TrainingBook(home, trainee).tries():
        sys.stdout.write(f"{try_words(one)}\n")
    return 0


def see_gallery(out: Path | None) -> int:
    """Show every part of the window, or write their pictures into a folder; the exit code."""
    if out is not None and not _takes_files("gallery", out):
        return 2
    if out is not None or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # noqa: TID251  before Qt is first asked
    from packstation.demo.gallery import gallery  # noqa: PLC0415  not before the line above

    return gallery(out if out is not None or has_display() else Path("build", "gallery"))


def _takes_files(command: str, folder: Path) -> bool:
    """Make it a folder that files can be written to before anything begins; else say so."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError as trouble:
        why = trouble.strerror or type(trouble).__name__
        sys.stderr.write(
            f"packstation {command}: {folder}: {why}. With --out name a folder that can be written to\n"
        )
        return False


def has_display() -> bool:
    """Whether a window could be seen by anybody."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")  # noqa: TID251  start-up
    if platform.startswith(("offscreen", "minimal")):
        return False
    if not sys.platform.startswith("linux"):
        return True
    return bool(platform or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))  # noqa: TID251


def usual_folder() -> Path:
    """Where pictures and labels go unless told otherwise: build/demo here, else a new temporary folder."""
    here = Path("build", "demo")
    try:
        here.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="packstation-demo-"))
    return here
