"""What a bench of a site shows of its central, in every state it can be in, for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from packstation.application.site_door import Doorplate
from packstation.demo.gallery_parts import Showcase
from packstation.domain.carton import Carton, CartonType
from packstation.domain.central import Standing
from packstation.domain.central_fault import WayFault
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import DeviceFault, Fact, FaultCode, RefusalCode, Refused
from packstation.domain.sync_status import Link, SyncAlarm
from packstation.ui.answer import SiteAnswer
from packstation.ui.central.presenter import CentralShown
from packstation.ui.central.view import CentralLine, TaskLine
from packstation.ui.lead.conflict_talk import ASKED, ConflictAnswer
from packstation.ui.pack.view import PackScreen
from packstation.ui.question import YES_OR_NO, AskCode, Choice, Question
from packstation.ui.question_words import question_hint, question_sentence
from packstation.ui.sentences import act_hint, act_sentence
from packstation.ui.site.told import joining_text, standing_text
from packstation.ui.theme import FONT, Sizes
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind, verdict_of
from packstation.ui.widgets.plain_text import FittedText, PlainText
from packstation.ui.widgets.question_panel import QuestionPanel
from packstation.ui.widgets.top_bar import TopBar
from packstation.ui.widgets.verdict_band import VerdictBand

PLATE = Doorplate("8842d03b-0000-4000-8000-000000000000", "bench-4", "central.example", 5432, True, True)
WELL = CentralShown(Link.CONNECTED, Standing.GO, 35, 0, None, 27, 420, None, 0)
OFFLINE = CentralShown(Link.AWAY, None, 35, 14, 34, 27, 385, None)
LINES: tuple[CentralShown, ...] = (
    WELL,
    OFFLINE,
    CentralShown(Link.AWAY, None, 490, 1200, 489, 27, 40, SyncAlarm.AWAY_LONG),
    CentralShown(Link.AWAY, None, 61, 80, 60, 9, 359, SyncAlarm.BUNDLE_NEARLY_USED),
    CentralShown(Link.AWAY, None, 455, 900, 450, 12, 25, SyncAlarm.CLAIMS_END_SOON),
    CentralShown(Link.CONNECTED, Standing.GO, 35, 0, None, 27, 420, SyncAlarm.DISK_LOW),
    CentralShown(Link.CONNECTED, Standing.GO, 35, 0, None, 27, 420, SyncAlarm.CLOCK_WRONG, 300),
    CentralShown(Link.BARRED, Standing.TOO_OLD, 5, 3, 5, 0, None, None),
    CentralShown(Link.FORKED, None, 5, 3, 5, 0, None, None),
)
TASK = PackTask(
    Order(UUID(int=1), "100234", (OrderLine(1, "MUG-BLUE", 2, "Mug, blue"), OrderLine(2, "TRAY", 1, "Tray"))),
    (Carton(UUID(int=2), 1, CartonType("BOX", 180, name="Box, small"), contents=((1, 1),)),),
)
ENDINGS = tuple(Choice(one) for one in ConflictAnswer if one is not ConflictAnswer.TASK)
ORDER: Mapping[str, Fact] = {"order": "100234"}
STOPS: Mapping[str, tuple[Verdict, NextAct]] = {
    "cancelled": (
        Verdict(VerdictKind.NO, Said.STOP_CANCELLED, ORDER),
        NextAct(ActCode.PUT_BACK, {"units": 1, "name": "Mug, blue"}),
    ),
    "given_away": (
        verdict_of(Refused(RefusalCode.CLAIM_LOST, order="100234")),
        NextAct(ActCode.GIVEN_AWAY, ORDER),
    ),
    "copied": (verdict_of(DeviceFault(FaultCode.FORKED, "store")), NextAct(ActCode.FETCH_LEAD)),
}
NO_WAY = Refused(
    RefusalCode.NO_WAY_TO_CENTRAL, why=WayFault.TURNED_AWAY.value, host="central.example", port=5432
)
LEAD = tuple(map(Choice, (SiteAnswer.TRY, SiteAnswer.SEEN, SiteAnswer.LOAD, SiteAnswer.LEAVE)))
JOIN = (Choice(SiteAnswer.JOIN), Choice(SiteAnswer.TRY))


def lines(sizes: Sizes) -> QWidget:
    """The line about central, well and ill; before it what waits to be settled. A bench alone has neither."""
    page = Showcase(sizes)
    for number, shown in enumerate((None, *LINES)):
        bar = TopBar("Bench 4", demo=False, pressed=lambda: None)
        if shown is not None:
            task, line = TaskLine(lambda: None), CentralLine(lambda: None)
            bar.add(task)
            bar.add(line)
            task.show_count(number // 5)
            line.show_central(shown)
        bar.show_person(Actor("1", "Ida", Role.PACKER))
        # As in a window, which is not made wider by what stands in it.
        bar.setMinimumWidth(1)
        bar.fit(sizes)
        page.add(bar)
    page.page.addStretch()
    return page


def stop(which: str, sizes: Sizes) -> QWidget:
    """A carton in the hands of a packer who is stopped."""
    verdict, asked = STOPS[which]
    page = Showcase(sizes)
    band = VerdictBand()
    band.fit(sizes)
    band.put(verdict)
    page.add(band)
    _say(page, act_sentence(asked), act_hint(asked))
    screen = PackScreen()
    screen.show_task(TASK)
    screen.fit(sizes)
    page.add(screen, stretch=1)
    return page


def asked(make: Callable[[], Question], sizes: Sizes) -> QWidget:
    """A question about central."""
    question = make()
    page = Showcase(sizes)
    _say(page, question_sentence(question), question_hint(question))
    panel = QuestionPanel(lambda _number: None, lambda: None)
    panel.fit(sizes)
    panel.put(question)
    page.add(panel, stretch=1)
    return page


def conflicts(sizes: Sizes) -> QWidget:
    """What central could not follow, each in one sentence with what to do, and how it ended."""
    page = Showcase(sizes)
    for code in ASKED.values():
        _say(page, question_sentence(Question(code, ORDER)), "")
    panel = QuestionPanel(lambda _number: None, lambda: None)
    panel.fit(sizes)
    panel.put(Question(AskCode.PACKED_TWICE, ORDER, ENDINGS))
    page.add(panel, stretch=1)
    return page


def _say(page: Showcase, words: str, hint: str) -> None:
    act = FittedText("next_act", FONT)
    act.fit(page.sizes.act, page.sizes.act_room)
    act.put(words)
    small = PlainText("act_hint", soft=True, wrap=True)
    small.put(hint)
    page.add(act)
    page.add(small)


def _settings(shown: CentralShown) -> Question:
    facts = {"station": PLATE.station_id, "text": standing_text(PLATE, shown)}
    return Question(AskCode.SITE_HERE, facts, LEAD)


def _joining(tried: Exception) -> Question:
    facts = {"station": PLATE.station_id, "text": joining_text(PLATE, tried)}
    return Question(AskCode.JOIN_SITE, facts, JOIN)


QUESTIONS: Mapping[str, Callable[[], Question]] = {
    "central_settings": lambda: _settings(WELL),
    "central_offline": lambda: _settings(OFFLINE),
    "central_no_way": lambda: _joining(NO_WAY),
    "central_leave": lambda: Question(AskCode.LEAVE_SITE, {"station": PLATE.station_id}, YES_OR_NO),
    "central_unclaimed": lambda: Question(AskCode.PACK_UNCLAIMED, ORDER, YES_OR_NO),
}
PAGES: Mapping[str, Callable[[Sizes], QWidget]] = {
    "central_lines": lines,
    "conflicts": conflicts,
    **{f"stop_{which}": partial(stop, which) for which in STOPS},
    **{name: partial(asked, make) for name, make in QUESTIONS.items()},
}
"""By the name of their picture."""
