"""What is known of a product beyond what a scan needs: size, dangers, where it is from, its picture."""

from __future__ import annotations

from packstation.domain.value import value

BATTERIES = frozenset({"UN3090", "UN3091", "UN3480", "UN3481", "UN3551", "UN3552"})
"""Lithium and sodium-ion cells, alone and with or in equipment (UN Model Regulations, list of goods)."""


@value
class Hazard:
    """Why a product is dangerous goods: "UN3481", class "9"; `battery` also where nobody gave the number."""

    un_number: str = ""
    hazard_class: str = ""
    battery: bool = False


@value
class ProductFacts:
    """Read when a product is shown or its papers are made, never for a scan.

    `dimensions_mm` are length, width and height of one piece. `origin` is ISO 3166's two letters,
    `customs_code` the first 6 to 10 digits of the Harmonized System. `picture` is a name within Pictures.
    """

    dimensions_mm: tuple[int, int, int] | None = None
    hazard: Hazard | None = None
    origin: str = ""
    customs_code: str = ""
    picture: str = ""


NOTHING_KNOWN = ProductFacts()
"""A product nobody told more of."""
