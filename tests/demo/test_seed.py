"""The warehouse comes into the store by the doors a real site uses, once, and the store stays a demo's."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from packstation.application.bench import Bench
from packstation.demo.assembly import COMPANY_PREFIX, demo_settings
from packstation.demo.seed import seed
from packstation.demo.warehouse import load_warehouse
from packstation.devices.simulated.process import SimulatedPorts
from packstation.domain.policy import PackingPolicy
from packstation.domain.uuid7 import Uuid7Source
from packstation.persistence.fault import DemoMismatch
from packstation.persistence.store import SqliteStore
from packstation.places import resources
from packstation.storeroom import SystemClock, open_store
from tests.fakes.secrets import FakeSecrets

WAREHOUSE = load_warehouse(resources())
SETTINGS = demo_settings(SimulatedPorts("scanner", "scale", "127.0.0.1", 9100), PackingPolicy(), 100)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = open_store(SETTINGS, tmp_path, demo=True)
    yield store
    store.close()


@pytest.fixture
def bench(store: SqliteStore) -> Bench:
    clock = SystemClock()
    bench = Bench(store, clock, Uuid7Source(clock.mono_ms), PackingPolicy())
    seed(WAREHOUSE, bench, FakeSecrets())
    return bench


def test_every_code_on_a_product_means_that_product(bench: Bench) -> None:
    with bench.store.transaction() as work:
        for product in WAREHOUSE.products.values():
            for code in product.codes:
                digits = (code.gtin or code.text).zfill(14)
                meaning = work.catalogue.meaning(digits if digits.isdigit() else code.text)
                assert meaning is not None
                assert (meaning.sku, meaning.factor) == (product.sku, code.pieces)


def test_the_most_urgent_order_is_next_and_leaves_when_it_was_told_to(bench: Bench) -> None:
    first = WAREHOUSE.orders[0]
    with bench.store.transaction() as work:
        order = work.orders.next_ready()
    assert order is not None
    assert order.number == first.number
    assert order.cutoff_at is not None
    until_cutoff = order.cutoff_at - bench.clock.now()
    assert timedelta(minutes=first.leaves_in_min - 1) < until_cutoff <= timedelta(minutes=first.leaves_in_min)


def test_seeding_again_changes_nothing(bench: Bench) -> None:
    with bench.store.transaction() as work:
        people = work.users.all()
    seed(WAREHOUSE, bench, FakeSecrets())
    with bench.store.transaction() as work:
        assert work.users.all() == people
        assert len(people) == 2


def test_cartons_are_numbered_under_the_prefix_for_demonstrations(bench: Bench) -> None:
    with bench.store.transaction() as work:
        plate, _ = work.plates.block().allot()
    assert COMPANY_PREFIX.startswith("952")
    assert plate.number[1:].startswith(COMPANY_PREFIX)


def test_no_real_station_opens_the_store_of_a_demo(store: SqliteStore, tmp_path: Path) -> None:
    store.close()
    with pytest.raises(DemoMismatch):
        open_store(SETTINGS, tmp_path, demo=False)


def test_no_demo_opens_the_store_of_a_real_station(tmp_path: Path) -> None:
    open_store(SETTINGS, tmp_path / "real", demo=False).close()
    with pytest.raises(DemoMismatch):
        open_store(SETTINGS, tmp_path / "real", demo=True)
