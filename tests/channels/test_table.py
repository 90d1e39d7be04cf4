"""Rows of separated values, by the names of their columns and with the line each begins in."""

from __future__ import annotations

import io
import tracemalloc

import pytest

from packstation.channels.source import FileFault
from packstation.channels.table import column_names, opened_table, separator_of
from packstation.domain.refusal import Refused
from tests.channels.test_source import LITTLE, fault_of, read_twice

Rows = list[tuple[int, list[str]]]


def rows_of(text: str | bytes) -> Rows:
    data = text if isinstance(text, bytes) else text.encode()
    with opened_table(io.BytesIO(data)) as table:
        return list(table.rows())


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_that_of_the_header(separator: str) -> None:
    text = (
        separator.join(("Name", '"a,b;c\t|"', "Price")) + "\n" + separator.join(("#1", "x", '"1,50"')) + "\n"
    )
    assert rows_of(text) == [(2, ["#1", "x", "1,50"])]


def test_a_sheets_own_word_on_its_separator_is_heeded() -> None:
    assert rows_of("sep=|\nName|a,b,c\n1|2\n") == [(3, ["1", "2"])]


def test_a_row_has_the_line_it_begins_in() -> None:
    assert rows_of('\n\nName,Note\n1,"two\r\nlines"\n2,x\n\n3,y') == [
        (4, ["1", "two\r\nlines"]),
        (6, ["2", "x"]),
        (7, ["", ""]),
        (8, ["3", "y"]),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    assert rows_of(f"Name,a{end}1,2{end}3,4{end}") == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_missing_cells_are_blank_and_surplus_ones_stay_where_they_say_something() -> None:
    assert rows_of("a,b\n1\n1,2,,\n1,2, ,3\n") == [
        (2, ["1", ""]),
        (3, ["1", "2"]),
        (4, ["1", "2", " ", "3"]),
    ]


def test_columns_are_found_without_regard_to_case_blanks_and_marks_nobody_sees() -> None:
    with opened_table(io.BytesIO("\ufeff name , LINEITEM\u00a0 SKU,\n".encode())) as table:
        assert (table.needed("Name"), table.place("Lineitem sku"), table.place("Id")) == (0, 1, None)
        assert table.columns[0] == "name"


def test_a_column_that_is_missing_or_stands_twice_is_told_by_name() -> None:
    with opened_table(io.BytesIO(b"Name,sku,SKU \n")) as table:
        assert fault_of(lambda: table.needed("Id")) == FileFault.COLUMN_MISSING
        with pytest.raises(Refused) as no:
            table.place("sku")
    assert no.value.data == {"why": "column_twice", "column": "sku"}


def test_what_was_encoded_twice_is_mended_in_every_cell() -> None:
    assert rows_of(f"Name\n{read_twice('Jürgen')}\nMüller\n") == [(2, ["Jürgen"]), (3, ["Müller"])]


def test_a_formula_stays_the_text_it_is() -> None:
    text = "=HYPERLINK(1)\n+1\n-1\n@SUM(A1)\n"
    assert [cells[0] for _, cells in rows_of("Name\n" + text)] == text.split()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Name,Note\n1,2\n3,"open\n4,5\n', 3),
        ('Name,Note\n1,"' + "x" * 200_000 + '"\n', 2),
        ("Name,Note\n" + '"\n",' * 1_500_000, 2),
    ],
)
def test_a_quotation_mark_never_closed_refuses_the_file_by_its_line(text: str, line: int) -> None:
    with pytest.raises(Refused) as no:
        rows_of(text)
    assert no.value.data["why"] in {FileFault.QUOTE_OPEN, FileFault.LINE_TOO_LONG}
    assert no.value.data["line"] == line or no.value.data["why"] == FileFault.LINE_TOO_LONG


def test_a_table_of_a_million_columns_is_refused_in_little_memory() -> None:
    data = b"," * 900_000 + b"\n" + b"," * 900_000 + b"\n"
    tracemalloc.start()
    try:
        assert fault_of(lambda: rows_of(data)) == FileFault.TOO_MANY_COLUMNS
        assert tracemalloc.get_traced_memory()[1] < LITTLE
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(count: int) -> int:
        source = io.BytesIO(b"Name,b\n" + b"#1001,abc\n" * count)
        tracemalloc.start()
        try:
            with opened_table(source) as table:
                assert sum(1 for _ in table.rows()) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1_000)
    assert peak(200_000) < peak(110_000) + 1_000_000


def test_a_header_repeated_where_files_were_joined_is_told() -> None:
    with opened_table(io.BytesIO(b"Name,b\n1,2\nname, B\n")) as table:
        assert [table.is_header(cells) for _, cells in table.rows()] == [False, True]


def test_a_table_is_recognised_by_its_names() -> None:
    assert column_names('sep=;\n\n"Name";Lineitem SKU\nx') == {"name", "lineitem sku"}
    assert column_names("") == frozenset()
    assert separator_of("alone") == ","
