"""Screenshots of every state of the screen that looks different, and every label as ZPL and as a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from packstation.demo.screen_reader import Glance
from packstation.labels.preview import preview_png

DPI = 203
LONGEST_NAME = 60
NESTED_LAYOUTS = 4
COUNTING = frozenset({"YES", "LINE COMPLETE"})

_CHANGING = re.compile(r"\b[A-Z]+-[A-Z0-9]+\b|[\d.,]*\d+(?:[ \u00a0]k?g)?")
_NOT_A_NAME = re.compile(r"[^a-z]+")


class Album:
    """Pictures of one run, numbered as they were taken; `close` returns when all are written.

    Writing one takes a tenth of a second, so that a thread beside does it.
    """

    def __init__(self, window: QWidget, folder: Path) -> None:
        self._window = window
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._taken: set[str] = set()
        self._written: list[Future[bool]] = []
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="album")

    def look(self, glance: Glance) -> None:
        """Take a picture, unless one of the same state was taken before."""
        state = state_of(glance)
        if state in self._taken:
            return
        self._taken.add(state)
        path = self._folder / f"{len(self._taken):02d}-{state[:LONGEST_NAME].strip('-')}.png"
        # What was said a moment ago takes its place in the layout before anybody can see it; a part in a
        # part in a part needs as many rounds.
        for _ in range(NESTED_LAYOUTS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        picture = self._window.grab().toImage()
        self._written.append(self._writer.submit(picture.save, str(path)))

    def close(self) -> None:
        """Wait for the last picture. Raises OSError when one could not be written."""
        self._writer.shutdown()
        if not all(written.result() for written in self._written):
            raise OSError(f"not every picture could be written to {self._folder}")


def state_of(glance: Glance) -> str:
    """What is said on the screen, without the numbers and products that change from order to order."""
    counted, _, added = glance.saying.partition(" · ")
    saying = added if glance.word in COUNTING else f"{counted} {added}"
    words = _CHANGING.sub("", f"{glance.act} {glance.word} {saying} {glance.remarks}").lower()
    return _NOT_A_NAME.sub("-", words).strip("-") or "empty"


def keep_labels(labels: Iterable[bytes], folder: Path, resources: Path) -> None:
    """Write every label that came out of the printer, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, label in enumerate(labels, 1):
        (folder / f"label-{number:02d}.zpl").write_bytes(label)
        (folder / f"label-{number:02d}.png").write_bytes(preview_png(label, DPI, resources))
