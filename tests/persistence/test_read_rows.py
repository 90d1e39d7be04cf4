"""What support reads of a store, whatever is in it."""

from __future__ import annotations

from pathlib import Path

from packstation.persistence.read_rows import row_counts
from packstation.persistence.tables import metadata
from tests.persistence.shelf import CODES, PRODUCTS, make_order, open_store


def test_the_rows_of_every_table_are_counted(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    with store.transaction() as work:
        work.catalogue.put(PRODUCTS, CODES)
        work.orders.add(make_order(1, ("MUG", 3), ("LID", 2)))
    counts = row_counts(tmp_path / "store.db")
    store.close()
    assert counts.keys() == metadata.tables.keys()
    assert (counts["orders"], counts["order_lines"], counts["products"]) == (1, 2, len(PRODUCTS))
