"""Orders in JSON, one at a time, whatever the file really is."""

from __future__ import annotations

import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.channels.json_stream import TWICE, orders_in
from packstation.channels.source import FileFault
from packstation.domain.refusal import Refused
from tests.channels.test_source import LITTLE, Endless, fault_of


def orders_of(text: str | bytes) -> list[tuple[int, object]]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(orders_in(io.BytesIO(data)))


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": 1}, {"id": 2}]',
        '{"orders": [{"id": 1}, {"id": 2}]}',
        '{"count": 2, "orders": [{"id": 1}, {"id": 2}], "next": null}',
        '{"order": {"id": 1}}\n{"order": {"id": 2}}',
        '{"id": 1}\n{"id": 2}\n',
        '\ufeff[{"id": 1},\r\n{"id": 2}]\r\n',
        '[{"id": 1}]\n[{"id": 2}]',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_wrapping_holds_the_same_orders(text: str, encoding: str) -> None:
    assert [order for _, order in orders_of(text.encode(encoding))] == [{"id": 1}, {"id": 2}]


def test_an_order_has_the_line_it_begins_in() -> None:
    assert [line for line, _ in orders_of('{"orders": [\n{"id":\n1},\n\n {"id": 2}]}')] == [2, 5]


@pytest.mark.parametrize("text", ["[]", '{"orders": []}', "[ ]\n"])
def test_a_list_without_orders_is_no_fault(text: str) -> None:
    assert orders_of(text) == []


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("id,name\n", FileFault.NOT_JSON, 1),
        ('[{"id": 1}\n{"id": 2}]', FileFault.NOT_JSON, 2),
        ('[{"id": 1},]', FileFault.NOT_JSON, 1),
        ("[{'id': 1}]" + " " * 200, FileFault.NOT_JSON, 1),
        ('{"id": 1,}', FileFault.NOT_JSON, 1),
        ('{"id" 1}', FileFault.NOT_JSON, 1),
        ("{1: 1}", FileFault.NOT_JSON, 1),
        ('[{"id": 1}] x', FileFault.NOT_JSON, 1),
        ('[\n{"id": 1},\n{"id": 2', FileFault.CUT_OFF, 3),
        ('[\n{"id": 1},\n{"id": "', FileFault.CUT_OFF, 3),
        ('[{"id": 1}', FileFault.CUT_OFF, 1),
        ('{"id": 1', FileFault.CUT_OFF, 1),
        ("[" * 100_000, FileFault.TOO_DEEP, 1),
        ('{"a":' * 100_000, FileFault.TOO_DEEP, 1),
        ('[{"note": "' + "x y" * 1_500_000 + '"}]', FileFault.LINE_TOO_LONG, 1),
    ],
)
def test_what_is_no_json_is_refused_by_its_line(text: str, why: FileFault, line: int) -> None:
    with pytest.raises(Refused) as no:
        orders_of(text)
    assert (no.value.data["why"], no.value.data.get("line", 1)) == (why.value, line)


def test_a_name_given_twice_is_told() -> None:
    ((_, order),) = orders_of('[{"id": 1, "id": 2}]')
    assert order == {"id": 2, TWICE: "id"}
    ((_, order),) = orders_of('{"id": 1, "id": 2}')
    assert order == {"id": 2, TWICE: "id"}


def test_numbers_keep_their_digits() -> None:
    ((_, order),) = orders_of(
        '[{"a": 1.10, "b": 1e999, "c": NaN, "d": ' + "9" * 5000 + ', "e": 5432100001001}]'
    )
    assert order == {"a": "1.10", "b": "1e999", "c": "NaN", "d": "9" * 5000, "e": 5432100001001}


def test_memory_does_not_grow_with_the_list() -> None:
    order = json.dumps({"id": 1, "note": "x" * 2_000})

    def peak(count: int) -> int:
        source = io.BytesIO(b"[" + ",\n".join([order] * count).encode() + b"]")
        tracemalloc.start()
        try:
            assert sum(1 for _ in orders_in(source)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(4_000) < peak(1_500) + 2_000_000


def test_a_huge_file_without_an_end_is_refused_in_little_memory() -> None:
    source = Endless(1_900_000_000, b"[")
    tracemalloc.start()
    try:
        assert fault_of(lambda: list(orders_in(source))) == FileFault.LINE_TOO_LONG  # type: ignore[arg-type]
        assert tracemalloc.get_traced_memory()[1] < LITTLE
    finally:
        tracemalloc.stop()


WHOLE = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**16), 10**16) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100, deadline=None)
@given(st.lists(WHOLE, max_size=4), st.booleans())
def test_any_list_is_read_as_pythons_own_reader_does(values: list[object], spaced: bool) -> None:
    text = json.dumps(values, indent=1 if spaced else None)
    assert [value for _, value in orders_of(text)] == json.loads(text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('[]{}",: \n1ae\\ordes'), max_size=40))
def test_any_text_is_refused_or_read(text: str) -> None:
    try:
        orders_of("[" + text)
    except Refused as no:
        FileFault(str(no.data["why"]))
