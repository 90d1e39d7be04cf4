"""Files brought to the window: asked about, taken in beside the packing, told of when they are in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from packstation.application.import_progress import ImportProgress
from packstation.application.look_at_file import FileKind, FileSeen
from packstation.application.take_in_file import FileReport
from packstation.domain.command_code import Asked, Command
from packstation.domain.person import Verb
from packstation.domain.refusal import Fact, RefusalCode, Refused
from packstation.ui.answer import FileAnswer
from packstation.ui.conversation import Talk, choose, do, yes_or_no
from packstation.ui.desk import Desk, Hall
from packstation.ui.intake.columns.presenter import ColumnsPresenter
from packstation.ui.intake.files_view import FileJob, FilesView, FileWorker
from packstation.ui.intake.note import OVER, Fare, FileNote
from packstation.ui.intake.told import summary
from packstation.ui.intake.waiting.presenter import RowsPresenter
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question
from packstation.ui.verdict import Said, Verdict, VerdictKind, verdict_of

ENROLMENT = ".enrolment"
"""The ending of files that say which bench this is to be."""
_ENDED = {Fare.IN: AskCode.FILE_IN, Fare.STOPPED: AskCode.FILE_STOPPED, Fare.NOT_IN: AskCode.FILE_NOT_IN}


class FilesPresenter:
    """All that a person has to do with files at this bench; one file is taken in at a time."""

    def __init__(self, desk: Desk, view: FilesView, worker: FileWorker, hall: Hall) -> None:
        self._desk, self._view, self._worker, self._hall = desk, view, worker, hall
        self._rows = RowsPresenter(desk, view.rows_screen, hall, self.count_again)
        self._columns = ColumnsPresenter(desk, view.columns_screen, hall, self._begin)
        self._queue: deque[FileSeen] = deque()
        self._note: FileNote | None = None
        self.after_each: Callable[[], None] = lambda: None
        """Called when a file is through, whatever became of it: it may have brought pictures."""

    @property
    def in_front(self) -> bool:
        """Whether one of the screens about files is in front."""
        return self._rows.in_front or self._columns.in_front

    @property
    def at_work(self) -> bool:
        """Whether a file is coming in."""
        return bool(self._queue)

    def on_files(self, paths: Sequence[Path]) -> None:
        """Files were dragged into the window, or picked."""
        if paths:
            self._desk.take(lambda: self._asked(Verb.IMPORT_ORDERS, lambda: self.take_in(paths)))

    def on_note(self) -> None:
        """Somebody touched the line that says how a file fares."""
        self._desk.take(lambda: self._asked(Verb.IMPORT_ORDERS, self._about_note))

    def on_count(self) -> None:
        """Somebody touched the mark of the rows that wait."""
        if not self._rows.in_front:
            self._desk.take(lambda: self._asked(Verb.SETTLE_QUARANTINE, self.show_waiting))

    def on_command(self, asked: Asked) -> bool:
        """BACK leaves the screen in front; a digit picks a row."""
        if self._rows.in_front and asked.command is Command.DIGIT:
            return self._rows.pick(int(asked.argument))
        if asked.command is not Command.BACK:
            return False
        self._put_away()
        self._hall.left()
        return True

    def take_in(self, paths: Sequence[Path]) -> Talk[None]:
        """Look at each file, ask, and take it in."""
        look = self._desk.verbs.intake.look_at_file
        for path in paths:
            if path.suffix == ENROLMENT and self._desk.site is not None:
                # After it the bench is another one: nothing that was brought with it is looked at.
                yield from self._desk.site.load(path)
                return
            try:
                seen = yield from do(partial(look, path), slow=True)
            except Refused:
                continue  # said already; the others may be right
            yield from self._ask_about(seen)

    def pick(self) -> Talk[None]:
        """Let a person pick files."""
        self._view.pick_files(self.on_files)
        yield from ()

    def count(self) -> Talk[int]:
        """How many rows wait now."""
        waiting = yield from do(self._desk.verbs.intake.quarantine.count)
        self._view.show_count(waiting)
        return waiting

    def show_waiting(self) -> Talk[None]:
        """Show the rows that wait; while an order lies open there is no room for them."""
        if self._hall.order_open():
            self._desk.say(verdict_of(Refused(RefusalCode.ORDER_OPEN_HERE, order=self._hall.order_open())))
            return
        yield from self._rows.show()

    def person_changed(self) -> None:
        """Whoever comes is told what waits if it is theirs to settle; whoever leaves, leaves nothing."""
        self._put_away()
        self.count_again()

    def count_again(self) -> None:
        """The mark of what waits, as it is now: for those who can settle it, and for nobody else."""
        desk, actor = self._desk, self._desk.actor
        if actor is None or not actor.may(Verb.SETTLE_QUARANTINE):
            self._view.show_count(0)
            return
        desk.runner.run(
            desk.verbs.intake.quarantine.count,
            lambda waiting: self._view.show_count(waiting if desk.actor is actor else 0),
            lambda error: desk.say(verdict_of(error)),
        )

    def _put_away(self) -> None:
        self._rows.put_away()
        self._columns.put_away()

    def _asked(self, verb: Verb, talk: Callable[[], Talk[None]]) -> None:
        """Begin a conversation about files, if that is this person's to do and nothing else is asked."""
        desk = self._desk
        self._hall.touched()
        no = self._refusal(verb)
        if no is None:
            desk.conversation.start(talk(), _nothing)
            return
        actor = desk.actor
        desk.run(
            lambda: desk.verbs.note_refusal(actor, None, verb, no, None),
            lambda _: desk.say(verdict_of(no)),
        )

    def _refusal(self, verb: Verb) -> Refused | None:
        actor = self._desk.actor
        if actor is None:
            return Refused(RefusalCode.NOT_SIGNED_IN)
        if not actor.may(verb):
            return Refused(RefusalCode.ROLE_FORBIDS, role=actor.role.value, verb=verb.value)
        if self._desk.conversation.under_way or self._columns.in_front:
            return Refused(RefusalCode.QUESTION_OPEN)
        return None

    def _ask_about(self, seen: FileSeen) -> Talk[None]:
        desk, facts = self._desk, dict[str, Fact](file=seen.path.name, form=seen.form)
        if seen.kind is FileKind.UNTOLD:
            if self._hall.order_open():
                desk.say(Verdict(VerdictKind.NOTE, Said.FILE_LATER, facts))
            elif (yield from yes_or_no(Question(AskCode.SAY_COLUMNS, facts, YES_OR_NO))):
                yield from self._columns.show(seen.path)
            return
        products = seen.kind is FileKind.PRODUCTS
        code = AskCode.TAKE_IN_PRODUCTS if products else AskCode.TAKE_IN_ORDERS
        if (yield from yes_or_no(Question(code, facts, YES_OR_NO))) and self._begin(seen):
            desk.say(Verdict(VerdictKind.NOTE, Said.FILE_BEGINS, facts))

    def _begin(self, seen: FileSeen) -> bool:
        """Give a file to the worker; False, and said so, where too many wait."""
        actor, take_in = self._desk.person, self._desk.verbs.intake.take_in_file
        job = FileJob(
            lambda tell, cancelled: take_in(seen, actor, tell, cancelled),
            self._told,
            self._done,
            self._failed,
        )
        if not self._worker.take(job):
            self._desk.say(Verdict(VerdictKind.NO, Said.FILES_FULL, {"file": seen.path.name}))
            return False
        self._queue.append(seen)
        if len(self._queue) == 1:
            self._show(FileNote(seen.path.name, Fare.RUNNING))
        elif self._note is not None:
            self._show(self._note)
        return True

    def _told(self, now: ImportProgress) -> None:
        note = self._note
        if self._queue and note is not None and note.fare is Fare.RUNNING:
            self._show(replace(note, progress=now))

    def _done(self, report: FileReport) -> None:
        fare = Fare.IN if report.complete else Fare.STOPPED
        self._over(FileNote(report.file_name, fare, report=report))

    def _failed(self, error: Exception) -> None:
        self._over(FileNote(self._queue[0].path.name, Fare.NOT_IN, no=verdict_of(error)))

    def _over(self, note: FileNote) -> None:
        self._queue.popleft()
        self.after_each()
        self.count_again()
        if self._queue:
            # The next one begins; what became of this one is told at once, or not at all.
            self._show(FileNote(self._queue[0].path.name, Fare.RUNNING))
        else:
            self._show(note)
        self._desk.take(lambda: self._tell_if_nobody_packs(note))

    def _show(self, note: FileNote | None) -> None:
        self._note = None if note is None else replace(note, behind=max(0, len(self._queue) - 1))
        self._view.show_note(self._note)

    def _tell_if_nobody_packs(self, note: FileNote) -> None:
        busy = self._hall.order_open() or self.in_front
        if self._refusal(Verb.IMPORT_ORDERS) is None and not busy:
            self._desk.conversation.start(self._tell(note), _nothing)

    def _about_note(self) -> Talk[None]:
        note = self._note
        if note is None:
            return
        if note.fare in OVER:
            yield from self._tell(note)
        elif (yield from yes_or_no(Question(AskCode.STOP_FILE, {"file": note.file}, YES_OR_NO))):
            now = self._note
            if now is not None and (now.file, now.fare) == (note.file, Fare.RUNNING):
                self._worker.cancel()
                self._show(replace(now, fare=Fare.STOPPING))

    def _tell(self, note: FileNote) -> Talk[None]:
        """What became of a file; to the rows that wait it is one answer."""
        orders = note.report.orders if note.report else None
        waits = orders.quarantined if orders and self._desk.person.may(Verb.SETTLE_QUARANTINE) else 0
        rows = (Choice(FileAnswer.SHOW_ROWS, {"waiting": waits}),) if waits else ()
        answers = (Choice(FileAnswer.SEEN), *rows)
        asked = Question(_ENDED[note.fare], {"file": note.file}, answers, told=lambda: summary(note))
        picked = yield from choose(asked)
        if self._note is not None and self._note.fare in OVER:
            self._show(None)
        if asked.choices[picked].code is FileAnswer.SHOW_ROWS:
            yield from self.show_waiting()


def _nothing(_: object) -> None:
    return None
