"""Products and codes as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from packstation.domain.gtin import canonical_code
from packstation.domain.product import Product, ProductCode, Unit
from packstation.persistence.engine import raw_of
from packstation.persistence.prepared import Prepared
from packstation.persistence.tables import product_codes, products

_PRODUCT = select(products.c.sku, products.c.name, products.c.unit_grams).where(
    products.c.site_id == bindparam("site"), products.c.sku == bindparam("sku")
)
_CODE = Prepared(
    select(product_codes.c.code, product_codes.c.sku, product_codes.c.unit, product_codes.c.factor).where(
        product_codes.c.site_id == bindparam("site"), product_codes.c.code == bindparam("code")
    )
)
_product = insert(products)
_PUT_PRODUCT = Prepared(
    _product.on_conflict_do_update(
        index_elements=[products.c.site_id, products.c.sku],
        set_={"name": _product.excluded.name, "unit_grams": _product.excluded.unit_grams},
    )
)
_code = insert(product_codes)
_PUT_CODE = Prepared(
    _code.on_conflict_do_update(
        index_elements=[product_codes.c.site_id, product_codes.c.code],
        set_={name: _code.excluded[name] for name in ("sku", "unit", "factor")},
    )
)
_PUT_CODE_IF_NEW = Prepared(_code.on_conflict_do_nothing())


class SqlCatalogue:
    """The catalogue of one site; `changed` is called when something is put, because tasks hold its names."""

    def __init__(self, connection: Connection, site: UUID, changed: Callable[[], None]) -> None:
        self._connection = connection
        self._raw = raw_of(connection)
        self._site = site
        self._changed = changed

    def product(self, sku: str) -> Product | None:
        """The product, or None."""
        row = self._connection.execute(_PRODUCT, {"site": self._site, "sku": sku}).first()
        return None if row is None else Product(row.sku, row.name, row.unit_grams)

    def meaning(self, code: str) -> ProductCode | None:
        """What a canonical code means: an alias, else the SKU itself as one piece, else None."""
        found = _CODE(self._raw, {"site": self._site.bytes, "code": code}).fetchone()
        if found is not None:
            named, sku, unit, factor = found
            return ProductCode(named, sku, Unit(unit), factor)
        return None if self.product(code) is None else ProductCode(code, code)

    def put(self, products: Iterable[Product], codes: Iterable[ProductCode]) -> None:
        """Store products and aliases, replacing those known."""
        known = tuple(products)
        # A SKU that is a GTIN is scanned as 14 digits: unless the site says otherwise, it means itself.
        canonical = (ProductCode(canonical_code(product.sku), product.sku) for product in known)
        own = (code for code in canonical if code.code != code.sku)
        _PUT_PRODUCT.many(self._raw, (self._product_row(product) for product in known))
        _PUT_CODE_IF_NEW.many(self._raw, (self._code_row(code) for code in own))
        _PUT_CODE.many(self._raw, (self._code_row(code) for code in codes))
        self._changed()

    def _product_row(self, product: Product) -> dict[str, object]:
        return {
            "site_id": self._site.bytes,
            "sku": product.sku,
            "name": product.name,
            "unit_grams": product.unit_grams,
        }

    def _code_row(self, code: ProductCode) -> dict[str, object]:
        return {
            "site_id": self._site.bytes,
            "code": code.code,
            "sku": code.sku,
            "unit": code.unit.value,
            "factor": code.factor,
        }
