"""Where each text of the window stands: the `#:` comments by which a translator finds it.

`python -m tests.ui.sources` writes them anew into every catalogue; nothing else in the files changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from packstation.places import resources
from packstation.ui.po_file import texts
from tests.architecture.source import modules
from tests.ui.spoken_text import marked

MARK = "#:"
CATALOGUES = sorted((resources() / "translations").glob("*/LC_MESSAGES/packstation.po"))
Places = dict[str, list[str]]


def places() -> Places:
    """The files each text stands in, plurals joined by NUL."""
    found: dict[str, set[str]] = defaultdict(set)
    for module in modules("packstation"):
        for forms in marked(module):
            found["\0".join(forms)].add(module.path)
    return {text: sorted(files) for text, files in found.items()}


def said(catalogue: str) -> Places:
    """The files a catalogue says each text stands in."""
    return {
        text: [line.removeprefix(MARK).strip() for line in paragraph.splitlines() if line.startswith(MARK)]
        for paragraph in catalogue.split("\n\n")
        for text in texts(paragraph)
        if text
    }


def placed(catalogue: str, where: Mapping[str, Sequence[str]]) -> str:
    """The catalogue with these files beside its texts."""
    return "\n\n".join(_placed(paragraph, where) for paragraph in catalogue.split("\n\n"))


def _placed(paragraph: str, where: Mapping[str, Sequence[str]]) -> str:
    files = [file for text in texts(paragraph) for file in where.get(text, ())]
    rest = [line for line in paragraph.split("\n") if not line.startswith(MARK)]
    return "\n".join([*(f"{MARK} {file}" for file in files), *rest])


def mend(catalogues: Sequence[Path] = CATALOGUES) -> None:
    """Write into every catalogue where its texts stand."""
    where = places()
    for path in catalogues:
        path.write_text(placed(path.read_text("utf-8"), where), "utf-8", newline="\n")


if __name__ == "__main__":
    mend()
