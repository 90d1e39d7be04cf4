"""Products, codes and lots as rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from packstation.domain.gtin import canonical_code
from packstation.domain.lot import Lot
from packstation.domain.product import (
    SCANNED,
    Component,
    CountingPolicy,
    KitWay,
    Product,
    ProductCode,
    Tracking,
    Unit,
)
from packstation.domain.product_facts import NOTHING_KNOWN, Hazard, ProductFacts
from packstation.persistence.prepared import Prepared

_PRODUCT = Prepared("catalogue.product")
_COMPONENTS = Prepared("catalogue.components")
_CODE = Prepared("catalogue.code")
_PUT_PRODUCT = Prepared("catalogue.put_product")
_ADD_COMPONENT = Prepared("catalogue.add_component")
_DROP_COMPONENTS = Prepared("catalogue.drop_components")
_PUT_CODE = Prepared("catalogue.put_code")
_PUT_CODE_IF_NEW = Prepared("catalogue.put_code_if_new")
_FACTS = Prepared("catalogue.facts")
_PUT_FACTS = Prepared("catalogue.put_facts")
_CODES_OF = Prepared("catalogue.codes_of")
_DROP_CODE = Prepared("catalogue.drop_code")
_LOTS = Prepared("catalogue.lots")
_PUT_LOT = Prepared("catalogue.put_lot")


class SqlCatalogue:
    """The catalogue of one site; `changed` is called when something is put, because tasks hold its names.

    `tell` is called with each product that central has to hear of; None where there is no central.
    """

    def __init__(
        self,
        raw: sqlite3.Connection,
        site: UUID,
        changed: Callable[[], None],
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._raw = raw
        self._site = site.bytes
        self._changed = changed
        self._tell = tell

    def product(self, sku: str) -> Product | None:
        """The product, or None."""
        key = {"site": self._site, "sku": sku}
        found = _PRODUCT(self._raw, key).fetchone()
        if found is None:
            return None
        name, unit_grams, learned_grams, kit_way, *counting = found
        return Product(
            sku,
            name,
            unit_grams,
            counting_of(*counting),
            learned_grams,
            tuple(
                Component(part, quantity, called or "")
                for part, quantity, called in _COMPONENTS(self._raw, key)
            ),
            KitWay(kit_way),
        )

    def meaning(self, code: str) -> ProductCode | None:
        """What a canonical code means: an alias, else the SKU itself as one piece, else None."""
        found = _CODE(self._raw, {"site": self._site, "code": code}).fetchone()
        if found is not None:
            named, sku, unit, factor = found
            return ProductCode(named, sku, Unit(unit), factor)
        return None if self.product(code) is None else ProductCode(code, code)

    def put(self, products: Iterable[Product], codes: Iterable[ProductCode]) -> None:
        """Store products and aliases, replacing those known; what was learned of them stays."""
        known, codes = tuple(products), tuple(codes)
        if self._tell is not None:
            before = (self.meaning(code.code) for code in codes)
            meant = {code.sku for code in (*codes, *filter(None, before))}
            for sku in meant | {product.sku for product in known}:
                self._tell(sku)
        # A SKU that is a GTIN is scanned as 14 digits: unless the site says otherwise, it means itself.
        canonical = (ProductCode(canonical_code(product.sku), product.sku) for product in known)
        own = (code for code in canonical if code.code != code.sku)
        _PUT_PRODUCT.many(self._raw, (self._product_row(product) for product in known))
        _DROP_COMPONENTS.many(self._raw, ({"site_id": self._site, "sku": p.sku} for p in known))
        _ADD_COMPONENT.many(self._raw, (row for product in known for row in self._component_rows(product)))
        _PUT_CODE_IF_NEW.many(self._raw, (self._code_row(code) for code in own))
        _PUT_CODE.many(self._raw, (self._code_row(code) for code in codes))
        self._changed()

    def facts(self, sku: str) -> ProductFacts:
        """What else is known of a product."""
        found = _FACTS(self._raw, {"site": self._site, "sku": sku}).fetchone()
        if found is None:
            return NOTHING_KNOWN
        un_number, hazard_class, battery, *told = found[3:]
        return _facts_of(found[:3], Hazard(un_number, hazard_class, bool(battery)), *told)

    def put_facts(self, sku: str, facts: ProductFacts) -> None:
        """Store what else is known of a product that is there, replacing what was."""
        if self._tell is not None:
            self._tell(sku)
        length, width, height = facts.dimensions_mm or (None, None, None)
        hazard = facts.hazard or Hazard()
        row = {
            "site_id": self._site,
            "sku": sku,
            "length_mm": length,
            "width_mm": width,
            "height_mm": height,
            "un_number": hazard.un_number,
            "hazard_class": hazard.hazard_class,
            "battery": hazard.battery,
            "origin": facts.origin,
            "customs_code": facts.customs_code,
            "picture": facts.picture,
        }
        _PUT_FACTS(self._raw, row)

    def codes_of(self, sku: str) -> tuple[ProductCode, ...]:
        """Every code that means it."""
        found = _CODES_OF(self._raw, {"site": self._site, "sku": sku})
        return tuple(ProductCode(code, sku, Unit(unit), factor) for code, unit, factor in found)

    def drop_codes(self, codes: Iterable[ProductCode]) -> None:
        """These codes mean nothing any more."""
        _DROP_CODE.many(self._raw, ({"site": self._site, "code": code.code} for code in codes))
        self._changed()

    def lots(self, sku: str) -> tuple[Lot, ...]:
        """Its known lots, the one that expires first in front, those without a date last."""
        found = _LOTS(self._raw, {"site": self._site, "sku": sku})
        lots = (Lot(sku, lot, date.fromisoformat(expiry) if expiry else None) for lot, expiry in found)
        return tuple(sorted(lots, key=lambda lot: (lot.expiry or date.max, lot.lot)))

    def put_lots(self, lots: Iterable[Lot]) -> None:
        """Store lots, replacing those known."""
        rows = (
            {
                "site_id": self._site,
                "sku": lot.sku,
                "lot": lot.lot,
                "expiry": lot.expiry.isoformat() if lot.expiry else None,
            }
            for lot in lots
        )
        _PUT_LOT.many(self._raw, rows)

    def _product_row(self, product: Product) -> dict[str, object]:
        counting = product.counting
        return {
            "site_id": self._site,
            "sku": product.sku,
            "name": product.name,
            "unit_grams": product.unit_grams,
            "kit_way": product.kit_way.value,
            "tracked": " ".join(sorted(counting.tracked)),
            "times_limit": counting.times_limit,
            "by_touch": counting.by_touch,
        }

    def _component_rows(self, product: Product) -> Iterable[dict[str, object]]:
        for position, component in enumerate(product.components):
            yield {
                "site_id": self._site,
                "sku": product.sku,
                "position": position,
                "component_sku": component.sku,
                "quantity": component.quantity,
            }

    def _code_row(self, code: ProductCode) -> dict[str, object]:
        return {
            "site_id": self._site,
            "code": code.code,
            "sku": code.sku,
            "unit": code.unit.value,
            "factor": code.factor,
        }


def _facts_of(size: tuple[int | None, ...], hazard: Hazard, *told: str) -> ProductFacts:
    length, width, height = size
    known = None if length is None or width is None or height is None else (length, width, height)
    return ProductFacts(known, None if hazard == Hazard() else hazard, *told)


def counting_of(tracked: str | None, times_limit: int | None, by_touch: int | None) -> CountingPolicy:
    """How pieces may be counted, from a product's columns; all None where there is no such product."""
    if not tracked and times_limit is None and not by_touch:
        return SCANNED
    return CountingPolicy(
        frozenset(Tracking(code) for code in (tracked or "").split()), times_limit, bool(by_touch)
    )
