"""What the cells of a row say of a product, each in the few ways that people write it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from packstation.channels.cell import is_damaged, is_lost, one_line, pieces, unguarded
from packstation.channels.mapped_row import shown
from packstation.domain import badge, command_code
from packstation.domain.gtin import (
    GTIN_WIDTHS,
    canonical_code,
    expand_upc_e,
    has_check_digit,
    is_ascii_number,
)
from packstation.domain.product import Component, CountingPolicy, KitWay, Product, ProductCode, Tracking, Unit
from packstation.domain.product_draft import NotTaken, ProductDraft, ProductField, RowNotTaken
from packstation.domain.product_facts import BATTERIES, Hazard, ProductFacts

LONGEST_LETTERS = 500
LONGEST_CODE_LETTERS = 100
MOST_GRAMS = 10_000_000
MOST_MM = 100_000
MOST_FACTOR = 1_000_000
MOST_COMPONENTS = 100

CLEARED = "-"
"""Stands in a cell to say: nothing, whatever was known. An empty cell says nothing and leaves it."""

_RESERVED = (badge.PREFIX, command_code.PREFIX)
_DECIMAL = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?")
_UN_NUMBER = re.compile(r"(?:UN ?)?([0-9]{4})", re.IGNORECASE)
_HAZARD_CLASS = re.compile(r"[1-9](?:\.[1-6][A-S]?)?")
_CUSTOMS_CODE = re.compile(r"[0-9]{6,10}")
_COMPONENT = re.compile(r"(?P<sku>.+?)(?:\s*[*×]\s*(?P<quantity>[0-9]{1,6}))?")
_YES = frozenset({"yes", "y", "true", "1", "x", "ja", "oui", "sí", "si", "tak"})
_NO = frozenset({"no", "n", "false", "0", "nein", "non", "nie"})
_UNITS: Mapping[str, Unit] = {
    **dict.fromkeys(("each", "piece", "pc", "pcs", "ea", "stück", "pièce", "unidad", "sztuka"), Unit.EACH),
    **dict.fromkeys(("case", "carton", "box", "pack", "karton", "boîte", "caja", "opakowanie"), Unit.CASE),
    **dict.fromkeys(("pallet", "palette", "palet", "paleta"), Unit.PALLET),
}
_TRACKED: Mapping[str, Tracking] = {
    **dict.fromkeys(("lot", "batch", "charge", "lote", "partia"), Tracking.LOT),
    **dict.fromkeys(("expiry", "best before", "mhd", "dlc", "caducidad", "ważność"), Tracking.EXPIRY),
    **dict.fromkeys(("serial", "seriennummer", "numéro de série", "número de serie"), Tracking.SERIAL),
}
_KITS: Mapping[str, KitWay] = {one.value.replace("_", " "): one for one in KitWay}


_SAYS: Mapping[str, ProductField] = {
    **{one.value: one for one in ProductField},
    "length_mm": ProductField.DIMENSIONS,
    **dict.fromkeys(("un_number", "hazard_class", "battery"), ProductField.HAZARD),
}
"""Which field a column says something of, once it says anything."""


class _Wrong(Exception):
    """A cell that keeps its row out."""

    def __init__(self, why: NotTaken, value: str) -> None:
        super().__init__(why.value)
        self.why = why
        self.value = value


def draft_of(line: int, cells: Mapping[str, str]) -> ProductDraft | RowNotTaken:
    """What a row says; `cells` by the names of `product_table.COLUMNS`, empty ones left out."""
    try:
        return _Cells(cells).draft(line)
    except _Wrong as wrong:
        facts = {"sku": shown(one_line(cells.get("sku", ""))), "value": shown(wrong.value)}
        return RowNotTaken(line, wrong.why, facts)


class _Cells:
    """The cells of one row."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = {name: text for name, cell in cells.items() if (text := one_line(cell))}
        for text in self._cells.values():
            if len(text) > LONGEST_LETTERS:
                raise _Wrong(NotTaken.TEXT_TOO_LONG, text)
            if is_lost(text):
                raise _Wrong(NotTaken.TEXT_UNREADABLE, text)

    def draft(self, line: int) -> ProductDraft:
        """All of it."""
        sku = self._sku()
        grams = self._number("grams", MOST_GRAMS) or None
        policy = CountingPolicy(
            self._tracked(), self._whole("times_limit"), by_touch=bool(self._choice("by_touch"))
        )
        product = Product(sku, self._text("name"), grams, policy, None, self._components(sku), self._kit())
        facts = ProductFacts(
            self._dimensions(), self._hazard(), self._origin(), self._customs_code(), self._text("picture")
        )
        return ProductDraft(line, product, facts, self._said(grams), self._code(sku))

    def _said(self, grams: int | None) -> frozenset[ProductField]:
        said = {_SAYS[name] for name in self._cells if name in _SAYS}
        # Shops say 0 grams of what nobody weighed.
        if grams is None and self._cells.get("grams") != CLEARED:
            said.discard(ProductField.GRAMS)
        return frozenset(said)

    def _text(self, name: str) -> str:
        text = self._cells.get(name, "")
        return "" if text == CLEARED else text

    def _sku(self) -> str:
        sku = unguarded(self._text("sku"))
        if not sku:
            raise _Wrong(NotTaken.SKU_MISSING, "")
        if is_damaged(sku) or len(sku) > LONGEST_CODE_LETTERS:
            raise _Wrong(NotTaken.SKU_UNUSABLE, sku)
        if sku.upper().startswith(_RESERVED):
            raise _Wrong(NotTaken.SKU_RESERVED, sku)
        return sku

    def _code(self, sku: str) -> ProductCode | None:
        text = unguarded(self._text("code"))
        if not text:
            return None
        if is_damaged(text) or len(text) > LONGEST_CODE_LETTERS:
            raise _Wrong(NotTaken.CODE_UNUSABLE, text)
        if text.upper().startswith(_RESERVED):
            raise _Wrong(NotTaken.CODE_RESERVED, text)
        code = canonical_code(text)
        if is_ascii_number(text) and len(text) in GTIN_WIDTHS and not has_check_digit(text):
            if expand_upc_e(text) is None:
                raise _Wrong(NotTaken.CHECK_DIGIT, text)
            code = canonical_code(text, "]E0")
        return ProductCode(code, sku, *self._unit())

    def _unit(self) -> tuple[Unit, int]:
        named, factor = self._text("unit").casefold(), self._text("factor")
        count = pieces(factor) if factor else None
        if factor and (count is None or not 1 <= count <= MOST_FACTOR):
            raise _Wrong(NotTaken.FACTOR_UNREADABLE, factor)
        unit = _UNITS.get(named) if named else Unit.CASE if count and count > 1 else Unit.EACH
        if unit is None:
            raise _Wrong(NotTaken.UNIT_UNKNOWN, named)
        if unit is not Unit.EACH and count is None:
            # So many pieces in a case is for the file to say, never for us to guess.
            raise _Wrong(NotTaken.FACTOR_UNREADABLE, "")
        return unit, count or 1

    def _number(self, name: str, most: int) -> int | None:
        """A number as a whole one, rounded, 1 at least where there is any."""
        text = self._text(name)
        if not text:
            return None
        found = _DECIMAL.fullmatch(text)
        value = float(f"{found[1]}.{found[2] or 0}") if found else -1.0
        if not 0 <= value <= most or (found and found[2] and len(found[2]) == 3 and found[1] != "0"):
            raise _Wrong(NotTaken.NUMBER_UNREADABLE, text)
        return max(1, round(value)) if value else 0

    def _whole(self, name: str) -> int | None:
        text = self._text(name)
        count = pieces(text) if text else None
        if text and count is None:
            raise _Wrong(NotTaken.NUMBER_UNREADABLE, text)
        return count

    def _choice(self, name: str) -> bool | None:
        text = self._text(name).casefold()
        if not text:
            return None
        if text not in _YES | _NO:
            raise _Wrong(NotTaken.CHOICE_UNKNOWN, text)
        return text in _YES

    def _tracked(self) -> frozenset[Tracking]:
        words = [
            word.strip().casefold() for word in re.split("[,;+/]", self._text("tracked")) if word.strip()
        ]
        for word in words:
            if word not in _TRACKED:
                raise _Wrong(NotTaken.CHOICE_UNKNOWN, word)
        return frozenset(_TRACKED[word] for word in words)

    def _kit(self) -> KitWay:
        text = self._text("kit").casefold().replace("_", " ")
        if text and text not in _KITS:
            raise _Wrong(NotTaken.CHOICE_UNKNOWN, text)
        return _KITS[text] if text else KitWay.AS_ONE

    def _components(self, sku: str) -> tuple[Component, ...]:
        """ "MUG*2; LID": two mugs and a lid."""
        text = self._text("components")
        parts = [part.strip() for part in text.split(";") if part.strip()]
        components = []
        for part in parts:
            found = _COMPONENT.fullmatch(part)
            quantity = int(found["quantity"] or 1) if found else 0
            if found is None or quantity == 0 or found["sku"] == sku:
                raise _Wrong(NotTaken.COMPONENTS_UNREADABLE, part)
            components.append(Component(found["sku"], quantity))
        if len({part.sku for part in components}) < len(components) or len(components) > MOST_COMPONENTS:
            raise _Wrong(NotTaken.COMPONENTS_UNREADABLE, text)
        return tuple(components)

    def _dimensions(self) -> tuple[int, int, int] | None:
        sides = [self._number(name, MOST_MM) or 0 for name in ("length_mm", "width_mm", "height_mm")]
        if not any(sides):
            return None
        if not all(sides):
            raise _Wrong(NotTaken.DIMENSIONS_INCOMPLETE, "×".join(map(str, sides)))
        length, width, height = sides
        return length, width, height

    def _hazard(self) -> Hazard | None:
        number, kind = self._text("un_number"), self._text("hazard_class")
        found = _UN_NUMBER.fullmatch(number) if number else None
        if number and found is None:
            raise _Wrong(NotTaken.HAZARD_UNREADABLE, number)
        if kind and not _HAZARD_CLASS.fullmatch(kind):
            raise _Wrong(NotTaken.HAZARD_UNREADABLE, kind)
        named = f"UN{found[1]}" if found else ""
        hazard = Hazard(named, kind, battery=bool(self._choice("battery")) or named in BATTERIES)
        return None if hazard == Hazard() else hazard

    def _origin(self) -> str:
        text = self._text("origin").upper()
        if text and not (len(text) == 2 and text.isascii() and text.isalpha()):
            raise _Wrong(NotTaken.ORIGIN_UNKNOWN, text)
        return text

    def _customs_code(self) -> str:
        text = re.sub(r"[ .]", "", unguarded(self._text("customs_code")))
        if text and not _CUSTOMS_CODE.fullmatch(text):
            raise _Wrong(NotTaken.CUSTOMS_CODE_UNREADABLE, text)
        return text
