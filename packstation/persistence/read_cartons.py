"""All cartons of a store with their contents, order by order, beside whoever writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from uuid import UUID

from packstation.domain.carton import Carton, CartonState, CartonType
from packstation.domain.replay import Replay
from packstation.persistence.engine import reading
from packstation.persistence.read_journal import read_journal

_CARTONS = """
    SELECT orders.number, cartons.order_id,
        cartons.carton_id, cartons.number, cartons.state, held.line_no, held.units
    FROM cartons
    JOIN orders ON orders.site_id = cartons.site_id AND orders.order_id = cartons.order_id
    LEFT JOIN carton_lines AS held
        ON held.site_id = cartons.site_id AND held.carton_id = cartons.carton_id
    ORDER BY cartons.order_id, cartons.number, held.line_no
"""


def differing_orders(path: Path) -> tuple[str, ...]:
    """The numbers of the orders whose cartons are not what the journal, played again, says of them.

    KeyError for a kind of row this release does not know.
    """
    replay = Replay(read_journal(path))
    with reading(path) as raw:
        return tuple(
            number for number, order_id, cartons in _orders(raw) if not replay.agrees(order_id, cartons)
        )


def _orders(raw: sqlite3.Connection) -> Iterator[tuple[str, UUID, list[Carton]]]:
    for (number, order_id), rows in groupby(raw.execute(_CARTONS), lambda row: (row[0], row[1])):
        cartons: list[Carton] = []
        for (carton_id, place, state), held in groupby(rows, lambda row: (row[2], row[3], row[4])):
            contents = tuple((line_no, units) for *_, line_no, units in held if line_no is not None)
            kind = CartonType("", 0)
            cartons.append(Carton(UUID(bytes=carton_id), place, kind, CartonState(state), contents))
        yield number, UUID(bytes=order_id), cartons
