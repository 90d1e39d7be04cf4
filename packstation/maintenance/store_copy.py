"""Copy the store, bring a copy back, check the journal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from packstation.domain.refusal import DeviceFault
from packstation.maintenance.paper_settings import sentence_of, store_of
from packstation.maintenance.speech import complain
from packstation.persistence.backup import backup
from packstation.persistence.fault import StoreUnusable
from packstation.persistence.read_cartons import differing_orders
from packstation.persistence.read_journal import verify_journal
from packstation.persistence.restore import restore
from packstation.places import BACKUPS_NAME, STORE_NAME

MOST_NAMED = 10
"""So many order numbers are named; the rest is counted."""


def backup_store(home: Path, target: Path) -> int:
    """Copy the store to `target`; works while the station runs."""
    try:
        written = backup(store_of(home), target)
    except (StoreUnusable, DeviceFault, OSError) as trouble:
        return complain(sentence_of(trouble, target))
    sys.stdout.write(f"{target}: {written} bytes, checked\n")
    return 0


def restore_store(home: Path, source: Path) -> int:
    """Put `source` in the store's place; refused while the station runs."""
    if not source.is_file():
        return complain(f"there is no copy {source}: copies of each night lie in {home / BACKUPS_NAME}")
    try:
        aside = restore(source, home / STORE_NAME, datetime.now(UTC))  # noqa: TID251  this command's only clock
    except (StoreUnusable, DeviceFault, OSError) as trouble:
        return complain(sentence_of(trouble, source))
    sys.stdout.write("The store is restored.\n" + (f"The one before is kept as {aside}\n" if aside else ""))
    return 0


def verify_store(home: Path) -> int:
    """Recompute every hash of the journal and play it again; 1 when a row or a carton is not as it says."""
    try:
        store = store_of(home)
        report = verify_journal(store)
        differing = differing_orders(store) if report.sound else ()
    except (StoreUnusable, DeviceFault, OSError) as trouble:
        return complain(sentence_of(trouble, home))
    if not report.sound:
        sys.stdout.write(
            f"row {report.first_bad_seq} of station {report.station_id} is not what was written\n"
        )
        return 1
    sys.stdout.write(f"{report.good} rows, every link holds\n")
    if differing:
        numbers = ", ".join(differing[:MOST_NAMED])
        sys.stdout.write(f"{len(differing)} orders whose cartons are not as the journal says: {numbers}\n")
        return 1
    sys.stdout.write("Played again, the journal leads to the very same cartons.\n")
    return 0
