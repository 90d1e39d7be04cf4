"""What a power cut may take back is told to nobody; and what may not be written any more is not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event

import pytest

from packstation.domain.refusal import DeviceFault, FaultCode
from packstation.persistence import store as store_module
from packstation.persistence.identity import mark_forked
from packstation.persistence.lane import Lane
from packstation.persistence.store import SqliteStore
from tests.persistence.shelf import PRODUCTS, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(tmp_path / "store.db")
    yield store
    store.close()


def take_products(store: SqliteStore) -> None:
    with store.repeatable() as work:
        work.catalogue.put(PRODUCTS, {})


def test_a_commit_that_a_power_cut_may_take_back_is_known_as_one_before_anybody_can_read_it(
    store: SqliteStore,
) -> None:
    known_at_commit: list[bool] = []
    store._raw.set_trace_callback(
        lambda words: known_at_commit.append(store._unsettled) if words == "COMMIT" else None
    )
    take_products(store)
    store._raw.set_trace_callback(None)
    assert known_at_commit == [True]


def test_what_could_not_be_settled_is_settled_the_next_time(store: SqliteStore) -> None:
    def refuse(action: int, first: str | None, *_: str | None) -> int:
        refused = action == sqlite3.SQLITE_TRANSACTION and first == "COMMIT"
        return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK

    take_products(store)
    store._raw.set_authorizer(refuse)
    with pytest.raises(Exception, match="not authorized"):
        store.settle()
    store._raw.set_authorizer(None)
    settled: list[str] = []
    store._raw.set_trace_callback(settled.append)
    store.settle()
    store.settle()
    store._raw.set_trace_callback(None)
    assert settled.count("COMMIT") == 1


class SlowToReturn(Lane):
    """Whoever leaves it goes on only when those who waited are through."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[Future[None]] = []

    def __exit__(self, *error: object) -> None:
        super().__exit__(*error)
        waiting, self.waiting = self.waiting, []
        wait(waiting, 30)


def test_an_act_that_waits_while_the_store_is_found_forked_is_not_written(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act() -> None:
        with store.transaction():
            raise AssertionError("written")

    lane = store._lane = SlowToReturn()
    acts: list[Future[None]] = []

    def marked(raw: sqlite3.Connection) -> None:
        mark_forked(raw)
        acts.append(pool.submit(act))
        while not lane._waiting:
            Event().wait(0.001)
        lane.waiting = list(acts)

    monkeypatch.setattr(store_module, "mark_forked", marked)
    with ThreadPoolExecutor(1) as pool:
        store.fork()
        with pytest.raises(DeviceFault) as fault:
            acts[0].result(30)
    assert fault.value.code is FaultCode.FORKED
