"""A file somebody brings, opened as text: safely, as a stream, whatever it turns out to be.

Letters: UTF-16 where a byte order mark says so, else UTF-8 (with or without its mark) if all of the file is,
else Windows' western letters (cp1252). Other eight-bit alphabets cannot be told from cp1252 and read wrongly.
Text that was encoded twice on its way ("JÃ¼rgen") is mended where it can only have been that; a letter
that is lost for good stands as U+FFFD and keeps its order out where it matters (`cell.is_lost`).

Nothing is unpacked and nothing evaluated; memory does not grow with the file.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from packstation.domain.file_fault import FileFault
from packstation.domain.refusal import Fact, RefusalCode, Refused

__all__ = ["FileFault", "Letters", "head_text", "mended", "opened", "unusable"]

MOST_BYTES = 2 * 1024**3
"""Some four million rows of orders; more is no day's export."""
_PART_BYTES = 1024 * 1024
"""A line that fills a part of this size is no line a person or a shop wrote."""

_MAGIC: tuple[tuple[bytes, FileFault], ...] = (
    (b"%PDF", FileFault.PDF),
    (b"\x89PNG", FileFault.PICTURE),
    (b"\xff\xd8\xff", FileFault.PICTURE),
    (b"GIF8", FileFault.PICTURE),
    (b"II*\x00", FileFault.PICTURE),
    (b"MM\x00*", FileFault.PICTURE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileFault.WORKBOOK),
    (b"\x1f\x8b", FileFault.ARCHIVE),
    (b"BZh", FileFault.ARCHIVE),
    (b"\xfd7zXZ", FileFault.ARCHIVE),
    (b"7z\xbc\xaf", FileFault.ARCHIVE),
    (b"Rar!", FileFault.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", FileFault.ARCHIVE),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IN_WORKBOOKS = (b"[Content_Types].xml", b"_rels/", b"xl/", b"mimetypeapplication/vnd.oasis")
_WEB_PAGE = re.compile(rb"\s*<(!doctype html|html|head|body|!--)", re.IGNORECASE)

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


def unusable(why: FileFault, **facts: Fact) -> Refused:
    """The no to a whole file."""
    return Refused(RefusalCode.FILE_UNUSABLE, why=why.value, **facts)


@dataclass(frozen=True, slots=True)
class Letters:
    """How a file's bytes become text, and whether some of it was encoded twice."""

    encoding: str
    twice: bool


@contextmanager
def opened(source: BinaryIO) -> Iterator[tuple[io.TextIOWrapper, Letters]]:
    """The file's text from its beginning, line ends as they are; `source` can be sought and stays open.

    It is read through once before, so that its letters are known from the first row on. Raises
    Refused(file_unusable, why=...) for what is no text; while reading on, too, if the file changes meanwhile.
    """
    if source.seek(0, io.SEEK_END) > MOST_BYTES:
        raise unusable(FileFault.TOO_LARGE)
    source.seek(0)
    letters = _letters(source)
    source.seek(0)
    text = io.TextIOWrapper(source, letters.encoding, newline="")
    try:
        yield text, letters
    except UnicodeDecodeError as error:
        raise unusable(FileFault.ENCODING) from error
    finally:
        text.detach()


def head_text(head: bytes) -> str:
    """The beginning of a file as text, to recognise it by; empty where it is none."""
    if _fault(head) is not None:
        return ""
    if head.startswith(_UTF16):
        return head.decode("utf-16", errors="ignore")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return head.decode("cp1252", errors="replace")


def _fault(head: bytes) -> FileFault | None:
    """What a file that begins so is instead of text."""
    for magic, fault in _MAGIC:
        if head.startswith(magic):
            return fault
    if head.startswith(_ZIP):
        workbook = any(name in head for name in _IN_WORKBOOKS)
        return FileFault.WORKBOOK if workbook else FileFault.ARCHIVE
    if head.startswith(_UTF32):
        return FileFault.ENCODING
    if not head.startswith(_UTF16) and b"\0" in head:
        return FileFault.BINARY
    return FileFault.WEB_PAGE if _WEB_PAGE.match(head.removeprefix(codecs.BOM_UTF8)) else None


def _letters(source: BinaryIO) -> Letters:
    """What the whole file is written in. Refused where it is no text."""
    head = source.read(_PART_BYTES)
    fault = _fault(head)
    if fault is not None:
        raise unusable(fault)
    if head.startswith(_UTF16):
        names: tuple[str, ...] = ("utf-16",)
    else:
        names = ("utf-8-sig", "cp1252")
    for name in names:
        source.seek(0)
        try:
            return Letters(name, _surveyed(source, name))
        except UnicodeDecodeError:
            continue
    raise unusable(FileFault.ENCODING)


def _surveyed(source: BinaryIO, encoding: str) -> bool:
    """Whether some text was encoded twice; all of the file is looked at, and refused where it must be."""
    decoder = codecs.getincrementaldecoder(encoding)()
    blank, twice = True, False
    for part in chain(iter(lambda: source.read(_PART_BYTES), b""), (b"",)):
        text = decoder.decode(part, final=not part)
        if "\0" in text:
            raise unusable(FileFault.BINARY)
        if len(part) == _PART_BYTES and "\n" not in text and "\r" not in text:
            raise unusable(FileFault.LINE_TOO_LONG)
        blank = blank and not text.strip("\ufeff \t\r\n")
        twice = twice or (not text.isascii() and _holds_twice(text))
    if blank:
        raise unusable(FileFault.EMPTY)
    return twice


def _pair_of_utf8() -> str:
    """A pattern for what two, three or four bytes of UTF-8 become when each is read as a letter of cp1252."""
    rest = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0))
    follow = f"[{re.escape(rest)}]"
    two, three, four = "(?<=[\u00c2-\u00df])", "(?<=[\u00e0-\u00ef])", "(?<=[\u00f0-\u00f4])"
    return f"[\u00c2-\u00f4](?:{two}{follow}|{three}{follow}{{2}}|{four}{follow}{{3}})"


_TWICE = re.compile(_pair_of_utf8())
_BEGINS_TWICE = "ÂÃÄÅÎÏÐÑØÙãäåæçèéêëâð"
"""The first bytes of the scripts and signs that shops write, as cp1252 shows them."""


def _holds_twice(text: str) -> bool:
    """Whether something in a long text looks encoded twice; found by its letters, a pattern would be slow."""
    for letter in _BEGINS_TWICE:
        place = text.find(letter)
        while place >= 0:
            if _TWICE.match(text, place):
                return True
            place = text.find(letter, place + 1)
    return False


def mended(text: str) -> str:
    """The text with what was encoded twice brought back."""
    while (once := _TWICE.sub(_once, text)) != text:
        text = once
    return text


def _once(found: re.Match[str]) -> str:
    # A capital word may end in such a letter before a quotation mark or dash: that was encoded once.
    if (
        found.string[max(0, found.start() - 1) : found.start()].isupper()
        and not found.string[found.end() : found.end() + 1].isalpha()
    ):
        return found[0]
    try:
        return b"".join(map(_byte, found[0])).decode("utf-8")
    except UnicodeDecodeError:
        return found[0]


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")
