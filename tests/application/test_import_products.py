"""Products come in row by row while packing goes on; a code that two claim goes to neither by accident."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

import pytest

from packstation.application.import_products import ImportProducts, ProductReport
from packstation.application.import_progress import ImportProgress, ImportStage
from packstation.application.product_intake import FoundPicture
from packstation.application.receive_orders import ReceiveOrders
from packstation.channels.product_table import ProductTable
from packstation.domain.intake_act import ProductsImported, ProductsTaken
from packstation.domain.order import HoldReason
from packstation.domain.product import Component, KitWay, Product, ProductCode, Unit
from packstation.domain.product_draft import NotTaken, ProductDraft, ProductField, RowNotTaken
from packstation.domain.product_facts import ProductFacts
from tests.application.site import order
from tests.application.warehouse import Warehouse

NAME, GRAMS, PICTURE = ProductField.NAME, ProductField.GRAMS, ProductField.PICTURE
Rows = Iterable[ProductDraft | RowNotTaken | None]


def draft(
    line: int, sku: str, name: str = "", grams: int | None = None, code: ProductCode | None = None
) -> ProductDraft:
    said = {one for one, told in ((NAME, name), (GRAMS, grams)) if told}
    return ProductDraft(line, Product(sku, name, grams), said=frozenset(said), code=code)


@dataclass
class FakeTable:
    """A file that was read already."""

    found: Rows
    form: str = "product-table"

    def rows(self, source: BinaryIO) -> Iterator[ProductDraft | RowNotTaken | None]:
        """The rows."""
        return iter(self.found)


@dataclass
class FakePictures:
    """A folder beside the file, and the shelf they are kept on."""

    here: dict[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def find(self, name: str) -> FoundPicture | None:
        """The picture of that name."""
        return FoundPicture(name, f"digest of {self.here[name]!r}") if name in self.here else None

    def scaled(self, found: FoundPicture) -> bytes | None:
        """Its bytes; those that are none of a picture are none."""
        image = self.here[found.name]
        return None if image == b"no picture" else image

    def keep(self, sku: str, image: bytes) -> None:
        """Store one."""
        self.kept[sku] = image


@dataclass
class Bringing:
    """Whoever brings files in."""

    warehouse: Warehouse
    pictures: FakePictures = field(default_factory=FakePictures)
    refused: list[RowNotTaken] = field(default_factory=list)

    def __call__(self, *rows: ProductDraft | RowNotTaken | None) -> ProductReport:
        """Bring a file with these rows in."""
        bring = ImportProducts(self.warehouse.bench, self.pictures)
        self.refused.clear()
        report = bring(FakeTable(rows), io.BytesIO(), self.pictures, self.refused.append)
        assert report.rows_read == len(rows)
        assert report.refused == len(self.refused)
        return report

    def product(self, sku: str) -> Product | None:
        with self.warehouse.store.transaction() as work:
            return work.catalogue.product(sku)

    def meaning(self, code: str) -> ProductCode | None:
        with self.warehouse.store.transaction() as work:
            return work.catalogue.meaning(code)

    def facts(self, sku: str) -> ProductFacts:
        with self.warehouse.store.transaction() as work:
            return work.catalogue.facts(sku)


@pytest.fixture
def bring(warehouse: Warehouse) -> Bringing:
    return Bringing(warehouse)


def test_new_products_and_codes_come_in(bring: Bringing) -> None:
    code = ProductCode("JUG-6", "JUG", Unit.CASE, 6)
    report = bring(draft(2, "JUG", "Jug", 900, code), draft(3, "PAN", "Pan"), None)
    assert (report.used, report.unchanged, report.products, report.codes) == (2, 1, 2, 1)
    assert bring.product("JUG") == Product("JUG", "Jug", 900)
    assert bring.meaning("JUG-6") == code


def test_the_same_file_again_changes_nothing(bring: Bringing) -> None:
    rows = (
        draft(2, "JUG", "Jug", 900, ProductCode("JUG-1", "JUG")),
        draft(3, "JUG", code=ProductCode("JUG-6", "JUG", Unit.CASE, 6)),
        replace(draft(4, "SET", "Set"), product=Product("SET", "Set", components=(Component("JUG", 2),))),
    )
    rows = (*rows[:2], replace(rows[2], said=frozenset({NAME, ProductField.COMPONENTS})))
    first = bring(*rows)
    assert (first.used, first.products, first.codes) == (3, 2, 2)
    before = [act for act in bring.warehouse.acts() if isinstance(act, ProductsTaken)]
    again = bring(*rows)
    assert (again.used, again.unchanged, again.products, again.codes) == (0, 3, 0, 0)
    assert [act for act in bring.warehouse.acts() if isinstance(act, ProductsTaken)] == before


def test_what_a_row_does_not_say_stays(bring: Bringing) -> None:
    bring(draft(2, "MUG", grams=310))
    mug = bring.product("MUG")
    assert mug is not None
    assert (mug.name, mug.unit_grams) == ("Mug, blue", 310)


def test_a_code_that_means_another_product_is_refused_with_both_names(bring: Bringing) -> None:
    code = ProductCode("X-1", "JUG")
    bring(
        draft(2, "JUG", "Jug", code=code),
        draft(3, "PAN", "Pan", code=replace(code, sku="PAN")),
        draft(4, "POT"),
    )
    assert bring.refused == [
        RowNotTaken(3, NotTaken.CODE_TAKEN, {"code": "X-1", "sku": "PAN", "other": "JUG"})
    ]
    assert bring.product("PAN") is None
    assert bring.product("POT") == Product("POT", "POT")
    assert bring.meaning("X-1") == code


def test_a_code_of_a_product_the_bench_knows_is_refused_too(bring: Bringing) -> None:
    bring(draft(2, "JUG", code=ProductCode("MUG", "JUG")))
    assert bring.refused[0].facts == {"code": "MUG", "sku": "JUG", "other": "MUG"}


def test_a_sku_that_is_another_product_s_code_is_refused(bring: Bringing) -> None:
    bring(draft(2, "JUG", code=ProductCode("PAN", "JUG")), draft(3, "PAN", "Pan"))
    assert bring.refused == [RowNotTaken(3, NotTaken.SKU_TAKEN, {"sku": "PAN", "other": "JUG"})]
    bring(draft(2, "4012345678901", "A mug's own barcode"))
    assert bring.refused[0].facts["other"] == "MUG"


def test_a_code_that_stands_for_other_pieces_now_follows_the_newer_file(bring: Bringing) -> None:
    bring(draft(2, "JUG", code=ProductCode("JUG-6", "JUG", Unit.CASE, 6)))
    report = bring(draft(2, "JUG", code=ProductCode("JUG-6", "JUG", Unit.CASE, 8)))
    assert (report.used, report.products, report.codes) == (1, 0, 1)
    assert bring.meaning("JUG-6") == ProductCode("JUG-6", "JUG", Unit.CASE, 8)


def test_a_file_that_says_two_things_of_one_product_is_heard_once(bring: Bringing) -> None:
    bring(
        draft(2, "JUG", "Jug", 900, ProductCode("JUG-6", "JUG", Unit.CASE, 6)),
        draft(3, "PAN", "Pan"),
        draft(4, "JUG", "Jug, blue"),
        draft(5, "JUG", grams=901),
        draft(6, "JUG", code=ProductCode("JUG-6", "JUG", Unit.CASE, 8)),
        draft(7, "JUG", "Jug", code=ProductCode("JUG-1", "JUG")),
    )
    assert [(row.line, row.why) for row in bring.refused] == [
        (4, NotTaken.ROWS_DISAGREE),
        (5, NotTaken.ROWS_DISAGREE),
        (6, NotTaken.ROWS_DISAGREE),
    ]
    assert bring.product("JUG") == Product("JUG", "Jug", 900)


def test_how_far_it_is_how_fast_and_how_long_still_is_told(bring: Bringing) -> None:
    clock, told, rows = bring.warehouse.clock, list[ImportProgress](), 3_000
    text = "sku,name\n" + "".join(f"P{number},Product of that number\n" for number in range(rows))
    verb = ImportProducts(bring.warehouse.bench, breathe=lambda: clock.advance(0.5))
    verb(ProductTable(), io.BytesIO(text.encode()), bring.pictures, bring.refused.append, told.append)
    taken = [one for one in told if one.stage is ImportStage.TAKING_IN]
    percents = [one.percent for one in taken]
    assert percents == sorted(percents)
    assert len(set(percents)) > 5
    middle = next(one for one in taken if 40 < one.percent < 60)
    assert middle.remaining_s is not None
    assert 8 < middle.remaining_s < 18
    assert 100 < middle.rows_per_s < 150
    over = told[-1]
    assert (over.stage, over.percent, over.remaining_s, over.rows_read) == (ImportStage.OVER, 100, 0, rows)


def test_rows_their_reader_refused_are_counted_and_told(bring: Bringing) -> None:
    no = RowNotTaken(2, NotTaken.CHECK_DIGIT, {"sku": "JUG", "value": "1"})
    assert bring(no, draft(3, "JUG")).used == 1
    assert bring.refused == [no]


def test_orders_that_waited_for_a_product_are_let_go(bring: Bringing) -> None:
    receive = ReceiveOrders(bring.warehouse.bench)
    receive([order("901", ("JUG", 1)), order("902", ("JUG", 1), ("PAN", 1)), order("903", ("SET", 2))])
    kit = Product("SET", "Set", components=(Component("JUG", 1),), kit_way=KitWay.BY_COMPONENT)
    said = frozenset({NAME, ProductField.COMPONENTS, ProductField.KIT})
    report = bring(draft(2, "JUG", "Jug"), ProductDraft(3, kit, said=said))
    assert report.released == 2
    with bring.warehouse.store.transaction() as work:
        orders = [work.orders.by_number(number) for number in ("901", "902", "903")]
    assert [HoldReason.PRODUCT_UNKNOWN in one.holds for one in orders if one] == [False, True, False]


def test_a_code_somebody_scanned_in_vain_is_off_the_list(bring: Bringing) -> None:
    with bring.warehouse.store.transaction() as work:
        work.unknown_codes.note("JUG-1", bring.warehouse.clock.now(), None)
    bring(draft(2, "JUG", code=ProductCode("JUG-1", "JUG")))
    with bring.warehouse.store.transaction() as work:
        assert work.unknown_codes.all() == ()


def with_picture(line: int, sku: str, name: str) -> ProductDraft:
    return ProductDraft(line, Product(sku, ""), ProductFacts(picture=name), frozenset({PICTURE}))


def test_pictures_are_kept_once_and_a_missing_one_keeps_no_product_out(bring: Bringing) -> None:
    bring.pictures.here = {"jug.jpg": b"a jug", "bad.jpg": b"no picture"}
    rows = (
        with_picture(2, "JUG", "jug.jpg"),
        with_picture(3, "PAN", "pan.jpg"),
        with_picture(4, "POT", "bad.jpg"),
    )
    report = bring(*rows)
    assert (report.used, report.pictures_missing) == (3, 2)
    assert bring.pictures.kept == {"JUG": b"a jug"}
    assert bring.facts("JUG").picture == "digest of b'a jug'"
    bring.pictures.kept.clear()
    assert bring(*rows).unchanged == 3
    assert bring.pictures.kept == {}
    bring.pictures.here["jug.jpg"] = b"another jug"
    assert bring(*rows).used == 1
    assert bring.pictures.kept == {"JUG": b"another jug"}


def test_the_journal_tells_counts_and_skus(bring: Bringing) -> None:
    bring(draft(2, "JUG", "Jug", code=ProductCode("JUG-1", "JUG")), RowNotTaken(3, NotTaken.SKU_MISSING))
    taken, over = bring.warehouse.acts()[-2:]
    assert (taken.kind, over.kind) == (ProductsTaken.kind, ProductsImported.kind)
    assert isinstance(taken, ProductsTaken)
    assert (taken.products, taken.codes, taken.last_sku) == (1, 1, "JUG")
    assert isinstance(over, ProductsImported)
    assert over.rows == {"used": 1, "unchanged": 0, "refused": 1, "pictures_missing": 0}


def test_an_import_that_is_stopped_says_so_and_what_came_in_stays(bring: Bringing) -> None:
    rows = [draft(line, f"P-{line}") for line in range(2, 502)]
    bench = bring.warehouse.bench
    stop = iter([False, True])
    report = ImportProducts(bench, bring.pictures)(
        FakeTable(rows), io.BytesIO(), bring.pictures, bring.refused.append, cancelled=lambda: next(stop)
    )
    assert not report.complete
    assert 0 < report.used < 500
    assert bring.product("P-2") is not None
