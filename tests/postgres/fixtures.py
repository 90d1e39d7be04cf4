"""Fixtures for tests that need central's real PostgreSQL: one cluster a worker, one database a test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.postgres.cluster import Cluster
    from tests.postgres.site import RealSite, Template


@contextmanager
def or_skip() -> Iterator[None]:
    """Without PostgreSQL these tests say so; where everything must run, they fail."""
    from packstation.demo.postgres import NoPostgres  # noqa: PLC0415  for those tests alone

    try:
        yield
    except NoPostgres as trouble:
        if os.environ.get("CI"):  # noqa: TID251 - the suite's own set-up
            pytest.fail(str(trouble))
        pytest.skip(str(trouble))


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL for all tests of this worker; what it holds need not outlive it."""
    from tests.postgres.cluster import running  # noqa: PLC0415  as above

    with or_skip(), running() as found:
        yield found


@pytest.fixture
def durable_cluster() -> Iterator[Cluster]:
    """A PostgreSQL of the test's own that keeps what it has committed, whatever kills it."""
    from tests.postgres.cluster import running  # noqa: PLC0415  as above

    with or_skip(), running(durable=True) as found:
        yield found


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> Template:
    """A database with central's schema, two sites and their stations, to be copied."""
    from tests.postgres.site import Template  # noqa: PLC0415  as above

    return Template(cluster)


@pytest.fixture(scope="session")
def _sites(template: Template) -> Iterator[Callable[[], RealSite]]:
    with template.shared() as made:
        yield made


@pytest.fixture
def real_site(_sites: Callable[[], RealSite]) -> Iterator[RealSite]:
    """A site of the test's own, in a database with other tests' sites."""
    site = _sites()
    yield site
    site.hang_up()


@pytest.fixture
def real_database(template: Template) -> Iterator[RealSite]:
    """A central of the test's own, in a database of its own."""
    with template.copied() as site:
        yield site
