"""The one conversation of a bench: asks the questions of a talk, and knows what answers each of them.

    desk.conversation.start(report_short(desk, task), self._shorted)

While a question is open whatever does not answer it is refused by whoever routes it; nothing is queued.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from packstation.application.ports import Clock, LabelPrinter
from packstation.domain.badge import Badge
from packstation.domain.command_code import Asked, Command
from packstation.domain.gtin import is_ascii_number
from packstation.domain.refusal import DeviceFault, Refused
from packstation.domain.scan import Scan
from packstation.domain.value import value
from packstation.ui.conversation import Do, Print, Step, Talk
from packstation.ui.question import AnswerCode, Choice, Question, Takes
from packstation.ui.runner import Failed
from packstation.ui.verdict import Said, Verdict, VerdictKind

T = TypeVar("T")

KEYBOARD = "keyboard"
"""The device name of what is typed, or put together from digits."""
MOST_CHOICES = 9
"""As many as there are digits to press; of more answers a page shows one less, and 9 turns the page."""
MOST_DIGITS = 4
"""Longer is no number of pieces but a code that was read into the field."""

COLLECTING = frozenset({Takes.NUMBER, Takes.TEXT})
"""What can be put together digit by digit, from the card or the pad."""


PICKED = frozenset({Takes.CHOICE, Takes.SCAN_OR_CHOICE, Takes.BADGE})
"""What a digit may answer: a question for a badge can offer names instead, one for a lot known lots."""


class QuestionView(Protocol):
    """Where a question is seen."""

    def show_question(self, question: Question | None) -> None:
        """Ask this in place of the screen in front; None brings the screen back."""

    def show_typed(self, text: str) -> None:
        """Show what is put together so far as the answer of the open question."""


class Table(Protocol):
    """The desk, as far as a conversation needs it."""

    @property
    def view(self) -> QuestionView:
        """Where questions are seen."""

    @property
    def clock(self) -> Clock:
        """The station's clocks."""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        *,
        slow: bool = False,
    ) -> None:
        """Run a verb."""

    def run_printer(
        self, work: Callable[[LabelPrinter], T], done: Callable[[T], None], failed: Failed | None = None
    ) -> None:
        """Run a verb that prints a label."""

    def say(self, verdict: Verdict) -> None:
        """Give an answer."""

    def hush(self) -> None:
        """Let no older answer stand over a question."""

    def offer_for_question(self, commands: frozenset[Command] | None) -> None:
        """Offer only what answers the open question; None once there is none."""


@value
class _Ending:
    """Who is told how a conversation ended."""

    done: Callable[[Any], None]
    failed: Failed | None
    withdrawn: Callable[[], None] | None


class Conversation:
    """At most one talk at a time; lives on the window's thread."""

    def __init__(self, desk: Table) -> None:
        self._desk = desk
        self._talk: Talk[Any] | None = None
        self._ending: _Ending | None = None
        self._open: Question | None = None
        self._page = 0
        self._typed = ""

    @property
    def open(self) -> Question | None:
        """The question that waits for its answer, with all its choices."""
        return self._open

    @property
    def under_way(self) -> bool:
        """Whether a conversation has begun and not ended: a question is open, or a verb of it runs."""
        return self._talk is not None

    def start(
        self,
        talk: Talk[T],
        done: Callable[[T], None],
        failed: Failed | None = None,
        withdrawn: Callable[[], None] | None = None,
    ) -> None:
        """Begin a talk. One of the three is told its end; a lock ends it in silence.

        `done` gets what the talk returned. `failed` gets the no that the talk did not catch, said already,
        or a bug. `withdrawn` is called after BACK.
        """
        if self._talk is not None:
            raise RuntimeError("a conversation is under way already")
        self._talk, self._ending = talk, _Ending(done, failed, withdrawn)
        self._go_on(lambda: next(talk))

    def renew(self, question: Question) -> None:
        """What the open question of this code tells has changed; its choices mean what they did before."""
        if self._open is not None and self._open.code is question.code:
            self._open = question
            self._show_page(self._page)

    def withdraw(self) -> None:
        """BACK: leave everything as it is."""
        ending = self._end()
        self._desk.say(Verdict(VerdictKind.NOTE, Said.WITHDRAWN))
        if ending is not None and ending.withdrawn is not None:
            ending.withdrawn()

    def forget(self) -> None:
        """Nobody is asked any more, and nobody is told: the bench is locked, or a list is shut again."""
        self._end()

    def on_command(self, asked: Asked) -> bool:
        """A command while a question is open; False when it does not answer."""
        question = self._question()
        if asked.command is Command.BACK:
            self.withdraw()
            return True
        if question.takes in COLLECTING:
            return self._collect(question, asked)
        if question.commands:
            return self._pick_command(question, asked.command)
        if question.takes not in PICKED:
            return False
        if question.yes_or_no and asked.command in {Command.YES, Command.NO}:
            return self._choose(1 if asked.command is Command.YES else 2)
        return asked.command is Command.DIGIT and self._choose_typed(asked.argument)

    def on_scan(self, scan: Scan) -> bool:
        """A code, read or typed, while a question is open; False when it does not answer."""
        question = self._question()
        if question.takes is Takes.TEXT or (question.takes is Takes.SECRET and scan.typed):
            self._answer(scan)
            return True
        if question.takes is Takes.NUMBER:
            return scan.typed and self._count(scan.text)
        if question.takes is Takes.SCAN_OR_CHOICE and not (scan.typed and len(scan.text) == 1):
            self._answer(scan)
            return True
        numbered = question.takes in PICKED and not question.commands
        return numbered and scan.typed and self._choose_typed(scan.text)

    def on_badge(self, badge: Badge) -> bool:
        """A badge while a question is open; False when it does not answer."""
        if self._question().takes is not Takes.BADGE:
            return False
        self._answer(badge)
        return True

    def on_edited(self, text: str) -> None:
        """What stands in the field now, not yet confirmed."""
        if self._open is not None and self._open.takes in COLLECTING:
            self._typed = text

    def _question(self) -> Question:
        if self._open is None:
            raise RuntimeError("no question is open")
        return self._open

    def _pick_command(self, question: Question, command: Command) -> bool:
        """A command out of the list: it is its own answer."""
        known = command in question.commands
        if known:
            self._answer(question.commands.index(command))
        return known

    def _collect(self, question: Question, asked: Asked) -> bool:
        """Digits one by one; NEXT says that it was the last, UNDO takes the last one back."""
        if asked.command is Command.NEXT:
            return self._confirm(question)
        if asked.command is Command.UNDO:
            self._show_typed(self._typed[:-1])
            return True
        if asked.command is not Command.DIGIT:
            return False
        if question.takes is Takes.NUMBER and len(self._typed) >= MOST_DIGITS:
            return False
        self._show_typed(self._typed + asked.argument)
        return True

    def _confirm(self, question: Question) -> bool:
        if question.takes is Takes.NUMBER:
            return self._count(self._typed)
        text = self._typed.strip()
        if text:
            self._answer(Scan(text, KEYBOARD, self._desk.clock.mono_ms(), typed=True))
        return bool(text)

    def _show_typed(self, text: str) -> None:
        self._typed = text
        self._desk.view.show_typed(text)

    def _count(self, text: str) -> bool:
        fits = is_ascii_number(text) and len(text) <= MOST_DIGITS
        if fits:
            self._answer(int(text))
        else:
            self._show_typed("")
        return fits

    def _choose_typed(self, text: str) -> bool:
        return is_ascii_number(text) and len(text) == 1 and self._choose(int(text))

    def _choose(self, number: int) -> bool:
        shown = self._page_of(self._question())
        if not 0 < number <= len(shown):
            return False
        if shown[number - 1].code is AnswerCode.MORE:
            self._show_page(self._page + 1)
        else:
            self._answer(self._page * (MOST_CHOICES - 1) + number - 1)
        return True

    def _page_of(self, question: Question) -> tuple[Choice, ...]:
        choices = question.choices
        if len(choices) <= MOST_CHOICES or question.commands:
            return choices
        size = MOST_CHOICES - 1
        return (*choices[self._page * size : (self._page + 1) * size], Choice(AnswerCode.MORE))

    def _show_page(self, page: int) -> None:
        question = self._question()
        pages = -(-len(question.choices) // (MOST_CHOICES - 1))
        self._page = page % pages if pages else 0
        self._desk.view.show_question(replace(question, choices=self._page_of(question)))

    def _answer(self, answer: object) -> None:
        talk = self._talk
        if talk is None:
            raise RuntimeError("nobody asked")
        # It stays on the screen until the next one, or the end: no flicker while a verb runs.
        self._open = None
        self._go_on(lambda: talk.send(answer))

    def _go_on(self, step: Callable[[], Step], thrown: Exception | None = None) -> None:
        """Take the talk one step further; whatever stops it ends the conversation."""
        foreseen = False
        try:
            asked = step()
            foreseen = True
        except StopIteration as end:
            foreseen = True
            self._tell_done(end.value)
        except (Refused, DeviceFault) as no:
            # What a verb refused is said and recorded; a no that the talk made up is a bug of ours.
            if no is not thrown:
                raise
            foreseen = True
            self._tell_failed(no)
        else:
            self._take(asked)
        finally:
            if not foreseen:
                self._end()

    def _take(self, asked: Step) -> None:
        if isinstance(asked, Do):
            self._desk.run(asked.work, self._worked, self._stopped, slow=asked.slow)
            return
        if isinstance(asked, Print):
            self._desk.run_printer(asked.work, self._worked, self._stopped)
            return
        self._open, self._typed = asked, ""
        self._desk.hush()
        self._show_page(0)
        self._desk.offer_for_question(commands_for(asked))

    def _worked(self, result: object) -> None:
        talk = self._talk
        if talk is not None:
            self._go_on(lambda: talk.send(result))

    def _stopped(self, error: Exception) -> None:
        talk = self._talk
        if talk is not None and isinstance(error, Refused | DeviceFault):
            self._go_on(lambda: talk.throw(error), error)
            return
        self._tell_failed(error)

    def _tell_done(self, result: object) -> None:
        ending = self._end()
        if ending is not None:
            ending.done(result)

    def _tell_failed(self, error: Exception) -> None:
        ending = self._end()
        if ending is not None and ending.failed is not None:
            ending.failed(error)

    def _end(self) -> _Ending | None:
        talk, ending = self._talk, self._ending
        self._talk = self._ending = self._open = None
        self._typed = ""
        if talk is not None:
            talk.close()
            self._desk.view.show_question(None)
            self._desk.offer_for_question(None)
        return ending


def commands_for(question: Question) -> frozenset[Command]:
    """The commands that mean something while a question is open."""
    always = {Command.BACK, Command.LOCK, *question.commands}
    if question.yes_or_no:
        return frozenset(always | {Command.YES, Command.NO})
    if question.takes in COLLECTING:
        return frozenset(always | {Command.NEXT, Command.UNDO})
    return frozenset(always)
