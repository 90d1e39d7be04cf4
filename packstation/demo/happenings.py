"""What really happened in the demo's world, written down for whoever checks the bench afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from packstation.demo.event import Event
from packstation.demo.goods import Box
from packstation.demo.mishap import Mishap
from packstation.domain.value import value
from packstation.labels.read_plate import read_plate


@value
class Happening:
    """One mishap that came about, at which order, and the product it was about (if any)."""

    kind: Mishap
    order: str
    sku: str = ""


@dataclass(slots=True)
class Happenings:
    """The list, in order of time, and how many codes of goods and labels the scanner read.

    `met` is what was out of the ordinary without being a mistake: order number to what it was.
    """

    list: list[Happening] = field(default_factory=list)
    met: dict[str, Event] = field(default_factory=dict)
    scans: int = 0

    def add(self, kind: Mishap, order: str, sku: str = "") -> None:
        """Note one; the same one only once, however often a thing is tried."""
        happening = Happening(kind, order, sku)
        if happening not in self.list:
            self.list.append(happening)

    def write(self, path: Path, shelf: Iterable[Box]) -> None:
        """Keep it as JSON, with every box on the shelf: whose it is, what is inside, what sticks on it."""
        boxes = [
            {
                "order": box.order_number,
                "pieces": box.pieces,
                "marks": box.marks,
                "plate": read_plate(box.label).text if box.label else None,
            }
            for box in shelf
        ]
        planted = [asdict(happening) for happening in self.list]
        met = [{"order": order, "kind": event} for order, event in self.met.items()]
        notes = {"planted": planted, "met": met, "boxes": boxes, "scans": self.scans}
        path.write_text(json.dumps(notes, indent=1), "utf-8")
