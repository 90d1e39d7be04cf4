"""Each test of the contract runs over the model and over PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.central.shared_site import Bench, ModelSite, PostgresSite, SharedSite


@pytest.fixture(params=["model", "postgres"])
def site(request: pytest.FixtureRequest) -> Iterator[SharedSite]:
    if request.param == "model":
        yield ModelSite()
        return
    yield PostgresSite(request.getfixturevalue("real_site"))


@pytest.fixture(params=["model", "postgres"])
def restorable(request: pytest.FixtureRequest) -> Iterator[SharedSite]:
    """A site whose central can be put back to a backup."""
    if request.param == "model":
        yield ModelSite()
        return
    with PostgresSite(request.getfixturevalue("real_database")).cleaned() as found:
        yield found


@pytest.fixture
def a(site: SharedSite) -> Bench:
    return Bench(site, "A")


@pytest.fixture
def b(site: SharedSite) -> Bench:
    return Bench(site, "B")
