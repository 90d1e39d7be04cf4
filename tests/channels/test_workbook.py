"""A workbook is read as a person sees it: dates as dates, numbers without what a PC adds, no formula run."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.channels.source import FileFault
from packstation.channels.workbook import open_workbook
from packstation.domain.refusal import RefusalCode, Refused
from tests.channels.xlsx import MAIN, packed, sheet_xml, styles, text_row, workbook_of, workbook_parts

Read = dict[int, dict[int, str]]


def read(source: io.BytesIO, sheet: str | None = None) -> Read:
    with open_workbook(source) as book:
        return dict(book.rows(sheet or book.sheets[0]))


def cells(*written: str, facts: str = "", formats: tuple[str, ...] = ()) -> list[str]:
    """The texts of a row of such cells."""
    parts = workbook_parts({"S": sheet_xml([f'<row r="1">{"".join(written)}</row>'])}, facts=facts)
    row = read(packed({**parts, "xl/styles.xml": styles(*formats)})).get(1, {})
    return [row.get(place, "") for place in range(len(written))]


def no(source: io.BytesIO) -> str:
    """Why a file is refused."""
    with pytest.raises(Refused) as refused:
        read(source)
    assert refused.value.code is RefusalCode.FILE_UNUSABLE
    return str(refused.value.data["why"])


def test_rows_keep_their_numbers_and_cells_their_columns() -> None:
    rows = [text_row(1, ["Order", "SKU"]), text_row(4, ["100", "", "x"])]
    assert read(packed(workbook_parts({"S": sheet_xml(rows)}))) == {
        1: {0: "Order", 1: "SKU"},
        4: {0: "100", 2: "x"},
    }


def test_rows_and_cells_that_do_not_say_where_they_are_follow_each_other() -> None:
    rows = ["<row><c><v>1</v></c><c><v>2</v></c></row>", "<row/>", "<row><c><v>3</v></c></row>"]
    assert read(packed(workbook_parts({"S": sheet_xml(rows)}))) == {1: {0: "1", 1: "2"}, 3: {0: "3"}}


def test_numbers_are_texts_as_a_person_sees_them() -> None:
    assert cells(
        "<c><v>12345.0</v></c>",
        "<c><v>0.30000000000000004</v></c>",
        "<c><v>1.5E1</v></c>",
        '<c t="b"><v>1</v></c>',
        '<c t="n"><v>not a number</v></c>',
        "<c><v>-3</v></c>",
    ) == ["12345", "0.3", "15", "TRUE", "not a number", "-3"]


def test_a_number_of_more_digits_than_a_workbook_keeps_is_seen_to_be_damaged() -> None:
    assert cells("<c><v>4006381333931000</v></c>", "<c><v>1e400</v></c>", "<c><v>nan</v></c>") == [
        "4.00638133393100E+15",
        "INF",
        "NAN",
    ]


def test_leading_zeros_that_only_the_format_shows_are_read() -> None:
    assert cells('<c s="1"><v>1067</v></c>', '<c s="2"><v>1067</v></c>', formats=("00000", "0")) == [
        "01067",
        "1067",
    ]


def test_dates_are_dates_in_both_counts_of_days() -> None:
    written = ('<c s="1"><v>45000.5</v></c>', '<c s="1"><v>45000</v></c>')
    assert cells(*written, formats=("dd/mm/yyyy hh:mm",)) == ["2023-03-15T12:00:00", "2023-03-15"]
    assert cells(*written, formats=("dd/mm/yyyy hh:mm",), facts='date1904="1"') == [
        "2027-03-16T12:00:00",
        "2027-03-16",
    ]


def test_the_first_two_months_know_the_leap_day_that_never_was() -> None:
    assert cells('<c s="1"><v>59</v></c>', '<c s="1"><v>61</v></c>', formats=()) == [
        "1900-02-28",
        "1900-03-01",
    ]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("[$-407]d. mmm yyyy", "2023-03-15"),
        ("[h]:mm", "2023-03-15"),
        ('0 "days"', "45000"),
        ("[Red]0.00", "45000"),
        ("General", "45000"),
        ("0.00E+00", "45000"),
        ("yyyy-mm-dd;@", "2023-03-15"),
        ("\\d0", "45000"),
    ],
)
def test_a_format_tells_whether_a_number_is_a_date(pattern: str, text: str) -> None:
    assert cells('<c s="1"><v>45000</v></c>', formats=(pattern,)) == [text]


def test_a_formula_counts_by_the_value_beside_it_and_is_never_run() -> None:
    assert cells(
        "<c><f>1+1</f><v>2</v></c>",
        '<c t="str"><f>CONCAT("a","b")</f><v>ab</v></c>',
        "<c><f>1+1</f></c>",
        "<c><f>1+1</f><v/></c>",
        '<c t="str"><f>A9</f><v></v></c>',
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        '<c t="inlineStr"><is><t>=1+1</t></is></c>',
    ) == ["2", "ab", "#VALUE?", "#VALUE?", "", "#DIV/0!", "=1+1"]


def test_shared_texts_are_read_with_their_runs_and_without_their_pronunciation() -> None:
    parts = workbook_parts(
        {"S": sheet_xml(['<row r="1"><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>9</v></c></row>'])}
    )
    said = "<si><t>Müller_x000D_</t></si><si><r><t>two </t></r><r><t>runs</t></r><rPh><t>TSU</t></rPh></si>"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{said}</sst>'
    assert read(packed(parts)) == {1: {0: "two runs", 1: "Müller_x000D_"}}


def test_a_cell_that_spans_rows_says_the_same_in_each_of_them() -> None:
    rows = [text_row(1, ["100", "A"]), text_row(2, ["", "B"]), text_row(3, ["", "C"])]
    sheet = sheet_xml(rows, '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>')
    assert read(packed(workbook_parts({"S": sheet}))) == {
        1: {0: "100", 1: "A"},
        2: {0: "100", 1: "B"},
        3: {1: "C"},
    }


def test_what_a_person_does_not_see_is_not_read() -> None:
    sheets = {name: sheet_xml([text_row(1, [name])]) for name in ("Old", "Orders")}
    with open_workbook(packed(workbook_parts(sheets, hidden=["Old"]))) as book:
        assert book.sheets == ("Orders",)
        assert dict(book.rows("Orders")) == {1: {0: "Orders"}}


def test_a_document_type_is_refused_before_anything_of_it_is_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    parts = workbook_parts({"S": bomb + sheet_xml([text_row(1, ["&b;"])])})
    assert no(packed(parts)) == FileFault.HARMFUL_ARCHIVE


def test_an_endless_cell_is_refused() -> None:
    assert no(workbook_of([["x" * 40_000]])) == FileFault.TOO_LARGE


@pytest.mark.parametrize("lost", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "_rels/.rels"])
def test_a_workbook_that_lacks_a_part_is_refused(lost: str) -> None:
    parts = workbook_parts({"S": sheet_xml([text_row(1, ["x"])])})
    assert no(packed({path: part for path, part in parts.items() if path != lost})) in {
        FileFault.BROKEN_ARCHIVE,
        FileFault.NOT_A_TABLE,
    }


_WHOLE = workbook_of([["Order", "SKU"], ["100", "MUG"]]).getvalue()


def fate(source: io.BytesIO) -> RefusalCode | None:
    """With what a file is refused, if it is."""
    try:
        read(source)
    except Refused as no:
        return no.code
    return None


@given(st.binary(max_size=600), st.integers(0, len(_WHOLE)), st.integers(0, 40))
def test_whatever_bytes_come_they_are_read_or_refused(noise: bytes, at: int, lost: int) -> None:
    for data in (noise, _WHOLE[:at] + noise + _WHOLE[at + lost :], _WHOLE[:at]):
        assert fate(io.BytesIO(data)) in {None, RefusalCode.FILE_UNUSABLE}


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.integers(0, 500))
def test_whatever_stands_in_a_sheet_it_is_read_or_refused(noise: str, at: int) -> None:
    sheet = sheet_xml([text_row(1, ["Order", "SKU"]), '<row r="2"><c r="A2" s="1"><v>1</v></c></row>'])
    parts = workbook_parts({"S": sheet[:at] + noise + sheet[at:]})
    assert fate(packed(parts)) in {None, RefusalCode.FILE_UNUSABLE}
