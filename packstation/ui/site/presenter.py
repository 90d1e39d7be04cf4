"""Tells how this bench stands with central; a lead lets it join a site, or leave it.

Joining and leaving need the store for themselves: `restart` stops the bench, lets the errand run, and starts
the bench again with what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from packstation.application.join_site import JoinSite
from packstation.application.leave_site import LeaveSite
from packstation.application.site_door import Doorplate, Errand, SiteDoor
from packstation.domain.person import Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.sync_status import Link
from packstation.domain.value import value
from packstation.ui.answer import SiteAnswer
from packstation.ui.central.presenter import CentralShown
from packstation.ui.conversation import Talk, choose, do, yes_or_no
from packstation.ui.desk import Desk, Hall
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question
from packstation.ui.site.told import (
    Tried,
    copied_text,
    joining_text,
    standing_text,
    trial_text,
    trial_verdict,
)
from packstation.ui.verdict import Said, Verdict, VerdictKind, verdict_of

TO_ALL = (SiteAnswer.TRY, SiteAnswer.SEEN)
TO_LEADS = (SiteAnswer.LOAD, SiteAnswer.LEAVE)
OF_A_COPY = (SiteAnswer.LOAD,)
"""Of a bench that was copied a lead makes another one, also with an order on it: it packs no more."""


class SiteView(Protocol):
    """The window, as far as a file with an enrolment is concerned."""

    def pick_enrolment(self, picked: Callable[[Sequence[Path]], None]) -> None:
        """Let a person pick one; returns at once."""


Restart = Callable[[Errand, Verdict], None]
"""Stop, do this, start again and say that; where it is refused, say why instead."""


@value
class SiteTools:
    """What it works with. `shown` is the picture of the link, None at a bench alone.

    `restart` None: this bench is a demonstration's and stays what it is.
    """

    door: SiteDoor
    view: SiteView
    hall: Hall
    shown: Callable[[], CentralShown] | None = None
    restart: Restart | None = None


class SitePresenter:
    """One question at a time, as everything that is asked; what it tells follows the link."""

    def __init__(self, desk: Desk, tools: SiteTools) -> None:
        self._desk = desk
        self._tools = tools
        self._ask: Callable[[], Question] | None = None
        self._trials = 0
        self._tested = False
        self._tried: Tried = None

    def on_line(self) -> None:
        """The line about central was touched: it opens, or shuts again."""
        self._desk.take(self._open_or_shut)

    def on_files(self, paths: Sequence[Path]) -> None:
        """An enrolment was picked, or dragged into the window."""
        if paths:
            self._desk.take(lambda: self._begin(lambda: self.load(paths[0]), Verb.CHANGE_SETTINGS))

    def renew(self) -> None:
        """Something of it is different now: the link, the time, the language."""
        if self._ask is not None:
            self._desk.conversation.renew(self._ask())

    def talk(self) -> Talk[None]:
        """Tell how it stands, and do what this person may and wants."""
        self._tested = False
        plate = yield from do(self._tools.door.plate, slow=True)
        if plate is None:
            alone = Question(AskCode.SITE_ALONE, choices=(Choice(SiteAnswer.LOAD),))
            yield from choose(alone)
            yield from self._find()
            return
        yield from self._tell(plate)

    def load(self, path: Path) -> Talk[None]:
        """Make this bench the one that the file speaks of, if somebody means it and central knows it."""
        door, restart = self._tools.door, self._tools.restart
        if restart is None or (self._tools.hall.order_open() and not self._is_copied):
            self._refuse_now()
            return
        plate = yield from do(partial(door.look_at, path), slow=True)
        in_file = not (yield from do(door.has_keyring, slow=True))
        if in_file and not (yield from yes_or_no(Question(AskCode.SECRET_IN_FILE, choices=YES_OR_NO))):
            return
        self._try(plate, path)
        choices = (Choice(SiteAnswer.JOIN), Choice(SiteAnswer.TRY))
        while True:
            joins = (yield from self._choose(lambda: self._joining(plate, choices))) == 0
            if joins and self._way_free(plate):
                break
            if not joins:
                self._try(plate, path)
            elif self._tried is None:
                self._desk.say(Verdict(VerdictKind.NOTE, Said.CHECKING))
            else:
                self._desk.say(trial_verdict(plate, self._tried))
        former = yield from do(door.name, slow=True)
        join = JoinSite(self._desk.verbs.bench, door)
        by = self._desk.person
        errand = yield from do(lambda: join(by, path, file_allowed=in_file), slow=True)
        restart(errand, self._joined(plate, path, former))

    def _joined(self, plate: Doorplate, path: Path, former: str | None) -> Verdict:
        """What is said then. By the name of a bench that was copied the other one goes on."""
        facts = {"station": plate.station_id, "file": path.name}
        if former in {None, plate.station_id} or self._is_copied:
            return Verdict(VerdictKind.YES, Said.SITE_JOINED, facts)
        return Verdict(VerdictKind.YES, Said.SITE_CHANGED, {**facts, "former": str(former)})

    def _tell(self, plate: Doorplate) -> Talk[None]:
        lead = self._tools.restart is not None and self._desk.person.may(Verb.CHANGE_SETTINGS)
        answers: tuple[SiteAnswer, ...] = TO_ALL
        if lead and self._is_copied:
            answers += OF_A_COPY
        elif lead and not self._tools.hall.order_open():
            answers += TO_LEADS
        choices = tuple(map(Choice, answers))
        while True:
            answer = answers[(yield from self._choose(lambda: self._standing(plate, choices)))]
            if answer is SiteAnswer.TRY:
                self._try(plate, None)
            elif answer is SiteAnswer.LOAD:
                yield from self._find()
                return
            elif answer is SiteAnswer.LEAVE:
                yield from self._leave(plate)
                return
            else:
                return

    def _leave(self, plate: Doorplate) -> Talk[None]:
        leave, by = LeaveSite(self._desk.verbs.bench, self._tools.door), self._desk.person
        facts = {"station": plate.station_id}
        errand = yield from do(lambda: leave(by), slow=True)
        sure = yield from yes_or_no(Question(AskCode.LEAVE_SITE, facts, YES_OR_NO))
        if sure and self._tools.restart is not None:
            self._tools.restart(errand, Verdict(VerdictKind.YES, Said.SITE_LEFT, facts))

    def _find(self) -> Talk[None]:
        """Which file: those that lie where such files are put, by number, or any other one."""
        found = yield from do(self._tools.door.found, slow=True)
        files = tuple(Choice(SiteAnswer.FILE, {"file": path.name}) for path in found)
        other = Choice(SiteAnswer.OTHER_FILE)
        number = len(found)
        if found:
            number = yield from choose(Question(AskCode.WHICH_ENROLMENT, choices=(*files, other)))
        if number < len(found):
            yield from self.load(found[number])
        else:
            self._tools.view.pick_enrolment(self.on_files)

    def _choose(self, ask: Callable[[], Question]) -> Talk[int]:
        """Ask a question that is told anew while it is open."""
        self._ask = ask
        try:
            return (yield from choose(ask()))
        finally:
            self._ask = None

    def _standing(self, plate: Doorplate, choices: tuple[Choice, ...]) -> Question:
        text = standing_text(plate, self._shown)
        if self._tested:
            text = f"{trial_text(plate, self._tried)}\n{text}"
        return Question(AskCode.SITE_HERE, {"station": plate.station_id, "text": text}, choices)

    def _joining(self, plate: Doorplate, choices: tuple[Choice, ...]) -> Question:
        text = joining_text(plate, self._tried)
        if self._is_copied and (shown := self._shown) is not None:
            text = f"{copied_text(shown)}\n{text}"
        return Question(AskCode.JOIN_SITE, {"station": plate.station_id, "text": text}, choices)

    @property
    def _shown(self) -> CentralShown | None:
        return self._tools.shown() if self._tools.shown else None

    @property
    def _is_copied(self) -> bool:
        return (shown := self._shown) is not None and shown.link is Link.FORKED

    def _way_free(self, plate: Doorplate) -> bool:
        return self._tried is not None and trial_verdict(plate, self._tried).kind is VerdictKind.YES

    def _try(self, plate: Doorplate, path: Path | None) -> None:
        """Go to central beside everything else: BACK is heard meanwhile, and what comes later is not said."""
        self._trials += 1
        number, self._tested, self._tried = self._trials, True, None

        def ended(tried: Tried) -> None:
            if number != self._trials or self._ask is None or tried is None:
                return
            self._tried = tried
            self._desk.say(trial_verdict(plate, tried))
            self.renew()

        self._desk.runner.run_beside(lambda: self._tools.door.try_way(path), ended, ended)

    def _open_or_shut(self) -> None:
        question = self._desk.conversation.open
        if question is not None and question.code is AskCode.SITE_HERE:
            self._desk.conversation.forget()
        else:
            self._begin(self.talk, Verb.COMMAND)

    def _begin(self, talk: Callable[[], Talk[None]], verb: Verb) -> None:
        desk, actor = self._desk, self._desk.actor
        self._tools.hall.touched()
        if actor is None:
            self._refuse(verb, Refused(RefusalCode.NOT_SIGNED_IN))
        elif not actor.may(verb):
            self._refuse(verb, Refused(RefusalCode.ROLE_FORBIDS, role=actor.role.value, verb=verb.value))
        elif desk.conversation.under_way:
            self._refuse(verb, Refused(RefusalCode.QUESTION_OPEN))
        else:
            desk.conversation.start(talk(), _nothing)

    def _refuse(self, verb: Verb, no: Refused) -> None:
        desk, actor = self._desk, self._desk.actor
        desk.run(
            lambda: desk.verbs.note_refusal(actor, None, verb, no, None), lambda _: desk.say(verdict_of(no))
        )

    def _refuse_now(self) -> None:
        order = self._tools.hall.order_open()
        no = Refused(RefusalCode.ORDER_OPEN_HERE, order=order) if order else None
        self._desk.say(verdict_of(no or Refused(RefusalCode.COMMAND_NOT_HERE, command="LEAD")))


def _nothing(_: object) -> None:
    return None
