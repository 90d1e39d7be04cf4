"""What a file is, before anybody says yes to it; and what a table's columns hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.application.look_at_file import FileKind
from packstation.application.take_in_file import FileReport
from packstation.domain.cutoff import CutoffTable
from packstation.domain.draft import QuarantineReason
from packstation.domain.mend import cells
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.table_mapping import OrderField, TableMapping
from packstation.joint import join_intake_verbs, kept_under
from packstation.ui.verbs import IntakeVerbs
from tests.application.warehouse import Warehouse

ORDERS = "Order number,SKU,Quantity\nA1,MUG,2\nA1,CUP,1\nA2,MUG,many\nA3,,1\n"
STRANGE = ORDERS.replace("Order number,SKU,Quantity", "Vorgang,Teil,Anz")
PRODUCTS = "sku,name,code\nBOWL,Bowl,4012345678994\n"


@pytest.fixture
def verbs(warehouse: Warehouse, tmp_path: Path) -> IntakeVerbs:
    """The verbs about files, with a folder for what is kept."""
    return join_intake_verbs(warehouse.bench, CutoffTable(), kept=kept_under(tmp_path))


def write(folder: Path, text: str, name: str = "file.csv") -> Path:
    """A file of that text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "kind", "form"),
    [
        (ORDERS, FileKind.ORDERS, "mapped-table"),
        (PRODUCTS, FileKind.PRODUCTS, ""),
        ("Handle,Title,Variant SKU,Variant Barcode\nbowl,Bowl,BOWL,4012345678994\n", FileKind.PRODUCTS, ""),
        (STRANGE, FileKind.UNTOLD, ""),
        ("sku,remark\nMUG,blue\n", FileKind.UNTOLD, ""),
    ],
)
def test_a_file_is_known_by_what_stands_in_it(
    verbs: IntakeVerbs, tmp_path: Path, text: str, kind: FileKind, form: str
) -> None:
    seen = verbs.look_at_file(write(tmp_path, text))
    assert (seen.kind, seen.form) == (kind, form)


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("", RefusalCode.FILE_UNUSABLE, "empty"),
        ("one word\nand another\n", RefusalCode.FORM_UNKNOWN, None),
    ],
)
def test_what_is_none_is_refused_by_name(
    verbs: IntakeVerbs, tmp_path: Path, text: str, code: RefusalCode, why: str | None
) -> None:
    with pytest.raises(Refused) as no:
        verbs.look_at_file(write(tmp_path, text))
    assert (no.value.code, no.value.data.get("why")) == (code, why)


def test_a_file_that_is_gone_is_told_so_and_so_is_a_folder(verbs: IntakeVerbs, tmp_path: Path) -> None:
    for path in (tmp_path / "never.csv", tmp_path):
        with pytest.raises(Refused) as no:
            verbs.look_at_file(path)
        assert no.value.data["why"] == "gone"


def test_the_first_orders_are_read_by_what_was_said_and_nothing_is_taken_in(
    verbs: IntakeVerbs, warehouse: Warehouse, tmp_path: Path
) -> None:
    path = write(tmp_path, STRANGE)
    table = verbs.say_columns.seen(path)
    assert table.columns == ("Vorgang", "Teil", "Anz")
    assert table.samples("Teil") == ("MUG", "CUP", "MUG")
    said = {OrderField.NUMBER: "Vorgang", OrderField.SKU: "Teil", OrderField.QUANTITY: "Anz"}
    first, second, _ = verbs.say_columns.ahead(path, TableMapping("office", said, table.columns))
    assert first.draft is not None
    assert [(line.sku, line.quantity) for line in first.draft.lines] == [("MUG", 2), ("CUP", 1)]
    assert [wrong.reason for wrong in second.unreadable] == [QuarantineReason.QUANTITY_UNREADABLE]
    with warehouse.store.transaction() as work:
        assert work.orders.by_number("A1") is None


def test_once_said_a_table_is_known(verbs: IntakeVerbs, warehouse: Warehouse, tmp_path: Path) -> None:
    path = write(tmp_path, STRANGE)
    said = {OrderField.NUMBER: "Vorgang", OrderField.SKU: "Teil", OrderField.QUANTITY: "Anz"}
    mapping = TableMapping("office", said, ("Vorgang", "Teil", "Anz"))
    with pytest.raises(Refused, match="role_forbids"):
        verbs.say_columns(warehouse.ida, mapping)
    assert verbs.look_at_file(path).kind is FileKind.UNTOLD
    verbs.say_columns(warehouse.lea, mapping)
    assert verbs.look_at_file(path).kind is FileKind.ORDERS


def take_in(verbs: IntakeVerbs, warehouse: Warehouse, path: Path) -> FileReport:
    """A lead takes it in."""
    return verbs.take_in_file(verbs.look_at_file(path), warehouse.lea, lambda _: None, lambda: False)


@pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
def test_orders_and_products_are_taken_in_the_same_way(
    verbs: IntakeVerbs, warehouse: Warehouse, tmp_path: Path
) -> None:
    orders = take_in(verbs, warehouse, write(tmp_path, ORDERS)).orders
    assert orders is not None
    assert (orders.rows_read, orders.used, orders.quarantined) == (4, 2, 2)
    assert verbs.quarantine.count() == 2
    assert [entry.line for entry in verbs.quarantine(1)] == [4]
    assert [entry.line for entry in verbs.quarantine()] == [4, 5]
    products = take_in(verbs, warehouse, write(tmp_path, PRODUCTS)).products
    assert products is not None
    assert (products.products, products.codes) == (1, 1)


def test_a_packer_takes_no_file_in(verbs: IntakeVerbs, warehouse: Warehouse, tmp_path: Path) -> None:
    for text in (ORDERS, PRODUCTS):
        seen = verbs.look_at_file(write(tmp_path, text))
        with pytest.raises(Refused, match="role_forbids"):
            verbs.take_in_file(seen, warehouse.ida, lambda _: None, lambda: False)


def test_every_cell_of_an_order_can_be_named() -> None:
    text = '{"name": "#1", "paid": true, "note": null, "line_items": [{"sku": "MUG", "quantity": 2}]}'
    assert cells(text) == (
        ("name", "#1"),
        ("note", ""),
        ("line_items.0.sku", "MUG"),
        ("line_items.0.quantity", "2"),
    )
