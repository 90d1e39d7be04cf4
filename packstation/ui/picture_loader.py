"""Product pictures, read and scaled beside the window's thread, the newest of them kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from packstation.application.ports import Pictures

MOST_BYTES = 48 * 1024 * 1024
"""Of pixels kept: thirty pictures as large as a 4K bench shows them."""
MOST_HELD = 4_000
"""Of pictures, and of SKUs that are known to have none."""
MOST_PIXELS = 60_000_000
"""A larger file is no picture of a product; its placeholder stands in."""

Key: TypeAlias = tuple[str, int]


class PictureLoader(QObject):
    """Pictures by SKU and side in pixels. `loaded` tells the SKU whose picture is there now.

    A SKU without a picture, or with a file that is none, is remembered as such until `forget`.
    """

    loaded = Signal(str)
    _read = Signal(str, int, QImage)

    def __init__(
        self, pictures: Pictures, parent: QObject | None = None, most_bytes: int = MOST_BYTES
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._most_bytes = most_bytes
        self._held: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._asked: set[Key] = set()
        self._outdated: set[Key] = set()
        """Being read while others came in: read once more."""
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._pool.setObjectName("pictures")
        self._read.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def held_bytes(self) -> int:
        """Bytes of pixels that are kept."""
        return self._bytes

    def picture(self, sku: str, side: int) -> QPixmap | None:
        """The picture in a square of `side` pixels, or None: there is none, or it is on its way."""
        key = (sku, side)
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        if key not in self._asked and side > 0:
            self._asked.add(key)
            self._pool.start(_Reading(self, key))
        return None

    def forget(self, sku: str | None = None) -> None:
        """Look again for the picture of a SKU, or of all: some came in."""
        for key in [key for key in self._held if sku in {None, key[0]}]:
            self._drop(key)
        self._outdated |= {key for key in self._asked if sku in {None, key[0]}}

    def stop(self) -> None:
        """Wait for the picture that is being read."""
        self._pool.clear()
        self._pool.waitForDone()

    def read(self, key: Key) -> None:
        """On the loader's thread: find, decode and scale."""
        path = self._pictures.of(key[0])
        self._read.emit(key[0], key[1], decode(path, key[1]) if path is not None else QImage())

    def _take(self, sku: str, side: int, image: QImage) -> None:
        key = (sku, side)
        if key in self._outdated:
            self._outdated.discard(key)
            self._pool.start(_Reading(self, key))
            return
        self._asked.discard(key)
        self._held[key] = None if image.isNull() else QPixmap.fromImage(image)
        self._bytes += image.sizeInBytes()
        while len(self._held) > 1 and (self._bytes > self._most_bytes or len(self._held) > MOST_HELD):
            self._drop(next(iter(self._held)))
        if not image.isNull():
            self.loaded.emit(sku)

    def _drop(self, key: Key) -> None:
        picture = self._held.pop(key)
        if picture is not None:
            self._bytes -= picture.width() * picture.height() * picture.depth() // 8


class _Reading(QRunnable):
    def __init__(self, loader: PictureLoader, key: Key) -> None:
        super().__init__()
        self._loader, self._key = loader, key

    def run(self) -> None:
        self._loader.read(self._key)


def decode(path: Path, side: int) -> QImage:
    """The picture in a file, as large as fits a square of `side`; a null image for what is no picture."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
