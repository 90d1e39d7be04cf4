"""The count of the journal: a mistake counts as stopped only where the bench wrote down that it said no."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from packstation.demo.event import Event
from packstation.demo.summary import Findings, check
from packstation.demo.warehouse import load_warehouse
from packstation.places import resources

WAREHOUSE = load_warehouse(resources())
ORDER = "SO-2408"
OTHER = "SO-2409"

Payload = Mapping[str, object]
Row = tuple[str, Payload, str]
"""Kind, payload, order number ("" for none)."""
Checker = Callable[..., Findings]


def refusal(verb: str, code: str, at: str = ORDER, /, **data: object) -> Row:
    return "refusal", {"verb": verb, "code": code, "data": data}, at


def counted(order: str = ORDER) -> Row:
    return "unit_counted", {"sku": "LAMP-BRASS"}, order


def closed(order: str = ORDER) -> Row:
    return "carton_closed", {"plate": "0001"}, order


def requested(copy: int) -> Row:
    return "label_requested", {"copy": copy}, ORDER


def answered(came_out: bool) -> Row:
    return "label_answered", {"came_out": came_out}, ORDER


BACK: Row = ("device_back", {"device": "scale"}, "")
DOUBT: Row = ("label_in_doubt", {"fault": "paper_out"}, ORDER)
NO_SCALE = refusal("close_carton", "gone", device="scale")

STOPPED: list[tuple[str, list[Row]]] = [
    ("wrong_product", [refusal("scan_unit", "not_on_order", sku="LAMP-BRASS")]),
    ("extra_unit", [refusal("scan_unit", "line_complete", sku="LAMP-BRASS")]),
    ("double_read", [refusal("scan_unit", "double_read", gap_ms=1)]),
    ("mistyped", [refusal("scan_unit", "check_digit")]),
    ("mistyped", [refusal("scan_unit", "unknown_code")]),
    ("unknown_code", [refusal("scan_unit", "unknown_code")]),
    ("missing_unit", [refusal("close_carton", "weight_light")]),
    ("unplugged_scale", [NO_SCALE, BACK, closed()]),
    ("jammed_printer", [refusal("print_label", "paper_out")]),
    ("wrong_label", [refusal("verify_label", "wrong_label")]),
    ("doubtful_label", [requested(1), DOUBT, answered(True)]),
    ("lost_label", [requested(1), DOUBT, answered(False), requested(2)]),
    ("unpackable_order", [refusal("open_order", "order_held", "", order=ORDER)]),
]

NOT_STOPPED: list[tuple[str, list[Row]]] = [
    ("wrong_product", [counted()]),
    ("wrong_product", [refusal("scan_unit", "not_on_order", sku="MUG-BLUE")]),
    ("wrong_product", [refusal("scan_unit", "not_on_order", OTHER, sku="LAMP-BRASS")]),
    ("extra_unit", [counted(), counted()]),
    ("double_read", [counted(), counted()]),
    ("mistyped", [counted()]),
    ("unknown_code", [counted()]),
    ("mistyped", [refusal("scan_unit", "unknown_code", OTHER)]),
    ("missing_unit", [closed()]),
    ("unplugged_scale", [closed(), BACK]),
    ("unplugged_scale", [NO_SCALE, closed(), BACK]),
    ("unplugged_scale", [BACK, NO_SCALE, closed()]),
    ("unplugged_scale", [NO_SCALE, BACK]),
    ("jammed_printer", [requested(1)]),
    ("wrong_label", [("label_verified", {}, ORDER)]),
    ("doubtful_label", [requested(1)]),
    ("doubtful_label", [requested(1), DOUBT, requested(2), answered(True)]),
    ("lost_label", [requested(1), DOUBT, answered(False)]),
    ("unpackable_order", [refusal("open_order", "order_held", "", order=OTHER)]),
    ("unpackable_order", [refusal("open_order", "order_held", "", order=ORDER), counted()]),
]


@pytest.fixture
def checked(tmp_path: Path) -> Checker:
    """Checks a journal of these rows against a world in which these mishaps were planted."""

    def check_rows(
        rows: list[Row], *kinds: str, scans: int | None = None, met: str | None = None
    ) -> Findings:
        store, notes = tmp_path / "station.sqlite3", tmp_path / "world.json"
        with closing(sqlite3.connect(store)) as connection, connection:
            connection.execute("CREATE TABLE orders (site_id, order_id, number)")
            connection.execute("CREATE TABLE journal (site_id, seq, kind, payload, order_id, actor, at)")
            numbers = [order.number for order in WAREHOUSE.orders]
            connection.executemany("INSERT INTO orders VALUES (1, ?, ?)", [(n, n) for n in numbers])
            connection.executemany(
                "INSERT INTO journal VALUES (1, ?, ?, ?, ?, ?, '')",
                [
                    (seq, kind, json.dumps(payload), order or None, payload.get("by"))
                    for seq, (kind, payload, order) in enumerate(rows, 1)
                ],
            )
        planted = [{"kind": kind, "order": ORDER, "sku": "LAMP-BRASS"} for kind in kinds]
        read = sum(is_read(row) for row in rows) if scans is None else scans
        events = [{"kind": met, "order": ORDER}] if met else []
        world = {"planted": planted, "met": events, "boxes": [], "scans": read}
        notes.write_text(json.dumps(world), "utf-8")
        return check(store, notes, WAREHOUSE)

    return check_rows


def is_read(row: Row) -> bool:
    """Whether a code was read off goods or a label."""
    kind, payload, _ = row
    if kind == "unit_counted":
        return payload.get("way", "scan") == "scan" and payload.get("part", 1) == 1
    return kind == "label_verified" or payload.get("verb") in {"scan_unit", "verify_label"}


@pytest.mark.parametrize(("kind", "rows"), STOPPED)
def test_a_recorded_no_stops_the_mistake(checked: Checker, kind: str, rows: list[Row]) -> None:
    found = checked(rows, kind)
    assert found.summary.planted == found.summary.stopped == {kind: 1}
    assert found.problems == []


@pytest.mark.parametrize(("kind", "rows"), NOT_STOPPED)
def test_nothing_else_does(checked: Checker, kind: str, rows: list[Row]) -> None:
    found = checked(rows, kind)
    assert (found.summary.planted, found.summary.stopped) == ({kind: 1}, {})
    assert found.problems == [f"{kind} at {ORDER} was not stopped"]


def about(kind: str, **facts: object) -> Row:
    return kind, {"sku": "LAMP-BRASS", "units": 1, **facts}, ORDER


IN_THE_JOURNAL: list[tuple[str, list[Row]]] = [
    ("short_unit", [about("short_reported"), about("rest_ordered")]),
    ("parked", [about("order_parked", by="Ana"), about("order_resumed", by="Birgit")]),
    ("two_cartons", [about("label_verified"), about("label_verified")]),
    ("instruction", [about("instruction_confirmed")]),
    ("lot_and_expiry", [about("unit_counted", lot="L1", expiry="2028-05-31")]),
    ("serials", [about("unit_counted", serial="S1")]),
    ("times", [about("unit_counted", way="times")]),
]

NOT_IN_THE_JOURNAL: list[tuple[str, list[Row]]] = [
    ("short_unit", [about("short_reported")]),
    ("parked", [about("order_parked", by="Ana"), about("order_resumed", by="Ana")]),
    ("parked", [about("order_parked", by="Ana")]),
    ("two_cartons", [about("label_verified")]),
    ("instruction", []),
    ("lot_and_expiry", [about("unit_counted", lot="L1")]),
    ("serials", [counted()]),
    ("times", [counted()]),
]


@pytest.mark.parametrize(("event", "rows"), IN_THE_JOURNAL)
def test_what_was_out_of_the_ordinary_is_found_in_the_journal(
    checked: Checker, event: str, rows: list[Row]
) -> None:
    found = checked(rows, scans=sum(is_read(row) for row in rows), met=event)
    assert found.summary.met == {event: 1}
    assert found.problems == []


@pytest.mark.parametrize(("event", "rows"), NOT_IN_THE_JOURNAL)
def test_what_the_journal_does_not_tell_is_a_problem(checked: Checker, event: str, rows: list[Row]) -> None:
    assert checked(rows, met=event).problems == [f"{event} at {ORDER} is not in the journal"]


def test_every_event_has_its_row_in_the_journal() -> None:
    assert {event for event, _ in IN_THE_JOURNAL} == set(Event)


def test_of_xn_one_piece_was_read_and_one_scan_may_be_several_rows(checked: Checker) -> None:
    rows = [about("unit_counted"), about("unit_counted", part=2), about("unit_counted", way="times")]
    assert checked(rows).summary.scans == 1


def test_every_answer_to_a_code_is_a_scan_and_every_no_is_counted_by_its_code(checked: Checker) -> None:
    rows = [
        counted(),
        refusal("scan_unit", "not_on_order", sku="MUG-BLUE"),
        refusal("scan_unit", "not_on_order", sku="TEA-EARL"),
        NO_SCALE,
        ("label_verified", {}, ORDER),
    ]
    found = checked(rows)
    assert found.summary.scans == 4
    assert found.summary.refusals == {"gone": 1, "not_on_order": 2}


def test_a_scan_the_journal_does_not_know_is_a_problem(checked: Checker) -> None:
    found = checked([counted()], scans=2)
    assert found.problems == ["the bench was told 2 codes, the journal knows 1"]


def test_an_order_said_to_be_packed_without_a_box_is_a_problem(checked: Checker) -> None:
    found = checked([closed(), ("order_packed", {}, ORDER)])
    assert found.summary.orders_packed == 1
    assert found.problems == [f"{ORDER} is packed, but has 0 boxes"]
