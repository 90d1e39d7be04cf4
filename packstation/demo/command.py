"""`packstation demo`: with a display a window to play with, without one a packer who packs by herself."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from packstation.demo.input import Input
from packstation.domain.rule import Rule, Rules

MOST_ORDERS = 27


def demo(
    *, headless: bool, orders: int, out: Path | None, rules_off: list[str], hands: Input = Input.MIXED
) -> int:
    """Run the demo; the exit code. `rules_off` names rules of the bench to do without: then it must fail.

    `hands` is all the simulated packer has to tell the bench something with.
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
    if headless or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # noqa: TID251  before Qt is first asked
        from packstation.demo.headless import pack_headless  # noqa: PLC0415  not before the line above

        return pack_headless(orders, out or usual_folder(), rules, hands)
    from packstation.demo.play import play  # noqa: PLC0415  as above

    def then_train() -> int:
        return practise(headless=False, seed=None, out=None)

    return play(rules, then_train)


def practise(*, headless: bool, seed: int | None, out: Path | None) -> int:
    """Take the training, or have the simulated packer take it; the exit code. `out` gets the score."""
    if headless or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # noqa: TID251  before Qt is first asked
        from packstation.demo.training import train_headless  # noqa: PLC0415  not before the line above

        return train_headless(seed, out or usual_folder())
    from packstation.demo.training import train  # noqa: PLC0415  as above

    return train(seed, out)


def see_gallery(out: Path | None) -> int:
    """Show every part of the window, or write their pictures into a folder; the exit code."""
    if out is not None or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # noqa: TID251  before Qt is first asked
    from packstation.demo.gallery import gallery  # noqa: PLC0415  not before the line above

    return gallery(out if out is not None or has_display() else Path("build", "gallery"))


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
