"""What labels and answers say of lot, date and serial number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.lot import Lot
from packstation.domain.product import Tracking
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import ElementStrings, Scan
from packstation.domain.told import GS1_TEXT, Told, date_of, heard, told_by_label

DAY = date(2026, 12, 31)
ALL = frozenset(Tracking)


def typed(text: str) -> Scan:
    return Scan(text, "keyboard", 0, typed=True)


def read(text: str, elements: ElementStrings | None = None) -> Scan:
    return Scan(text, "scanner", 0, elements=elements)


@pytest.mark.parametrize(
    "text",
    [
        "311226",
        "31122026",
        "31.12.26",
        "31.12.2026",
        "31/12/2026",
        "2026-12-31",
        "12.2026",
        "12/2026",
        " 311226 ",
    ],
)
def test_a_date_is_understood_as_people_write_it(text: str) -> None:
    assert date_of(text) == DAY


@pytest.mark.parametrize(
    "text", ["", "soon", "311326", "321226", "290226", "12", "00.00.2026", "٣١١٢٢٦", "13.2026"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date_of(text) is None


def test_the_last_day_of_february_is_known() -> None:
    assert date_of("02.2028") == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_typed_day_first_is_that_day(day: date) -> None:
    assert (
        date_of(day.strftime("%d%m%y"))
        == date_of(day.strftime("%d.%m.%Y"))
        == date_of(day.isoformat())
        == day
    )


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_dates_and_answers(text: str) -> None:
    date_of(text)
    for asked in Tracking:
        told = answered(asked, text)
        if isinstance(told, Refused):
            assert (told.code, "read" in told.recorded) == (RefusalCode.TRACE_UNREADABLE, False)
        else:
            assert told.lacks(frozenset({asked}), 1) is None
            assert all(GS1_TEXT.fullmatch(name) for name in (told.lot, *told.serials) if name is not None)


def answered(asked: Tracking, text: str) -> Told | Refused:
    try:
        return heard(Told(), asked, typed(text), ())
    except Refused as no:
        return no


def test_lot_date_and_serials_are_asked_in_this_order_and_a_serial_for_each_piece() -> None:
    told = Told()
    assert told.lacks(ALL, 2) is Tracking.LOT
    told = heard(told, Tracking.LOT, read("A1"), ())
    assert told.lacks(ALL, 2) is Tracking.EXPIRY
    told = heard(told, Tracking.EXPIRY, typed("311226"), ())
    assert told.lacks(ALL, 2) is Tracking.SERIAL
    told = heard(told, Tracking.SERIAL, read("S1"), ())
    assert told.lacks(ALL, 2) is Tracking.SERIAL
    told = heard(told, Tracking.SERIAL, read("S2"), ())
    assert told.lacks(ALL, 2) is None
    assert told == Told("A1", DAY, ("S1", "S2"))


def test_a_label_says_all_it_bears_but_the_serial_number_of_a_case_is_no_pieces() -> None:
    label = ElementStrings(gtin="1", lot="A1", expiry=DAY, serial="S1")
    assert told_by_label(label, 1) == Told("A1", DAY, ("S1",))
    assert told_by_label(label, 12) == Told("A1", DAY)
    assert told_by_label(ElementStrings(lot="A1", faulty=True), 1) == told_by_label(None, 1) == Told()


def test_a_known_lot_brings_its_date_and_refuses_another_one() -> None:
    lots = (Lot("MILK", "A1", DAY), Lot("MILK", "B2"))
    assert Told("A1").filled(lots) == Told("A1", DAY)
    assert Told("B2").filled(lots) == Told("B2")
    with pytest.raises(Refused) as no:
        Told("A1", date(2026, 12, 30)).filled(lots)
    assert no.value.code is RefusalCode.LOT_EXPIRY_DIFFERS
    assert no.value.data == {"lot": "A1", "date": "2026-12-30", "known": "2026-12-31"}


def test_small_letters_that_were_typed_mean_capitals_unless_the_lot_is_known_in_small_ones() -> None:
    assert heard(Told(), Tracking.LOT, typed("ab1"), ()).lot == "AB1"
    assert heard(Told(), Tracking.LOT, typed("ab1"), (Lot("MILK", "ab1"),)).lot == "ab1"
    assert heard(Told(), Tracking.LOT, read("ab1"), ()).lot == "ab1"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (Tracking.LOT, read("(10)", ElementStrings(serial="S1"))),
        (Tracking.SERIAL, read("(10)", ElementStrings(lot="A1"))),
        (Tracking.EXPIRY, read("(10)", ElementStrings(lot="A1"))),
        (Tracking.EXPIRY, read("(10)", ElementStrings(lot="OTHER", expiry=DAY))),
        (Tracking.LOT, read("A" * 21)),
        (Tracking.LOT, read("A 1")),
        (Tracking.SERIAL, read("§1")),
    ],
)
def test_an_answer_that_is_none_is_refused(asked: Tracking, answer: Scan) -> None:
    with pytest.raises(Refused) as no:
        heard(Told("A1"), asked, answer, ())
    assert no.value.code is RefusalCode.TRACE_UNREADABLE


def test_a_gs1_label_scanned_for_the_lot_also_brings_the_date() -> None:
    label = read("10A1", ElementStrings(lot="A1", expiry=DAY))
    assert heard(Told(), Tracking.LOT, label, ()) == Told("A1", DAY)
