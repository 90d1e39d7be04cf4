"""Before a file is taken in: what it is, so that whoever brings it can be asked for a yes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from packstation.application.find_reader import FindReader
from packstation.domain.file_fault import FileFault
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value


class FileKind(StrEnum):
    """What a file holds."""

    ORDERS = "orders"
    PRODUCTS = "products"
    UNTOLD = "untold"  # a table, and nobody said yet which column holds what


@value
class FileSeen:
    """A file that was looked at; `form` is that of its reader."""

    path: Path
    kind: FileKind
    form: str


@value
class LookAtFile:
    """Knows files of orders by their readers; `table_kind` knows other tables, and what is none."""

    find_reader: FindReader
    table_kind: Callable[[BinaryIO], FileKind | None]

    def __call__(self, path: Path) -> FileSeen:
        """What it is. Refused(form_unknown, file_unusable): it is none that can be taken in."""
        with opened_file(path) as source:
            try:
                reader = self.find_reader(source, path.name)
                # The first piece tells whether all columns that are needed are known.
                next(iter(reader.pieces(source)), None)
            except Refused as no:
                if no.data.get("why") != FileFault.MAPPING_NEEDED.value:
                    raise
            else:
                return FileSeen(path, FileKind.ORDERS, reader.form)
        # A reader closes what it has read to its end.
        with opened_file(path) as source:
            kind = self.table_kind(source)
        if kind is None:
            raise Refused(RefusalCode.FORM_UNKNOWN, file=path.name)
        return FileSeen(path, kind, "")


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """A file somebody brought. Refused(file_unusable, why=gone) where it cannot be read, or no longer."""
    try:
        with path.open("rb") as source:
            yield source
    except OSError as trouble:
        raise Refused(RefusalCode.FILE_UNUSABLE, why=FileFault.GONE.value) from trouble
