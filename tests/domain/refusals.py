"""What a rule has to say no to, with its code and its facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from packstation.domain.refusal import Fact, RefusalCode, Refused


@contextmanager
def refuses(code: RefusalCode, **facts: Fact) -> Iterator[None]:
    """The block is refused with just this."""
    with pytest.raises(Refused) as no:
        yield
    assert (no.value.code, dict(no.value.data)) == (code, facts)
