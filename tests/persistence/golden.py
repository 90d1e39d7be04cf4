"""The golden journal: one stored row for every kind and version that was ever written.

`python -m tests.persistence.golden` adds a row for each kind that has none. A row that is there is never
changed: it stands for the stores in the world.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from packstation.domain.act import Act, Plain
from packstation.domain.journal import GENESIS, at_text, payload_json
from packstation.domain.kind import KINDS, act_from
from packstation.persistence.journal import sealed
from tests.fakes.clock import NOON

PATH = Path(__file__).with_name("golden_journal.jsonl")
SITE = UUID("01900000-0000-7000-8000-0000000000aa")
STATION = "01900000-0000-7000-8000-0000000000bb"
_IDS = ("site_id", "event_id", "order_id", "carton_id")
_HASHES = ("prev_hash", "hash")
_SAMPLES: dict[str, Plain] = {
    "str": "Müller & Söhne, \u2192 7",
    "int": 12,
    "int | None": None,
    "str | None": "scanner 2",
    "bool": True,
    "Mapping[str, str | int | None]": {"read": "4012345678901", "left": 3, "order": None},
}

_INSERT = """
    INSERT INTO journal (
        site_id, station_id, seq, event_id, at, mono_ms, boot_id, actor, second_actor, kind, version,
        order_id, carton_id, fence, rev, payload, prev_hash, hash
    ) VALUES (
        :site_id, :station_id, :seq, :event_id, :at, :mono_ms, :boot_id, :actor, :second_actor, :kind,
        :version, :order_id, :carton_id, :fence, :rev, :payload, :prev_hash, :hash
    )
"""

Row = dict[str, object]


def golden_rows() -> list[Row]:
    """The rows as they stand in the file."""
    return [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


def missing(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """The kinds and versions without a row."""
    have = {(row["kind"], row["version"]) for row in rows}
    return sorted(set(KINDS) - have)


def sample(kind: str, version: int) -> Act:
    """An act of that kind with something in every field."""
    return act_from(kind, version, {f.name: _SAMPLES[str(f.type)] for f in fields(KINDS[kind, version])})


def row_after(newest: Row | None, act: Act) -> Row:
    """A row with this act behind the newest one."""
    seq = int(str(newest["seq"])) + 1 if newest else 1
    row: Row = {
        "site_id": SITE,
        "station_id": STATION,
        "seq": seq,
        "event_id": UUID(int=SITE.int + seq),
        "at": at_text(NOON + timedelta(microseconds=seq)),
        "mono_ms": 1_000 + seq,
        "boot_id": "boot",
        "actor": "ida" if seq % 2 else None,
        "second_actor": None if seq % 3 else "lea",
        "kind": act.kind,
        "version": act.version,
        "order_id": UUID(int=7) if seq % 2 else None,
        "carton_id": UUID(int=8) if seq % 2 else None,
        "fence": 1 if seq % 2 else None,
        "rev": 2 if seq % 2 else None,
        "payload": payload_json(act),
        "prev_hash": bytes.fromhex(str(newest["hash"])) if newest else GENESIS,
    }
    row["hash"] = sealed(row)
    ids = {name: str(row[name]) if row[name] else None for name in _IDS}
    return {**row, **ids, **{name: bytes(row[name]).hex() for name in _HASHES}}  # type: ignore[call-overload]


def insert_rows(raw: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Put rows of the file into a journal, byte by byte as they were."""
    for row in rows:
        ids = {name: UUID(str(row[name])).bytes if row[name] else None for name in _IDS}
        stored = {**row, **ids, **{name: bytes.fromhex(str(row[name])) for name in _HASHES}}
        raw.execute(_INSERT, stored)


def main() -> None:
    """Add what is missing."""
    rows = golden_rows() if PATH.exists() else []
    with PATH.open("a", encoding="utf-8", newline="\n") as file:
        for kind, version in missing(rows):
            rows.append(row_after(rows[-1] if rows else None, sample(kind, version)))
            file.write(json.dumps(rows[-1], ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
