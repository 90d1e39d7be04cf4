"""A row of products says what it says and nothing else; whatever cannot be right is refused by name."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.channels.product_table import COLUMNS, ProductTable
from packstation.domain.product import Component, CountingPolicy, KitWay, Product, ProductCode, Tracking, Unit
from packstation.domain.product_draft import NotTaken, ProductDraft, ProductField, RowNotTaken
from packstation.domain.product_facts import Hazard, ProductFacts
from packstation.domain.refusal import RefusalCode, Refused
from packstation.places import resources
from tests.channels.xlsx import workbook_of

EAN, EAN_8, UPC_A, UPC_E = "4006381333931", "96385074", "036000291452", "04252614"


def read(*rows: Sequence[str]) -> list[ProductDraft | RowNotTaken | None]:
    text = "\n".join("\t".join(row) for row in rows)
    return list(ProductTable().rows(io.BytesIO(text.encode())))


def one(**cells: str) -> ProductDraft:
    """What one row says."""
    (draft,) = read(tuple(cells), tuple(cells.values()))
    assert isinstance(draft, ProductDraft), draft
    return draft


def why(**cells: str) -> NotTaken:
    """Why one row is refused."""
    cells = {"sku": "MUG", **cells}
    (row,) = read(tuple(cells), tuple(cells.values()))
    assert isinstance(row, RowNotTaken), row
    return row.why


def test_all_of_our_columns_are_read() -> None:
    cells = {
        "sku": "SET",
        "name": "Mug and lid",
        "code": EAN,
        "unit": "case",
        "factor": "6",
        "grams": "320.4",
        "picture": "set.jpg",
        "length_mm": "120",
        "width_mm": "80",
        "height_mm": "95.2",
        "tracked": "lot, expiry",
        "times_limit": "12",
        "by_touch": "no",
        "components": "MUG*2; LID",
        "kit": "by_component",
        "un_number": "3481",
        "hazard_class": "9",
        "origin": "de",
        "customs_code": "8517.13.00",
    }
    assert set(cells) | {"battery"} == set(COLUMNS)
    assert one(**cells) == ProductDraft(
        2,
        Product(
            "SET",
            "Mug and lid",
            320,
            CountingPolicy(frozenset({Tracking.LOT, Tracking.EXPIRY}), 12),
            None,
            (Component("MUG", 2), Component("LID", 1)),
            KitWay.BY_COMPONENT,
        ),
        ProductFacts((120, 80, 95), Hazard("UN3481", "9", battery=True), "DE", "85171300", "set.jpg"),
        frozenset(ProductField),
        ProductCode("0" + EAN, "SET", Unit.CASE, 6),
    )


def test_an_empty_cell_says_nothing_and_a_dash_says_none() -> None:
    assert one(sku="MUG", name="", grams="").said == frozenset()
    cleared = one(sku="MUG", grams="-", tracked="-", picture="-")
    assert cleared.said == {ProductField.GRAMS, ProductField.TRACKED, ProductField.PICTURE}
    known = Product("MUG", "Mug", 300, CountingPolicy(frozenset({Tracking.LOT}), by_touch=True))
    assert cleared.product_after(known) == Product("MUG", "Mug", None, CountingPolicy(by_touch=True))
    assert one(sku="MUG", grams="0").said == frozenset()
    assert one(sku="MUG").product_after(None) == Product("MUG", "MUG")


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        (EAN, "0" + EAN),
        (EAN_8, "000000" + EAN_8),
        (UPC_A, "00" + UPC_A),
        (UPC_E, "00042100005264"),
        ("'" + EAN, "0" + EAN),
        ("ABC-1", "ABC-1"),
        ("12345", "12345"),
    ],
)
def test_codes_are_kept_as_they_are_scanned(printed: str, kept: str) -> None:
    code = one(sku="MUG", code=printed).code
    assert code == ProductCode(kept, "MUG", Unit.EACH, 1)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"sku": "", "name": "Mug"}, NotTaken.SKU_MISSING),
        ({"sku": "4.41E+11"}, NotTaken.SKU_UNUSABLE),
        ({"sku": "x" * 101}, NotTaken.SKU_UNUSABLE),
        ({"sku": "PSC-NEXT"}, NotTaken.SKU_RESERVED),
        ({"sku": "psb12"}, NotTaken.SKU_RESERVED),
        ({"code": "PSC-NEXT-1"}, NotTaken.CODE_RESERVED),
        ({"code": "psb0017"}, NotTaken.CODE_RESERVED),
        ({"code": "4006381333932"}, NotTaken.CHECK_DIGIT),
        ({"code": "96385075"}, NotTaken.CHECK_DIGIT),
        ({"code": "4.00638E+12"}, NotTaken.CODE_UNUSABLE),
        ({"code": EAN, "unit": "barrel"}, NotTaken.UNIT_UNKNOWN),
        ({"code": EAN, "unit": "case"}, NotTaken.FACTOR_UNREADABLE),
        ({"code": EAN, "factor": "0"}, NotTaken.FACTOR_UNREADABLE),
        ({"code": EAN, "factor": "2.5"}, NotTaken.FACTOR_UNREADABLE),
        ({"grams": "heavy"}, NotTaken.NUMBER_UNREADABLE),
        ({"grams": "-5"}, NotTaken.NUMBER_UNREADABLE),
        ({"grams": "1.500"}, NotTaken.NUMBER_UNREADABLE),
        ({"times_limit": "many"}, NotTaken.NUMBER_UNREADABLE),
        ({"length_mm": "10", "width_mm": "10"}, NotTaken.DIMENSIONS_INCOMPLETE),
        ({"tracked": "colour"}, NotTaken.CHOICE_UNKNOWN),
        ({"by_touch": "perhaps"}, NotTaken.CHOICE_UNKNOWN),
        ({"kit": "flat"}, NotTaken.CHOICE_UNKNOWN),
        ({"components": "MUG*2"}, NotTaken.COMPONENTS_UNREADABLE),
        ({"components": "LID*0"}, NotTaken.COMPONENTS_UNREADABLE),
        ({"components": "LID; LID"}, NotTaken.COMPONENTS_UNREADABLE),
        ({"un_number": "UN34"}, NotTaken.HAZARD_UNREADABLE),
        ({"hazard_class": "explosive"}, NotTaken.HAZARD_UNREADABLE),
        ({"origin": "Germany"}, NotTaken.ORIGIN_UNKNOWN),
        ({"customs_code": "12345"}, NotTaken.CUSTOMS_CODE_UNREADABLE),
        ({"name": "x" * 501}, NotTaken.TEXT_TOO_LONG),
        ({"name": "M\ufffdller"}, NotTaken.TEXT_UNREADABLE),
    ],
)
def test_a_row_that_cannot_be_right_is_refused(cells: dict[str, str], reason: NotTaken) -> None:
    assert why(**cells) == reason


def test_cells_beside_the_table_are_refused() -> None:
    (row,) = read(("sku", "name"), ("MUG", "Mug", "what is this"))
    assert row == RowNotTaken(2, NotTaken.CELLS_TOO_MANY, {"sku": "", "value": "what is this"})


SHOP = """\
Handle,Title,Body (HTML),Option1 Name,Option1 Value,Variant SKU,Variant Grams,Variant Barcode,Image Src
mug,Mug,"<p>a, b</p>",Colour,Blue,MUG-B,300,4006381333931,https://cdn.example/a/blue.jpg?v=1
mug,,,,Red,MUG-R,0,,https://cdn.example/red.png
mug,,,,,,,,https://cdn.example/more.jpg
lid,Lid,,Title,Default Title,LID,20,,
jug,Jug,,Title,Default Title,,20,,
"""


def test_a_shop_s_export_is_read_with_its_variants_and_without_its_further_pictures() -> None:
    blue, red, picture, lid, jug = ProductTable().rows(io.BytesIO(SHOP.encode()))
    assert isinstance(blue, ProductDraft)
    assert isinstance(red, ProductDraft)
    assert isinstance(lid, ProductDraft)
    assert isinstance(jug, RowNotTaken)
    assert (blue.product.name, blue.product.unit_grams, blue.facts.picture) == ("Mug Blue", 300, "blue.jpg")
    assert blue.code == ProductCode("0" + EAN, "MUG-B")
    assert (red.product.name, red.facts.picture, ProductField.GRAMS in red.said) == (
        "Mug Red",
        "red.png",
        False,
    )
    assert picture is None
    assert lid.product.name == "Lid"
    assert jug.why is NotTaken.SKU_MISSING


def test_a_workbook_is_read_like_any_table() -> None:
    source = workbook_of([["Our goods"], ["Artikelnummer", "Bezeichnung", "EAN"], ["4711", "Becher", EAN]])
    (draft,) = ProductTable().rows(source)
    assert isinstance(draft, ProductDraft)
    assert (draft.product.sku, draft.product.name, draft.line) == ("4711", "Becher", 3)


def test_the_sample_that_comes_with_the_program_is_taken_in_whole() -> None:
    with (resources() / "demo" / "products.csv").open("rb") as source:
        rows = list(ProductTable().rows(source))
    assert [type(row) for row in rows] == [ProductDraft] * 6


def test_a_file_without_skus_is_refused() -> None:
    with pytest.raises(Refused, match="column_missing"):
        read(("name", "grams"), ("Mug", "300"))


_texts = st.one_of(
    st.sampled_from(
        ["", "-", "MUG", "LID", EAN, "2", "case", "PSC-1", "1,5", "UN3481", "MUG*2", "\ufffd", "x" * 600]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=30),
)


@given(st.lists(st.tuples(*[_texts] * len(COLUMNS)), max_size=5))
def test_every_row_is_read_or_refused(rows: list[tuple[str, ...]]) -> None:
    safe = [tuple(cell.replace("\t", " ").replace('"', "'") for cell in row) for row in rows]
    found = read(tuple(COLUMNS), *safe)
    assert len(found) == sum(any(cell.strip("\ufeff \u200b").strip() for cell in row) for row in safe)


@given(st.binary(max_size=300))
def test_whatever_bytes_come_they_are_rows_or_a_refusal(data: bytes) -> None:
    for source in (data, b"sku,name,code\n" + data, b"Handle,Title,Variant SKU\n" + data):
        try:
            found = list(ProductTable().rows(io.BytesIO(source)))
        except Refused as no:
            code = no.code
        else:
            code = RefusalCode.FILE_UNUSABLE
            assert all(row is None or row.line > 1 for row in found)
        assert code is RefusalCode.FILE_UNUSABLE
