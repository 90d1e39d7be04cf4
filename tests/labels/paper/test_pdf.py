"""The PDF: pages of A4 that another program reads back, and never half a file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from packstation.labels.lettering import Lettering
from packstation.labels.paper.pdf import AT_ONCE, write_pdf
from packstation.labels.paper.pick_paper import draw_pick_papers
from packstation.labels.paper.sheet import Sheet
from tests.labels.paper.scanner_eye import FONTS, codes_on
from tests.labels.paper.test_pick_paper import WORDS, paper


def test_a_page_a_sheet_also_when_there_are_more_than_are_held_at_once(tmp_path: Path) -> None:
    target = tmp_path / "sheets.pdf"
    blank = (Sheet(Lettering(FONTS)) for _ in range(2 * AT_ONCE + 1))
    assert write_pdf(target, blank, "Sheets") == 2 * AT_ONCE + 1
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert f"/Count {2 * AT_ONCE + 1}".encode() in data
    assert data.count(b"/CCITTFaxDecode") == 2 * AT_ONCE + 1


def test_without_a_sheet_no_file_is_made(tmp_path: Path) -> None:
    assert write_pdf(tmp_path / "sheets.pdf", [], "Sheets") == 0
    assert list(tmp_path.iterdir()) == []


def test_what_fails_in_the_middle_leaves_the_file_of_before(tmp_path: Path) -> None:
    target = tmp_path / "sheets.pdf"
    target.write_bytes(b"of before")

    def failing() -> Iterator[Sheet]:
        for _ in range(AT_ONCE):
            yield Sheet(Lettering(FONTS))
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_pdf(target, failing(), "Sheets")
    assert target.read_bytes() == b"of before"
    assert [path.name for path in tmp_path.iterdir()] == ["sheets.pdf"]


def test_a_page_is_small(tmp_path: Path) -> None:
    target = tmp_path / "sheets.pdf"
    write_pdf(target, draw_pick_papers([paper(lines=12)], WORDS, FONTS), "Sheets")
    assert target.stat().st_size < 60_000


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not installed")
@pytest.mark.parametrize("dpi", [150, 300])
def test_another_program_draws_the_page_and_its_code_is_read(tmp_path: Path, dpi: int) -> None:
    target = tmp_path / "sheets.pdf"
    write_pdf(target, draw_pick_papers([paper("#1001")], WORDS, FONTS), "Sheets")
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", target, tmp_path / "page"], check=True)
    (drawn,) = tmp_path.glob("page*.png")
    with Image.open(drawn) as page:
        assert abs(page.width - 210 / 25.4 * dpi) <= 2
        assert abs(page.height - 297 / 25.4 * dpi) <= 2
        assert codes_on(page) == ["#1001"]
