"""Products, codes, lots and weighings of the store in memory."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from packstation.domain.gtin import canonical_code
from packstation.domain.lot import Lot
from packstation.domain.product import Product, ProductCode
from packstation.domain.product_facts import NOTHING_KNOWN, ProductFacts
from packstation.domain.unknown_code import UnknownCode
from tests.fakes.shelves import Shelves


def product_of(shelves: Shelves, sku: str) -> Product | None:
    """The product, its components with the names they have now."""
    product = shelves.products.get(sku)
    if product is None:
        return None
    named = (
        replace(part, name=shelves.products[part.sku].name if part.sku in shelves.products else "")
        for part in product.components
    )
    return replace(product, components=tuple(named))


class FakeCatalogue:
    """Products in memory."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def product(self, sku: str) -> Product | None:
        """The product, or None."""
        return product_of(self._shelves, sku)

    def meaning(self, code: str) -> ProductCode | None:
        """What a canonical code means."""
        if code in self._shelves.codes:
            return self._shelves.codes[code]
        return ProductCode(code, code) if code in self._shelves.products else None

    def put(self, products: Iterable[Product], codes: Iterable[ProductCode]) -> None:
        """Store products and aliases."""
        for product in products:
            known = self._shelves.products.get(product.sku)
            learned = known.learned_grams if known else None
            self._shelves.products[product.sku] = replace(product, learned_grams=learned)
            code = canonical_code(product.sku)
            if code != product.sku:
                self._shelves.codes.setdefault(code, ProductCode(code, product.sku))
        self._shelves.codes.update({code.code: code for code in codes})

    def facts(self, sku: str) -> ProductFacts:
        """What else is known of a product."""
        return self._shelves.facts.get(sku, NOTHING_KNOWN)

    def put_facts(self, sku: str, facts: ProductFacts) -> None:
        """Store what else is known of a product."""
        if sku not in self._shelves.products:
            raise ValueError(f"nobody knows {sku}")
        self._shelves.facts[sku] = facts

    def lots(self, sku: str) -> tuple[Lot, ...]:
        """Its known lots, the one that expires first in front."""
        lots = (lot for lot in self._shelves.lots.values() if lot.sku == sku)
        return tuple(sorted(lots, key=lambda lot: (lot.expiry or date.max, lot.lot)))

    def put_lots(self, lots: Iterable[Lot]) -> None:
        """Store lots."""
        self._shelves.lots.update({(lot.sku, lot.lot): lot for lot in lots})


class FakeUnknownCodes:
    """The list of codes nobody knew."""

    def __init__(self, shelves: Shelves) -> None:
        self._codes = shelves.unknown_codes

    def note(self, code: str, at: datetime, order_number: str | None) -> None:
        """One more scan of it."""
        known = self._codes.get(code, UnknownCode(code, 0, at, at))
        self._codes[code] = replace(known, seen=known.seen + 1, last_at=at, order_number=order_number)

    def all(self) -> tuple[UnknownCode, ...]:
        """The most often seen first."""
        return tuple(sorted(self._codes.values(), key=lambda one: (-one.seen, one.code)))

    def drop(self, code: str) -> None:
        """Take it off the list."""
        self._codes.pop(code, None)


class FakeWeighings:
    """What pieces weighed."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def add(self, sku: str, carton_id: UUID, piece_grams: int) -> None:
        """What one piece weighed in that carton."""
        self._shelves.weighings[sku, carton_id] = piece_grams

    def of(self, sku: str) -> tuple[int, ...]:
        """All of them, sorted."""
        return tuple(sorted(grams for (of, _), grams in self._shelves.weighings.items() if of == sku))

    def learned(self, sku: str, grams: int | None) -> None:
        """Let a product have that learned weight, or none."""
        product = self._shelves.products.get(sku)
        if product is not None:
            self._shelves.products[sku] = replace(product, learned_grams=grams)

    def forget(self, sku: str) -> None:
        """Begin anew with a product."""
        for key in [key for key in self._shelves.weighings if key[0] == sku]:
            del self._shelves.weighings[key]

    def unconfirmed(self) -> tuple[Product, ...]:
        """Products whose weight was learned and that nobody confirmed, by SKU."""
        products = (product_of(self._shelves, sku) for sku in sorted(self._shelves.products))
        return tuple(p for p in products if p and p.unit_grams is None and p.learned_grams is not None)
