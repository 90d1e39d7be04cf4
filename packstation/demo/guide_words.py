"""What the guide says beside the thing it points at: one short sentence each."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.demo.guide import Hint
from packstation.ui.translation import N_, _

_HINTS: Mapping[Hint, str] = {
    Hint.BADGE: N_("This is the badge of a packer. A click holds it under the scanner."),
    Hint.PIN: N_("Type the PIN. It stands beside the badge."),
    Hint.TOTE: N_("Here wait the totes. A click scans the first one and opens its order."),
    Hint.GOOD: N_("A click scans this thing. If the bench says yes, it goes into the carton."),
    Hint.ASIDE: N_("The bench said no. What does not belong into this order is put aside here."),
    Hint.NOTHING_LEFT: N_("The tote is empty, but something is still missing: say so here."),
    Hint.BESIDE: N_("The carton is too light. Look for what is missing."),
    Hint.PUT_IN: N_("The carton is too light, and this lies in the tote: put it in without a scan."),
    Hint.PUT_ON: N_("Everything is in. The carton goes on the scale now."),
    Hint.TAKE_OFF: N_("The scale has to be empty first: take off what stands on it."),
    Hint.TAKE_OUT: N_("The carton is too heavy. Take out what does not belong in it."),
    Hint.LABEL: N_("The label came out. A click sticks it on the carton and scans it there."),
    Hint.NO_LABEL: N_("There is no label in the tray: say so, and it prints again."),
    Hint.CABLE: N_("A cable is out. A click plugs it in again."),
    Hint.PAPER: N_("The printer has no paper. A click puts a new roll in."),
    Hint.LID: N_("The lid of the printer is open. A click closes it."),
    Hint.NEXT: N_("NEXT goes on from here."),
    Hint.CAME_OUT: N_("Look into the tray: did a label come out? Then answer."),
    Hint.QUESTION: N_("The bench asks something. Take the answer that is true."),
    Hint.LEAD_BADGE: N_("A lead has to allow this. A click scans the lead's badge."),
    Hint.WAIT: N_("The bench is at work. It goes on by itself in a moment."),
    Hint.READ: N_("What to do now stands here, in the largest letters."),
    Hint.ALL: N_("That is all: one order is packed. The next tote goes the same way, or try the training."),
}


def hint_words(hint: Hint) -> str:
    """The sentence in the language of the window."""
    return _(_HINTS[hint])


def leave_words() -> str:
    """On the key that ends the guide."""
    return _("Leave the guide")
