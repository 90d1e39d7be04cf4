"""Whole grams out of any unit, once, half to even."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.devices.scales.answer import grams


@pytest.mark.parametrize(
    ("weight", "unit", "expected"),
    [
        ("1.250", "kg", 1250),
        ("0.0005", "kg", 0),
        ("0.0015", "kg", 2),
        ("2.5", "g", 2),
        ("3.5", "g", 4),
        ("-2.5", "g", -2),
        ("-0.4", "g", 0),
        ("1", "lb", 454),
        ("100", "lb", 45359),
        ("16", "oz", 454),
        ("0.0125", "t", 12500),
        ("999", "mg", 1),
        ("00012.3", "g", 12),
    ],
)
def test_weights_in_grams(weight: str, unit: str, expected: int) -> None:
    assert grams(weight, unit) == expected


@pytest.mark.parametrize("unit", ["", "ct", "KG", "pcs", "lb:oz"])
def test_an_unknown_unit_is_no_weight(unit: str) -> None:
    assert grams("1", unit) is None


@given(st.integers(-10_000_000, 10_000_000))
def test_kilograms_with_three_decimals_lose_nothing(weight: int) -> None:
    assert grams(f"{Decimal(weight) / 1000:.3f}", "kg") == weight
