"""Product codes: one number in many widths, and what a wrong digit must never become."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from packstation.domain.gtin import (
    as_printed,
    canonical_code,
    check_digit,
    expand_upc_e,
    has_check_digit,
    misread,
)

DIGITS = st.characters(min_codepoint=48, max_codepoint=57)

UPC_E = {
    # without check digit and number system: Printronix LQH-HWTM manual, table 19 "Six-digit zero expansion"
    "124560": ("12000", "00456"),
    "275831": ("27100", "00583"),
    "412022": ("41200", "00202"),
    "876543": ("87600", "00054"),
    "753774": ("75370", "00007"),
    "213756": ("21375", "00006"),
    "517019": ("51701", "00009"),
}


def numbers(width: int) -> st.SearchStrategy[str]:
    """GTINs of one width, check digit included."""
    bodies = st.text(DIGITS, min_size=width - 1, max_size=width - 1)
    return bodies.map(lambda body: f"{body}{check_digit(body)}")


@pytest.mark.parametrize(
    ("body", "digit"),
    [
        ("629104150021", 3),  # GS1: how to calculate a check digit by hand, GTIN-13
        ("37610425002123456", 9),  # the same page, 18 digits
        ("890400021003", 7),  # GS1 India, check digit page
        ("03600024145", 7),  # a box of tissues
        ("7351353", 7),  # EAN-8
        ("0000000", 0),
    ],
)
def test_check_digits_published_by_others_are_ours(body: str, digit: int) -> None:
    assert check_digit(body) == digit
    assert has_check_digit(f"{body}{digit}")


@given(numbers(13), st.integers(0, 12), st.integers(1, 9))
def test_any_single_wrong_digit_is_seen(number: str, place: int, step: int) -> None:
    wrong = f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"
    assert not has_check_digit(wrong)
    assert canonical_code(wrong) == wrong


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("73513537", "00000073513537"),
        ("036000241457", "00036000241457"),
        ("6291041500213", "06291041500213"),
        ("16291041500210", "16291041500210"),
        (" 6291041500213 ", "06291041500213"),
        ("MUG-BLUE", "MUG-BLUE"),
        (" MUG BLUE ", "MUG BLUE"),
        ("6291041500214", "6291041500214"),
        ("62910415002", "62910415002"),
        ("٦٢٩١٠٤١٥٠٠٢١٣", "٦٢٩١٠٤١٥٠٠٢١٣"),
        ("", ""),
    ],
)
def test_a_code_is_compared_in_one_form(printed: str, canonical: str) -> None:
    assert canonical_code(printed) == canonical


@given(numbers(8))
def test_every_width_of_one_number_is_one_code(number: str) -> None:
    forms = {canonical_code(number.zfill(width)) for width in (8, 12, 13, 14)}
    assert forms == {number.zfill(14)}


@given(numbers(12), st.sampled_from(["", "]E0"]))
def test_a_upc_is_the_same_code_with_and_without_the_zeros_in_front(number: str, aim: str) -> None:
    assert {canonical_code(number.zfill(width), aim) for width in (12, 13, 14)} == {number.zfill(14)}


@given(st.one_of(st.text(), st.text(DIGITS, min_size=7, max_size=15)), st.sampled_from(["", "]E0", "]E4"]))
def test_the_canonical_form_is_its_own_canonical_form(text: str, aim: str) -> None:
    once = canonical_code(text, aim)
    assert canonical_code(once) == once


@given(st.one_of(*(st.text(DIGITS, min_size=width, max_size=width) for width in (8, 12, 13))))
def test_a_wrong_check_digit_never_becomes_fourteen_digits(number: str) -> None:
    assume(not has_check_digit(number))
    assert canonical_code(number) == number


@pytest.mark.parametrize(("six", "parts"), list(UPC_E.items()))
@pytest.mark.parametrize("system", ["0", "1"])
def test_a_suppressed_number_is_expanded_by_its_last_digit(
    six: str, parts: tuple[str, str], system: str
) -> None:
    body = f"{system}{parts[0]}{parts[1]}"
    whole = f"{body}{check_digit(body)}"
    short = f"{system}{six}{whole[-1]}"
    assert expand_upc_e(short) == whole
    assert canonical_code(short, "]E0") == canonical_code(whole)


@pytest.mark.parametrize(
    ("short", "whole"),
    [("04252614", "042100005264"), ("06543217", "065100004327"), ("01234565", "012345000065")],
)
def test_well_known_pairs_of_upc_e_and_upc_a_are_one_code(short: str, whole: str) -> None:
    assert expand_upc_e(short) == whole
    assert canonical_code(short, "]E0") == canonical_code(whole, "]E0") == whole.zfill(14)


@pytest.mark.parametrize("text", ["04252615", "24252614", "0425261", "042526145", "0425261A", "٠٤٢٥٢٦١٤", ""])
def test_what_is_no_upc_e_is_not_expanded(text: str) -> None:
    assert expand_upc_e(text) is None


def test_eight_digits_are_an_ean_8_unless_the_scanner_says_upc_e() -> None:
    assert canonical_code("73513537", "]E0") == "00000073513537"
    assert canonical_code("73513537", "]E4") == "00000073513537"
    assert canonical_code("04252614", "]E4") == "04252614"


@pytest.mark.parametrize(
    ("text", "aim", "wrong"),
    [
        ("6291041500213", "]E0", False),
        ("6291041500214", "]E0", True),
        ("73513537", "]E4", False),
        ("73513538", "]E4", True),
        ("04252614", "]E0", False),
        ("04252615", "]E0", True),
        ("73513537", "]E0", False),
        ("6291041500214", "", False),
        ("6291041500214", "]C0", False),
        ("MUG", "]E0", False),
        ("123", "]E0", False),
    ],
)
def test_a_symbol_that_must_check_out_is_misread_when_it_does_not(text: str, aim: str, wrong: bool) -> None:
    assert misread(text, aim) is wrong


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("04012345678901", "4012345678901"),
        ("14012345678918", "14012345678918"),
        ("00000073513537", "73513537"),
        ("00012000004568", "0012000004568"),
        ("04012345678902", "04012345678902"),
        ("MUG", "MUG"),
        ("0401234567890", "0401234567890"),
    ],
)
def test_a_code_is_printed_as_it_stands_on_the_product(code: str, printed: str) -> None:
    assert as_printed(code) == printed


@given(st.text(DIGITS, min_size=7, max_size=7) | st.text(DIGITS, min_size=11, max_size=13))
def test_what_is_printed_is_the_same_number_to_the_bench(digits: str) -> None:
    code = canonical_code(digits + str(check_digit(digits)))
    assert canonical_code(as_printed(code)) == code
