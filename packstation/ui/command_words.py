"""The commands as people call them: on buttons, in sentences, and on the card beside the bench."""

from __future__ import annotations

from packstation.domain.command_code import Command
from packstation.ui.translation import _

KEYS: dict[Command, str] = {
    Command.UNDO: "F2",
    Command.YES: "F3",
    Command.NO: "F4",
    Command.NEXT: "F5",
    Command.BACK: "Esc",
    Command.LOCK: "F12",
}
"""The key of each command, the same on every screen."""

GROUPS: tuple[tuple[Command, ...], ...] = (
    (Command.NEXT,),
    (Command.YES, Command.NO),
    (Command.UNDO, Command.BACK),
    (Command.LOCK,),
)
"""The commands as they are looked for on the card: every one of them, once."""


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


def command_explanation(command: Command) -> str:
    """What a command does, in one line for the card."""
    return {
        Command.NEXT: _("Without an order: take the most urgent one. All goods in: close the carton."),
        Command.UNDO: _("Take the last counted piece back, as long as the carton is open."),
        Command.YES: _("Did the label come out? It did."),
        Command.NO: _("It did not, or it is spoiled: print a copy."),
        Command.BACK: _("Give an order back before its first piece is counted, or once it is cancelled."),
        Command.LOCK: _("End of shift or a break. An open order is kept."),
    }[command]


def group_word(group: tuple[Command, ...]) -> str:
    """The heading of a group on the card."""
    return {
        Command.NEXT: _("Orders and cartons"),
        Command.YES: _("Answers"),
        Command.UNDO: _("Undo and back"),
        Command.LOCK: _("Sign out"),
    }[group[0]]
