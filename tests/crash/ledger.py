"""What a store says happened, read with plain SQL from a copy, and everything that must agree in it.

Shares no code with the station: the journal's rows are counted here once more, from nothing, and compared
with every table. Whatever does not agree is a `Violation`.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packstation.persistence.read_journal import read_journal, verify_journal
from tests.crash.goods import BLOCK

Sign = tuple[str | int | bool, ...]
"""One act in short: its kind, the order's number, and what tells it from its like."""

PACKERS = frozenset(
    [
        "signed_in",
        "order_opened",
        "carton_opened",
        "unit_counted",
        "unit_uncounted",
        "refusal",
        "carton_closed",
        "label_requested",
        "label_printed",
        "label_answered",
        "label_verified",
        "order_packed",
    ]
)
"""The acts of a person, or that follow from one; lamps, starts and backups come when they come."""


class Violation(AssertionError):
    """The store does not say what the screen, the printer or the store itself says."""


def demand(held: bool, why: str) -> None:
    """Raise Violation unless it holds."""
    if not held:
        raise Violation(why)


@dataclass
class CartonNow:
    """A carton as the journal tells it."""

    order: str
    units: Counter[str] = field(default_factory=Counter)
    state: str = "open"
    plate: str | None = None
    requests: int = 0
    label_state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the journal."""

    seq: int
    kind: str
    order: str
    carton: str
    payload: dict[str, Any]
    hash: bytes

    @property
    def sign(self) -> Sign:
        """The act in short."""
        tells = {
            "order_opened": ("resumed",),
            "unit_counted": ("sku", "units"),
            "unit_uncounted": ("sku", "units"),
            "label_requested": ("copy",),
            "label_answered": ("came_out",),
            "refusal": ("code",),
        }.get(self.kind, ())
        return (self.kind, self.order, *(self.payload[name] for name in tells))


class Ledger:
    """A copy of the store, read once. Making it checks the file and the journal's chain."""

    def __init__(self, store: Path, copy: Path) -> None:
        for ending in ("", "-wal"):
            source, target = Path(f"{store}{ending}"), Path(f"{copy}{ending}")
            target.unlink(missing_ok=True)
            if source.exists():
                shutil.copyfile(source, target)
        Path(f"{copy}-shm").unlink(missing_ok=True)
        with closing(sqlite3.connect(copy)) as raw:
            demand(raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the file is damaged")
            demand(not raw.execute("PRAGMA foreign_key_check").fetchall(), "a row lost its parent")
            self._read(raw)
        report = verify_journal(copy)
        demand(report.sound, f"the chain is broken at {report.first_bad_seq}")
        demand(report.good == len(self.rows), "the journal's reader and plain SQL count different rows")
        demand([entry.seq for entry in read_journal(copy)] == [row.seq for row in self.rows], "another order")
        self.cartons = dict(self._replayed())

    def _read(self, raw: sqlite3.Connection) -> None:
        raw.row_factory = sqlite3.Row
        self.orders = {
            row["order_id"].hex(): row for row in raw.execute("SELECT * FROM orders ORDER BY number")
        }
        self.numbers = {order_id: row["number"] for order_id, row in self.orders.items()}
        self.lines: dict[str, dict[int, tuple[str, int]]] = {order_id: {} for order_id in self.orders}
        for row in raw.execute("SELECT * FROM order_lines"):
            self.lines[row["order_id"].hex()][row["line_no"]] = (row["sku"], row["quantity"])
        self.stored = raw.execute("SELECT * FROM cartons").fetchall()
        self.contents = raw.execute("SELECT * FROM carton_lines").fetchall()
        self.labels = raw.execute("SELECT * FROM labels").fetchall()
        self.blocks = raw.execute("SELECT next_serial FROM sscc_blocks").fetchall()
        self.rows = [self._row(row) for row in raw.execute("SELECT * FROM journal ORDER BY seq")]
        seqs = [row.seq for row in self.rows]
        demand(seqs == list(range(1, len(seqs) + 1)), "the journal has a gap")

    def _row(self, row: sqlite3.Row) -> Row:
        order, carton = row["order_id"], row["carton_id"]
        return Row(
            row["seq"],
            row["kind"],
            self.numbers[order.hex()] if order else "",
            carton.hex() if carton else "",
            json.loads(row["payload"]),
            row["hash"],
        )

    @property
    def acts(self) -> list[Sign]:
        """What the packer did, in order; a no that a device said is not the packer's."""
        return [row.sign for row in self.rows if row.kind in PACKERS and "device" not in _data(row)]

    @property
    def open_carton(self) -> CartonNow | None:
        """The carton of the order that lies open."""
        opened = [carton for carton in self.cartons.values() if carton.state in {"open", "closed"}]
        demand(len(opened) <= 1, f"more than one order lies open: {opened}")
        return opened[0] if opened else None

    def plates(self) -> dict[str, str]:
        """Plate by carton, of all cartons ever closed."""
        return {carton_id: now.plate for carton_id, now in self.cartons.items() if now.plate is not None}

    def _replayed(self) -> Iterator[tuple[str, CartonNow]]:
        cartons: dict[str, CartonNow] = {}
        for row in self.rows:
            if row.kind == "carton_opened":
                demand(row.carton not in cartons, f"carton {row.carton} was opened twice")
                cartons[row.carton] = CartonNow(row.order)
            elif row.carton:
                self._replay(cartons[row.carton], row)
        return iter(cartons.items())

    @staticmethod
    def _replay(carton: CartonNow, row: Row) -> None:
        match row.kind:
            case "unit_counted":
                carton.units[row.payload["sku"]] += row.payload["units"]
            case "unit_uncounted":
                carton.units[row.payload["sku"]] -= row.payload["units"]
            case "carton_closed":
                demand(carton.plate is None, "a carton was closed twice")
                demand(row.payload["units"] == carton.units.total(), "closed with other units than counted")
                carton.state, carton.plate, carton.label_state = "closed", row.payload["plate"], "wanted"
            case "label_requested":
                carton.requests += 1
                demand(row.payload["copy"] == carton.requests, "a request was lost or doubled")
                carton.label_state = "requested"
            case "label_unsent":
                carton.requests -= 1
                carton.label_state = "requested" if carton.requests else "wanted"
            case "label_printed":
                carton.label_state = "printed"
            case "label_answered" if row.payload["came_out"]:
                carton.label_state = "printed"
            case "label_verified":
                demand(carton.state == "closed", "a carton was verified twice")
                demand(row.payload["plate"] == carton.plate, "verified by another plate")
                carton.state = carton.label_state = "verified"

    def agree(self) -> None:
        """Every table says what the journal says, row by row, and no plate was issued twice."""
        self._cartons_agree()
        self._labels_agree()
        self._orders_agree()
        plates = list(self.plates().values())
        demand(len(plates) == len(set(plates)), "a plate was issued twice")
        issued = self.blocks[0]["next_serial"] - BLOCK.next_serial if self.blocks else 0
        demand(issued == len(plates), f"{issued} serials are used up for {len(plates)} cartons")

    def _cartons_agree(self) -> None:
        said = {
            carton_id: (now.order, now.state, now.plate, dict(+now.units))
            for carton_id, now in self.cartons.items()
        }
        contents: dict[str, dict[str, int]] = {row["carton_id"].hex(): {} for row in self.stored}
        orders = {row["carton_id"].hex(): row["order_id"].hex() for row in self.stored}
        for held in self.contents:
            carton_id = held["carton_id"].hex()
            sku, _ = self.lines[orders[carton_id]][held["line_no"]]
            contents[carton_id][sku] = held["units"]
        stored = {
            (carton_id := row["carton_id"].hex()): (
                self.numbers[row["order_id"].hex()],
                row["state"],
                row["plate_code"],
                contents[carton_id],
            )
            for row in self.stored
        }
        demand(len(stored) == len(self.stored), "a carton stands there twice")
        demand(said == stored, f"cartons: the journal says {said}, the table {stored}")

    def _labels_agree(self) -> None:
        said = {
            (carton_id, now.plate, now.label_state, now.requests)
            for carton_id, now in self.cartons.items()
            if now.plate is not None
        }
        stored = [
            (row["carton_id"].hex(), row["plate_code"], row["state"], row["copies"]) for row in self.labels
        ]
        demand(len(stored) == len(set(stored)), "a label stands there twice")
        demand(said == set(stored), f"labels: the journal says {said}, the table {stored}")

    def _orders_agree(self) -> None:
        opened = Counter(row.order for row in self.rows if row.kind == "order_opened")
        begun = {row.order for row in self.rows if row.kind == "unit_counted"}
        packed = Counter(row.order for row in self.rows if row.kind == "order_packed")
        demand(all(count == 1 for count in packed.values()), f"packed more than once: {packed}")
        for order_id, row in self.orders.items():
            number = row["number"]
            said = "packing" if number in begun else "claimed" if number in opened else "ready"
            said = "packed" if number in packed else said
            demand(row["state"] == said, f"order {number} is {row['state']}, the journal says {said}")
            if said == "packed":
                want = dict(self.lines[order_id].values())
                have = [dict(+now.units) for now in self.cartons.values() if now.order == number]
                demand(have == [want], f"order {number} left with {have} instead of {want}")


def _data(row: Row) -> dict[str, Any]:
    data = row.payload.get("data", {})
    return data if isinstance(data, dict) else {}
