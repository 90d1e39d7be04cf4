"""Contact sheets: several grabs on one picture, each under its name, small enough to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from packstation.ui.theme import FONT

COLUMNS, WIDTH_PX, LINE_PX, GAP_PX = 2, 960, 26, 8
PAPER, INK = "#808080", "#ffffff"


def write_sheet(path: Path, grabs: Sequence[tuple[str, QImage]], columns: int = COLUMNS) -> None:
    """Write these beside and below each other. Raises OSError when it could not be written."""
    small = [
        (name, image.scaledToWidth(WIDTH_PX, Qt.TransformationMode.SmoothTransformation))
        for name, image in grabs
    ]
    rows = [small[at : at + columns] for at in range(0, len(small), columns)]
    heights = [max(image.height() for _, image in row) + LINE_PX + GAP_PX for row in rows]
    sheet = QImage(min(columns, len(small)) * (WIDTH_PX + GAP_PX), sum(heights), QImage.Format.Format_RGB32)
    sheet.fill(QColor(PAPER))
    painter = QPainter(sheet)
    font = QFont(FONT)
    font.setPixelSize(LINE_PX - GAP_PX)
    painter.setFont(font)
    painter.setPen(QColor(INK))
    top = 0
    for row, height in zip(rows, heights, strict=True):
        for column, (name, image) in enumerate(row):
            left = column * (WIDTH_PX + GAP_PX)
            painter.drawText(QRect(left, top, WIDTH_PX, LINE_PX), Qt.AlignmentFlag.AlignVCenter, name)
            painter.drawImage(left, top + LINE_PX, image)
        top += height
    painter.end()
    if not sheet.save(str(path)):
        raise OSError(f"no picture could be written to {path}")
