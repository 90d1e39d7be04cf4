"""The journal without anything of people, customers and goods: kinds, codes, times and counts.

What is let through is named here; everything else stays out, also what a later release may add.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC

from packstation.domain.kind import KINDS
from packstation.domain.person import Role, Verb
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.domain.weight import WeightResult
from packstation.persistence.read_rows import BareRow

COUNTS = frozenset(
    {
        "lines", "units", "number", "line_no", "undoes_seq", "copy", "cartons", "bytes_written", "wanted",
        "left", "missing", "grams", "gross_grams", "expected_grams", "half_width_grams", "wait_s", "gap_ms",
        "digits",
    }
)  # fmt: skip
"""Fields that count something; only whole numbers pass."""

FLAGS = frozenset({"clean", "idle", "resumed", "came_out"})

CODES: Mapping[str, frozenset[str]] = {
    "verb": frozenset(Verb),
    "code": frozenset(RefusalCode) | frozenset(FaultCode),
    "fault": frozenset(FaultCode),
    "result": frozenset(WeightResult),
    "role": frozenset(Role),
    "way": frozenset({"badge", "pin", "badge_and_pin"}),
}
"""Fields that hold a code, and the codes that pass; a scanned `code` is none of them."""

VERSIONS = frozenset({"app_version", "sqlite_version"})

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){0,3}")
_COLUMNS = ("station", "boot", "seq", "at", "mono_ms", "kind", "version", "order", "carton", "facts")


def as_csv(rows: Iterable[BareRow], salt: bytes) -> str:
    """The rows as a table. Ids are salted hashes: the same within one bundle, and good for nothing else."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow(
            (
                _alias(row.station_id.encode(), salt),
                _alias(row.boot_id.encode(), salt),
                row.seq,
                row.at.astimezone(UTC).isoformat(timespec="milliseconds"),
                row.mono_ms,
                row.kind if row.kind in _KINDS else "unknown",
                row.version,
                _alias(row.order_id, salt),
                _alias(row.carton_id, salt),
                json.dumps(dict(_facts(json.loads(row.payload))), sort_keys=True),
            )
        )
    return target.getvalue()


_KINDS = frozenset(kind for kind, _ in KINDS)


def _alias(identifier: bytes | None, salt: bytes) -> str:
    return "" if identifier is None else hmac.new(salt, identifier, hashlib.sha256).hexdigest()[:12]


def _facts(payload: object) -> Iterator[tuple[str, object]]:
    if not isinstance(payload, dict):
        return
    for name, value in payload.items():
        if name == "data":
            yield from ((f"data.{inner}", fact) for inner, fact in _facts(value))
        elif _passes(name, value):
            yield name, value


def _passes(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return name in FLAGS
    if value is None or isinstance(value, int):
        return name in COUNTS
    if not isinstance(value, str):
        return False
    return value in CODES.get(name, ()) or (name in VERSIONS and _VERSION.fullmatch(value) is not None)
