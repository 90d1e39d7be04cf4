"""PRODUCT: a product, all codes that mean it, and what else is known of it.

Its picture is told by the digest of its bytes, which stay where they were brought in; so do the weights of
single cartons and the lots that a station has seen.
"""

from __future__ import annotations

from collections.abc import Sequence

from packstation.domain.product import Component, CountingPolicy, KitWay, Product, ProductCode, Tracking, Unit
from packstation.domain.product_facts import Hazard, ProductFacts
from packstation.domain.value import value
from packstation.persistence.documents.text import Fields, read, unknown_in, written

KNOWN = frozenset(
    {
        *(
            "name",
            "unit_grams",
            "learned_grams",
            "tracked",
            "times_limit",
            "by_touch",
            "kit_way",
            "components",
            "codes",
        ),
        *("dimensions_mm", "hazard", "origin", "customs_code", "picture"),
    }
)


@value
class Goods:
    """A product as a document tells of it."""

    product: Product
    codes: tuple[ProductCode, ...]
    facts: ProductFacts
    unknown: Fields


def product_text(
    product: Product, codes: Sequence[ProductCode], facts: ProductFacts, unknown: Fields | None = None
) -> str:
    """The document of a product; codes in any order."""
    counting, hazard = product.counting, facts.hazard
    told = {
        "name": product.name,
        "unit_grams": product.unit_grams,
        "learned_grams": product.learned_grams,
        "tracked": sorted(counting.tracked),
        "times_limit": counting.times_limit,
        "by_touch": counting.by_touch,
        "kit_way": product.kit_way.value,
        "components": [[part.sku, part.quantity] for part in product.components],
        "codes": sorted([code.code, code.unit.value, code.factor] for code in codes),
        "dimensions_mm": list(facts.dimensions_mm) if facts.dimensions_mm else None,
        "hazard": [hazard.un_number, hazard.hazard_class, hazard.battery] if hazard else None,
        "origin": facts.origin,
        "customs_code": facts.customs_code,
        "picture": facts.picture,
    }
    return written(told, unknown)


def goods_in(sku: str, body: str) -> Goods:
    """The product of a document. ValueError, KeyError or TypeError for one that cannot be read."""
    told = read(body)
    counting = CountingPolicy(
        frozenset(Tracking(code) for code in told["tracked"]), told["times_limit"], told["by_touch"]
    )
    size, hazard = told["dimensions_mm"], told["hazard"]
    product = Product(
        sku,
        told["name"],
        told["unit_grams"],
        counting,
        told.get("learned_grams"),
        components=tuple(Component(part, quantity) for part, quantity in told["components"]),
        kit_way=KitWay(told["kit_way"]),
    )
    facts = ProductFacts(
        (size[0], size[1], size[2]) if size else None,
        Hazard(*hazard) if hazard else None,
        told["origin"],
        told["customs_code"],
        told["picture"],
    )
    codes = tuple(ProductCode(code, sku, Unit(unit), factor) for code, unit, factor in told["codes"])
    return Goods(product, codes, facts, unknown_in(told, KNOWN))
