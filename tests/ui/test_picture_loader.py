"""Pictures of products: read beside the window, bounded, and a placeholder that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from packstation.ui import picture_loader
from packstation.ui.design.placeholder import initials, shape_of
from packstation.ui.picture_loader import PictureLoader, decode
from packstation.ui.theme import sizes_for
from packstation.ui.widgets.product_picture import ProductPicture
from tests.application.site import MUG
from tests.ui.at_window import AtWindow
from tests.ui.design.colour import contrast

pytestmark = pytest.mark.gui

RED = "#c00000"


class FakePictures:
    """Files by SKU, and the threads that asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, Path] = {}
        self.asked_on_window = 0
        self.asked: list[str] = []

    def add(self, sku: str, width: int = 400, height: int = 200) -> None:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor(RED))
        self.files[sku] = self.folder / f"{sku}.png"
        image.save(str(self.files[sku]))

    def of(self, sku: str) -> Path | None:
        self.asked.append(sku)
        self.asked_on_window += current_thread() is main_thread()
        return self.files.get(sku)


@pytest.fixture
def pictures(tmp_path: Path) -> FakePictures:
    """No picture yet."""
    return FakePictures(tmp_path)


@pytest.fixture
def loader(pictures: FakePictures, qtbot: QtBot) -> Iterator[PictureLoader]:
    """A loader with room for two pictures of 100 pixels."""
    made = PictureLoader(pictures, most_bytes=2 * 100 * 50 * 4)
    yield made
    made.stop()


def load(qtbot: QtBot, loader: PictureLoader, sku: str, side: int = 100) -> None:
    with qtbot.waitSignal(loader.loaded, timeout=5000):
        assert loader.picture(sku, side) is None


def test_a_picture_comes_scaled_and_is_kept(
    qtbot: QtBot, loader: PictureLoader, pictures: FakePictures
) -> None:
    pictures.add("MUG")
    load(qtbot, loader, "MUG")
    picture = loader.picture("MUG", 100)
    assert picture is not None
    assert (picture.width(), picture.height()) == (100, 50)
    assert (pictures.asked, pictures.asked_on_window) == (["MUG"], 0)


def test_the_oldest_picture_goes_when_there_is_no_room(
    qtbot: QtBot, loader: PictureLoader, pictures: FakePictures
) -> None:
    for sku in ("A", "B", "C"):
        pictures.add(sku)
        load(qtbot, loader, sku)
    assert loader.held_bytes <= 2 * 100 * 50 * 4
    assert loader.picture("B", 100) is not None
    load(qtbot, loader, "A")
    assert loader.held_bytes <= 2 * 100 * 50 * 4


def test_a_product_without_a_picture_is_asked_for_once(
    qtbot: QtBot, loader: PictureLoader, pictures: FakePictures
) -> None:
    assert loader.picture("NONE", 100) is None
    qtbot.waitUntil(lambda: ("NONE", 100) in loader._held)
    assert loader.picture("NONE", 100) is None
    assert pictures.asked == ["NONE"]
    pictures.add("NONE")
    loader.forget("NONE")
    load(qtbot, loader, "NONE")


def test_a_picture_that_comes_while_an_older_one_is_read_is_the_one_that_is_shown(
    qtbot: QtBot, loader: PictureLoader, pictures: FakePictures
) -> None:
    assert loader.picture("MUG", 100) is None
    loader._pool.waitForDone()
    pictures.add("MUG")
    loader.forget()
    qtbot.waitUntil(lambda: loader.picture("MUG", 100) is not None)


def test_what_is_known_of_products_without_a_picture_is_bounded(
    loader: PictureLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture_loader, "MOST_HELD", 3)
    for number in range(5):
        loader._take(f"SKU-{number}", 100, QImage())
    assert [sku for sku, _ in loader._held] == ["SKU-2", "SKU-3", "SKU-4"]


@pytest.mark.parametrize("spoilt", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, b"<svg/>"])
def test_a_file_that_is_no_picture_is_none(tmp_path: Path, spoilt: bytes, qtbot: QtBot) -> None:
    path = tmp_path / "spoilt.png"
    path.write_bytes(spoilt)
    assert decode(path, 100).isNull()
    assert decode(tmp_path / "not there.png", 100).isNull()


def shown(qtbot: QtBot, sku: str, name: str) -> ProductPicture:
    widget = ProductPicture()
    qtbot.addWidget(widget)
    widget.fit(sizes_for(1366, 768))
    widget.setFixedHeight(300)
    widget.put(sku, name, "1 of 2")
    widget.show()
    return widget


def test_the_picture_takes_the_place_of_its_placeholder(
    qtbot: QtBot, loader: PictureLoader, pictures: FakePictures
) -> None:
    pictures.add("MUG", 300, 300)
    widget = shown(qtbot, "MUG", "Mug, blue")
    widget.load_from(loader)
    before = widget.grab().toImage()
    qtbot.waitUntil(lambda: bool(loader.held_bytes), timeout=5000)
    after = widget.grab().toImage()
    middle = before.width() // 2, 40
    assert after.pixelColor(*middle).name() == RED
    assert before.pixelColor(*middle).name() != RED
    assert widget.accessibleName() == "Mug, blue 1 of 2"


def test_a_placeholder_is_the_same_on_every_bench(qtbot: QtBot) -> None:
    one, again = shown(qtbot, "LID-13", "Lid, round"), shown(qtbot, "LID-13", "Lid, round")
    assert one.grab().toImage() == again.grab().toImage()
    assert shape_of("LID-13") == ("diamond", shape_of("LID-13")[1])
    assert len({shape_of(f"SKU-{number}")[0] for number in range(50)}) == 5


@pytest.mark.parametrize(
    ("sku", "name", "letters"),
    [
        ("M-1", "Mug, blue", "MB"),
        ("M-1", "mug", "MU"),
        ("4711", "", "47"),
        ("-", "", "?"),
        ("A", "ß ö", "SSÖ"),
    ],
)
def test_a_placeholder_bears_two_letters(sku: str, name: str, letters: str) -> None:
    assert initials(sku, name) == letters


def test_the_bench_shows_the_product_in_hand_and_then_the_next(at_window: AtWindow) -> None:
    at_window.open("100234")
    picture = at_window.window.pack.picture
    assert (picture.sku, picture.count) == ("MUG", "0 of 2")
    at_window.scan(MUG)
    assert (picture.sku, picture.count) == ("MUG", "1 of 2")
    at_window.scan(MUG)
    assert (picture.sku, picture.count) == ("LID", "0 of 13")
    at_window.window.pack.clear()
    assert (picture.sku, picture.accessibleName(), picture.isVisible()) == ("", "", False)


def test_the_picture_is_large_enough_to_be_known(at_window: AtWindow) -> None:
    at_window.open("100234")
    for size, least in (((1024, 768), 120), ((1366, 768), 150), ((1920, 1080), 220), ((3840, 2160), 450)):
        at_window.window.resize(*size)
        at_window.show_all()
        assert at_window.window.pack.picture.side() >= least


def test_red_is_no_panel() -> None:
    assert contrast(RED, "#ffffff") > 4.5
