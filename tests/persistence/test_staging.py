"""Pieces of a file lie on a disk that forgets them, by order, in the order of the file."""

from __future__ import annotations

import pytest

from packstation.domain.draft import Piece, QuarantineReason, Unreadable
from packstation.persistence.staging import MOST_PIECES, SqlStaging, staging
from tests.benchmarks.memory import rss_kb


def put(staged: SqlStaging, *keys: str) -> None:
    staged.add([(key, Piece(key, line, 1, f"{key} {line}")) for line, key in enumerate(keys, 1)])


def test_rows_of_one_key_come_together_and_keys_as_the_file_names_them() -> None:
    with staging() as staged:
        put(staged, "B", "A", "B")
        put(staged, "A", "C")
        groups = [(group.key, [row.text for row in group.rows]) for group in staged.groups()]
    assert groups == [("B", ["B 1", "B 3"]), ("A", ["A 2", "A 1"]), ("C", ["C 2"])]


def test_what_could_not_be_read_comes_back_as_it_was() -> None:
    wrong = Unreadable(7, 2, QuarantineReason.SKU_MISSING, "text", {"column": "Sku"}, "A")
    with staging() as staged:
        staged.add([("A", Piece("A", 1, 1, "one")), ("A", wrong)])
        (group,) = staged.groups()
    assert group.rows == (Piece("A", 1, 1, "one"), wrong)


def test_a_text_of_several_lines_stays_one_text() -> None:
    pieces = (Piece("A", 1, 1, "one"), Piece("A", 2, 3, "two\nlines"), Piece("A", 5, 1, ""))
    with staging() as staged:
        staged.add([("A", piece) for piece in pieces])
        staged.add([("A", Piece("A", 6, 1, ""))])
        (group,) = staged.groups()
    assert group.rows == (*pieces, Piece("A", 6, 1, ""))


def test_an_order_larger_than_is_read_at_once_comes_in_parts_of_their_own_names() -> None:
    with staging() as staged:
        put(staged, "A", *["X"] * (2 * MOST_PIECES + 1), "B")
        groups = list(staged.groups())
    assert [len(group.rows) for group in groups] == [1, MOST_PIECES, MOST_PIECES, 1, 1]
    assert [group.too_large for group in groups] == [False, True, True, True, False]
    assert len({group.key for group in groups}) == 5


def test_an_order_just_as_large_as_is_read_at_once_is_one() -> None:
    with staging() as staged:
        put(staged, *["X"] * MOST_PIECES, "B")
        groups = list(staged.groups())
    assert [(group.key, group.too_large) for group in groups] == [("X", False), ("B", False)]


def test_nothing_staged_is_nothing() -> None:
    with staging() as staged:
        staged.add([])
        assert list(staged.groups()) == []


@pytest.mark.skipif(not rss_kb(), reason="the system does not tell how much memory a process holds")
def test_a_large_file_lies_on_the_disk_and_not_in_memory() -> None:
    text = "x" * 2_000
    with staging() as staged:
        put(staged, "warm")
        before_kb = rss_kb()
        for chunk in range(60):
            keys = [f"{chunk}-{number}" for number in range(500)]
            staged.add([(key, Piece(key, 1, 1, text)) for key in keys])
        # Sixty megabytes are staged.
        assert rss_kb() - before_kb < 20_000
        assert sum(1 for _ in staged.groups()) == 60 * 500 + 1
        assert rss_kb() - before_kb < 20_000
