"""A zip archive is looked at by its own words before anything in it is unpacked.

Its directory is read within fixed bounds (PKWARE's APPNOTE.TXT, 4.3), so that a bomb, a directory of a
hundred thousand entries or a name that climbs out of its folder costs neither time nor memory. Nothing is
ever unpacked to disk.
"""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from packstation.channels.source import FileFault, unusable

MOST_ENTRIES = 1_000
MOST_DIRECTORY_BYTES = 256 * 1024
MOST_UNPACKED_BYTES = 512 * 1024 * 1024
MOST_RATIO = 250
"""What tables pack to stays below 100; deflate can reach 1,032."""
RATIO_COUNTS_FROM_BYTES = 8 * 1024 * 1024
"""Small entries may pack as well as they like."""

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_END64_LOCATOR = b"PK\x06\x07"
_LONGEST_REMARK = 0xFFFF
_ENCRYPTED = 0x1
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar")


@contextmanager
def guarded(source: BinaryIO) -> Iterator[ZipFile]:
    """The archive, open for reading, once nothing in its directory speaks against it.

    Raises Refused(file_unusable) for an archive that is broken, encrypted, too large for what it is, or
    made to do harm; also when reading an entry shows it only then.
    """
    try:
        _refuse_directory(source)
        with ZipFile(source) as archive:
            _refuse_entries(archive.infolist())
            yield archive
    except (BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, zlib.error, struct.error) as error:
        raise unusable(FileFault.BROKEN_ARCHIVE) from error


def entry(archive: ZipFile, name: str) -> IO[bytes]:
    """One entry, to be read as a stream. Refused(file_unusable) where there is none of that name."""
    try:
        return archive.open(name)
    except (KeyError, RuntimeError) as error:
        raise unusable(FileFault.BROKEN_ARCHIVE) from error


def _refuse_directory(source: BinaryIO) -> None:
    """Judge the directory by the record at the very end, before the library reads all of it."""
    size = source.seek(0, 2)
    source.seek(max(0, size - _LONGEST_REMARK - _END.size - 20))
    tail = source.read()
    source.seek(0)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise unusable(FileFault.BROKEN_ARCHIVE)
    _, _, _, _, entries, directory_bytes, _, _ = _END.unpack_from(tail, at)
    # The wide form of the directory is for archives beyond 4 GiB, and a second, other answer to the same
    # question for those who want to be believed twice.
    if tail[max(0, at - 20) :].startswith(_END64_LOCATOR):
        raise unusable(FileFault.TOO_LARGE)
    if entries > MOST_ENTRIES or directory_bytes > MOST_DIRECTORY_BYTES:
        raise unusable(FileFault.TOO_LARGE)


def _refuse_entries(entries: list[ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise unusable(FileFault.TOO_LARGE)
    if any(_is_bomb(one) for one in entries) or sum(one.file_size for one in entries) > MOST_UNPACKED_BYTES:
        raise unusable(FileFault.TOO_LARGE)
    for one in entries:
        if one.flag_bits & _ENCRYPTED:
            raise unusable(FileFault.ENCRYPTED)
        if one.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise unusable(FileFault.BROKEN_ARCHIVE)
        if _climbs(one) or stat.S_ISLNK(one.external_attr >> 16) or _is_archive(one):
            raise unusable(FileFault.HARMFUL_ARCHIVE)


def _is_bomb(one: ZipInfo) -> bool:
    return one.file_size > RATIO_COUNTS_FROM_BYTES and one.file_size > MOST_RATIO * max(one.compress_size, 1)


def _is_archive(one: ZipInfo) -> bool:
    return one.filename.lower().endswith(_ARCHIVES)


def _climbs(one: ZipInfo) -> bool:
    """Whether a name leads out of the folder one would unpack into."""
    for name in (one.filename, one.orig_filename):
        parts = name.replace("\\", "/").split("/")
        if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\0" in name:
            return True
    return False
