"""`python -m tests.ui.look FOLDER [SCREEN...]`: a sheet of grabs for each screen, and its faults."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage

from packstation.places import resources
from packstation.ui.main_loop import application, load_fonts
from tests.ui.look.faults import faults
from tests.ui.look.screens import SIGHTS
from tests.ui.look.sheet import write_sheet
from tests.ui.look.sight import SEEN, Appearance


def look(name: str, appearances: Sequence[Appearance]) -> tuple[list[tuple[str, QImage]], list[str]]:
    """The grabs of one screen by what they show, and its faults."""
    grabs, wrong = [], []
    with tempfile.TemporaryDirectory(prefix="packstation-look-") as home:
        sight = SIGHTS[name](Path(home))
        for appearance in appearances:
            sight.wear(appearance)
            image = sight.grab()
            grabs.append((f"{name}: {appearance.name}", image))
            wrong += [f"{name}, {appearance.name}: {fault}" for fault in faults(sight.window, image)]
        sight.close()
    return grabs, wrong


def main(folder: Path, names: Sequence[str]) -> int:
    """Write the sheets, tell the faults."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # noqa: TID251  before Qt looks for a display
    application()
    load_fonts(resources() / "fonts")
    folder.mkdir(parents=True, exist_ok=True)
    wrong = []
    for name in names or SIGHTS:
        grabs, found = look(name, SEEN)
        write_sheet(folder / f"{name.replace(' ', '-')}.png", grabs)
        wrong += found
    sys.stdout.writelines(f"{fault}\n" for fault in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
