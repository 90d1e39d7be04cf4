"""The commands as people call them: on buttons, in sentences, and on the card beside the bench."""

from __future__ import annotations

from enum import StrEnum

from packstation.domain.command_code import Command
from packstation.ui.translation import _
from packstation.ui.verdict import ActCode

KEYS: dict[Command, str] = {
    Command.HELP: "F1",
    Command.UNDO: "F2",
    Command.TIMES: "Shift+F2",
    Command.YES: "F3",
    Command.NO: "F4",
    Command.NEXT: "F5",
    Command.BATCH: "Shift+F5",
    Command.SHORT: "F6",
    Command.PARK: "F7",
    Command.TOTE: "Shift+F7",
    Command.NEXT_CARTON: "F8",
    Command.MOVE: "Shift+F8",
    Command.REPRINT: "F9",
    Command.REOPEN: "F10",
    Command.LEAD: "F11",
    Command.SCREEN: "Shift+F11",
    Command.BACK: "Esc",
    Command.LOCK: "F12",
}
"""The key of each command, the same on every screen.

A digit is its own key; a carton type is only scanned or picked. With Shift stand those that packers seldom
need or, as xN, rather type.
"""

GROUPS: tuple[tuple[Command, ...], ...] = (
    (Command.NEXT, Command.BATCH, Command.TOTE),
    (Command.NEXT_CARTON, Command.MOVE, Command.REOPEN, Command.REPRINT),
    (Command.SHORT, Command.PARK, Command.LEAD),
    (Command.UNDO, Command.BACK),
    (Command.YES, Command.NO),
    (Command.HELP, Command.SCREEN, Command.LOCK),
    (Command.TIMES,),
    (Command.DIGIT,),
    (Command.CARTON,),
)
"""The commands as they are looked for on the card: every one of them, once."""


ON_BAR = frozenset(
    {
        Command.NEXT,
        Command.YES,
        Command.UNDO,
        Command.NO,
        Command.LEAD,
        Command.BACK,
        Command.HELP,
        Command.LOCK,
    }
)
"""The commands with a button of their own; the others stand in the list behind HELP."""


class NextMeans(StrEnum):
    """What NEXT does now: it is one key and one barcode, and never two things at once."""

    ORDER = "order"
    CLOSE = "close"
    TRY_AGAIN = "try_again"
    SHOW = "show"
    MOVED = "moved"
    ENTER = "enter"


_NEXT_OF: dict[ActCode, NextMeans] = {
    ActCode.START_ORDER: NextMeans.ORDER,
    ActCode.CLEAR_BENCH: NextMeans.ORDER,
    ActCode.MEND_PRINTER: NextMeans.TRY_AGAIN,
    ActCode.FETCH_LEAD: NextMeans.TRY_AGAIN,
    ActCode.FOLLOW_INSTRUCTIONS: NextMeans.SHOW,
    ActCode.MOVE_UNIT: NextMeans.MOVED,
}


def next_means(act: ActCode) -> NextMeans:
    """What NEXT does while this is the next act, and no question is open."""
    return _NEXT_OF.get(act, NextMeans.CLOSE)


def next_word(means: NextMeans) -> str:
    """What NEXT does now, in a word for its button."""
    return {
        NextMeans.ORDER: _("order"),
        NextMeans.CLOSE: _("close"),
        NextMeans.TRY_AGAIN: _("retry"),
        NextMeans.SHOW: _("show"),
        NextMeans.MOVED: _("moved"),
        NextMeans.ENTER: _("enter"),
    }[means]


def next_explanation(means: NextMeans) -> str:
    """What NEXT does now, in one line."""
    return {
        NextMeans.ORDER: _("Take the most urgent order that is ready."),
        NextMeans.CLOSE: _("Close the carton and print its label."),
        NextMeans.TRY_AGAIN: _("Try once more to print the label."),
        NextMeans.SHOW: _("Show what is still to be done before the carton is closed."),
        NextMeans.MOVED: _("All is moved: go on with the open carton."),
        NextMeans.ENTER: _("That is the whole number or text."),
    }[means]


def command_word(command: Command) -> str:
    """The word on a command's button."""
    return {
        Command.NEXT: _("NEXT"),
        Command.NEXT_CARTON: _("NEXT CARTON"),
        Command.UNDO: _("UNDO"),
        Command.TIMES: _("TIMES"),
        Command.CARTON: _("CARTON TYPE"),
        Command.SHORT: _("SHORT"),
        Command.PARK: _("PARK"),
        Command.REOPEN: _("REOPEN"),
        Command.REPRINT: _("REPRINT"),
        Command.MOVE: _("MOVE"),
        Command.BATCH: _("BATCH"),
        Command.TOTE: _("TOTE"),
        Command.YES: _("YES"),
        Command.NO: _("NO"),
        Command.DIGIT: _("DIGIT"),
        Command.BACK: _("BACK"),
        Command.HELP: _("HELP"),
        Command.LEAD: _("LEAD"),
        Command.SCREEN: _("SCREEN"),
        Command.LOCK: _("SIGN OUT"),
    }[command]


def command_explanation(command: Command) -> str:
    """What a command does, in one line for the card and for HELP."""
    return {
        Command.NEXT: _("Without an order: take the most urgent one. All goods in: close the carton."),
        Command.NEXT_CARTON: _("This carton is full: close it, and go on in another one."),
        Command.UNDO: _("Take the last counted piece back, as long as the carton is open."),
        Command.TIMES: _("Scan one piece first, then count so many of it. Or type x12 and Enter."),
        Command.CARTON: _("The open carton is one of this type."),
        Command.SHORT: _("Something is missing, damaged or the wrong thing."),
        Command.PARK: _("Put this order aside on a place. Without an order: go on with one put aside."),
        Command.REOPEN: _("Open a closed carton again. Its label counts no more."),
        Command.REPRINT: _("Print a label once more, as a copy."),
        Command.MOVE: _("Move pieces from one carton to another."),
        Command.BATCH: _("Pack equal orders in a row."),
        Command.TOTE: _("Scan an order, then an empty tote: its goods lie in there."),
        Command.YES: _("Did the label come out? It did."),
        Command.NO: _("It did not, or it is spoiled: print a copy."),
        Command.DIGIT: _("Answers a question with the number beside the answer, or writes a number."),
        Command.BACK: _("Give an order back before its first piece is counted, or once its goods are back."),
        Command.HELP: _("What can be done now, by number."),
        Command.LEAD: _("For the lead: files, people, orders on hold, unknown codes, weights, settings."),
        Command.SCREEN: _("Larger letters, other colours, another language, tones."),
        Command.LOCK: _("End of shift or a break. An open order is kept."),
    }[command]


def leave_explanation() -> str:
    """What LEAD is to somebody who is none, in one line."""
    return _("Let an order go on that is on hold, with a lead beside.")


def group_word(group: tuple[Command, ...]) -> str:
    """The heading of a group on the card."""
    return {
        Command.NEXT: _("Orders"),
        Command.NEXT_CARTON: _("Cartons and labels"),
        Command.SHORT: _("When something is wrong"),
        Command.UNDO: _("Undo and back"),
        Command.YES: _("Answers"),
        Command.HELP: _("Help and sign out"),
        Command.TIMES: _("So many times"),
        Command.DIGIT: _("Digits"),
        Command.CARTON: _("Carton types"),
    }[group[0]]
