"""packstation import-products, and packstation columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packstation.cli import main
from packstation.door import NOTE_NAME, Door
from packstation.office import own_verbs, run_errand
from packstation.places import MAPPINGS_NAME
from packstation.settings.mapping import MappingFolder
from tests.persistence.waiting import wait_until

GOODS = """sku,name,code,unit,factor,grams
MUG,Mug,4006381333931,each,,300
MUG,,MUG-6,case,6,
LID,Lid,4006381333931,,,20
CUP,Cup,PSC-1,,,20
"""
COUNTS = {"rows_read": 4, "used": 2, "unchanged": 0, "refused": 2, "products": 1, "codes": 2}

Out = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home nobody has used yet, and files beside it."""
    (tmp_path / "goods.csv").write_text(GOODS, "utf-8")
    (tmp_path / "orders.csv").write_text("Beleg;Art;Stk;Wer\n100;MUG;2;Ida\n", "utf-8")
    return tmp_path / "home"


def run(home: Path, *arguments: str) -> int:
    return main(["--home", str(home), *arguments])


def test_products_come_into_a_fresh_store_and_again_change_nothing(home: Path, capsys: Out) -> None:
    goods = str(home.parent / "goods.csv")
    assert run(home, "import-products", "--json", goods) == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == COUNTS
    assert "goods.csv, line 4: The code 4006381333931 of LID is a code of MUG already." in said.err
    assert "goods.csv, line 5: CUP: the code PSC-1 begins like a badge or a command code." in said.err
    assert run(home, "import-products", goods) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Rows read: 4",
        "  used: 0 (products 0, codes 0)",
        "  unchanged: 2",
        "  refused: 2",
    ]


def test_a_running_station_brings_them_in_through_its_door(home: Path, capsys: Out) -> None:
    with own_verbs(home) as (verbs, _):
        door = Door(home, lambda asked, tell, off: run_errand(verbs, asked, tell, off))
        door.start()
        wait_until((home / NOTE_NAME).exists)
        assert run(home, "import-products", "--json", str(home.parent / "goods.csv")) == 0
        door.stop()
    said = capsys.readouterr()
    assert json.loads(said.out) == COUNTS
    assert "The code 4006381333931 of LID is a code of MUG already." in said.err


def test_orders_that_waited_are_told(home: Path, capsys: Out) -> None:
    assert (
        run(
            home,
            "columns",
            str(home.parent / "orders.csv"),
            "--name",
            "X",
            "--is",
            "number=Beleg",
            "--is",
            "sku=Art",
        )
        == 0
    )
    assert run(home, "import", str(home.parent / "orders.csv")) == 0
    capsys.readouterr()
    assert run(home, "import-products", str(home.parent / "goods.csv")) == 0
    assert "Orders that waited for a product and can be packed now: 1" in capsys.readouterr().out


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"name;x\nMug;1\n", b"PK\x03\x04rubbish"])
def test_a_file_that_is_no_table_of_products_is_refused_in_words(
    home: Path, capsys: Out, data: bytes
) -> None:
    bad = home.parent / "bad.csv"
    bad.write_bytes(data)
    assert run(home, "import-products", "--json", str(bad)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().splitlines()[-1].startswith("packstation: ")
    assert run(home, "import-products", str(home.parent / "none.csv")) == 2


def test_columns_are_said_once_and_then_known(home: Path, capsys: Out) -> None:
    orders = str(home.parent / "orders.csv")
    assert run(home, "import", "--json", orders) == 2
    complaint = capsys.readouterr().err
    assert "Beleg, Art, Stk, Wer" in complaint
    assert "packstation columns FILE" in complaint
    assert run(home, "columns", orders) == 0
    assert capsys.readouterr().out.splitlines() == ["Beleg: -", "Art: -", "Stk: quantity", "Wer: -"]
    assert run(home, "columns", orders, "--name", "Ours", "--is", "number=Beleg") == 2
    assert "still needed: sku" in capsys.readouterr().err
    said = ["--is", "number=Beleg", "--is", "sku=Art", "--is", "recipient=Wer", "--default", "country=DE"]
    assert run(home, "columns", orders, "--name", "Ours", "--dates", "day_first", *said) == 0
    (kept,) = MappingFolder(home / MAPPINGS_NAME).all()
    assert (kept.name, kept.headers) == ("Ours", ("Beleg", "Art", "Stk", "Wer"))
    capsys.readouterr()
    assert run(home, "import", "--json", orders) == 0
    assert json.loads(capsys.readouterr().out)["used"] == 1


def test_columns_kept_under_a_name_are_replaced_only_when_it_is_said(home: Path, capsys: Out) -> None:
    ours = [str(home.parent / "orders.csv"), "--name", "Ours", "--is", "number=Beleg", "--is", "sku=Art"]
    assert run(home, "columns", *ours) == 0
    capsys.readouterr()
    assert run(home, "columns", *ours, "--dates", "day_first") == 2
    assert "--replace" in capsys.readouterr().err
    assert [one.day_order for one in MappingFolder(home / MAPPINGS_NAME).all()] == [None]
    assert run(home, "columns", *ours, "--dates", "day_first", "--replace") == 0
    assert [one.day_order for one in MappingFolder(home / MAPPINGS_NAME).all()] == ["day_first"]


def test_columns_of_a_file_that_is_not_there_are_a_plain_sentence(home: Path, capsys: Out) -> None:
    assert run(home, "columns", str(home / "none.csv")) == 2
    assert "there is no file" in capsys.readouterr().err


@pytest.mark.parametrize("said", ["number", "number=", "price=Art", "sku=Nothing"])
def test_what_makes_no_sense_of_a_column_is_refused(home: Path, capsys: Out, said: str) -> None:
    assert run(home, "columns", str(home.parent / "orders.csv"), "--is", said) == 2
    assert capsys.readouterr().err.startswith("packstation: ")
