"""The commands about rows of files that wait for a person."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.maintenance.errand import run
from packstation.maintenance.speech import complain, say
from packstation.office import Errand, Told
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_quarantine import read_quarantine
from packstation.places import STORE_NAME
from packstation.ui.quarantine_words import quarantine_sentence


def list_rows(home: Path, *, as_json: bool) -> int:
    """Say what waits: number, file, line, order, why, and what stands there; also while the station runs."""
    try:
        entries = read_quarantine(home / STORE_NAME)
    except FileNotFoundError:
        entries = ()
    except (StoreUnusable, DeviceFault) as trouble:
        return complain(trouble)
    if as_json:
        told = [
            {
                "id": entry.entry_no,
                "file": entry.file_name,
                "line": entry.line,
                "rows": entry.rows,
                "order": entry.order_key,
                "reason": entry.reason.value,
                "why": quarantine_sentence(entry.reason, entry.facts),
                "form": entry.form,
                "at": entry.at.isoformat(),
            }
            for entry in entries
        ]
        say(json.dumps(told, ensure_ascii=False))
        return 0
    for entry in entries:
        order = f", order {entry.order_key}" if entry.order_key else ""
        say(f"{entry.entry_no}  {entry.file_name}, line {entry.line}{order}")
        say(f"    {quarantine_sentence(entry.reason, entry.facts)}")
        say(f"    {entry.text}")
    if not entries:
        say("No row waits.")
    return 0


def mend_row(home: Path, entry_no: int, cells: Sequence[str]) -> int:
    """Write other cells into a row: `column=value`."""
    named = dict(cell.partition("=")[::2] for cell in cells)
    if not all("=" in cell and cell.partition("=")[0].strip() for cell in cells):
        return complain('write each cell as "column=value"')
    told = run(home, {"errand": Errand.MEND.value, "entry": entry_no, "cells": named}, _quiet)
    if told is None:
        return 2
    say(f"Mended. packstation quarantine replay {entry_no} reads it again.")
    return 0


def replay_rows(home: Path, entry_no: int | None) -> int:
    """Read one order's rows again, or all (None); 1 while some of them still wait."""
    errand = Errand.REPLAY_ALL if entry_no is None else Errand.REPLAY
    told = run(home, {"errand": errand.value, "entry": entry_no}, _quiet)
    if told is None:
        return 2
    say(f"Rows read again: {told['rows']}; used {told['used']}, still waiting {told['quarantined']}")
    return 1 if told["quarantined"] else 0


def drop_rows(home: Path, entry_no: int) -> int:
    """Say that an order's rows are not for packing."""
    told = run(home, {"errand": Errand.DROP.value, "entry": entry_no}, _quiet)
    if told is None:
        return 2
    say(f"Not for packing: {told['rows']} rows")
    return 0


def _quiet(_: Told) -> None:
    """These are over before anybody could read it."""
