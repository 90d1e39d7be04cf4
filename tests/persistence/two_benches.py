"""Two benches of a site, for whatever passes between them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.persistence.shelf import CODES, PRODUCTS
from tests.persistence.site import PlainSite, Station, joined


@pytest.fixture
def site() -> PlainSite:
    return PlainSite()


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Station]:
    station = joined(tmp_path, "A")
    with station.works() as work:
        work.catalogue.put(PRODUCTS, CODES)
    yield station
    station.store.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Station]:
    station = joined(tmp_path, "B")
    yield station
    station.store.close()
