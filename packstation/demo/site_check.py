"""Compares what the benches of the demonstration site did with what central has of it.

A reader of its own: it knows the tables of both, and shares no code with the sync.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from packstation.domain.value import value
from packstation.persistence.central.link import connect

LAST_WORDS = frozenset({"station_stopped", "device_lost", "device_back"})
"""What a bench writes while it is switched off, too late to be sent this time."""

Row = tuple[int, str, str, str]
"""Number, hash, kind and order ("" for none) of one act."""


@value
class BenchTruth:
    """What a bench has: the acts of its own chain, those it thinks central has, and each order's state.

    `plates` are the numbers it gave its cartons.
    """

    rows: tuple[Row, ...]
    acked: frozenset[int]
    orders: Mapping[str, str]
    plates: tuple[str, ...] = ()


@value
class CentralTruth:
    """What central has: the acts of each bench, orders packed by outcome, and open tasks for people."""

    rows: Mapping[str, tuple[Row, ...]]
    packed: Counter[str]
    """Order to how many acts of packing it were accepted."""
    conflicts: int


def bench_truth(store: Path, station: str) -> BenchTruth:
    """Read the store of a bench that has stopped."""
    with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True)) as raw:
        found = raw.execute(
            "SELECT seq, hash, kind, order_id, acked_at FROM journal WHERE station_id = ? ORDER BY seq",
            (station,),
        ).fetchall()
        closed = raw.execute(
            "SELECT payload FROM journal WHERE station_id = ? AND kind = 'carton_closed'", (station,)
        ).fetchall()
        orders = dict(raw.execute("SELECT number, state FROM orders").fetchall())
    plates = tuple(str(json.loads(payload)["plate"]) for (payload,) in closed)
    rows = tuple(
        (seq, digest.hex(), kind, order.hex() if order else "") for seq, digest, kind, order, _ in found
    )
    return BenchTruth(rows, frozenset(row[0] for row in found if row[4] is not None), orders, plates)


def packed_so_far(store: Path) -> int:
    """How many orders a bench says it has packed, also while it runs."""
    with closing(sqlite3.connect(f"{store.resolve().as_uri()}?mode=ro", uri=True, timeout=5)) as raw:
        count: int = raw.execute("SELECT count(*) FROM journal WHERE kind = 'order_packed'").fetchone()[0]
        return count


def central_truth(told: Mapping[str, str]) -> CentralTruth:
    """Read central, signed in as `told` says."""
    with connect(told) as line:
        found = line.execute(
            "SELECT station_id, seq, encode(hash, 'hex'), kind, "
            "coalesce(replace(order_id::text, '-', ''), ''), outcome "
            "FROM packstation.event ORDER BY station_id, seq"
        ).fetchall()
        counted = line.execute("SELECT count(*) FROM packstation.conflict").fetchone()
    rows: dict[str, list[Row]] = {}
    for station, seq, digest, kind, order, _outcome in found:
        rows.setdefault(station, []).append((seq, digest, kind, order))
    packed = Counter(row[4] for row in found if row[3] == "order_packed" and row[5] == "accepted")
    return CentralTruth(
        {station: tuple(some) for station, some in rows.items()}, packed, counted[0] if counted else 0
    )


def differences(benches: Mapping[str, BenchTruth], central: CentralTruth, count: int) -> list[str]:
    """A sentence about each act lost or doubled, each order packed twice or never, benches that differ."""
    found = [
        f"central knows a bench {name} that is not here" for name in central.rows.keys() - benches.keys()
    ]
    for name, bench in benches.items():
        found += _of_bench(name, bench, central.rows.get(name, ()))
    found += [
        f"order {order} was packed {times} times" for order, times in central.packed.items() if times > 1
    ]
    plates = Counter(plate for bench in benches.values() for plate in bench.plates)
    found += [f"{times} cartons bear {plate}" for plate, times in plates.items() if times > 1]
    if len(central.packed) != count:
        found.append(f"{len(central.packed)} of {count} orders are packed at central")
    return found + list(_unlike({name: bench.orders for name, bench in benches.items()}))


def _not_sent(bench: BenchTruth, sent: Sequence[Row]) -> tuple[int, ...]:
    """What was written too late to be sent this time: a bench sends it when it is switched on again."""
    have = {row[0] for row in sent}
    late = (row for row in bench.rows if row[2] in LAST_WORDS and row[0] not in bench.acked | have)
    return tuple(row[0] for row in late)


def _of_bench(name: str, bench: BenchTruth, sent: Sequence[Row]) -> Iterable[str]:
    doubled = [row for row, times in Counter(row[0] for row in sent).items() if times > 1]
    have = {row[0]: row for row in sent}
    for row in bench.rows:
        if row[0] in have and have[row[0]] != row:
            yield f"act {row[0]} of {name} is another one at central"
        elif row[0] not in have and (row[0] in bench.acked or row[2] not in LAST_WORDS):
            yield f"act {row[0]} of {name} ({row[2]}) is lost"
    done = {row[0] for row in bench.rows}
    yield from (f"act {seq} of {name} is at central twice" for seq in doubled)
    yield from (f"act {seq} of {name} is at central, and nobody did it" for seq in have.keys() - done)


def _unlike(orders: Mapping[str, Mapping[str, str]]) -> Iterable[str]:
    """Benches that believe different things of an order."""
    numbers: set[str] = set().union(*orders.values())
    for number in sorted(numbers):
        states = {name: known.get(number, "unknown") for name, known in orders.items()}
        if len(set(states.values())) > 1:
            yield f"order {number} is " + ", ".join(f"{state} at {name}" for name, state in states.items())


def told_of(benches: Mapping[str, BenchTruth], central: CentralTruth) -> dict[str, Any]:
    """The numbers for summary.json."""
    return {
        "stations": {
            name: {
                "acts": len(bench.rows),
                "acts_at_central": len(central.rows.get(name, ())),
                "acts_of_switching_off": len(_not_sent(bench, central.rows.get(name, ()))),
                "orders_packed": sum(row[2] == "order_packed" for row in bench.rows),
            }
            for name, bench in benches.items()
        },
        "acts_at_central": sum(map(len, central.rows.values())),
        "orders_packed_at_central": len(central.packed),
        "conflicts": central.conflicts,
    }
