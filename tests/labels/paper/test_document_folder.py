"""Sheets by name: only what really lies in the folder, and only what can be printed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from packstation.domain.refusal import RefusalCode, Refused
from packstation.labels.paper.document_folder import DocumentFolder

PDF = b"%PDF-1.4 a flyer"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of sheets, and beside it what is nobody's business."""
    inside = tmp_path / "sheets"
    (inside / "de").mkdir(parents=True)
    (inside / "flyer.pdf").write_bytes(PDF)
    (inside / "de" / "flyer.pdf").write_bytes(PDF + b" de")
    (tmp_path / "secret.pdf").write_bytes(PDF + b" secret")
    return inside


def refused(folder: Path | None, name: str) -> bool:
    with pytest.raises(Refused) as no:
        DocumentFolder(folder).pdf(name)
    assert "document" not in no.value.recorded
    return no.value.code is RefusalCode.DOCUMENT_UNUSABLE


def test_a_pdf_is_printed_as_it_is_also_from_a_folder_inside(folder: Path) -> None:
    assert DocumentFolder(folder).pdf("flyer.pdf") == PDF
    assert DocumentFolder(folder).pdf("de/flyer.pdf") == PDF + b" de"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.pdf",
        "de/../flyer.pdf",
        "de/../../secret.pdf",
        "..\\secret.pdf",
        "C:\\secret.pdf",
        "C:secret.pdf",
        "\\\\host\\x.pdf",
    ],
)
def test_nothing_outside_the_folder_is_opened(folder: Path, name: str) -> None:
    assert refused(folder, name)
    assert refused(folder, str(folder.parent / "secret.pdf"))


def test_no_link_leads_out_of_the_folder(folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder.parent / "secret.pdf")
    (folder / "up").symlink_to(folder.parent)
    assert refused(folder, "link.pdf")
    assert refused(folder, "up/secret.pdf")


@pytest.mark.parametrize(
    "name", ["", " ", ".", "de", "gone.pdf", "fly\ner.pdf", "flyer.pdf\0.png", "x" * 5_000]
)
def test_what_is_no_file_is_no_sheet(folder: Path, name: str) -> None:
    assert refused(folder, name)


def test_without_a_folder_there_are_no_sheets(folder: Path) -> None:
    assert refused(None, "flyer.pdf")
    assert refused(folder / "gone", "flyer.pdf")


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_becomes_a_page(folder: Path, kind: str) -> None:
    Image.new("RGB", (600, 300), "white").save(folder / "card", kind)
    pdf = DocumentFolder(folder).pdf("card")
    assert pdf.startswith(b"%PDF-")
    assert b"/Count 1" in pdf


def test_what_shines_through_is_white_on_paper(folder: Path) -> None:
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(folder / "glass.png")
    Image.new("RGB", (40, 40), "white").save(folder / "white.png")
    glass, white = (DocumentFolder(folder).pdf(name) for name in ("glass.png", "white.png"))
    assert glass.split(b"endstream")[0] == white.split(b"endstream")[0]


@pytest.mark.parametrize("data", [b"", b"hello", b"MZ\x90", b"<html>%PDF-", b"\x89PNG\r\n\x1a\n half"])
def test_what_is_neither_is_refused(folder: Path, data: bytes) -> None:
    (folder / "strange").write_bytes(data)
    assert refused(folder, "strange")


def test_other_kinds_of_pictures_are_not_even_looked_at(folder: Path) -> None:
    out = BytesIO()
    Image.new("RGB", (10, 10)).save(out, "GIF")
    (folder / "moving.png").write_bytes(out.getvalue())
    assert refused(folder, "moving.png")


def test_a_picture_that_would_fill_the_memory_is_refused(folder: Path) -> None:
    Image.new("1", (9_000, 9_000)).save(folder / "bomb.png")
    assert refused(folder, "bomb.png")
