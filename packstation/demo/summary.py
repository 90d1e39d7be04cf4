"""Counts what the bench wrote into its journal, and compares that with what really happened.

A reader of its own: it knows the store's tables and the world's notes, and shares no code with the packer,
the screens or the verbs.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from packstation.demo.input import Input
from packstation.demo.truth import Box, PackedOrder, untrue
from packstation.demo.warehouse import Warehouse
from packstation.domain.value import value

GOODS_AND_LABELS = frozenset({"scan_unit", "verify_label"})

_ROWS = """
SELECT journal.seq, journal.kind, journal.payload, orders.number, journal.actor, journal.at FROM journal
LEFT JOIN orders ON orders.site_id = journal.site_id AND orders.order_id = journal.order_id
ORDER BY journal.seq
"""


@value
class Summary:
    """The numbers of one run, and by which input it was packed.

    `planted` and `stopped` are by kind of mishap, `refusals` by code; `scans` counts typed codes too. `met`
    is what was out of the ordinary without being a mistake.
    """

    input: str
    orders_packed: int
    scans: int
    refusals: dict[str, int]
    planted: dict[str, int]
    stopped: dict[str, int]
    met: dict[str, int]


@value
class Findings:
    """The summary, and every sentence about something that is not as it should be."""

    summary: Summary
    problems: list[str]


@value
class Row:
    """One row of the journal; `order` is the order's number, "" for rows about none.

    `at` is when it was written, in UTC as ISO 8601.
    """

    seq: int
    kind: str
    facts: Mapping[str, Any]
    order: str
    actor: str = ""
    at: str = ""

    def refuses(self, verb: str, *codes: str) -> bool:
        """Whether the bench said no to this verb, for one of these reasons."""
        return self.kind == "refusal" and self.facts["verb"] == verb and self.facts["code"] in codes


def check(store: Path, notes: Path, warehouse: Warehouse, hands: Input = Input.MIXED) -> Findings:
    """Read the journal of a station that has stopped, and the world's notes on what was planted."""
    rows = read_rows(store)
    world = json.loads(notes.read_text("utf-8"))
    planted: list[dict[str, str]] = world["planted"]
    stopped = [mishap for mishap in planted if _was_stopped(mishap, rows)]
    summary = Summary(
        input=hands.value,
        orders_packed=sum(row.kind == "order_packed" for row in rows),
        scans=sum(_is_scan(row) for row in rows),
        refusals=_counted(str(row.facts["code"]) for row in rows if row.kind == "refusal"),
        planted=_counted(mishap["kind"] for mishap in planted),
        stopped=_counted(mishap["kind"] for mishap in stopped),
        met=_counted(event["kind"] for event in world["met"]),
    )
    problems = [
        f"{mishap['kind']} at {mishap['order']} was not stopped"
        for mishap in planted
        if mishap not in stopped
    ]
    problems += [
        f"{event['kind']} at {event['order']} is not in the journal"
        for event in world["met"]
        if not _TRACES[event["kind"]]([row for row in rows if row.order == event["order"]])
    ]
    if summary.scans != world["scans"]:
        problems.append(f"the bench was told {world['scans']} codes, the journal knows {summary.scans}")
    boxes = [Box(**box) for box in world["boxes"]]
    return Findings(summary, problems + untrue(_packed(rows), boxes, warehouse))


def read_rows(store: Path) -> list[Row]:
    """The whole journal, in the order of its numbers."""
    with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute(_ROWS).fetchall()
    return [
        Row(seq, kind, json.loads(payload), number or "", actor or "", at)
        for seq, kind, payload, number, actor, at in found
    ]


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _is_scan(row: Row) -> bool:
    """Whether the row is the answer to a code read off goods or a label."""
    if row.kind == "refusal":
        return row.facts["verb"] in GOODS_AND_LABELS
    # One scan may be several rows; of xN only the first piece was read.
    whole = row.facts.get("part", 1) == 1 and row.facts.get("way", "scan") == "scan"
    return row.kind == "label_verified" or (row.kind == "unit_counted" and whole)


def _packed(rows: Sequence[Row]) -> list[PackedOrder]:
    packed = [row.order for row in rows if row.kind == "order_packed"]
    return [_packed_order(number, [row for row in rows if row.order == number]) for number in packed]


def _packed_order(number: str, rows: Sequence[Row]) -> PackedOrder:
    short: Counter[str] = Counter()
    marks: list[str] = []
    for row in rows:
        if row.kind == "short_reported":
            short[row.facts["sku"]] += row.facts["units"]
        if row.kind == "unit_counted":
            known = [row.facts.get(name) for name in ("lot", "expiry", "serial")]
            marks += [" ".join(filter(None, (row.facts["sku"], *known)))] * (
                row.facts["units"] if any(known) else 0
            )
    plates = tuple(str(row.facts["plate"]) for row in rows if row.kind == "carton_closed")
    return PackedOrder(number, plates, short, marks)


def _was_stopped(mishap: Mapping[str, str], rows: Sequence[Row]) -> bool:
    return _PROOFS[mishap["kind"]](mishap, rows, [row for row in rows if row.order == mishap["order"]])


Proof = Callable[[Mapping[str, str], Sequence[Row], Sequence[Row]], bool]
"""Mishap, the whole journal, the rows of its order: whether the bench stopped it."""


def _refused(verb: str, *codes: str) -> Proof:
    return lambda _mishap, _all, rows: any(row.refuses(verb, *codes) for row in rows)


def _refused_product(verb: str, *codes: str) -> Proof:
    return lambda mishap, _, rows: any(
        row.refuses(verb, *codes) and row.facts["data"].get("sku") == mishap["sku"] for row in rows
    )


def _refused_order(mishap: Mapping[str, str], all_rows: Sequence[Row], rows: Sequence[Row]) -> bool:
    """The bench named the order and its reason, and nothing was ever packed of it."""
    named = any(
        row.facts.get("verb") == "open_order" and row.facts["data"].get("order") == mishap["order"]
        for row in all_rows
    )
    return named and not any(row.kind == "unit_counted" for row in rows)


def _refused_without_scale(_: Mapping[str, str], all_rows: Sequence[Row], rows: Sequence[Row]) -> bool:
    """The carton was closed, but not before the scale was back."""
    refused = _first(rows, lambda row: row.refuses("close_carton", "gone", "silent"))
    closed = _first(rows, lambda row: row.kind == "carton_closed")
    back = _first(
        [row for row in all_rows if row.seq > refused],
        lambda row: row.kind == "device_back" and row.facts["device"] == "scale",
    )
    return 0 < refused < back < closed


def _doubt_asked(came_out: bool) -> Proof:
    """The bench asked; after a no it printed once more, as a copy."""

    def proof(_: Mapping[str, str], __: Sequence[Row], rows: Sequence[Row]) -> bool:
        doubt = _first(rows, lambda row: row.kind == "label_in_doubt")
        answer = _first(rows, lambda row: row.kind == "label_answered" and row.facts["came_out"] is came_out)
        copies = max((row.facts["copy"] for row in rows if row.kind == "label_requested"), default=0)
        return 0 < doubt < answer and copies == (1 if came_out else 2)

    return proof


def _first(rows: Sequence[Row], wanted: Callable[[Row], bool]) -> int:
    """The number of the first such row, 0 when there is none."""
    return next((row.seq for row in rows if wanted(row)), 0)


def _counts(rows: Sequence[Row], **facts: object) -> bool:
    """Whether pieces were counted with these facts known; None stands for any."""
    return any(
        row.kind == "unit_counted"
        and all(
            row.facts.get(name) if fact is None else row.facts.get(name) == fact
            for name, fact in facts.items()
        )
        for row in rows
    )


def _finished_by_another(rows: Sequence[Row]) -> bool:
    parked = {row.actor for row in rows if row.kind == "order_parked"}
    resumed = {row.actor for row in rows if row.kind == "order_resumed"}
    return bool(parked and resumed) and not parked & resumed


def _has(rows: Sequence[Row], kind: str, times: int = 1) -> bool:
    return sum(row.kind == kind for row in rows) >= times


_TRACES: Mapping[str, Callable[[Sequence[Row]], bool]] = {
    "short_unit": lambda rows: _has(rows, "short_reported") and _has(rows, "rest_ordered"),
    "parked": _finished_by_another,
    "two_cartons": lambda rows: _has(rows, "label_verified", 2),
    "instruction": lambda rows: _has(rows, "instruction_confirmed"),
    "lot_and_expiry": lambda rows: _counts(rows, lot=None, expiry=None),
    "serials": lambda rows: _counts(rows, serial=None),
    "times": lambda rows: _counts(rows, way="times"),
}
"""What the journal must say of an order that was out of the ordinary."""

_PROOFS: Mapping[str, Proof] = {
    "wrong_product": _refused_product("scan_unit", "not_on_order"),
    "extra_unit": _refused_product("scan_unit", "line_complete", "too_many"),
    "double_read": _refused("scan_unit", "double_read"),
    "mistyped": _refused("scan_unit", "check_digit", "unknown_code"),
    "unknown_code": _refused("scan_unit", "unknown_code"),
    "missing_unit": _refused("close_carton", "weight_light"),
    "unplugged_scale": _refused_without_scale,
    "jammed_printer": _refused("print_label", "paper_out", "head_open"),
    "wrong_label": _refused("verify_label", "wrong_label"),
    "doubtful_label": _doubt_asked(came_out=True),
    "lost_label": _doubt_asked(came_out=False),
    "unpackable_order": _refused_order,
}
