"""The chain of the journal: an edit, a swap or a clock in another zone shows."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.act import Refusal
from packstation.domain.journal import GENESIS, at_text, columns_text, entry_hash, payload_json

ROW = ("site", "bench-1", 1, "Ida", None)


def test_the_same_row_behind_the_same_row_has_the_same_hash() -> None:
    assert entry_hash(ROW, "{}", GENESIS) == entry_hash(ROW, "{}", GENESIS)
    assert len(entry_hash(ROW, "{}", GENESIS)) == 32


@pytest.mark.parametrize(
    ("row", "payload", "before"),
    [
        (("site", "bench-1", 2, "Ida", None), "{}", GENESIS),
        (("site", "bench-1", 1, None, "Ida"), "{}", GENESIS),
        (("site", "bench-1", "1", "Ida", None), "{}", GENESIS),
        (("site", "bench-1", 1, "Ida"), "{}", GENESIS),
        (ROW, '{"units":2}', GENESIS),
        (ROW, "{}", b"\1" * 32),
    ],
)
def test_whatever_is_edited_changes_the_hash(row: tuple[object, ...], payload: str, before: bytes) -> None:
    assert entry_hash(row, payload, before) != entry_hash(ROW, "{}", GENESIS)


PLAIN = st.none() | st.booleans() | st.integers() | st.text()


@given(st.lists(PLAIN), st.dictionaries(st.text(), st.none() | st.integers() | st.text()))
def test_a_row_is_written_as_the_canonical_json_that_anybody_can_recompute(
    columns: list[object], facts: dict[str, str | int | None]
) -> None:
    def canonical(told: object) -> str:
        return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    assert columns_text(tuple(columns)) == canonical(columns)
    no = Refusal("open_order", "unknown", facts, "scanner")
    assert payload_json(no) == canonical(no.payload())


def test_columns_and_payload_cannot_trade_characters() -> None:
    assert entry_hash(("a",), '["b"]', GENESIS) != entry_hash(("a", "b"), "", GENESIS)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 3, 2, 12, 0, 0, 7, tzinfo=UTC), "2026-03-02T12:00:00.000007Z"),
        (
            datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            "2026-03-02T06:30:00.000000Z",
        ),
    ],
)
def test_an_instant_is_stored_in_utc_wherever_it_was_read(at: datetime, text: str) -> None:
    assert at_text(at) == text
