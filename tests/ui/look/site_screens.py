"""What a bench of a site shows of its central: cut off, stopped, copied, asked by what central found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from packstation.demo.gallery_central import NO_WAY, OFFLINE, STOPS, WELL
from packstation.domain.sync_status import Link
from packstation.ui.answer import SiteAnswer
from packstation.ui.central.presenter import CentralShown
from packstation.ui.central.view import CentralLine, TaskLine
from packstation.ui.lead.conflict_talk import ASKED, ConflictAnswer
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question
from packstation.ui.site.presenter import SitePresenter, SiteTools
from packstation.ui.site.view import EnrolmentsAtWindow
from tests.application.site import LEA_BADGE, MUG
from tests.fakes.look_at import GivenAway
from tests.fakes.site_door import PLATE, FakeSiteDoor
from tests.ui.at_window import AtWindow
from tests.ui.test_accessible import asking, put_back

FILES = tuple(Path(f"stick/bench-{number}.enrolment") for number in (4, 9))
ENDINGS = tuple(Choice(one) for one in ConflictAnswer if one is not ConflictAnswer.TASK)
TWO_TASKS = tuple(Choice(ConflictAnswer.TASK, {"order": number}) for number in ("100234", "100235"))
FORKED = replace(OFFLINE, link=Link.FORKED, orders=0, orders_for_min=None)
State = Callable[[AtWindow], None]


def lines(bench: AtWindow, shown: CentralShown, tasks: int = 0) -> None:
    """The lines at the top."""
    task, line = TaskLine(lambda: None), CentralLine(lambda: None)
    bench.window.top.add(task)
    bench.window.top.add(line)
    bench.window.looks.followers += [task.speak, line.speak]
    task.show_count(tasks)
    line.show_central(shown)


def offline(bench: AtWindow) -> None:
    bench.open("100234")
    lines(bench, OFFLINE)
    bench.scan(MUG)


def cancelled(bench: AtWindow) -> None:
    put_back(bench)
    lines(bench, WELL)


def given_away(bench: AtWindow) -> None:
    bench.pack(MUG, MUG, number="100234")
    lines(bench, WELL)
    bench.plant(look_at=GivenAway(bench.desk.verbs.look_at))
    bench.presenter.look_again()


def copied(bench: AtWindow) -> None:
    bench.pack(MUG, number="100234")
    lines(bench, FORKED)
    verdict, act = STOPS["copied"]
    bench.desk.say(verdict)
    bench.desk.ask(act)


def about(question: Question, bench: AtWindow) -> None:
    """A question about an order, while a task waits at this bench."""
    asking(question)(bench)
    lines(bench, WELL, tasks=2)


class AtSiteDesk:
    """A lead before what is told of the site."""

    def __init__(self, bench: AtWindow, shown: CentralShown | None = None) -> None:
        self._bench = bench
        bench.badge(LEA_BADGE)
        if shown is not None:
            lines(bench, shown)
        self.door = FakeSiteDoor(files=dict.fromkeys(FILES, PLATE))
        told = None if shown is None else lambda: shown
        tools = SiteTools(
            self.door,
            EnrolmentsAtWindow(bench.window),
            bench.presenter.hall,
            told,
            lambda _errand, _said: None,
        )
        self._presenter = SitePresenter(bench.desk, tools)
        bench.window.looks.followers.append(lambda _look: self._presenter.renew())

    def touch(self) -> None:
        """The line at the top."""
        self._presenter.on_line()
        self._bench.show_all()

    def answer(self, answer: SiteAnswer) -> None:
        """Press its number."""
        question = self._bench.desk.conversation.open
        assert question is not None
        self._bench.answer([choice.code for choice in question.choices].index(answer) + 1)
        self._bench.show_all()


def site_here(bench: AtWindow) -> None:
    at = AtSiteDesk(bench, OFFLINE)
    at.door.enrolled = replace(PLATE, settings_wait=True, secret_in_file=True)
    at.door.way = NO_WAY
    at.touch()
    at.answer(SiteAnswer.TRY)


def site_alone(bench: AtWindow) -> None:
    at = AtSiteDesk(bench)
    at.door.enrolled = None
    at.touch()


def which_enrolment(bench: AtWindow) -> None:
    at = AtSiteDesk(bench, WELL)
    at.touch()
    at.answer(SiteAnswer.LOAD)


def join_site(bench: AtWindow) -> None:
    which_enrolment(bench)
    bench.answer(1)
    bench.show_all()


def join_copied(bench: AtWindow) -> None:
    at = AtSiteDesk(bench, FORKED)
    at.touch()
    at.answer(SiteAnswer.LOAD)
    bench.answer(1)
    bench.show_all()


def leave_site(bench: AtWindow) -> None:
    at = AtSiteDesk(bench, WELL)
    at.touch()
    at.answer(SiteAnswer.LEAVE)


def leave_unsent(bench: AtWindow) -> None:
    at = AtSiteDesk(bench, OFFLINE)
    at.door.unsent_acts = 14
    at.touch()
    at.answer(SiteAnswer.LEAVE)


ORDER = {"order": "100234"}
SITE: Mapping[str, State] = {
    "offline": offline,
    "stop cancelled": cancelled,
    "stop given away": given_away,
    "copied": copied,
    **{f"conflict {why}": partial(about, Question(code, ORDER, ENDINGS)) for why, code in ASKED.items()},
    "which task": partial(about, Question(AskCode.WHICH_TASK, choices=TWO_TASKS)),
    "unclaimed": partial(about, Question(AskCode.PACK_UNCLAIMED, ORDER, YES_OR_NO)),
    "site here": site_here,
    "site alone": site_alone,
    "which enrolment": which_enrolment,
    "join site": join_site,
    "join copied": join_copied,
    "leave site": leave_site,
    "leave unsent": leave_unsent,
}
