"""The commands as people call them, on buttons and in sentences."""

from __future__ import annotations

from packstation.domain.command_code import Command
from packstation.ui.translation import _


def command_word(command: Command) -> str:
    """The word on a command's button."""
    return {
        Command.NEXT: _("NEXT"),
        Command.UNDO: _("UNDO"),
        Command.YES: _("YES"),
        Command.NO: _("NO"),
        Command.BACK: _("BACK"),
        Command.LOCK: _("SIGN OUT"),
    }[command]
