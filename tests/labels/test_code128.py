"""The bars on a label are those another encoder draws."""

from __future__ import annotations

import pytest
from barcode import get_barcode_class
from barcode.charsets import code128
from hypothesis import given
from hypothesis import strategies as st

from packstation.labels.code128 import ALLOWED, Code128


def modules(code: Code128) -> str:
    drawn: list[str] = [code128.CODES[symbol] for symbol in code.symbols[:-1]]
    return "".join(drawn) + "1100011101011"


@given(st.integers(0, 10**18 - 1))
def test_gs1_symbols_are_those_of_another_encoder(number: int) -> None:
    text = f"00{number:018d}"
    assert modules(Code128(text, is_gs1=True)) == get_barcode_class("gs1_128")(text).build()[0]


@pytest.mark.parametrize("text", ["PS01-AB", "A", "a b./-Z", "123456"])
def test_plain_symbols_are_those_of_another_encoder(text: str) -> None:
    assert modules(Code128(text)) == get_barcode_class("code128")(text).build()[0]


@given(st.text(sorted(ALLOWED), min_size=1))
def test_the_width_is_known_before_drawing(text: str) -> None:
    code = Code128(text)
    assert code.width_modules == len(modules(code))


@given(st.text(sorted(ALLOWED), min_size=1))
def test_field_data_gives_the_code_back(text: str) -> None:
    code = Code128(text)
    assert Code128.parse(code.runs) == code


@given(st.text("PSB", max_size=5), st.integers(0, 10**46 - 1), st.integers(0, 46))
def test_digits_behind_letters_are_paired_where_that_is_worth_it(head: str, number: int, digits: int) -> None:
    text = f"{head}-{number:046d}"[: len(head) + 1 + digits]
    code = Code128(text)
    pairs = digits // 2 if digits >= 10 else 0
    assert len(code.symbols) == 3 + len(text) - pairs + (pairs > 0)
    assert Code128.parse(code.runs) == code


def test_a_badge_is_short_enough_for_a_card() -> None:
    assert Code128("PSB" + "123456" + "7" * 40).width_modules < 340


@pytest.mark.parametrize("text", ["", "PS>01", "PS^01", "PS~01", "PS_01", "Ä", "١٢", "a\n"])
def test_a_text_that_could_steer_a_printer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no text for a barcode"):
        Code128(text)


@pytest.mark.parametrize("text", ["0039520000000001234", "A1", "00 1"])
def test_gs1_takes_pairs_of_digits_only(text: str) -> None:
    with pytest.raises(ValueError, match="GS1"):
        Code128(text, is_gs1=True)


@pytest.mark.parametrize(
    "runs",
    [
        (("", "1234"),),
        ((">:", "1234"),),
        ((">;", "123"),),
        ((">;>8", "123"),),
        ((">;", "A1"),),
        ((">:", "A12345678901"),),
        ((">:", "A123"), (">5", "45678901")),
        ((">:", "A"), (">5", "1234")),
    ],
)
def test_field_data_in_another_code_set_is_refused(runs: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match=r"barcode|code set|GS1"):
        Code128.parse(runs)
