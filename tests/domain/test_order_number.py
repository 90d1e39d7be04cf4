"""A number with the mark that some shops put before it, and without."""

from __future__ import annotations

import pytest

from packstation.domain.order_number import also_written


@pytest.mark.parametrize(("number", "other"), [("#1002", "1002"), ("1002", "#1002"), ("#", ""), ("", "")])
def test_a_number_has_one_other_way_of_being_written(number: str, other: str) -> None:
    assert also_written(number) == other
