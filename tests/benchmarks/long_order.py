"""Orders of 200 lines and of 2,000 pieces, beside small ones: does a scan grow with what is ordered?"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from packstation.domain.pack_task import PackTask
from packstation.domain.scan import Scan
from tests.benchmarks.bench_site import open_store
from tests.benchmarks.big_store import ean, sku
from tests.benchmarks.day import LOT, PLAIN, SERIAL, UNWEIGHED, Day
from tests.benchmarks.report import Figure, p50, p99
from tests.benchmarks.verbs import P99_MS

GROWTH = 1.5
"""A verdict may take so many times as long as on the small order: what nobody at the bench would notice."""
UNDONE = 50
FETCHED = 20
SMALL_PIECES = 6

Piece = Callable[[Day, int], Scan]
"""The scan of the n-th piece of an order, from 0."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order by what is in it."""

    name: str
    goods: tuple[tuple[str, int], ...]
    piece: Piece

    @property
    def pieces(self) -> int:
        """Of all lines."""
        return sum(quantity for _, quantity in self.goods)


def _mixed(lines: int) -> Piece:
    return lambda day, number: day.read(ean(number % lines))


def _lined(lines: int, quantity: int) -> tuple[tuple[str, int], ...]:
    return tuple((sku(line), quantity) for line in range(lines))


def _orders(pieces: int) -> tuple[tuple[Wanted, Wanted], ...]:
    """Each long order with the small one of the same goods."""

    def plain(day: Day, _: int) -> Scan:
        return day.read(PLAIN)

    def numbered(name: str) -> Piece:
        return lambda day, number: day.read_serial(f"{name}-{next(day.serials)}-{number}")

    few = SMALL_PIECES
    return (
        (
            Wanted("a 200-line order", _lined(200, pieces // 500), _mixed(200)),
            Wanted("3 lines", _lined(3, few // 3), _mixed(3)),
        ),
        (
            Wanted(f"an order of {pieces:,} pieces", ((PLAIN, pieces),), plain),
            Wanted(f"{few} pieces", ((PLAIN, few),), plain),
        ),
        (
            Wanted(f"an order of {pieces:,} pieces with lots", ((LOT, pieces),), Day.read_lot),
            Wanted(f"{few} pieces with lots", ((LOT, few),), Day.read_lot),
        ),
        (
            Wanted(f"an order of {pieces:,} serial numbers", ((SERIAL, pieces),), numbered("long")),
            Wanted(f"{few} serial numbers", ((SERIAL, few),), numbered("few")),
        ),
    )


def measure(store_path: Path, folder: Path, pieces: int = 2_000) -> list[Figure]:
    """Scans from the first piece to the last, undoing the last ones, and fetching the order back whole."""
    copy = folder / store_path.name
    copy.parent.mkdir(parents=True)
    shutil.copyfile(store_path, copy)
    store = open_store(copy)
    day = Day(store)
    day.stock()
    figures: list[Figure] = []
    for long, small in _orders(pieces):
        turns = max(1, long.pieces // small.pieces // 4)
        _small(day, small, turns)
        _long(day, long)
        # Once more behind it: whatever the machine does meanwhile falls on both.
        _small(day, small, turns)
        figures += _figures(day.samples, long.name, small.name)
    store.close()
    return figures


def _small(day: Day, wanted: Wanted, turns: int) -> None:
    for _ in range(turns):
        task = _packed(day, wanted)
        for _ in range(wanted.pieces):
            task = day.timed(f"undo {wanted.name}", day.verbs.undo_scan, day.actor, task).task
        day.verbs.release_order(day.actor, task)


def _long(day: Day, wanted: Wanted) -> None:
    task = _packed(day, wanted)
    for _ in range(min(UNDONE, wanted.pieces)):
        task = day.timed(f"undo {wanted.name}", day.verbs.undo_scan, day.actor, task).task
    for _ in range(FETCHED):
        day.verbs.park_order(day.actor, task, "FLOOR")
        # What is fetched hours later is read from its rows: a changed product makes the store do so.
        day.learn(UNWEIGHED)
        again = day.read(task.order.number)
        task = day.timed(f"fetch {wanted.name}", day.verbs.open_order, day.actor, again).task
    day.verbs.park_order(day.actor, task, "FLOOR")


def _packed(day: Day, wanted: Wanted) -> PackTask:
    order = day.order(f"GROWING-{next(day.serials)}", wanted.goods)
    task = day.verbs.open_order(day.actor, day.read(order.number)).task
    for number in range(wanted.pieces):
        scan = wanted.piece(day, number)
        task = day.timed(wanted.name, day.verbs.scan_unit, day.actor, task, scan).task
    return task


def _figures(samples: dict[str, list[float]], long: str, small: str) -> list[Figure]:
    scans, few = samples[long], samples[small]
    quarter = max(1, len(scans) // 4)
    fetched = samples[f"fetch {long}"]
    return [
        Figure(f"scan verb, {small}", p50(few), p99(few), len(few), 1.0, "itself", "floor", None),
        _against(f"scan verb, {long}", scans, few, small),
        _against(f"its last quarter, {long}", scans[-quarter:], scans[:quarter], "its first quarter"),
        _against(f"undo, {long}", samples[f"undo {long}"], samples[f"undo {small}"], small),
        Figure(
            f"fetch it back whole, {long}", p50(fetched), p99(fetched), len(fetched), None, "",
            f"p99 < {P99_MS}", p99(fetched) < P99_MS,
        ),
    ]  # fmt: skip


def _against(name: str, taken: Sequence[float], small: Sequence[float], against: str) -> Figure:
    ratio = round(p50(taken) / p50(small), 2)
    ok = ratio <= GROWTH and p99(taken) < P99_MS
    return Figure(
        name, p50(taken), p99(taken), len(taken), ratio, against, f"<= {GROWTH} x, p99 < {P99_MS}", ok
    )
