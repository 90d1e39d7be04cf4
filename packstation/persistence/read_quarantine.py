"""Read what waits for a person beside the running station, without touching the store."""

from __future__ import annotations

from pathlib import Path

from packstation.domain.quarantine import QuarantineEntry
from packstation.persistence.engine import reading
from packstation.persistence.fault import StoreForeign
from packstation.persistence.identity import read_identity
from packstation.persistence.quarantine_row import SqlQuarantine
from packstation.persistence.schema import STATION, found_version, refuse_newer, refuse_older


def read_quarantine(path: Path) -> tuple[QuarantineEntry, ...]:
    """The rows that wait, the oldest first.

    FileNotFoundError without a store, StoreUnusable for one of another release, DeviceFault.
    """
    with reading(path) as raw:
        version = found_version(raw)
        if version is None:
            raise StoreForeign
        refuse_newer(version, STATION)
        refuse_older(version, STATION)
        raw.execute("BEGIN")
        return SqlQuarantine(raw, read_identity(raw).site).waiting()
