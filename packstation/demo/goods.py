"""Things one can hold: units and cases with a code on them, what brings them to the bench, and boxes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from packstation.demo.event import Event
from packstation.demo.mishap import Mishap, fallen_sku, numbered_sku, repeated_sku
from packstation.demo.warehouse import DemoOrder, DemoProduct, PrintedCode, Warehouse
from packstation.domain.policy import PackingPolicy
from packstation.domain.product import Tracking
from packstation.domain.value import value

AIM_CODE_128 = "]C0"


@value
class Good:
    """One unit or one case. `mishap` is what will go wrong with it, `serial` the number on its sticker.

    `damaged` is seen by anybody who looks at it, and by no scanner.
    """

    product: DemoProduct
    code: PrintedCode
    mishap: Mishap | None = None
    serial: str = ""
    damaged: bool = False

    @property
    def misread(self) -> bool:
        """Whether what is read or typed first is not the code of it."""
        return self.mishap in {Mishap.MISTYPED, Mishap.UNKNOWN_CODE}

    @property
    def mark(self) -> str:
        """What is known of this very piece; nothing of most."""
        known = (self.code.lot, self.code.expiry, self.serial) if self.product.tracked else ()
        return " ".join((self.product.sku, *filter(None, known))) if any(known) else ""

    @property
    def grams(self) -> int:
        """What it really weighs."""
        return self.product.real_grams * self.code.pieces


@dataclass(slots=True)
class Tote:
    """Goods for one order, with a code on them: a tote's own, or the order's number on a sheet of paper.

    `smudged` is a sheet that no scanner reads: its number has to be typed.
    """

    order: DemoOrder
    goods: list[Good]
    smudged: bool = False

    @property
    def code(self) -> str:
        """What is printed on it."""
        return self.order.tote or self.order.number


@dataclass(slots=True)
class Box:
    """A carton in the hand: for which tote it was folded, what is in it, and which label sticks on it.

    `full`: nothing more goes in, whatever is left in the tote.
    """

    order_number: str
    goods: list[Good] = field(default_factory=list)
    label: bytes | None = None
    full: bool = False

    @property
    def pieces(self) -> dict[str, int]:
        """Pieces by SKU that are really inside."""
        counts: Counter[str] = Counter()
        for good in self.goods:
            counts[good.product.sku] += good.code.pieces
        return dict(counts)

    @property
    def marks(self) -> list[str]:
        """What is known of single pieces inside."""
        return sorted(good.mark for good in self.goods if good.mark)


def picked(
    warehouse: Warehouse, order: DemoOrder, mishaps: frozenset[Mishap], policy: PackingPolicy
) -> list[Good]:
    """What the picker put into the tote: the goods of the order, and his mistakes."""
    by_line = [_line_goods(warehouse.products[sku], count, order.number) for sku, count in order.lines]
    goods = _mixed(by_line)
    if order.event is Event.SHORT:
        goods.pop()
    if Mishap.DOUBLE_READ in mishaps:
        _mark(goods, repeated_sku(warehouse, order), Mishap.DOUBLE_READ)
    if Mishap.MISSING_UNIT in mishaps:
        _mark(goods, fallen_sku(warehouse, order, policy), Mishap.MISSING_UNIT)
    for misread in mishaps & {Mishap.MISTYPED, Mishap.UNKNOWN_CODE}:
        _mark(goods, numbered_sku(warehouse, order), misread)
    if Mishap.EXTRA_UNIT in mishaps:
        product = warehouse.products[order.lines[0][0]]
        goods.append(Good(product, product.codes[0], Mishap.EXTRA_UNIT))
    if Mishap.WRONG_PRODUCT in mishaps:
        ordered = {sku for sku, _ in order.lines}
        stranger = next(product for product in warehouse.products.values() if product.sku not in ordered)
        goods.insert(1, Good(stranger, stranger.codes[0], Mishap.WRONG_PRODUCT))
    return goods


def _line_goods(product: DemoProduct, count: int, order: str) -> list[Good]:
    """Cases as long as they fit, single units for the rest; each with its serial number where it has one."""
    unit, *cases = product.codes
    singles = product.singles(count)
    whole = [Good(product, case) for case in cases for _ in range((count - singles) // case.pieces)]
    numbered = Tracking.SERIAL in product.tracked
    serials = [f"{order}-{number}" if numbered else "" for number in range(1, singles + 1)]
    return [*whole, *(Good(product, unit, serial=serial) for serial in serials)]


def _mixed(by_line: list[list[Good]]) -> list[Good]:
    """The goods as they tumble in a tote: never all of one kind first."""
    longest = max(map(len, by_line))
    return [goods[place] for place in range(longest) for goods in by_line if place < len(goods)]


def _mark(goods: list[Good], sku: str | None, mishap: Mishap) -> None:
    """Something will happen to the first untouched one of these."""
    place = next(
        place
        for place, good in enumerate(goods)
        if good.product.sku == sku and good.code.pieces == 1 and good.mishap is None
    )
    goods[place] = Good(goods[place].product, goods[place].code, mishap)
