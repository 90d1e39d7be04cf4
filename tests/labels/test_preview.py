"""What is drawn on the screen is what a printer prints: compared with another reader of ZPL, and scanned."""

from __future__ import annotations

import io

import pytest
import zplkit
import zxingcpp
from PIL import Image, ImageChops
from zplkit.rendering import Limits

from packstation.labels.logistic_label import LogisticLabelWriter
from packstation.labels.preview import preview_png
from packstation.labels.template import Template
from packstation.labels.zpl import ZplWriter
from packstation.labels.zpl_reader import ZplSyntaxError
from tests.labels.sample import RESOURCES, SAMPLES

TEMPLATE = Template.load(RESOURCES / "labels" / "logistic-4x6.toml")
WRITERS = {dpi: LogisticLabelWriter(RESOURCES, dpi) for dpi in (203, 300)}


def ours(data: bytes, dpi: int) -> Image.Image:
    return Image.open(io.BytesIO(preview_png(data, dpi, RESOURCES))).convert("L")


def theirs(data: bytes, dpi: int) -> Image.Image:
    """The label as zplkit draws it. It does not know `^PQ`, which draws nothing."""
    options = zplkit.Options(width=4 * dpi, height=6 * dpi, dpi=dpi)
    document = zplkit.render(data.replace(b"^PQ1", b""), options, limits=Limits(graphic_bytes=100_000))
    (label,) = document.labels
    return Image.open(io.BytesIO(label.png())).convert("L")


def without_titles(page: Image.Image, dpi: int) -> Image.Image:
    """The label with the titles' cells blank; a printer's font may begin two dots above its cell."""
    page = page.copy()
    for title in TEMPLATE.titles:
        left, top = round(title.left * dpi), round(title.top * dpi)
        height = round(title.height * dpi)
        page.paste(255, (left, top - 2, left + height * len(title.text), top + height))
    return page


def different_dots(one: Image.Image, other: Image.Image) -> int:
    return ImageChops.difference(one, other).histogram()[255]


@pytest.mark.parametrize("dpi", WRITERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_dot_but_the_titles_is_where_another_reader_puts_it(name: str, dpi: int) -> None:
    data = WRITERS[dpi].write(SAMPLES[name])
    for label in (data, WRITERS[dpi].as_copy(data)):
        mine, other = ours(label, dpi), theirs(label, dpi)
        assert mine.size == other.size == (4 * dpi, 6 * dpi)
        # Bars, lines and bitmaps are exact. Seven small words are in the printer's own font, which is not
        # ours to ship: at most one dot in 200 of the label.
        assert different_dots(without_titles(mine, dpi), without_titles(other, dpi)) == 0
        assert different_dots(mine, other) < mine.width * mine.height / 200


@pytest.mark.parametrize("dpi", WRITERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_scanner_reads_the_plate_from_both_drawings(name: str, dpi: int) -> None:
    content = SAMPLES[name]
    data = WRITERS[dpi].as_copy(WRITERS[dpi].write(content))
    for page in (ours(data, dpi), theirs(data, dpi)):
        (found,) = zxingcpp.read_barcodes(page, text_mode=zxingcpp.TextMode.Plain)
        assert found.text == content.plate.code
        assert found.symbology_identifier == ("]C1" if content.plate.is_sscc else "]C0")


@pytest.mark.parametrize("dpi", WRITERS)
def test_a_copy_differs_where_its_mark_is_and_nowhere_else(dpi: int) -> None:
    data = WRITERS[dpi].write(SAMPLES["plain"])
    difference = ImageChops.difference(ours(data, dpi), ours(WRITERS[dpi].as_copy(data), dpi))
    left, top, width, height = TEMPLATE.copy.place(dpi)
    assert difference.getbbox() == (left, top, left + width, top + height)
    assert difference.histogram()[255] > width * height / 2


def test_a_picture_knows_its_size_on_paper() -> None:
    picture = Image.open(io.BytesIO(preview_png(WRITERS[300].write(SAMPLES["plain"]), 300, RESOURCES)))
    assert (picture.format, picture.mode) == ("PNG", "1")
    assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_hollow_box_is_hollow() -> None:
    zpl = ZplWriter()
    zpl.put(b"^FO10,20^GB30,40,2,B,0^FS\n")
    page = ours(zpl.label(100, 100), 203)
    assert different_dots(page, Image.new("L", (100, 100), 255)) == 30 * 40 - 26 * 36


def test_a_command_we_do_not_write_is_not_drawn() -> None:
    with pytest.raises(ZplSyntaxError):
        preview_png(b"^XA^CI28^PW812^LL1218^LH0,0\n^GE1,2^PQ1^XZ\n", 203, RESOURCES)
