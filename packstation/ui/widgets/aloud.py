"""For whoever hears the screen: what painted parts are, and what is said the moment it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

ROLES: Mapping[str, QAccessible.Role] = {
    "VerdictBand": QAccessible.Role.AlertMessage,
    "ProductPicture": QAccessible.Role.Graphic,
    "LampDot": QAccessible.Role.Indicator,
    "Gauge": QAccessible.Role.Indicator,
}
"""Parts painted by hand, by their class: to a screen reader they would be empty ground."""

deliver: Callable[[QAccessibleAnnouncementEvent], None] = QAccessible.updateAccessibility
"""Where announcements go."""


def tell_roles() -> None:
    """Tell screen readers what the painted parts are; once a process."""
    QAccessible.installFactory(_painted)


def say_aloud(part: QWidget, words: str, *, at_once: bool) -> None:
    """Have a screen reader say this; `at_once` breaks off what it is saying. Nothing where none listens."""
    if not words or not QAccessible.isActive():
        return
    said = QAccessibleAnnouncementEvent(part, words)
    ways = QAccessible.AnnouncementPoliteness
    said.setPoliteness(ways.Assertive if at_once else ways.Polite)
    deliver(said)


def _painted(kind: str, part: QObject) -> QAccessibleInterface | None:
    role = ROLES.get(kind)
    return QAccessibleWidget(part, role) if role is not None and isinstance(part, QWidget) else None
