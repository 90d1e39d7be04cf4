"""What the station needs to know of goods: products, the codes that mean them, what their pieces weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from packstation.domain.lot import Lot
from packstation.domain.product import Product, ProductCode
from packstation.domain.product_facts import ProductFacts
from packstation.domain.unknown_code import UnknownCode


class Catalogue(Protocol):
    """Products and the codes that mean them."""

    def product(self, sku: str) -> Product | None:
        """The product, or None."""

    def meaning(self, code: str) -> ProductCode | None:
        """What a canonical code means: an alias, else the SKU itself as one piece, else None."""

    def put(self, products: Iterable[Product], codes: Iterable[ProductCode]) -> None:
        """Store products and aliases, replacing those known."""

    def facts(self, sku: str) -> ProductFacts:
        """What else is known of a product."""

    def put_facts(self, sku: str, facts: ProductFacts) -> None:
        """Store what else is known of a product that is there, replacing what was."""

    def lots(self, sku: str) -> tuple[Lot, ...]:
        """Its known lots, the one that expires first in front, those without a date last."""

    def put_lots(self, lots: Iterable[Lot]) -> None:
        """Store lots, replacing those known."""


class UnknownCodes(Protocol):
    """The list of codes nobody knew."""

    def note(self, code: str, at: datetime, order_number: str | None) -> None:
        """One more scan of it."""

    def all(self) -> tuple[UnknownCode, ...]:
        """The list, the most often seen first."""

    def drop(self, code: str) -> None:
        """Take it off the list; nothing happens when it is not there."""


class Weighings(Protocol):
    """What single pieces weighed, as far as verified cartons of one product tell."""

    def add(self, sku: str, carton_id: UUID, piece_grams: int) -> None:
        """What one piece weighed on average in that carton; a carton counts once."""

    def of(self, sku: str) -> tuple[int, ...]:
        """All of them, in grams, sorted."""

    def learned(self, sku: str, grams: int | None) -> None:
        """Let a product have that learned weight, or none; whoever puts the product leaves it alone."""

    def forget(self, sku: str) -> None:
        """Begin anew with a product."""

    def unconfirmed(self) -> tuple[Product, ...]:
        """Products whose weight was learned and that nobody confirmed, by SKU."""
