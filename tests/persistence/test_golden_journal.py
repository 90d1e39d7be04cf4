"""Whatever was once written into a journal can be read by every later release."""

from __future__ import annotations

import json
from pathlib import Path
from typing import ClassVar

import pytest

from packstation.domain import act as acts
from packstation.domain.journal import payload_json
from packstation.domain.value import value
from packstation.persistence.engine import connect
from packstation.persistence.read_journal import ChainReport, read_journal, verify_journal
from tests.persistence.golden import golden_rows, insert_rows, missing, sample
from tests.persistence.shelf import open_store


@pytest.fixture
def golden_store(tmp_path: Path) -> Path:
    """A store whose journal was written by releases of long ago, and not a row by this one."""
    path = tmp_path / "store.db"
    open_store(path).close()
    raw = connect(path)
    raw.execute("DROP TRIGGER journal_kept")
    raw.execute("DELETE FROM journal")
    insert_rows(raw, golden_rows())
    raw.close()
    return path


def test_every_kind_and_version_has_a_golden_row() -> None:
    assert missing(golden_rows()) == [], "python -m tests.persistence.golden"


def test_a_kind_without_a_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    @value
    class Sneezed(acts.Act):
        kind: ClassVar[str] = "sneezed"

    monkeypatch.setitem(acts.KINDS, ("sneezed", 1), Sneezed)
    assert missing(golden_rows()) == [("sneezed", 1)]


def test_every_golden_row_is_read_without_losing_a_word(golden_store: Path) -> None:
    entries = list(read_journal(golden_store))
    rows = golden_rows()
    assert [(entry.act.kind, entry.act.version) for entry in entries] == [
        (row["kind"], row["version"]) for row in rows
    ]
    assert [payload_json(entry.act) for entry in entries] == [row["payload"] for row in rows]
    assert [entry.seq for entry in entries] == list(range(1, len(rows) + 1))
    assert {entry.second_actor for entry in entries} == {None, "lea"}


def test_the_chain_of_the_golden_journal_holds(golden_store: Path) -> None:
    assert verify_journal(golden_store) == ChainReport(good=len(golden_rows()))


def test_a_row_of_an_unknown_kind_is_not_skipped(golden_store: Path) -> None:
    raw = connect(golden_store)
    raw.execute("DROP TRIGGER journal_frozen")
    raw.execute("UPDATE journal SET version = 99 WHERE seq = 3")
    raw.close()
    with pytest.raises(KeyError):
        list(read_journal(golden_store))


def test_a_field_that_was_taken_away_is_noticed(golden_store: Path) -> None:
    raw = connect(golden_store)
    raw.execute("DROP TRIGGER journal_frozen")
    longer = json.dumps({**json.loads(payload_json(sample("signed_in", 1))), "mood": "good"})
    raw.execute("UPDATE journal SET payload = ? WHERE kind = 'signed_in'", (longer,))
    raw.close()
    with pytest.raises(TypeError):
        list(read_journal(golden_store))
