"""Whatever somebody brings as a file is opened as text, or refused in words and in little memory."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from packstation.channels.source import FileFault, head_text, mended, opened
from packstation.domain.refusal import RefusalCode, Refused

LITTLE = 60_000_000
"""Bytes. The allowance is 100 MB for the whole of it."""


def text_of(data: bytes) -> str:
    with opened(io.BytesIO(data)) as (text, _):
        return text.read()


def fault_of(read: Callable[[], object]) -> str:
    with pytest.raises(Refused) as no:
        read()
    assert no.value.code is RefusalCode.FILE_UNUSABLE
    return str(no.value.data["why"])


def zipped(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "<x/>")
    return packed.getvalue()


def read_twice(text: str) -> str:
    """What becomes of a text whose UTF-8 somebody read as Windows' western letters."""
    return "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in text.encode("utf-8")
    )


class Endless(io.RawIOBase):
    """A file of so many bytes that takes no room."""

    def __init__(self, size: int, part: bytes) -> None:
        super().__init__()
        self._size, self._part, self._at, self.given = size, part * (1024 * 1024 // len(part)), 0, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = self._size + offset if whence == io.SEEK_END else offset
        return self._at

    def tell(self) -> int:
        return self._at

    def read(self, size: int = -1) -> bytes:
        part = self._part[: max(0, min(size, self._size - self._at))]
        self._at += len(part)
        self.given += len(part)
        return part


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_letters_are_read_as_they_were_written(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert text_of(mark + "Jürgen; 5 €\r\n".encode(encoding)) == "Jürgen; 5 €\r\n"


def test_one_stray_byte_at_the_end_makes_the_whole_file_western() -> None:
    data = "Größe\n".encode("cp1252")
    assert text_of(b"x\n" * 700_000 + data).endswith("Größe\n")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", FileFault.EMPTY),
        (b"\xef\xbb\xbf \r\n\t\n", FileFault.EMPTY),
        (b"Name,a\x00b\n", FileFault.BINARY),
        (b"Name\n" * 300_000 + b"\x00", FileFault.BINARY),
        (b"\xff\xfe" + "a\0b".encode("utf-16-le"), FileFault.BINARY),
        (b"%PDF-1.7\n", FileFault.PDF),
        (b"\x89PNG\r\n\x1a\n", FileFault.PICTURE),
        (b"\xff\xd8\xff\xe0", FileFault.PICTURE),
        (b"GIF89a", FileFault.PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileFault.WORKBOOK),
        (zipped("xl/workbook.xml"), FileFault.WORKBOOK),
        (zipped("orders.csv"), FileFault.ARCHIVE),
        (zipped("../../orders.csv"), FileFault.ARCHIVE),
        (gzip.compress(b"Name\n", mtime=0), FileFault.ARCHIVE),
        (b"\n<!DOCTYPE html><html><title>Log in</title>", FileFault.WEB_PAGE),
        ("名前,注文\n".encode("cp932") + b"\x81\x8d", FileFault.ENCODING),
        ("a,b".encode("utf-32"), FileFault.ENCODING),
        (b"\xff\xfea", FileFault.ENCODING),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_is(data: bytes, why: FileFault) -> None:
    assert fault_of(lambda: text_of(data)) == why.value


@pytest.mark.parametrize(
    ("size", "part", "why"),
    [
        (1_900_000_000, b"x", FileFault.LINE_TOO_LONG),
        (1_900_000_000, b",", FileFault.LINE_TOO_LONG),
        (10_000_000_000, b"a\n", FileFault.TOO_LARGE),
        (1_900_000_000, b"\0", FileFault.BINARY),
    ],
)
def test_a_huge_file_is_refused_by_its_first_part(size: int, part: bytes, why: FileFault) -> None:
    source = Endless(size, part)
    tracemalloc.start()
    try:
        assert fault_of(lambda: opened(source).__enter__()) == why.value  # type: ignore[arg-type]
        assert tracemalloc.get_traced_memory()[1] < LITTLE
    finally:
        tracemalloc.stop()
    assert source.given < 8 * 1024 * 1024


@pytest.mark.parametrize(
    "text",
    [
        "Jürgen Müller",
        "KÖLN",
        "São Paulo",
        "5 € \u2013 „neu“",
        "Łódź",
        "Москва",
        "日本",
        "Zoë 😀",
        "Größe 7",
        "Ærø",
    ],
)
def test_what_was_encoded_twice_is_brought_back(text: str) -> None:
    assert mended(read_twice(text)) == text
    assert text_of(f"{read_twice(text)}\n".encode()) in {f"{read_twice(text)}\n", f"{text}\n"}
    with opened(io.BytesIO(f"{read_twice(text)}\n".encode())) as (_, letters):
        assert letters.twice


def test_what_was_encoded_three_times_too() -> None:
    assert mended(read_twice(read_twice("Jürgen"))) == "Jürgen"


@pytest.mark.parametrize(
    "text",
    [
        "Jürgen",
        "SÃO JOÃO",
        "\u201cIRM\u00c3\u201d",
        "MANH\u00c3\u2013 dois",
        "Ârmées",
        "Ñandú",
        "naïve «là»",
        "ÆØÅ",
    ],
)
def test_what_was_written_so_stays(text: str) -> None:
    assert mended(text) == text


def test_a_file_of_both_kinds_is_mended_where_it_must_be() -> None:
    data = "Jürgen,".encode("cp1252") + "Jürgen,".encode() + b"\n"
    assert mended(text_of(data)) == "Jürgen,Jürgen,\n"


@pytest.mark.parametrize("data", [b"%PDF", b"a\0", b"", b"\xff\xfe\xff"])
def test_of_what_is_no_text_nothing_is_recognised(data: bytes) -> None:
    assert head_text(data) == ""


def test_a_head_cut_within_a_letter_is_recognised_all_the_same() -> None:
    assert head_text("Name,Größe".encode()[:-2]) == "Name,Gr" + "öß"[:1]
