"""What is heard by somebody who cannot see the window, and where Tab leads: what Qt tells a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QLabel, QWidget

from packstation.ui.widgets.code_pad import CodePad
from packstation.ui.widgets.pad import Pad

Role = QAccessible.Role
USED = frozenset(
    {
        Role.Button,
        Role.CheckBox,
        Role.RadioButton,
        Role.EditableText,
        Role.ComboBox,
        Role.Slider,
        Role.SpinBox,
    }
)
READ = frozenset(
    {
        Role.StaticText,
        Role.Table,
        Role.List,
        Role.AlertMessage,
        Role.Graphic,
        Role.Indicator,
        Role.ProgressBar,
    }
)
INTERNAL = re.compile(r"[a-z]+(_[a-z0-9]+)+|[A-Z]\w*(Widget|View|Button)")
ANY_LETTER = re.compile(r"[^\W_]")
SILENT = frozenset({"weight"})
"""Three dashes stand for no weight; the words below them say why."""


@dataclass(frozen=True)
class Heard:
    """One thing as a screen reader finds it."""

    role: QAccessible.Role
    name: str
    widget: QWidget
    focusable: bool

    def __str__(self) -> str:
        return f"{self.role.name} {self.widget.objectName() or type(self.widget).__name__} {self.name!r}"


def heard(page: QWidget) -> list[Heard]:
    """Everything on a page that is not hidden, in the order of the tree."""
    QAccessible.setActive(True)
    return list(_walk(QAccessible.queryAccessibleInterface(page)))


def _walk(found: QAccessibleInterface) -> Iterator[Heard]:
    state, widget = found.state(), found.object()
    if state.invisible or not isinstance(widget, QWidget):
        return
    focusable = bool(state.focusable) and not state.disabled
    yield Heard(found.role(), found.text(QAccessible.Text.Name), widget, focusable)
    for place in range(found.childCount()):
        child = found.child(place)
        if child is not None:
            yield from _walk(child)


def nameless(page: QWidget) -> list[str]:
    """What is used or read and has no name; a label that shows nothing is nothing."""
    return [str(one) for one in heard(page) if one.role in USED | READ and not one.name and not _empty(one)]


def _empty(one: Heard) -> bool:
    if isinstance(one.widget, QLabel):
        return not one.widget.text()
    return one.role in {Role.AlertMessage, Role.Graphic, Role.Indicator}


def unspeakable(page: QWidget) -> list[str]:
    """Names that are no words: of the program's own, or of marks and nothing else."""
    return [str(one) for one in heard(page) if one.role in USED | READ and one.name and not _speakable(one)]


def _speakable(one: Heard) -> bool:
    if _key_of_pad(one.widget) and len(one.name) == 1 and one.name.isascii():
        return True
    if INTERNAL.fullmatch(one.name) or one.name == one.widget.objectName():
        return False
    return bool(ANY_LETTER.search(one.name)) or one.widget.objectName() in SILENT


def same_names(page: QWidget) -> list[str]:
    """Things beside each other that can have the focus and sound alike.

    Not lists to pick from: on Linux Qt calls them what was picked, and what of is said by their label.
    """
    seen: set[tuple[int, str]] = set()
    found = []
    for one in heard(page):
        key = (id(one.widget.parentWidget()), one.name)
        if one.focusable and one.role in USED - {Role.ComboBox} and one.name:
            found += [str(one)] if key in seen else []
            seen.add(key)
    return found


def tabbed(page: QWidget) -> list[QWidget]:
    """Where Tab leads, from the first place once round."""
    window, reached = page.window(), list[QWidget]()
    window.activateWindow()
    focused = _focused(window)
    for _ in range(120):
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        QApplication.processEvents()
        focused = _focused(window)
        if focused in reached:
            break
        reached.append(focused)
    return reached


def _focused(window: QWidget) -> QWidget:
    focused: QWidget | None = window.focusWidget()
    return window if focused is None else focused


def unreachable(page: QWidget) -> list[str]:
    """Buttons that Tab never comes to.

    Not those for fingers alone, whose keys a keyboard has itself; of a group of which one is pressed in, Tab
    leads to that one and arrows to the others.
    """
    reached = set(tabbed(page))
    buttons = (one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled())
    return [
        one.objectName()
        for one in buttons
        if not (one in reached or _in_group(one, reached) or _for_fingers(one))
    ]


def dead_stops(page: QWidget) -> list[str]:
    """Where Tab stops although nothing can be seen or used there."""
    return [one.objectName() for one in tabbed(page) if not one.isVisible() or not one.isEnabled()]


def jumps(page: QWidget) -> list[str]:
    """Steps of Tab that go back in reading: up in a column, or against the direction within a row."""
    stops = [one for one in tabbed(page) if page.isAncestorOf(one)]
    places = {one: _place(one, page) for one in stops}
    if not stops:
        return []
    # The round begins where it goes back to the top.
    begin = min(range(len(stops)), key=lambda n: (places[stops[n]].top(), places[stops[n]].left()))
    ordered = [*stops[begin:], *stops[:begin]]
    mirrored = page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return [
        f"{a.objectName()} -> {b.objectName()}"
        for a, b in pairwise(ordered)
        if _goes_back(places[a], places[b], mirrored=mirrored)
    ]


def _place(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _goes_back(a: QRect, b: QRect, *, mirrored: bool) -> bool:
    if a.contains(b) or b.contains(a):
        return False
    before = b.left() > a.right() if mirrored else b.right() < a.left()
    in_column = b.left() <= a.right() and a.left() <= b.right()
    below, above = b.top() >= a.bottom() - 2, b.bottom() <= a.top() + 2
    return (before and not below) or (in_column and above)


def unmarked(page: QWidget) -> list[str]:
    """What looks the same with the focus as without."""
    roles = {one.widget: one.role for one in heard(page)}
    found = []
    for stop in [one for one in tabbed(page) if roles.get(one) in USED]:
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        marked = stop.grab().toImage()
        stop.clearFocus()
        QApplication.processEvents()
        if stop.grab().toImage() == marked:
            found.append(stop.objectName())
        stop.setFocus(Qt.FocusReason.TabFocusReason)
    return found


def _in_group(button: QAbstractButton, reached: set[QWidget]) -> bool:
    group: QButtonGroup | None = button.group()
    return group is not None and group.exclusive() and not reached.isdisjoint(group.buttons())


def _key_of_pad(widget: QWidget) -> bool:
    return isinstance(widget.parentWidget(), Pad)


def _for_fingers(button: QAbstractButton) -> bool:
    return _key_of_pad(button) or (button.objectName() == "code_turn" and not isinstance(button, CodePad))


def foreign(page: QWidget, known: frozenset[str]) -> list[str]:
    """Names in plain letters while the window speaks the made-up language, but for what is nobody's words."""
    return [
        str(one)
        for one in heard(page)
        if one.role in USED | READ and _plain(one.name) and one.name not in known
    ]


def _plain(name: str) -> bool:
    return not any(mark in name for mark in "[]") and bool(re.search(r"[A-Za-z]{2}", name))
