"""What a code may mean, and what no product may be called."""

from __future__ import annotations

import pytest

from packstation.domain.product import ProductCode, Unit


def test_a_case_of_twelve_counts_twelve() -> None:
    case = ProductCode("14012345678908", "MUG", Unit.CASE, 12)
    assert (case.sku, case.factor) == ("MUG", 12)


@pytest.mark.parametrize("factor", [0, -1])
def test_no_code_makes_a_scan_count_nothing_or_less(factor: int) -> None:
    with pytest.raises(ValueError, match="one piece at least"):
        ProductCode("4012345678901", "MUG", Unit.EACH, factor)


@pytest.mark.parametrize("code", ["PSB", "PSB000017", "PSC-", "PSC-NEXT"])
def test_no_product_code_may_pass_for_a_badge_or_a_command(code: str) -> None:
    with pytest.raises(ValueError, match="like a badge or a command"):
        ProductCode(code, "MUG")
