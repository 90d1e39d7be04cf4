"""What somebody said of a table's columns is found again, whatever stood in the headers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packstation.domain.table_mapping import DayOrder, OrderField, TableMapping
from packstation.settings.mapping import MappingFolder, mapping_of, written
from packstation.settings.section import SettingsError

F = OrderField
OURS = TableMapping(
    "Our ERP",
    {F.NUMBER: "Beleg", F.SKU: "Art"},
    ("Beleg", "Art", "Wer"),
    DayOrder.DAY_FIRST,
    {F.QUANTITY: "1"},
)
_text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    folder = MappingFolder(tmp_path / "mappings")
    assert folder.all() == ()
    assert folder.keep(OURS).name == "our-erp.toml"
    assert folder.all() == (OURS,)


@pytest.mark.parametrize("name", ["../../etc/passwd", "..", "a/b", "C:\\x", "\0", "x" * 500, "Ä Ö"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = MappingFolder(tmp_path / "mappings")
    mapping = TableMapping(name, OURS.columns, OURS.headers, None, OURS.defaults)
    if not any(letter.isalnum() for letter in name):
        with pytest.raises(ValueError, match="name"):
            folder.keep(mapping)
    else:
        assert folder.keep(mapping).parent == tmp_path / "mappings"
        assert folder.all() == (mapping,)


def test_a_name_that_leads_to_the_same_file_is_taken(tmp_path: Path) -> None:
    folder = MappingFolder(tmp_path / "mappings")
    assert not folder.has("Office")
    folder.keep(TableMapping("Office list", {}))
    assert folder.has("office-list")
    assert folder.has(" OFFICE LIST ")
    assert not folder.has("office")
    assert not folder.has("...")


@given(
    _text,
    st.lists(_text, max_size=5),
    st.dictionaries(st.sampled_from(F), _text),
    st.sampled_from([None, *DayOrder]),
)
def test_whatever_stands_in_it_is_read_as_it_was_written(
    name: str, headers: list[str], texts: dict[OrderField, str], order: DayOrder | None
) -> None:
    needed = {F.NUMBER: "a", F.SKU: "b", F.QUANTITY: "c"}
    mapping = TableMapping(name, {**needed, **texts}, tuple(headers), order, texts)
    assert mapping_of(written(mapping)) == mapping


def test_a_file_that_cannot_be_used_is_passed_over(tmp_path: Path) -> None:
    folder = MappingFolder(tmp_path)
    folder.keep(OURS)
    (tmp_path / "bad.toml").write_text("name = ", "utf-8")
    (tmp_path / "later.toml").write_text(written(OURS) + '[prices]\nnet = "x"\n', "utf-8")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\0")
    assert folder.all() == (OURS,)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('name = "x"\n[columns]\nnumber = "a"\n', "must name"),
        (written(OURS).replace("day_first", "year_first"), "must be one of"),
        (written(OURS).replace("sku", "price"), "is not a setting"),
    ],
)
def test_what_is_no_mapping_is_told(text: str, why: str) -> None:
    with pytest.raises(SettingsError, match=why):
        mapping_of(text)
