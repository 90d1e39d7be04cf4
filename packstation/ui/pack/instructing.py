"""What an order asks for besides its goods: said when it falls due, and once more before a carton is closed.

Sheets go to the paper printer the moment their question appears; nothing waits for them. Whoever takes over
an order is asked anew for what is not confirmed, but no sheet is printed a second time by itself: the first
one most likely lies beside the goods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from packstation.application.bench import OnBench
from packstation.domain.instructing import Duty, Moment, due
from packstation.domain.instruction import Mark, Per
from packstation.domain.pack_task import PackTask
from packstation.domain.refusal import Fact
from packstation.domain.slip import Slip, packing_slip
from packstation.ui.conversation import Talk, choose, do
from packstation.ui.desk import Desk
from packstation.ui.instruction_words import InstructionAnswer
from packstation.ui.pack.slip_talk import lay_in, print_slip
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.verdict import Said, Verdict, VerdictKind

ASKS = {
    Per.ORDER: AskCode.INSTRUCTION_ORDER,
    Per.CARTON: AskCode.INSTRUCTION_CARTON,
    Per.PRODUCT: AskCode.INSTRUCTION_PRODUCT,
}


class Instructing:
    """Knows what was asked already, what was put off and what is printed; the store knows what was done.

    `changed` is told the order after each confirmation.
    """

    def __init__(self, desk: Desk, changed: Callable[[OnBench], None]) -> None:
        self._desk = desk
        self._changed = changed
        self.forget()

    def forget(self) -> None:
        """The order is gone from the bench, or the bench is locked."""
        self._task: PackTask | None = None
        self._asked = set[Mark]()
        self._printed = set[Mark]()
        self._slip_printed: Slip | None = None
        self._slip_inside: Slip | None = None
        self._put_off = False
        self._holds = False

    @property
    def holds(self) -> bool:
        """Whether the open carton must not be closed yet, be its weight as it may."""
        return self._holds

    def take_over(self, task: PackTask) -> None:
        """The order was begun before: its sheets are out already."""
        moments = Moment if task.complete else (Moment.PACKING,)
        self._printed |= {duty.mark for moment in moments for duty in due(task, moment)}
        self._slip_printed = self._slip(task)

    def look(self, task: PackTask, *, closing: bool) -> None:
        """Take note of the order as it is now, and ask for what fell due; `closing`: the carton is full."""
        self._task = task
        self._holds = closing and (bool(due(task, Moment.CLOSING)) or self._slip_is_due(task))
        self._put_off = self._put_off and closing
        if self._desk.conversation.under_way or task.open_carton is None or task.cancelled:
            return
        if self._holds and not self._put_off:
            self.before_close(task, _nothing)
        elif not closing:
            fresh = [duty for duty in due(task, Moment.PACKING) if duty.mark not in self._asked]
            if fresh:
                self._start(self._follow(task, fresh, skippable=True), _nothing)

    def ask_again(self) -> None:
        """What was put off keeps the order from being done: the next look asks for it once more."""
        self._asked.clear()

    def before_close(self, task: PackTask, then: Callable[[], None]) -> None:
        """Go on with the close once everything about the open carton is confirmed; BACK leaves it open."""
        left = due(task, Moment.CLOSING)
        if left or self._slip_is_due(task):
            self._put_off = True  # until the last answer; then there is nothing left to put off
            self._start(self._follow(task, left, skippable=False), then)
        else:
            then()

    def _start(self, talk: Talk[None], then: Callable[[], None]) -> None:
        self._desk.conversation.start(talk, lambda _: self._followed(then), self._stopped, self._look_again)

    def _followed(self, then: Callable[[], None]) -> None:
        self._look_again()
        if not self._desk.conversation.under_way:
            then()

    def _stopped(self, _: Exception) -> None:
        """The order was called off meanwhile, or a bug: the store is asked what it looks like now."""
        if self._task is not None:
            order_id, look_at = self._task.order.order_id, self._desk.verbs.look_at
            self._desk.run(lambda: look_at(order_id), self._changed)

    def _look_again(self) -> None:
        if self._task is not None:
            self._changed(OnBench(self._task))

    def _follow(self, task: PackTask, duties: Iterable[Duty], *, skippable: bool) -> Talk[None]:
        """Each answer stands by itself: what is done is done, whatever becomes of the next question."""
        for duty in duties:
            self._asked.add(duty.mark)
            self._print_once(task, duty)
            answer = yield from self._answered(self._question(task, duty, skippable=skippable), task, duty)
            if answer is InstructionAnswer.DONE:
                yield from self._confirm(task, duty)
        if not skippable and self._slip_is_due(task):
            yield from self._lay_in(task)

    def _answered(self, question: Question, task: PackTask, duty: Duty) -> Talk[InstructionAnswer]:
        while True:
            picked = yield from choose(question)
            answer = InstructionAnswer(question.choices[picked].code.value)
            if answer is not InstructionAnswer.PRINT_AGAIN:
                return answer
            self._print(task, duty)

    def _confirm(self, task: PackTask, duty: Duty) -> Talk[None]:
        actor, confirm = self._desk.person, self._desk.verbs.confirm_instruction
        on_bench = yield from do(lambda: confirm(actor, task, duty.mark))
        facts = {"instruction": duty.instruction.kind.value}
        self._desk.say(Verdict(VerdictKind.YES, Said.INSTRUCTION_DONE, facts))
        self._changed(on_bench)

    def _lay_in(self, task: PackTask) -> Talk[None]:
        """The slip comes out; a person lays it into the carton."""
        slip = self._slip(task)
        if slip != self._slip_printed:
            print_slip(self._desk, task)
            self._slip_printed = slip
        yield from lay_in(self._desk, task)
        self._slip_inside = slip

    def _question(self, task: PackTask, duty: Duty, *, skippable: bool) -> Question:
        instruction = duty.instruction
        name = instruction.sku
        if duty.scope.isdecimal() and instruction.per is Per.PRODUCT:
            line = task.line(int(duty.scope))
            name = (instruction.sku if line.kit_sku else None) or line.name or line.sku
        facts: dict[str, Fact] = {
            "instruction": instruction.kind.value,
            "text": instruction.text.strip(),
            "name": name,
            "number": duty.scope,
        }
        return Question(ASKS[instruction.per], facts, tuple(self._choices(duty, skippable=skippable)))

    def _choices(self, duty: Duty, *, skippable: bool) -> Iterator[Choice]:
        yield Choice(InstructionAnswer.DONE)
        if skippable:
            yield Choice(InstructionAnswer.LATER)
        if self._desk.verbs.print_paper.prints(duty.instruction):
            yield Choice(InstructionAnswer.PRINT_AGAIN)

    def _print_once(self, task: PackTask, duty: Duty) -> None:
        if duty.mark not in self._printed and self._desk.verbs.print_paper.prints(duty.instruction):
            self._printed.add(duty.mark)
            self._print(task, duty)

    def _print(self, task: PackTask, duty: Duty) -> None:
        actor, print_paper = self._desk.person, self._desk.verbs.print_paper
        self._beside(lambda: print_paper.sheet(actor, task, duty.instruction))

    def _beside(self, work: Callable[[], None]) -> None:
        """Whoever scans on does not wait for paper; what is wrong with it is said when it is known."""
        desk = self._desk
        desk.runner.run_beside(work, lambda _: None, lambda no: desk.say(desk.verdict_of(no)))

    def _slip(self, task: PackTask) -> Slip | None:
        """The slip this order asks for, once its goods are complete."""
        asks = task.order.slip and task.complete and task.open_carton is not None
        return packing_slip(task, self._desk.verbs.bench.policy.ship_from) if asks else None

    def _slip_is_due(self, task: PackTask) -> bool:
        slip = self._slip(task)
        return slip is not None and slip != self._slip_inside


def _nothing() -> None:
    return None
