"""The command that brings a file of products in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from packstation.domain.product_draft import NotTaken
from packstation.maintenance.errand import run
from packstation.maintenance.speech import complain, progress_line, say
from packstation.office import Errand, Told
from packstation.ui.product_words import not_taken

COUNTS = ("rows_read", "used", "unchanged", "refused", "products", "codes")


def import_products(home: Path, file: Path, *, as_json: bool) -> int:
    """Bring it in, also while the station runs; each row that stays out is told on standard error.

    0: read to its end, 1: stopped before, 2: not at all.
    """
    if not file.is_file():
        return complain(f"{file} is no file" if file.exists() else f"there is no file {file}")

    def tell(now: Told) -> None:
        if "not_taken" in now:
            complain(
                f"{file.name}, line {now['line']}: {not_taken(NotTaken(now['not_taken']), now['facts'])}"
            )
        elif sys.stderr.isatty() and not as_json:
            progress_line(now)

    report = run(home, {"errand": Errand.IMPORT_PRODUCTS.value, "path": str(file.resolve())}, tell)
    if report is None:
        return 2
    if as_json:
        sys.stdout.write(json.dumps({name: report[name] for name in COUNTS}) + "\n")
    else:
        say("\n".join(_told(report)))
    return 0 if report["complete"] else 1


def _told(report: Told) -> list[str]:
    lines = [
        f"Rows read: {report['rows_read']}",
        f"  used: {report['used']} (products {report['products']}, codes {report['codes']})",
        f"  unchanged: {report['unchanged']}",
        f"  refused: {report['refused']}",
    ]
    if report["pictures_missing"]:
        lines.append(f"{report['pictures_missing']} rows name a picture that is not beside the file.")
    if report["released"]:
        lines.append(f"Orders that waited for a product and can be packed now: {report['released']}")
    if not report["complete"]:
        lines.append("Stopped before the end. The same file goes on from there.")
    return lines
