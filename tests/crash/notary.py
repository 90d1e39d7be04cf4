"""What the screen acknowledged and what the printer let out, held against the store after every kill."""

from __future__ import annotations

import re
import threading
from collections import Counter
from pathlib import Path

from tests.crash.ledger import CartonNow, Ledger, Sign, Violation, demand
from tests.crash.station_process import Event

ACKNOWLEDGES = {
    "signed_in": "signed_in",
    "order_opened": "order_opened",
    "order_resumed": "order_opened",
    "counted": "unit_counted",
    "line_done": "unit_counted",
    "goods_done": "unit_counted",
    "undone": "unit_uncounted",
    "carton_closed": "carton_closed",
    "label_printed": "label_printed",
    "copy_printed": "label_printed",
    "order_done": "order_packed",
}
"""By verdict: the act it says has happened. Every other no is a refusal, and recorded as such."""

SAYS_NOTHING_DONE = frozenset({"checking", "copy_comes"})
"""Verdicts that only say what is going to happen."""

COUNTS = frozenset({"counted", "line_done", "goods_done", "undone"})
IN_THE_AIR, KEPT, SEEN = "never committed", "committed, not seen", "seen"

ON_PAPER = re.compile(rb"\^FD>;>8(00\d{18})\^FS")
"""An SSCC as Code 128 in ZPL (invocation characters of `^BC`): what a scanner would read off the label."""
COPY_MARK = b"^FXCOPY^FS"


class Paper:
    """The labels that came out of the printer, in order."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._labels: list[bytes] = []

    def add(self, label: bytes) -> None:
        """One more came out."""
        with self._changed:
            self._labels.append(label)
            self._changed.notify_all()

    def labels(self) -> list[bytes]:
        """All of them."""
        with self._changed:
            return list(self._labels)

    def wait(self, count: int, wait_s: float = 5.0) -> bool:
        """Whether so many labels came out in that time."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._labels) >= count, wait_s)

    def number(self, digits: str, wait_s: float = 0.0) -> str | None:
        """The SSCC that ends in these digits, if a label with it came out in that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number(digits), wait_s)

    def _number(self, digits: str) -> str | None:
        return next((number for number in map(number_on, self._labels) if number.endswith(digits)), None)


def number_of(order: str) -> str:
    """The number in the screen's words for an order."""
    return order.split()[1]


def number_on(label: bytes) -> str:
    """The SSCC on a label, without its application identifier."""
    found = ON_PAPER.findall(label)
    demand(len(found) == 1, f"a label with {len(found)} SSCCs")
    return str(found[0][2:].decode("ascii"))


class Notary:
    """Keeps the acknowledged acts in order, and those an act in flight may add."""

    def __init__(self) -> None:
        self.acknowledged: list[Sign] = []
        self.expected: list[tuple[Sign, ...]] = []
        self.packed: set[str] = set()
        self.open: CartonNow | None = None
        self.faults: list[str] = []
        self._open_order = ""
        self._in_carton: dict[str, list[str]] = {}
        self._requests: Counter[str] = Counter()
        self._hashes: list[bytes] = []
        self._plates: dict[str, str] = {}

    def expect(self, *groups: tuple[Sign, ...]) -> None:
        """An act is on its way; each group is what one transaction of it would record."""
        self.expected = list(groups)

    def expect_print(self, order: str, *before: tuple[Sign, ...]) -> None:
        """A label is on its way to the printer."""
        request = ("label_requested", order, self._requests[order] + 1)
        self.expect(*before, (request,), (("label_printed", order),))

    @property
    def requested(self) -> int:
        """How many prints the store has a request for."""
        return self._requests.total()

    def counts(self, order: str) -> Counter[str]:
        """The pieces of an order that are counted."""
        return Counter(self._in_carton.get(order, ()))

    def last_count(self, order: str) -> str | None:
        """What UNDO takes back."""
        counted = self._in_carton.get(order)
        return counted[-1] if counted else None

    def hear(self, event: Event) -> None:
        """The screen gave an answer: that act is acknowledged from now on."""
        verdict = event["verdict"]
        if "device" in event["data"]:
            self.faults.append(verdict)
            return
        if verdict in SAYS_NOTHING_DONE:
            return
        self._acknowledge(verdict)
        order = event["data"].get("order") or self._open_order
        if verdict in COUNTS:
            said, known = event["data"]["packed"], self.counts(order)[str(self.acknowledged[-1][2])]
            demand(said == known, f"the screen says {said} are packed, counted are {known}")
        elif verdict == "carton_closed" or (verdict == "order_resumed" and self._label_wanted):
            self.expect_print(order)

    @property
    def _label_wanted(self) -> bool:
        return self.open is not None and self.open.label_state == "wanted"

    def look(self, event: Event) -> None:
        """The screen asks for the next act, and shows the order as it is counted."""
        if event["order"]:
            known = self.counts(number_of(event["order"]))
            shown = {sku: packed for sku, packed, _ in event["rows"] if packed}
            demand(shown == known, f"the screen shows {shown}, counted is {known}")

    def _acknowledge(self, verdict: str) -> None:
        kind = ACKNOWLEDGES.get(verdict, "refusal")
        for number, group in enumerate(self.expected):
            if any(_fits(sign, kind, verdict) for sign in group):
                for done in self.expected[: number + 1]:
                    self._add(done)
                del self.expected[: number + 1]
                return
        raise Violation(f"the screen says {verdict}, expected is {self.expected}")

    def _add(self, group: tuple[Sign, ...]) -> None:
        for sign in group:
            self.acknowledged.append(sign)
            kind, order = sign[0], str(sign[1])
            if kind == "order_opened":
                self._open_order = order
            elif kind == "unit_counted":
                self._in_carton.setdefault(order, []).append(str(sign[2]))
            elif kind == "unit_uncounted":
                demand(self._in_carton[order].pop() == sign[2], "another piece was taken back than the last")
            elif kind == "label_requested":
                self._requests[order] += 1
            elif kind == "order_packed":
                self.packed.add(order)

    def settle(self, ledger: Ledger) -> str:
        """Hold the store against everything known; what became of the act in flight.

        Everything acknowledged is in the journal exactly once and in order, and behind it at most what the
        one act in flight had committed. Nothing that was there at the last kill is gone or changed.
        """
        ledger.agree()
        acts, known = ledger.acts, len(self.acknowledged)
        demand(acts[:known] == self.acknowledged, _first_difference(self.acknowledged, acts))
        extra = acts[known:]
        found = IN_THE_AIR if self.expected and not extra else KEPT if extra else SEEN
        for group in self.expected:
            if not extra:
                break
            demand(tuple(extra[: len(group)]) == group, f"nobody did {extra}, expected was {self.expected}")
            self._add(group)
            del extra[: len(group)]
        demand(not extra, f"nobody did {extra}, expected was {self.expected}")
        self.expected = []
        hashes = [row.hash for row in ledger.rows]
        demand(hashes[: len(self._hashes)] == self._hashes, "the journal's past is another one")
        plates = ledger.plates()
        demand(plates.items() >= self._plates.items(), "a carton lost its plate, or changed it")
        self._hashes, self._plates, self.open = hashes, plates, ledger.open_carton
        return found

    def look_at(self, labels: list[bytes], ledger: Ledger) -> None:
        """Hold what the printer let out against the store."""
        printed: dict[str, list[bytes]] = {}
        for label in labels:
            printed.setdefault("00" + number_on(label), []).append(label)
        cartons = {now.plate: now for now in ledger.cartons.values() if now.plate is not None}
        data = {row["plate_code"]: bytes(row["data"]).strip() for row in ledger.labels}
        for plate, prints in printed.items():
            demand(plate in cartons, f"label {plate} was printed and belongs to no carton")
            requests = cartons[plate].requests
            demand(len(prints) <= requests, f"{len(prints)} prints of {plate}, {requests} requests committed")
            originals = [number for number, label in enumerate(prints) if COPY_MARK not in label]
            demand(originals in ([], [0]), f"a second print of {plate} does not say COPY")
            demand(not originals or prints[0] == data[plate], f"label {plate} is not the stored one")
        for plate, now in cartons.items():
            if now.label_state in {"printed", "verified"}:
                demand(bool(printed.get(plate)), f"label {plate} is {now.label_state} and never came out")


def settle(notary: Notary, store: Path, copy: Path, paper: Paper) -> str:
    """Hold screen, printer and store against each other; what became of the act in flight."""
    ledger = Ledger(store, copy)
    found = notary.settle(ledger)
    for now in ledger.cartons.values():
        if now.label_state in {"printed", "verified"} and now.plate is not None:
            paper.number(now.plate[2:], wait_s=1.0)
    notary.look_at(paper.labels(), ledger)
    return found


def _fits(sign: Sign, kind: str, verdict: str) -> bool:
    if kind == "refusal":
        return sign[0] == "refusal" and sign[2] == verdict
    answered = kind == "label_printed" and sign[0] == "label_answered" and sign[2] is True
    return sign[0] == kind or answered


def _first_difference(acknowledged: list[Sign], acts: list[Sign]) -> str:
    for number, sign in enumerate(acknowledged):
        if number >= len(acts):
            return f"acknowledged and lost: {acknowledged[number:]}"
        if acts[number] != sign:
            return f"act {number}: acknowledged was {sign}, the journal has {acts[number]}"
    return "the same"
