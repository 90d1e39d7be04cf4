"""The command that brings a file of orders in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from packstation.domain.draft import LeftOut
from packstation.maintenance.errand import run
from packstation.maintenance.speech import complain, progress_line, say
from packstation.office import Errand, Told
from packstation.ui.quarantine_words import left_out_words

COUNTS = ("rows_read", "used", "unchanged", "not_for_packing", "quarantined", "orders")


def import_file(home: Path, file: Path, form: str | None, channel: str | None, *, as_json: bool) -> int:
    """Bring it in, also while the station runs; 0 it was read to its end, 1 stopped before, 2 not at all."""
    if not file.exists():
        return complain(f"there is no file {file}")
    if not file.is_file():
        return complain(f"{file} is no file")
    shown = sys.stderr.isatty() and not as_json
    asked = {"errand": Errand.IMPORT.value, "path": str(file.resolve()), "form": form, "channel": channel}
    report = run(home, asked, progress_line if shown else lambda _: None)
    if shown:
        sys.stderr.write("\n")
    if report is None:
        return 2
    if as_json:
        sys.stdout.write(json.dumps({name: report[name] for name in COUNTS}) + "\n")
    else:
        say("\n".join(_told(report)))
    return 0 if report["complete"] else 1


def _told(report: Told) -> list[str]:
    new, changed = (report["fates"].get(fate, 0) for fate in ("created", "changed"))
    lines = [
        f"Rows read: {report['rows_read']}",
        f"  used: {report['used']} (orders: new {new}, changed {changed})",
        *_waiting_for_products(report),
        f"  unchanged: {report['unchanged']}",
        f"  not for packing: {report['not_for_packing']}",
        *(f"    {left_out_words(LeftOut(why))}: {rows}" for why, rows in report["left_out"].items()),
        f"  waiting for a person: {report['quarantined']}",
    ]
    if report["quarantined"]:
        lines.append("packstation quarantine shows which, and why.")
    if not report["complete"]:
        lines.append(
            "Stopped before the end. What came in are whole orders; the same file goes on from there."
        )
    return lines


def _waiting_for_products(report: Told) -> list[str]:
    orders = report["unknown_product"]
    how = "packstation import-products FILE lets them go"
    return [f"    orders that wait for a product nobody knows here: {orders} ({how})"] if orders else []
