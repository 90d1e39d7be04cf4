"""The printer's tray: the label that lies on top in it, as a picture one can take away."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from packstation.demo.album import DPI
from packstation.demo.dock_words import key_words, section_words
from packstation.labels.preview import preview_png
from packstation.places import resources

WIDTH, HEIGHT = 200, 300
"""Kept also while no label is there: nothing below it moves when one comes out."""


class Tray(QLabel):
    """Shows the label on top; `label` is what was sent to the printer for it, None in an empty tray."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("world_label")
        self.setFixedSize(WIDTH, HEIGHT)
        self.label: bytes | None = None

    def put(self, label: bytes | None) -> None:
        """Another label lies on top, or none."""
        if label is not None and label == self.label:
            return
        self.label = label
        if label is None:
            self.clear()
            self.setText(key_words("empty"))
            return
        picture = QPixmap()
        picture.loadFromData(preview_png(label, DPI, resources()))
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(picture.scaled(WIDTH, HEIGHT, keep, smooth))

    def speak(self) -> None:
        """Say it in the language of the window."""
        self.setAccessibleName(section_words("label", numbered=False))
        if self.label is None:
            self.setText(key_words("empty"))

    def carried(self, _: QPoint) -> QPixmap | None:
        """The label as it is carried; None in an empty tray."""
        picture = self.pixmap()
        return None if picture.isNull() else picture.scaledToHeight(HEIGHT // 2)
