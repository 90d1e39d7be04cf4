"""What the journal can say about files with orders: counts, codes, fingerprints; never what stands there."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.domain.act import Act, registered
from packstation.domain.value import value


@registered
@value
class OrdersImported(Act):
    """A file was read, `complete` to its end: how many `rows` and `orders` became what, by code."""

    kind = "orders_imported"

    form: str
    sha256: str
    complete: bool
    rows: Mapping[str, str | int | None]
    orders: Mapping[str, str | int | None]


@registered
@value
class QuarantineMended(Act):
    """Somebody changed so many cells of a row that waits; what was changed stays beside the row."""

    kind = "quarantine_mended"

    entry_no: int
    cells: int


@registered
@value
class QuarantineReplayed(Act):
    """Rows that waited were read again; `fate` is what became of their order, `rows` how many they are."""

    kind = "quarantine_replayed"

    entry_no: int
    rows: int
    fate: str


@registered
@value
class QuarantineDropped(Act):
    """A lead said that rows that waited are not for packing."""

    kind = "quarantine_dropped"

    entry_no: int
    rows: int
    reason: str


@registered
@value
class ProductsTaken(Act):
    """Rows of a file changed so many products and codes in this transaction; the last one by its SKU."""

    kind = "products_taken"

    products: int
    codes: int
    last_sku: str


@registered
@value
class ProductsImported(Act):
    """A file of products was read, `complete` to its end: how many `rows` became what.

    `products` and `codes` are new or changed ones, `released` the orders that waited for one of them.
    """

    kind = "products_imported"

    form: str
    complete: bool
    rows: Mapping[str, str | int | None]
    products: int
    codes: int
    released: int
