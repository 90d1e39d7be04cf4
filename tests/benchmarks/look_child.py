"""One bench in a window of its own: how long it takes to look, read or grow differently, and to answer."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter_ns

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from packstation.persistence.product_pictures import ProductPictures
from packstation.places import resources
from packstation.ui.main_loop import application, load_fonts
from packstation.ui.picture_loader import PictureLoader
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import set_language, spoken
from packstation.ui.verdict import Said, Verdict, VerdictKind
from tests.application.opener import opener
from tests.application.warehouse import Warehouse
from tests.ui.at_window import AtWindow

DISPLAY_PX = (3840, 2160)
THEMES = (Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)
LANGUAGES = ("de", "es", "fr", "pl", "en")
WARM_UP = 3


def main() -> int:
    """Measure, and print the milliseconds by what was done."""
    rounds = int(sys.argv[1])
    application()
    load_fonts(resources() / "fonts")
    with tempfile.TemporaryDirectory(prefix="packstation-look-") as folder:
        bench = packing(Path(folder))
        window = bench.window

        def say(language: str) -> None:
            set_language(resources() / "translations", language)
            window.speak()

        window.looks.speak = say
        taken = {
            "theme": timed(rounds, lambda n: window.looks.choose(Look(theme=THEMES[n % len(THEMES)])), bench),
            "size": timed(rounds, lambda n: window.looks.choose(Look((100, 125, 200)[n % 3])), bench),
            "language": timed(rounds, lambda n: speak(bench, LANGUAGES[n % len(LANGUAGES)]), bench),
            "verdict": timed(rounds * 10, lambda n: answer(bench, n), bench, warm_up=20),
        }
    sys.stdout.write(json.dumps(taken) + "\n")
    return 0


def packing(folder: Path) -> AtWindow:
    """A bench of 4K in the middle of an order, with pictures of its products."""
    for sku in ("MUG", "LID", "TRAY"):
        image = QImage(1600, 1600, QImage.Format.Format_RGB32)
        image.fill(QColor.fromHsv(len(sku) * 60, 200, 200))
        image.save(str(folder / f"{sku}.jpg"))
    warehouse = Warehouse(opener(folder / "store.db", on_disk=False))
    warehouse.move_in()
    bench = AtWindow(warehouse)
    bench.window.resize(*DISPLAY_PX)
    loader = PictureLoader(ProductPictures(folder), bench.window)
    bench.window.pack.picture.load_from(loader)
    bench.open("100234")
    while not loader.held_bytes:
        bench.show_all()
        bench.window.grab()
    return bench


def speak(bench: AtWindow, language: str) -> None:
    """Speak another language."""
    bench.window.looks.choose(replace(bench.window.looks.now, language=language))
    if spoken() != language:
        raise AssertionError(f"the bench does not speak {language}")


def answer(bench: AtWindow, number: int) -> None:
    """An answer, and the product's picture with it."""
    picture = bench.window.pack.picture
    bench.window.show_verdict(Verdict((VerdictKind.YES, VerdictKind.NO)[number % 2], Said.SIGNED_OUT))
    picture.put("MUG", "Mug, blue", f"{number} of 100")
    # What the window paints next: the answer is there already, the rest with it.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest.value)


def timed(rounds: int, act: Callable[[int], None], bench: AtWindow, warm_up: int = WARM_UP) -> list[float]:
    """Milliseconds from each act until all of it is painted."""
    taken = []
    for number in range(rounds + warm_up):
        begun = perf_counter_ns()
        act(number)
        if warm_up == WARM_UP:
            QApplication.processEvents()
        taken.append((perf_counter_ns() - begun) / 1e6)
        QApplication.processEvents()
    return taken[warm_up:]


if __name__ == "__main__":
    sys.exit(main())
