"""What taking products in needs of the world: a reader of their files, the pictures beside them, a shelf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from packstation.domain.product_draft import ProductDraft, RowNotTaken
from packstation.domain.value import value


class ProductReader(Protocol):
    """Reads one form of files with products."""

    @property
    def form(self) -> str:
        """The form it reads: "product-table"."""

    def rows(self, source: BinaryIO) -> Iterator[ProductDraft | RowNotTaken | None]:
        """The rows in their order, empty ones aside; None for one that rightly says nothing of a product.

        As a stream: memory does not grow with the file. Refused(file_unusable) for a file that as a whole
        cannot be read.
        """


@value
class FoundPicture:
    """A picture beside the file; `digest` tells its bytes from any others'."""

    name: str
    digest: str


class PictureFolder(Protocol):
    """The pictures that lie beside a file of products."""

    def find(self, name: str) -> FoundPicture | None:
        """The picture of that name; None where it is missing, no picture, too large, or lies elsewhere."""

    def scaled(self, found: FoundPicture) -> bytes | None:
        """Its bytes as PNG or JPEG, as large as a screen shows it; None where they are no picture at all."""


class PictureShelf(Protocol):
    """The pictures of products on this station's disk, one a SKU."""

    def keep(self, sku: str, image: bytes) -> None:
        """Store a PNG or JPEG in the place of the one before. Raises DeviceFault."""
