"""What no screen may have, whatever it looks like: text that is cut, keys on keys, faint ink, lost parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from packstation.ui.widgets.verdict_band import VerdictBand
from tests.ui.design.colour import contrast
from tests.ui.design.grabbed import RIM_PX, has_room, text_of, written

READABLE = 4.5
MOST_COUNTED = 20_000
"""Pixels of a part that say which colour its ground has."""
LEAST_SEEN_PX = 12
"""What is scrolled to so far that less of it is seen has no letters to read."""
HEADING_PX = 4
"""What the style keeps free beside the words of a heading."""
GIVES_WAY = frozenset(
    {
        "order_detail",
        "product_picture",
        "row_file",
        "carton_line_0",
        "carton_line_1",
        "carton_line_2",
        "last_verdict_0",
        "last_verdict_1",
        "file_note",
        "written",
    }
)
"""Ends in dots where it is longer than its place: a touch shows all of it, or the band has just said it."""
LETTERS_GIVE_WAY = frozenset({"lines"})
"""Tables whose names end in dots: a touch on the row shows all of it."""
Part = TypeVar("Part", bound=QWidget)
PRESSED: tuple[type[QWidget], ...] = (QPushButton, QLineEdit, QComboBox)


def faults(window: QWidget, image: QImage | None = None) -> list[str]:
    """All of them, in words."""
    found = [*cut(window), *lost(window), *on_each_other(window)]
    return found if image is None else [*found, *faint(window, image)]


def seen(part: QWidget) -> QRect:
    """Where a part lies in its window, as far as it can be seen."""
    place = part.visibleRegion().boundingRect()
    return place.translated(part.mapTo(part.window(), QPoint(0, 0)))


def cut(window: QWidget) -> list[str]:
    """Texts that have less room than they need, and were not said to give way."""
    parts = (part for part in written(window) if not gives_way(part.objectName()))
    found = [f"cut: {part.objectName()} {text_of(part)!r}" for part in parts if not has_room(part)]
    return [*found, *cut_in_lists(window)]


def gives_way(name: str) -> bool:
    """Whether a part of that name may end in dots; samples of cells are read from their beginning."""
    return name in GIVES_WAY or name.startswith("cells_")


def cut_in_lists(window: QWidget) -> Iterator[str]:
    """Words of lists, headings and pick lists."""
    for box in shown(window, QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        room = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
        )
        gives = box.objectName() in GIVES_WAY
        if not gives and box.fontMetrics().horizontalAdvance(box.currentText()) > room.width():
            yield f"cut: {box.objectName()} {box.currentText()!r}"
    for heading in shown(window, QHeaderView):
        for section in range(heading.count()):
            words = str(heading.model().headerData(section, heading.orientation()) or "")
            needed = heading.fontMetrics().horizontalAdvance(words) + HEADING_PX
            if not heading.isSectionHidden(section) and needed > heading.sectionSize(section):
                yield f"cut: heading {words!r}"
    for view in shown(window, QAbstractItemView):
        if not isinstance(view, QHeaderView) and view.objectName() not in LETTERS_GIVE_WAY:
            yield from cut_items(view)


def cut_items(view: QAbstractItemView) -> Iterator[str]:
    """Rows whose words need more than the row has."""
    model = view.model()
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            words, place = str(index.data() or ""), view.visualRect(index)
            needed = view.fontMetrics().boundingRect(
                QRect(0, 0, max(1, place.width() - 6), 10_000), Qt.TextFlag.TextWordWrap, words
            )
            if place.isEmpty() or needed.height() > place.height() or needed.width() > place.width():
                yield f"cut: {view.objectName()} row {row} {words!r}"


def lost(window: QWidget) -> list[str]:
    """Parts outside the window or their own frame, where no scrolling brings them into sight."""
    kinds: tuple[type[QWidget], ...] = (QLabel, *PRESSED)
    parts = [part for kind in kinds for part in shown(window, kind)]
    told = [part for part in parts if text_of(part) or isinstance(part, QLineEdit | QComboBox)]
    return [
        f"lost: {part.objectName()} {text_of(part)!r} in {frame.objectName() or type(frame).__name__}"
        for part in told
        if (frame := outside_of(part)) is not None
    ]


def outside_of(part: QWidget) -> QWidget | None:
    """The frame around a part that does not show all of it."""
    frame = part.parentWidget()
    while frame is not None:
        inside = QRect(part.mapTo(frame, QPoint(0, 0)), part.size())
        area = frame.parentWidget()
        if isinstance(area, QAbstractScrollArea) and frame is area.viewport():
            beside = inside.left() < 0 or inside.right() >= frame.width()
            sideways = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            return None if sideways or not beside else area
        if not frame.rect().contains(inside):
            return frame
        frame = frame.parentWidget() if not frame.isWindow() else None
    return None


def on_each_other(window: QWidget) -> list[str]:
    """Parts with words or to be pressed that lie on each other; keys for a code lie there on purpose."""
    over = window.findChildren(QWidget, "code_pad")
    parts = [
        (part, seen(part))
        for part in shown(window, QWidget)
        if isinstance(part, (QLabel, VerdictBand, *PRESSED))
        and not part.visibleRegion().isEmpty()
        and not any(keys.isAncestorOf(part) for keys in over)
    ]
    return [
        f"on each other: {a.objectName()} and {b.objectName()}"
        for (a, one), (b, other) in combinations(parts, 2)
        if one.intersects(other) and not a.isAncestorOf(b) and not b.isAncestorOf(a)
    ]


def faint(window: QWidget, image: QImage) -> list[str]:
    """Texts in less contrast than can be read, out of the pixels of a grab."""
    found = []
    for part in written(window):
        place = seen(part).adjusted(RIM_PX, RIM_PX, -RIM_PX, -RIM_PX)
        least = max(LEAST_SEEN_PX, part.fontMetrics().height())
        if min(place.width(), place.height()) >= least and not readable(image, place):
            found.append(f"faint: {part.objectName()} {text_of(part)!r}")
    return found


def readable(image: QImage, place: QRect) -> bool:
    """Whether any pixel stands out from the most frequent one as letters have to."""
    part = image.copy(place.intersected(image.rect())).convertToFormat(QImage.Format.Format_RGB32)
    if part.isNull():
        return False
    pixels = memoryview(part.constBits()).cast("I")
    ((ground, _),) = Counter(pixels[:: max(1, len(pixels) // MOST_COUNTED)]).most_common(1)
    return any(_apart(colour, ground) >= READABLE for colour in set(pixels))


def shown(window: QWidget, kind: type[Part]) -> Iterator[Part]:
    """Every part of a kind that can be seen."""
    return (part for part in window.findChildren(kind) if part.isVisible())


@cache
def _apart(one: int, other: int) -> float:
    return contrast(f"#{one & 0xFFFFFF:06x}", f"#{other & 0xFFFFFF:06x}")
