"""Figures as they are printed and written down."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `ratio` is against `against`; `ok` says whether the target was met."""

    name: str
    p50_ms: float
    p99_ms: float
    n: int
    ratio: float | None
    against: str
    target: str
    ok: bool | None


def p50(samples: Sequence[float]) -> float:
    """The median."""
    return round(median(samples), 3)


def p99(samples: Sequence[float]) -> float:
    """The 99th percentile; the largest where there are too few samples to say."""
    return round(quantiles(samples, n=100)[98] if len(samples) >= 100 else max(samples), 3)


def publish(figures: Sequence[Figure], path: Path) -> str:
    """Write build/bench.json; the table as text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps([asdict(figure) for figure in figures], indent=1) + "\n", "utf-8")
    rows = [("name", "p50 ms", "p99 ms", "n", "ratio", "against", "target", "ok")]
    for f in figures:
        ratio = "" if f.ratio is None else f"{f.ratio:.2f}"
        ok = {True: "yes", False: "NO", None: "-"}[f.ok]
        rows.append((f.name, f"{f.p50_ms:.3f}", f"{f.p99_ms:.3f}", str(f.n), ratio, f.against, f.target, ok))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )
