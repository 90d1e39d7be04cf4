"""A lead opens the settings: the bench stops for them, and starts again with what was chosen."""

from __future__ import annotations

from packstation.ui.conversation import Talk, yes_or_no
from packstation.ui.desk import Desk
from packstation.ui.question import YES_OR_NO, AskCode, Question


def change_settings(desk: Desk) -> Talk[None]:
    """Ask whether the bench may stop, then open them."""
    if (yield from yes_or_no(Question(AskCode.OPEN_SETTINGS, choices=YES_OR_NO))) and desk.open_settings:
        desk.open_settings()
