"""Products as a file tells of them: row by row, each saying something of one product and its codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum

from packstation.domain.product import CountingPolicy, Product, ProductCode
from packstation.domain.product_facts import NOTHING_KNOWN, ProductFacts
from packstation.domain.value import value


class ProductField(StrEnum):
    """What a row can say of a product; what it does not say stays as it is known."""

    NAME = "name"
    GRAMS = "grams"
    TRACKED = "tracked"
    TIMES_LIMIT = "times_limit"
    BY_TOUCH = "by_touch"
    COMPONENTS = "components"
    KIT = "kit"
    DIMENSIONS = "dimensions"
    HAZARD = "hazard"
    ORIGIN = "origin"
    CUSTOMS_CODE = "customs_code"
    PICTURE = "picture"


class NotTaken(StrEnum):
    """Why a row of products was read and not taken in."""

    SKU_MISSING = "sku_missing"
    SKU_UNUSABLE = "sku_unusable"
    SKU_RESERVED = "sku_reserved"
    SKU_TAKEN = "sku_taken"
    CODE_UNUSABLE = "code_unusable"
    CODE_RESERVED = "code_reserved"
    CODE_TAKEN = "code_taken"
    CHECK_DIGIT = "check_digit"
    UNIT_UNKNOWN = "unit_unknown"
    FACTOR_UNREADABLE = "factor_unreadable"
    NUMBER_UNREADABLE = "number_unreadable"
    DIMENSIONS_INCOMPLETE = "dimensions_incomplete"
    CHOICE_UNKNOWN = "choice_unknown"
    COMPONENTS_UNREADABLE = "components_unreadable"
    HAZARD_UNREADABLE = "hazard_unreadable"
    ORIGIN_UNKNOWN = "origin_unknown"
    CUSTOMS_CODE_UNREADABLE = "customs_code_unreadable"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_UNREADABLE = "text_unreadable"
    CELLS_TOO_MANY = "cells_too_many"
    ROWS_DISAGREE = "rows_disagree"


@value
class ProductDraft:
    """One row: of `product` and `facts` only what is `said` counts; `code` is one more code it bears.

    `facts.picture` is the name of a file as the row has it.
    """

    line: int
    product: Product
    facts: ProductFacts = NOTHING_KNOWN
    said: frozenset[ProductField] = frozenset()
    code: ProductCode | None = None

    def product_after(self, known: Product | None) -> Product:
        """The product once this row is heard; a new one without a name is called by its SKU."""
        said, product, before = self.said, self.product, known or Product(self.product.sku, "")
        counting = CountingPolicy(
            (product if ProductField.TRACKED in said else before).counting.tracked,
            (product if ProductField.TIMES_LIMIT in said else before).counting.times_limit,
            (product if ProductField.BY_TOUCH in said else before).counting.by_touch,
        )
        return replace(
            before,
            name=(product.name if ProductField.NAME in said else before.name) or product.sku,
            unit_grams=product.unit_grams if ProductField.GRAMS in said else before.unit_grams,
            counting=counting,
            components=product.components if ProductField.COMPONENTS in said else before.components,
            kit_way=product.kit_way if ProductField.KIT in said else before.kit_way,
        )

    def facts_after(self, known: ProductFacts) -> ProductFacts:
        """What else is known once this row is heard."""
        said, facts = self.said, self.facts
        return ProductFacts(
            facts.dimensions_mm if ProductField.DIMENSIONS in said else known.dimensions_mm,
            facts.hazard if ProductField.HAZARD in said else known.hazard,
            facts.origin if ProductField.ORIGIN in said else known.origin,
            facts.customs_code if ProductField.CUSTOMS_CODE in said else known.customs_code,
            facts.picture if ProductField.PICTURE in said else known.picture,
        )


@value
class RowNotTaken:
    """A row that stays out, and why; `facts` fill the sentence, what stands in the file cut short."""

    line: int
    why: NotTaken
    facts: Mapping[str, str] = field(default_factory=dict)
