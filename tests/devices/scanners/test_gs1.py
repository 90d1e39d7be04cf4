"""GS1 element strings: trusted only where the AIM id vouches for them and every check digit is right."""

from datetime import date

import pytest

from packstation.devices.scanners.gs1 import GS1_AIMS, element_strings
from packstation.domain.scan import ElementStrings

# GTIN and SSCC under 952, GS1's prefix for demonstrations.
GTIN = "09521234543213"
SSCC = "095200000000000011"


@pytest.mark.parametrize("aim", sorted(GS1_AIMS))
def test_a_gs1_symbol_is_read(aim: str) -> None:
    assert element_strings(aim, f"01{GTIN}") == ElementStrings(gtin=GTIN)


@pytest.mark.parametrize("aim", ["", "]C0", "]E0", "]d1", "]Q1", "]A0"])
def test_without_the_vouching_aim_id_nothing_is_read_into_digits(aim: str) -> None:
    assert element_strings(aim, f"01{GTIN}") is None


def test_an_identifier_the_bench_does_not_know_is_no_fault() -> None:
    assert element_strings("]C1", f"01{GTIN}95ours") == ElementStrings(gtin=GTIN)


def test_all_identifiers_the_bench_understands() -> None:
    text = f"01{GTIN}17270131" + "10LOT-7\x1d" + "21SN9\x1d" + "3012"
    assert element_strings("]d2", text) == ElementStrings(
        gtin=GTIN, lot="LOT-7", expiry=date(2027, 1, 31), serial="SN9", count=12
    )


def test_the_content_of_a_logistic_unit() -> None:
    assert element_strings("]C1", f"00{SSCC}02{GTIN}3705") == ElementStrings(gtin=GTIN, sscc=SSCC, count=5)


def test_a_lot_keeps_its_leading_zeros() -> None:
    read = element_strings("]C1", "10007")
    assert read is not None
    assert read.lot == "007"


def test_an_expiry_without_a_day_is_the_last_of_its_month() -> None:
    read = element_strings("]C1", f"01{GTIN}17260200")
    assert read is not None
    assert read.expiry == date(2026, 2, 28)


@pytest.mark.parametrize(
    "text",
    [
        "0109521234543214",  # check digit of the GTIN
        "0209521234543214\x1d3705",  # the same inside a logistic unit
        "00095200000000000012",  # check digit of the SSCC
        "4109521234543214",  # check digit of a location number nobody asked for
        f"01{GTIN}17260231",  # no such day
        f"01{GTIN}17261301",  # no such month
        "30",  # a count of nothing
        f"01{GTIN}300",  # a count of zero
        f"01{GTIN}10\x1d21A",  # a lot without a name
        "junk",
        "",
        "01\u0660\u0669\u0665\u0662\u0661\u0662\u0663\u0664\u0665\u0664\u0663\u0662\u0661\u0663",
        "https://id.gs1.org/01/09521234543213",
    ],
)
def test_a_message_with_anything_wrong_in_it_is_faulty_and_empty(text: str) -> None:
    assert element_strings("]C1", text) == ElementStrings(faulty=True)
