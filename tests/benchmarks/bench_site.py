"""A bench over a filled store, in this process: what verbs are measured with."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from time import perf_counter_ns

from packstation import __version__
from packstation.application.bench import Bench
from packstation.application.ports import LabelWriter
from packstation.domain.carton import CartonType
from packstation.domain.label import LabelContent
from packstation.domain.person import Actor
from packstation.domain.policy import PackingPolicy
from packstation.domain.sscc import SsccBlock
from packstation.domain.uuid7 import Uuid7Source
from packstation.domain.weight import WeighedCarton, WeightRule
from packstation.equipment import LateBadgeWriter, LateLabelWriter
from packstation.joint import Outside, join_verbs
from packstation.persistence.engine import configure, connect
from packstation.persistence.store import SqliteStore
from packstation.storeroom import SystemClock
from packstation.ui.verbs import Verbs
from tests.fakes.paper import FakeSheets
from tests.fakes.secrets import FakeSecrets

BIG_BOX = CartonType("BIG", 300, 40)
WEIGHED = WeighedCarton(1000, None, None)


def open_store(path: Path) -> SqliteStore:
    """The store as a station opens it."""
    clock = SystemClock()
    block = SsccBlock(0, "9521234", "P", 1, 99_999)
    new_id = Uuid7Source(clock.mono_ms)
    return SqliteStore.open(path, clock=clock, new_id=new_id, app_version=__version__, block=block, demo=True)


def bench_of(store: SqliteStore) -> Bench:
    """A bench that does not weigh, with a second box."""
    clock = SystemClock()
    policy = PackingPolicy(weight_rule=WeightRule.OFF, carton_types=(BIG_BOX,))
    return Bench(store, clock, Uuid7Source(clock.mono_ms), policy)


def lead_of(store: SqliteStore) -> Actor:
    """The first of the people."""
    with store.transaction() as work:
        return work.users.all()[0].actor


class TimedLabels:
    """The real labels; `drawn_ms` is how long each took to draw."""

    def __init__(self) -> None:
        self.drawn_ms: list[float] = []
        self._writer = LateLabelWriter(203)

    def write(self, content: LabelContent) -> bytes:
        """The bytes of one label."""
        drawn: list[bytes] = []
        self.drawn_ms.append(timed_ms(lambda: drawn.append(self._writer.write(content))))
        return drawn[0]

    def as_copy(self, data: bytes) -> bytes:
        """The same label, marked COPY."""
        return self._writer.as_copy(data)


def verbs_of(bench: Bench, labels: LabelWriter) -> Verbs:
    """All verbs with these labels; secrets and paper are none."""
    return join_verbs(
        bench, Outside(FakeSecrets(), labels, LateBadgeWriter(203), "bench", FakeSheets().joined)
    )


def timed_ms(act: Callable[[], object]) -> float:
    """How long it took."""
    begun = perf_counter_ns()
    act()
    return (perf_counter_ns() - begun) / 1e6


class RawFloor:
    """Writes the two rows of a scan into a copy of the store by plain sqlite3, with the same PRAGMAs."""

    def __init__(self, path: Path) -> None:
        self._raw = connect(path)
        configure(self._raw)

    def write(self, counted: tuple[object, ...], entry: tuple[object, ...]) -> float:
        """A row of carton_lines and one of the journal, committed; the milliseconds of just that."""
        places = ", ".join("?" for _ in entry)
        insert = "INSERT INTO journal VALUES (" + places + ")"  # noqa: S608  question marks only
        return timed_ms(lambda: self._commit(insert, counted, entry))

    def close(self) -> None:
        """Let go of the copy."""
        self._raw.close()

    def _commit(self, insert: str, counted: tuple[object, ...], entry: tuple[object, ...]) -> None:
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute(
            "INSERT INTO carton_lines VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET units = excluded.units",
            counted,
        )
        self._raw.execute(insert, entry)
        self._raw.execute("COMMIT")


def newest_entry(written: sqlite3.Connection) -> tuple[object, ...]:
    """The row the journal ends with."""
    newest = "SELECT * FROM journal ORDER BY rowid DESC LIMIT 1"
    row: tuple[object, ...] = written.execute(newest).fetchone()
    return row
