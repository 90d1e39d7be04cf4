"""Plates: numbered as GS1 asks, each one once, and never made up."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.gtin import has_check_digit
from packstation.domain.label import Plate
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.sscc import LAST_SERIAL, SsccBlock


def block(
    prefix: str = "9521234", *, extension: int = 0, next_serial: int = 1, last_serial: int = 10
) -> SsccBlock:
    return SsccBlock(extension, prefix, "BENCH", next_serial, last_serial)


@pytest.mark.parametrize(
    ("extension", "prefix", "serial", "code"),
    [
        (3, "7610425", 2_123_456, "00376104250021234569"),  # GS1: how to calculate a check digit, 18 digits
        (3, "761042500212", 3456, "00376104250021234569"),
        (3, "7610", 425_002_123_456, "00376104250021234569"),
    ],
)
def test_the_number_gs1_publishes_comes_out_digit_by_digit(
    extension: int, prefix: str, serial: int, code: str
) -> None:
    issued, _ = block(prefix, extension=extension, next_serial=serial, last_serial=serial).allot()
    assert issued == Plate(code, is_sscc=True)


@given(st.integers(0, 9), st.text("0123456789", min_size=4, max_size=12), st.data())
def test_every_plate_is_an_sscc_of_this_company(extension: int, prefix: str, data: st.DataObject) -> None:
    serial = data.draw(st.integers(0, 10 ** (16 - len(prefix)) - 1))
    plate, _ = block(prefix, extension=extension, next_serial=serial, last_serial=serial).allot()
    assert plate.code.startswith(f"00{extension}{prefix}")
    assert len(plate.number) == 18
    assert has_check_digit(plate.number)


@pytest.mark.parametrize("prefix", ["9521234", ""])
def test_a_block_issues_each_plate_once_and_then_none(prefix: str) -> None:
    rest, issued = block(prefix, last_serial=50), set[str]()
    for left in range(50, 0, -1):
        assert rest.left == left
        plate, rest = rest.allot()
        issued.add(plate.code)
    assert len(issued) == 50
    assert rest.left == 0
    with pytest.raises(Refused) as no:
        rest.allot()
    assert no.value.code is RefusalCode.SSCC_EXHAUSTED


def test_a_block_beyond_its_end_has_nothing_left() -> None:
    assert block(next_serial=99, last_serial=10).left == 0


def test_two_benches_with_their_own_blocks_never_issue_the_same_plate() -> None:
    blocks = [block(next_serial=1, last_serial=3), block(next_serial=4, last_serial=6)]
    codes = []
    for rest in blocks:
        while rest.left:
            plate, rest = rest.allot()  # noqa: PLW2901 - a block is used up plate by plate
            codes.append(plate.code)
    assert len(set(codes)) == len(codes) == 6


def test_a_site_without_a_company_prefix_gets_its_own_number_and_no_sscc() -> None:
    plate, rest = block("", next_serial=17, last_serial=99).allot()
    assert plate == Plate("BENCH-00000017", is_sscc=False)
    assert rest.next_serial == 18


@pytest.mark.parametrize("prefix", ["952", "9521234567890", "95212E4", "٩٥٢١٢٣٤", " 9521234"])
def test_a_company_prefix_that_is_none_is_not_taken(prefix: str) -> None:
    with pytest.raises(ValueError, match="company prefix"):
        block(prefix)


@pytest.mark.parametrize("extension", [-1, 10])
def test_the_extension_is_one_digit(extension: int) -> None:
    with pytest.raises(ValueError, match="extension digit"):
        block(extension=extension)


def test_a_serial_that_does_not_fit_behind_the_prefix_is_not_taken() -> None:
    assert block("761042500212", last_serial=9_999).left == 9_999
    with pytest.raises(ValueError, match="does not fit"):
        block("761042500212", last_serial=10_000)


def test_a_number_of_our_own_may_be_as_long_as_it_likes() -> None:
    assert block("", next_serial=10**12, last_serial=10**12).allot()[0].code == "BENCH-1000000000000"


@pytest.mark.parametrize("prefix", ["", "Ä", "P 1", "^XA", "P" * 13])
def test_a_plate_prefix_that_no_barcode_could_hold_is_refused(prefix: str) -> None:
    with pytest.raises(ValueError, match="plate prefix"):
        SsccBlock(0, "", prefix, 1, 10)


def test_stations_of_a_site_never_share_a_serial_unless_somebody_cut_their_blocks_by_hand() -> None:
    for prefix in ("", "9521234", "952123456"):
        whole = block(prefix, last_serial=LAST_SERIAL)
        cut = [whole.of_station(number) for number in range(1, 101)]
        assert cut[0] == whole
        assert all(one.left == LAST_SERIAL for one in cut)
        assert all(one.last_serial < other.next_serial for one, other in pairwise(cut))
    by_hand = block(next_serial=1, last_serial=500)
    assert by_hand.of_station(7) == by_hand


def test_a_station_for_which_the_company_has_no_serials_left_issues_none() -> None:
    with pytest.raises(Refused) as no:
        block("952123456", last_serial=LAST_SERIAL).of_station(101).allot()
    assert no.value.code is RefusalCode.SSCC_EXHAUSTED
