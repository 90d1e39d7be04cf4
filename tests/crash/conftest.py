"""One place of birth for all stations that are killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crash.cradle import Cradle


@pytest.fixture(scope="session")
def cradle() -> Iterator[Cradle]:
    """Where lives of the station begin."""
    with Cradle() as cradle:
        yield cradle
