"""Codes nobody knew: the list, and a lead's word on what one of them means."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.meaning import product_meant
from packstation.application.ports import Work
from packstation.domain.person import Actor, Verb
from packstation.domain.product import Product, ProductCode, Unit
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.site_act import CodeDropped, CodeMapped
from packstation.domain.unknown_code import UnknownCode
from packstation.domain.value import value


@value
class UnknownCodeList:
    """The codes that wait for a lead."""

    bench: Bench

    def __call__(self) -> tuple[UnknownCode, ...]:
        """The most often seen first."""
        with self.bench.store.transaction() as work:
            return work.unknown_codes.all()


@value
class MeantProduct:
    """The product a lead shows: by its SKU, or by a code it bears already."""

    bench: Bench

    def __call__(self, actor: Actor, scan: Scan) -> Product:
        """Refused when no product bears that code."""
        with self.bench.attempt(Verb.MAP_CODE, actor) as work:
            return _product(work, scan)


@value
class MapCode:
    """From now on the code means so many pieces of the SKU."""

    bench: Bench

    def __call__(self, actor: Actor, code: str, sku: str, unit: Unit, factor: int) -> ProductCode:
        """The new alias. Refused: an unknown product, a code that means another one by now, no pieces."""
        with self.bench.attempt(Verb.MAP_CODE, actor) as work:
            if work.catalogue.product(sku) is None:
                raise Refused(RefusalCode.UNKNOWN_PRODUCT)
            known = work.catalogue.meaning(code)
            if known is not None and known.sku != sku:
                raise Refused(RefusalCode.CODE_TAKEN, code=code, sku=known.sku)
            if factor < 1:
                raise Refused(RefusalCode.NO_PIECES)
            alias = ProductCode(code, sku, unit, factor)
            work.catalogue.put([], [alias])
            work.unknown_codes.drop(code)
            work.record(CodeMapped(code, sku, unit.value, factor), actor)
            return alias


@value
class DropCode:
    """A code that is no product of this site: off the list until it is scanned again."""

    bench: Bench

    def __call__(self, actor: Actor, code: str) -> None:
        """Take it off."""
        with self.bench.attempt(Verb.MAP_CODE, actor) as work:
            work.unknown_codes.drop(code)
            work.record(CodeDropped(code), actor)


def _product(work: Work, scan: Scan) -> Product:
    for text in scan.spellings(scan.text.strip()):
        meaning = product_meant(work, scan, text)
        product = work.catalogue.product(meaning.sku) if meaning else None
        if product is not None:
            return product
    raise Refused(RefusalCode.UNKNOWN_PRODUCT)
