"""Products from a table, separated values or a workbook: a row says something of one SKU, and one code of it.

Columns of our own, in any order, all but `sku` may be missing; an empty cell says nothing, "-" says: none.

sku           what orders call it
name          what the packer reads
code          a barcode, as printed below the bars; further codes in further rows of the same SKU
unit          what one scan of that code is: each, case, pallet
factor        how many pieces that are
grams         of one piece
picture       the name of a picture in the folder `pictures` beside the file, or beside the file itself
length_mm     with width_mm and height_mm, of one piece
tracked       what is asked of each piece: lot, expiry, serial (several with a comma)
times_limit   how many pieces one scan may be said to stand for; 1: each is scanned
by_touch      yes: bears no code and may be counted by hand
components    of a kit: SKU*pieces; SKU*pieces
kit           as_one (one code of its own) or by_component (piece by piece)
un_number     of dangerous goods: UN3481; with hazard_class (9, 2.1) and battery (yes)
origin        ISO 3166's two letters
customs_code  6 to 10 digits of the Harmonized System

Shopify's export of products is read by the columns it has of these (its help: "Using CSV files to import and
export products"): several variants of one handle, rows with nothing but one more picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from packstation.channels.cell import one_line
from packstation.channels.grid import opened_grid
from packstation.channels.mapped_row import shown
from packstation.channels.product_row import draft_of
from packstation.channels.source import FileFault, unusable
from packstation.domain.product_draft import NotTaken, ProductDraft, RowNotTaken
from packstation.domain.table_mapping import header_key

COLUMNS: Mapping[str, str] = {
    "sku": "sku|variant sku|article number|artikelnummer|référence|referencia|numer artykułu",
    "name": "name|title|product name|bezeichnung|artikelname|désignation|nombre|nazwa",
    "code": "code|barcode|variant barcode|gtin|ean|upc|strichcode|code-barres|código de barras|kod kreskowy",
    "unit": "unit|einheit|unité|unidad|jednostka",
    "factor": "factor|pieces|faktor|stück|facteur|factor de unidad|ilość",
    "grams": "grams|variant grams|weight value (grams)|gramm|gewicht g|grammes|gramos|gramy",
    "picture": "picture|variant image|variant image url|image src|product image url|image|bild|imagen|obraz",
    "length_mm": "length mm|länge mm|longueur mm|largo mm|długość mm",
    "width_mm": "width mm|breite mm|largeur mm|ancho mm|szerokość mm",
    "height_mm": "height mm|höhe mm|hauteur mm|alto mm|wysokość mm",
    "tracked": "tracked|tracking|verfolgt",
    "times_limit": "times limit",
    "by_touch": "by touch",
    "components": "components|komponenten|composants|componentes|składniki",
    "kit": "kit",
    "un_number": "un number|un no|un-nummer|numéro onu|número onu",
    "hazard_class": "hazard class|adr class|gefahrgutklasse|classe de danger|clase de peligro",
    "battery": "battery|lithium|batterie|batería|bateria",
    "origin": "origin|country of origin|coo|ursprungsland|pays d'origine|país de origen|kraj pochodzenia",
    "customs_code": "customs code|hs code|commodity code|zolltarifnummer|code sh|código arancelario|kod cn",
}
"""Our columns, and by what other headers they are known; the first one with something in it counts."""

_MEANT = {
    header_key(word): (name, place)
    for name, words in COLUMNS.items()
    for place, word in enumerate(words.split("|"))
}
_OF_PRODUCTS = frozenset({"code", "unit", "factor", "grams", "tracked", "components", "origin"})
_HANDLES = frozenset({"handle", "urlhandle"})
_OPTIONS = tuple(f"option{number}value" for number in (1, 2, 3))
_NO_OPTION = "Default Title"


@dataclass(frozen=True, slots=True)
class ProductTable:
    """The reader."""

    @property
    def form(self) -> str:
        """The form it reads."""
        return "product-table"

    def rows(self, source: BinaryIO) -> Iterator[ProductDraft | RowNotTaken | None]:
        """The rows. Refused(file_unusable) for what is no table, or has no column of SKUs."""
        with opened_grid(source, _is_header) as grid:
            if not _is_header(grid.columns):
                raise unusable(FileFault.COLUMN_MISSING, column="sku")
            shop = _Shop(grid.columns) if _HANDLES & set(map(header_key, grid.columns)) else None
            places = _places(grid.columns)
            for line, row in grid.rows:
                if not any(map(str.strip, row)):
                    continue
                if len(row) > len(grid.columns):
                    surplus = " ".join(row[len(grid.columns) :]).strip()
                    yield RowNotTaken(line, NotTaken.CELLS_TOO_MANY, {"sku": "", "value": shown(surplus)})
                    continue
                cells = {name: text for name, at in places.items() if (text := _first(row, at))}
                if shop is not None and not shop.amended(row, cells):
                    yield None
                    continue
                yield draft_of(line, cells)


class _Shop:
    """A shop's export: what stands in the first row of a product holds for its other variants."""

    def __init__(self, columns: Sequence[str]) -> None:
        keys = [header_key(column) for column in columns]
        self._handle = next(place for place, key in enumerate(keys) if key in _HANDLES)
        self._options = [keys.index(key) for key in _OPTIONS if key in keys]
        self._now = ("", "")

    def amended(self, row: Sequence[str], cells: dict[str, str]) -> bool:
        """Give the row its product's title and its own options; False for one that is only a picture more."""
        options = [text for place in self._options if (text := one_line(row[place])) not in {"", _NO_OPTION}]
        title, handle = cells.get("name", ""), one_line(row[self._handle])
        if (
            not title
            and "sku" not in cells
            and "code" not in cells
            and not any(row[at].strip() for at in self._options)
        ):
            return False
        if title:
            self._now = (handle, title)
        elif handle == self._now[0]:
            title = self._now[1]
        if title:
            cells["name"] = " ".join([title, *options])
        if "picture" in cells:
            # Its address on the web, where nothing is fetched from; somebody may have the file here.
            cells["picture"] = cells["picture"].partition("?")[0].rpartition("/")[2]
        return True


def is_product_header(cells: Sequence[str]) -> bool:
    """Whether a row names columns of products for certain: the SKU, and what only a product has."""
    meant = {_MEANT.get(header_key(cell), ("", 0))[0] for cell in cells}
    return "sku" in meant and bool(meant & _OF_PRODUCTS)


def _is_header(cells: Sequence[str]) -> bool:
    return any(_MEANT.get(header_key(cell), ("", 0))[0] == "sku" for cell in cells)


def _places(columns: Sequence[str]) -> dict[str, list[int]]:
    """Where the columns stand that can hold each of ours, the surest first."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, column in enumerate(columns):
        name, sureness = _MEANT.get(header_key(column), ("", 0))
        if name:
            found.setdefault(name, []).append((sureness, place))
    return {name: [place for _, place in sorted(places)] for name, places in found.items()}


def _first(row: Sequence[str], places: Sequence[int]) -> str:
    return next((text for place in places if (text := row[place].strip())), "")
