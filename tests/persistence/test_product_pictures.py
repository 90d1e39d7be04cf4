"""The shelf of product pictures: one a SKU, whatever the SKU is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from packstation.domain.refusal import DeviceFault
from packstation.persistence.product_pictures import ProductPictures

PNG, JPEG = b"\x89PNG...", b"\xff\xd8\xff..."


@pytest.mark.parametrize("sku", ["MUG", "../MUG", "a/b", "..", ".hidden", "Ä 1", "CON", "a:b"])
def test_a_picture_is_found_by_its_sku_and_lies_in_the_folder(sku: str, tmp_path: Path) -> None:
    shelf = ProductPictures(tmp_path / "pictures")
    shelf.keep(sku, PNG)
    found = shelf.of(sku)
    assert found is not None
    assert (found.parent, found.read_bytes()) == (tmp_path / "pictures", PNG)


def test_a_new_picture_takes_the_place_of_the_old_one_whatever_its_kind(tmp_path: Path) -> None:
    shelf = ProductPictures(tmp_path)
    (tmp_path / "MUG.webp").write_bytes(b"old")
    shelf.keep("MUG", PNG)
    shelf.keep("MUG", JPEG)
    assert [path.name for path in tmp_path.iterdir()] == ["MUG.jpg"]
    found = shelf.of("MUG")
    assert found is not None
    assert found.read_bytes() == JPEG


def test_a_folder_that_takes_nothing_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DeviceFault):
        ProductPictures(tmp_path / "file").keep("MUG", PNG)
