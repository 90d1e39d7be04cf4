"""`packstation import`: counts and nothing else on standard output, a sentence for what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packstation.maintenance.bring_in import COUNTS, import_file
from packstation.maintenance.settle_rows import drop_rows, list_rows, mend_row, replay_rows
from tests.benchmarks import shop_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return shop_file.write(tmp_path / "orders.csv", 20)


def counts(home: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    assert import_file(home, file, None, None, as_json=True) == 0
    told: dict[str, int] = json.loads(capsys.readouterr().out)
    assert tuple(told) == COUNTS
    assert told["rows_read"] == sum(told[name] for name in COUNTS[1:5])
    return told


def test_a_fresh_home_gets_a_store_and_the_second_time_nothing_changes(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = counts(tmp_path / "home", file, capsys)
    assert (first["rows_read"], first["used"], first["orders"] > 5) == (20, 20, True)
    again = counts(tmp_path / "home", file, capsys)
    assert (again["used"], again["unchanged"], again["orders"]) == (0, 20, 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"\0\1\2" * 99, "no text"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "picture")],
)
def test_a_file_that_is_none_of_orders_is_named_in_a_sentence(
    tmp_path: Path, content: bytes, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "orders.csv"
    file.write_bytes(content)
    assert import_file(tmp_path / "home", file, None, None, as_json=True) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert words in told.err


def test_a_file_that_is_not_there_makes_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = tmp_path / "home"
    assert import_file(home, tmp_path / "nothing.csv", None, None, as_json=True) == 2
    assert import_file(home, tmp_path, None, None, as_json=True) == 2
    assert not home.exists()
    assert capsys.readouterr().out == ""


def test_a_row_that_waits_is_shown_mended_and_taken_in(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home, name = tmp_path / "home", "Lineitem sku"
    lines = file.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    cells[shop_file.COLUMNS.index(name)] = ""
    file.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", "utf-8")
    assert counts(home, file, capsys)["quarantined"] == 1
    assert list_rows(home, as_json=True) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["file"], entry["line"], entry["reason"]) == ("orders.csv", 2, "sku_missing")
    assert replay_rows(home, entry["id"]) == 1
    assert mend_row(home, entry["id"], [f"{name}=MUG"]) == 0
    assert replay_rows(home, None) == 0
    capsys.readouterr()
    assert counts(home, file, capsys)["unchanged"] == 20
    assert drop_rows(home, entry["id"]) == 2


def test_nothing_waits_where_no_station_ever_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list_rows(tmp_path, as_json=False) == 0
    assert capsys.readouterr().out == "No row waits.\n"


def test_orders_that_wait_for_a_product_are_counted_with_the_command_that_lets_them_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("Order number,SKU,Quantity\nA1,NEW,1\nA2,NEW,2\n", "utf-8")
    assert import_file(tmp_path / "home", file, None, None, as_json=False) == 0
    words = (
        "orders that wait for a product nobody knows here: 2 (packstation import-products FILE lets them go)"
    )
    assert words in capsys.readouterr().out
