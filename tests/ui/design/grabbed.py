"""What a person would see: contrast out of the pixels of a grab, and texts that have no room."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from packstation.ui.widgets.answer_button import AnswerButton
from packstation.ui.widgets.plain_text import FittedText, OneLine
from packstation.ui.widgets.product_picture import ProductPicture
from packstation.ui.widgets.verdict_band import VerdictBand
from tests.ui.design.colour import contrast

RIM_PX = 6
"""The rims of buttons and fields are no letters."""


def contrast_in(image: QImage, place: QRect) -> float:
    """The best contrast of any pixel with the most frequent one: letters, or a shape, with their ground."""
    place = place.intersected(image.rect())
    seen = Counter(
        image.pixelColor(x, y).name()
        for x in range(place.left(), place.right() + 1)
        for y in range(place.top(), place.bottom() + 1)
    )
    if not seen:
        return 1.0
    ground = seen.most_common(1)[0][0]
    return max(contrast(colour, ground) for colour in seen)


def faint(page: QWidget, least: float) -> list[str]:
    """Texts on a page that are read in less contrast than `least`."""
    image = page.grab().toImage()
    found = []
    for widget in written(page):
        corner = widget.mapTo(page, QPoint(0, 0))
        place = QRect(corner, widget.size()).adjusted(RIM_PX, RIM_PX, -RIM_PX, -RIM_PX)
        seen = contrast_in(image, place)
        if seen < least:
            found.append(f"{widget.objectName()} {text_of(widget)!r}: {seen:.1f}")
    return found


def written(page: QWidget) -> list[QWidget]:
    """Everything on a page that shows a text."""
    widgets = (widget for widget in page.findChildren(QWidget) if widget.isVisible())
    return [widget for widget in widgets if text_of(widget)]


def text_of(widget: QWidget) -> str:
    """What stands on it."""
    if isinstance(widget, AnswerButton):
        return widget.words
    if isinstance(widget, VerdictBand):
        return widget.saying
    if isinstance(widget, ProductPicture):
        return widget.name
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.text() if isinstance(widget, QLabel | QPushButton) else ""


def cut_off(page: QWidget) -> list[str]:
    """Texts on a page that have less room than they need."""
    return [f"{widget.objectName()}: {text_of(widget)}" for widget in written(page) if not has_room(widget)]


def has_room(widget: QWidget) -> bool:
    """Whether the whole text of a widget can be seen."""
    if isinstance(widget, AnswerButton | FittedText | VerdictBand):
        return widget.fits()
    if isinstance(widget, ProductPicture):
        return widget.words_fit()
    letters = widget.fontMetrics()
    room = widget.contentsRect()
    if isinstance(widget, QLabel) and widget.wordWrap():
        widest = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, widget.text()).width()
        return widest <= room.width() and widget.height() >= widget.heightForWidth(widget.width())
    if isinstance(widget, OneLine) and widget.width() < widget.sizeHint().width():
        return False
    lines = text_of(widget).split("\n")
    needed = max(letters.horizontalAdvance(line) for line in lines)
    return needed <= room.width() and len(lines) * letters.height() <= widget.height()
