"""Pictures are taken from beside their file and nowhere else, and made as small as a screen needs."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from packstation.application.product_intake import FoundPicture
from packstation.channels.picture_beside import LONGEST_SIDE_PX, MOST_BYTES, PicturesBeside


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of products with two pictures beside it, and one that is none of its business."""
    folder = tmp_path / "in" / "pictures"
    folder.mkdir(parents=True)
    Image.new("RGB", (3000, 1500), "red").save(folder / "mug.png")
    Image.new("RGBA", (50, 40), (0, 0, 255, 10)).save(tmp_path / "in" / "lid.png")
    Image.new("RGB", (10, 10)).save(tmp_path / "secret.png")
    return tmp_path / "in" / "products.csv"


def taken(file: Path, name: str) -> Image.Image | None:
    """What becomes of a picture of that name."""
    pictures = PicturesBeside(file)
    found = pictures.find(name)
    image = pictures.scaled(found) if found else None
    return Image.open(io.BytesIO(image)) if image else None


def test_a_large_picture_becomes_a_small_jpeg_and_one_to_see_through_stays_so(file: Path) -> None:
    mug, lid = taken(file, "mug.png"), taken(file, "lid.png")
    assert mug is not None
    assert lid is not None
    assert (mug.format, mug.size) == ("JPEG", (LONGEST_SIDE_PX, LONGEST_SIDE_PX // 2))
    assert (lid.format, lid.size, lid.mode) == ("PNG", (50, 40), "RGBA")


@pytest.mark.parametrize(
    "name", ["../secret.png", "../../secret.png", "x/../../secret.png", "no.png", "", ".", "\0"]
)
def test_what_lies_elsewhere_or_nowhere_is_not_taken(file: Path, name: str) -> None:
    assert PicturesBeside(file).find(name) is None
    assert PicturesBeside(file).find(str(file.parent.parent / "secret.png")) is None
    assert PicturesBeside(file).scaled(FoundPicture(name, "")) is None


def test_a_link_out_of_the_folder_is_not_followed(file: Path) -> None:
    link = file.parent / "pictures" / "link.png"
    try:
        link.symlink_to(file.parent.parent / "secret.png")
    except OSError:
        pytest.skip("no links here")
    assert PicturesBeside(file).find("link.png") is None


def test_a_file_too_large_and_a_picture_of_too_many_pixels_are_not_taken(file: Path) -> None:
    with (file.parent / "huge.png").open("wb") as huge:
        huge.truncate(MOST_BYTES + 1)
    assert PicturesBeside(file).find("huge.png") is None
    Image.new("1", (8_000, 8_000)).save(file.parent / "bomb.png")
    assert taken(file, "bomb.png") is None


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0rubbish", b"%PDF-1.7"]
)
def test_what_is_no_picture_is_not_taken(file: Path, data: bytes) -> None:
    (file.parent / "bad.png").write_bytes(data)
    assert taken(file, "bad.png") is None
