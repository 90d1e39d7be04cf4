"""The packing slip: it comes out of the paper printer, and a person puts it where it belongs."""

from __future__ import annotations

from packstation.domain.pack_task import PackTask
from packstation.domain.repack import leaving
from packstation.ui.conversation import Talk, choose
from packstation.ui.desk import Desk
from packstation.ui.instruction_words import InstructionAnswer
from packstation.ui.question import AskCode, Choice, Question

_ANSWERS = (Choice(InstructionAnswer.DONE), Choice(InstructionAnswer.PRINT_AGAIN))


def lay_in(desk: Desk, task: PackTask) -> Talk[None]:
    """Ask until it lies in the open carton."""
    yield from _asked(desk, task, Question(AskCode.SLIP, choices=_ANSWERS))


def fix_outside(desk: Desk, task: PackTask) -> Talk[None]:
    """Print the slip of an order whose last carton is closed already, and ask until it is there."""
    print_slip(desk, task)
    facts = {"carton": leaving(task)[-1].number}
    yield from _asked(desk, task, Question(AskCode.SLIP_OUTSIDE, facts, _ANSWERS))


def print_slip(desk: Desk, task: PackTask) -> None:
    """Whoever packs on does not wait for paper; what is wrong with it is said when it is known."""
    actor, print_paper = desk.person, desk.verbs.print_paper
    desk.runner.run_beside(
        lambda: print_paper.slip(actor, task), lambda _: None, lambda no: desk.say(desk.verdict_of(no))
    )


def _asked(desk: Desk, task: PackTask, question: Question) -> Talk[None]:
    while (yield from choose(question)):
        print_slip(desk, task)
