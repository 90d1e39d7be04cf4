"""Whether everything a template puts on its paper has a place of its own."""

from __future__ import annotations

from itertools import combinations

from packstation.labels.template import Area, Template

TITLE_LETTER = 0.07
"""Inches a letter of a title is wide at most."""
GAP = 0.03
"""Inches between what stands side by side: a title is measured roughly."""


def taken_by(template: Template, *left_out: str) -> dict[str, Area]:
    """The zones but for those left out, the area for COPY, the lines across, the titles and the bars."""
    taken: dict[str, Area] = {name: zone for name, zone in template.zones.items() if name not in left_out}
    taken["copy"] = template.copy
    taken |= {f"line {at}": line for at, line in enumerate(template.lines) if line.width > line.height}
    taken |= {
        title.text: Area(title.left, title.top, TITLE_LETTER * len(title.text), title.height)
        for title in template.titles
    }
    taken["bars"] = Area(0, template.barcode.top, template.width, template.barcode.height)
    return taken


def overlapping(taken: dict[str, Area]) -> list[tuple[str, str]]:
    """The pairs that touch each other."""
    return [(one, other) for (one, a), (other, b) in combinations(taken.items(), 2) if not _are_apart(a, b)]


def beyond(taken: dict[str, Area], right: float, bottom: float) -> list[str]:
    """What leaves the paper, its right and bottom edge in inches."""
    return [
        name
        for name, area in taken.items()
        if area.left < 0 or area.left + area.width > right or area.top + area.height > bottom
    ]


def _are_apart(a: Area, b: Area) -> bool:
    return (
        a.left + a.width + GAP <= b.left
        or b.left + b.width + GAP <= a.left
        or a.top + a.height <= b.top + 1e-9
        or b.top + b.height <= a.top + 1e-9
    )
