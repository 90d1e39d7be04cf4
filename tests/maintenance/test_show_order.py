"""`packstation show`: the story of an order, told beside a running station."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packstation.application.lift_hold import LiftHold
from packstation.cli import main
from packstation.domain.order import HoldReason
from packstation.persistence.engine import connect
from packstation.places import STORE_NAME
from tests.application.site import CARD
from tests.maintenance.home import ORDER, moved_in, packed, rename


def told(home: Path, number: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["--home", str(home), "show", number]) == 0
    return capsys.readouterr().out


def add_row(home: Path, kind: str, payload: object) -> None:
    """A row for the packed order, as some other release would have written it."""
    raw = connect(home / STORE_NAME)
    raw.execute(
        "INSERT INTO journal SELECT site_id, station_id, seq + 1, zeroblob(16), at, mono_ms, boot_id, 'ida',"
        " 'lea', ?, 9, (SELECT order_id FROM orders WHERE number = ?), NULL, fence, rev, ?, hash, hash,"
        " NULL, NULL FROM journal ORDER BY seq DESC LIMIT 1",
        (kind, ORDER, json.dumps(payload)),
    )
    raw.close()


def test_a_lead_reads_every_act_and_every_no_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed(tmp_path)
    text = told(tmp_path, ORDER, capsys)
    story = text[text.index("What happened") :]
    places = [
        story.index(words)
        for words in (
            "order came in: lines 1, pieces 1",
            "opened the order",
            "put up as an empty BOX",
            "NO at scanning goods: LID is not on this order. Put it aside. [not_on_order], read by scanner",
            "1 x MUG counted for line 1: read 04012345678901 by scanner",
            "NO at closing the carton: 290 g too light.",
            "carton 1: closed under plate 00",
            "weighs 503 g; expected 500 g, band 485 g to 515 g: within the band",
            "NO at printing the label: Printer: no labels left. Load a new roll. [paper_out]",
            "label sent to the printer: first print",
            "label in doubt: no answer",
            "says the label did not come out",
            "label sent to the printer again, marked COPY: print 2",
            "label came out, says the printer",
            "scanned back: proven",
            "order is packed: cartons 1, pieces 1",
        )
    ]
    assert places == sorted(places)
    assert text.startswith(f"Order {ORDER}: packed\n  packed by Ida, 2026-03-02 ")
    assert "line 1: 1 of 1 MUG  Mug, blue" in text
    assert "label: scanned back from its carton; prints 2" in text


def test_every_row_has_its_local_time_and_the_person_by_the_name_of_today(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = packed(tmp_path)
    rename(warehouse, "ida", "Ida Müller")
    local = warehouse.clock.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
    rows = told(tmp_path, ORDER, capsys).partition("What happened")[2].splitlines()[1:]
    assert rows[-1].startswith(f"  {local}  Ida Müller  ")
    assert [row for row in rows if "the station" in row] == [rows[0]]
    assert sum("Ida Müller" in row for row in rows) == len(rows) - 1


def test_a_no_before_the_order_lay_open_belongs_to_its_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = packed(tmp_path)
    with pytest.raises(Exception, match="order_packed"):
        warehouse.open(ORDER)
    last = told(tmp_path, ORDER, capsys).splitlines()[-1]
    assert f"NO at opening an order: Order {ORDER} is packed already" in last
    assert "Order 100235" not in told(tmp_path, "100236", capsys)


def test_a_customers_address_is_not_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed(tmp_path)
    text = told(tmp_path, ORDER, capsys)
    assert CARD not in text
    assert "Customer" not in text


def test_an_order_nobody_touched_is_shown_while_the_station_runs_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = moved_in(tmp_path)
    rows = len(warehouse.opened.journal())
    text = told(tmp_path, " 100237 ", capsys)
    assert "Order 100237: waiting to be packed" in text
    assert "none yet" in text
    assert len(warehouse.opened.journal()) == rows


def test_an_order_is_shown_without_the_mark_of_its_shop(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved_in(tmp_path)
    assert "Order 100237: waiting to be packed" in told(tmp_path, "#100237", capsys)


def test_rows_of_a_later_release_are_told_as_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed(tmp_path).store.close()  # type: ignore[attr-defined]
    add_row(tmp_path, "carton_photographed", {"photo": "p-1"})
    last = told(tmp_path, ORDER, capsys).splitlines()[-1]
    assert "Ida with Lea" in last
    assert last.endswith("carton_photographed (version 9) photo=p-1")


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ({"verb": "dance", "code": "too_late", "data": {}}, "NO at dance: too_late [too_late]"),
        ({"verb": "undo", "code": "too_many", "data": {}}, "NO at taking back: too_many [too_many]"),
        ({"verb": "undo", "code": "nothing_to_undo", "data": {}}, "[nothing_to_undo]"),
        ({"other": "shape"}, "refusal (version 1) other=shape"),
        ({"verb": "scan_unit", "code": "unknown_code", "data": {"read": "A\x1b[2J"}}, "code: A\ufffd[2J."),
    ],
)
def test_codes_without_words_are_told_as_codes_and_nothing_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], payload: object, words: str
) -> None:
    packed(tmp_path).store.close()  # type: ignore[attr-defined]
    add_row(tmp_path, "refusal", payload)
    raw = connect(tmp_path / STORE_NAME)
    raw.execute("DROP TRIGGER journal_frozen")
    raw.execute("UPDATE journal SET version = 1 WHERE version = 9")
    raw.close()
    assert words in told(tmp_path, ORDER, capsys).splitlines()[-1]


def test_a_number_nobody_knows_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved_in(tmp_path)
    assert main(["--home", str(tmp_path), "show", "4711"]) == 2
    assert capsys.readouterr().err == "packstation: no order has the number 4711\n"


def test_a_home_without_a_store_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path), "show", ORDER]) == 2
    assert "there is no store in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / STORE_NAME).write_bytes(b"a letter to somebody" * 1000)
    assert main(["--home", str(tmp_path), "show", ORDER]) == 2
    said = capsys.readouterr().err
    assert said.startswith("packstation: store: disk_failed")
    assert "packstation doctor looks" in said


def test_a_hold_that_two_lifted_names_both_and_what_was_settled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = moved_in(tmp_path)
    warehouse.change(ORDER, holds=frozenset({HoldReason.CUSTOMER}))
    order_id = warehouse.on_bench(ORDER).task.order.order_id
    LiftHold(warehouse.bench)(warehouse.ida, order_id, HoldReason.CUSTOMER, warehouse.lea)
    last = told(tmp_path, ORDER, capsys).splitlines()[-1]
    assert last.endswith("Ida with Lea  let the order go on: settled is 'the customer asked to wait'")
