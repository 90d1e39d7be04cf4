"""The rows of one file of products must not say two things of one product: the second one is refused.

Else the same file would change something each time it comes in.
"""

from __future__ import annotations

from zlib import crc32

from packstation.domain.product_draft import NotTaken, ProductDraft, ProductField, RowNotTaken

_SKU = 0xFFFFFFFF


class ToldBefore:
    """What earlier rows of a file said of its products and codes, as checksums of four bytes each."""

    def __init__(self) -> None:
        self._products: dict[str, tuple[int, ...]] = {}
        self._codes: dict[str, int] = {}

    def against(self, draft: ProductDraft) -> RowNotTaken | None:
        """The no to a row that says otherwise than an earlier one of the same product."""
        sku, said = draft.product.sku, _checksums(draft)
        before = self._products.get(sku)
        if before is not None:
            if any(old and new and old != new for old, new in zip(before, said, strict=True)):
                return RowNotTaken(draft.line, NotTaken.ROWS_DISAGREE, {"sku": sku})
            said = tuple(old or new for old, new in zip(before, said, strict=True))
        if draft.code is not None:
            meant = _checksum((draft.code.unit, draft.code.factor)) << 32 | _checksum(sku)
            earlier = self._codes.setdefault(draft.code.code, meant)
            # A code of another product is the store's to refuse, which knows its name.
            if earlier != meant and earlier & _SKU == meant & _SKU:
                return RowNotTaken(draft.line, NotTaken.ROWS_DISAGREE, {"sku": sku})
        self._products[sku] = before if before == said else said
        return None


def _checksums(draft: ProductDraft) -> tuple[int, ...]:
    product, facts = draft.product, draft.facts
    told: dict[ProductField, object] = {
        ProductField.NAME: product.name,
        ProductField.GRAMS: product.unit_grams,
        ProductField.TRACKED: sorted(product.counting.tracked),
        ProductField.TIMES_LIMIT: product.counting.times_limit,
        ProductField.BY_TOUCH: product.counting.by_touch,
        ProductField.COMPONENTS: product.components,
        ProductField.KIT: product.kit_way,
        ProductField.DIMENSIONS: facts.dimensions_mm,
        ProductField.HAZARD: facts.hazard,
        ProductField.ORIGIN: facts.origin,
        ProductField.CUSTOMS_CODE: facts.customs_code,
        ProductField.PICTURE: facts.picture,
    }
    return tuple(_checksum(told[one]) if one in draft.said else 0 for one in ProductField)


def _checksum(value: object) -> int:
    """Never 0: that stands for what was not said."""
    return crc32(repr(value).encode("utf-8", "surrogatepass")) or 1
