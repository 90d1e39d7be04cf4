"""`packstation picklists`: a sheet for each order that can be picked now, a sentence for each that cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone
from pathlib import Path

import pytest

from packstation.cli import main
from packstation.domain.order import HoldReason, OrderState
from packstation.maintenance.pick_papers import MOST_CODES, pick_paper, pick_papers, pick_words
from packstation.persistence.read_orders import orders_named
from packstation.persistence.store import SqliteStore
from packstation.places import STORE_NAME
from tests.persistence.shelf import CODES, MUG_CODE, PRODUCTS, make_order, open_store

SHIP_TO = "Ship street 7"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with an empty store whose station is switched off."""
    open_store(tmp_path / STORE_NAME).close()
    return tmp_path


def filled(home: Path) -> SqliteStore:
    """A running station with two ready orders of three lines and of sixty, one held and one packed."""
    store = open_store(home / STORE_NAME)
    held = replace(make_order(4, ("MUG", 1), hours=1), holds=frozenset({HoldReason.ADDRESS}))
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        work.orders.add(make_order(1, ("MUG", 3), ("LID", 24), ("STRANGE", 1), hours=6, tote="T-1"))
        work.orders.add(make_order(2, *(("MUG", n + 1) for n in range(60)), hours=2))
        work.orders.add(held)
        work.orders.add(replace(make_order(5, ("MUG", 1)), state=OrderState.PACKED))
    return store


def picklists(home: Path, *wanted: str) -> int:
    return main(["--home", str(home), "picklists", "--pdf", str(home / "pick.pdf"), *wanted])


def test_all_that_is_ready_is_printed_while_the_station_runs(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = filled(home)
    assert picklists(home, "--all") == 0
    store.close()
    assert "orders: 2, pages: 4" in capsys.readouterr().out
    assert b"/Count 4" in (home / "pick.pdf").read_bytes()


def test_orders_are_printed_by_name(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(home).close()
    assert picklists(home, "1") == 0
    assert "orders: 1, pages: 1" in capsys.readouterr().out


def test_the_first_truck_comes_first_in_whatever_order_they_are_named(home: Path) -> None:
    store = filled(home)
    with store.transaction() as work:
        work.orders.add(make_order(3, ("MUG", 1)))
    store.close()
    found = orders_named(home / STORE_NAME, ["3", "1", "2"])
    assert [paper.number for paper in pick_papers(found)] == ["2", "1", "3"]


def test_one_that_cannot_be_picked_keeps_all_from_being_printed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(home).close()
    assert picklists(home, "1", "4", "77", "5") == 2
    said = capsys.readouterr().err
    assert "77: no such order; 4: held (address); 5: not ready but packed" in said
    assert not (home / "pick.pdf").exists()


def test_an_empty_store_is_a_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert picklists(home, "--all") == 2
    assert capsys.readouterr().err == "packstation: no order is ready, nothing is printed\n"
    assert not (home / "pick.pdf").exists()


def test_a_home_without_a_store_is_a_sentence_and_stays_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert picklists(tmp_path, "--all") == 2
    assert "start the station once" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wanted", [(), ("--all", "1")])
def test_orders_or_all_but_not_neither_and_not_both(wanted: tuple[str, ...], home: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        picklists(home, *wanted)
    assert ended.value.code == 2


def test_the_paper_has_what_is_picked_and_not_who_it_is_for() -> None:
    order = make_order(1, ("MUG", 3), ("STRANGE", 1), hours=6, tote="T-1")
    paper = pick_paper(order, {"MUG": (MUG_CODE, "B", "C"), "STRANGE": ()}, UTC)
    assert (paper.number, paper.tote, paper.carrier, paper.cutoff) == (
        "1",
        "T-1",
        "Local",
        "2026-03-02 18:00",
    )
    assert [(line.sku, line.quantity) for line in paper.lines] == [("MUG", 3), ("STRANGE", 1)]
    assert paper.lines[0].codes == ("4012345678901", "B")[:MOST_CODES]
    assert SHIP_TO in order.ship_to
    assert SHIP_TO not in repr(paper)
    assert "Customer" not in repr(paper)


def test_the_cut_off_is_in_the_time_of_the_bench() -> None:
    order = make_order(1, ("MUG", 1), hours=6)
    assert pick_paper(order, {}, timezone(timedelta(hours=9))).cutoff == "2026-03-03 03:00"
    assert pick_paper(replace(order, cutoff_at=None), {}).cutoff == ""


def test_words_have_their_facts() -> None:
    words = pick_words("Bench 1")
    assert words.page.format(page=2, pages=3) == "Page 2 of 3"
    assert words.amounts.format(lines=4, pieces=9) == "Lines: 4, pieces: 9"
