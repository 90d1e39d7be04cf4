"""How the bench stands with central, what a packer may read of it, and what a lead may do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from packstation.application.site_door import Errand
from packstation.domain.central import Standing
from packstation.domain.central_fault import EnrolmentFault, WayFault
from packstation.domain.command_code import Command
from packstation.domain.refusal import Fact, FaultCode, RefusalCode, Refused
from packstation.domain.sync_status import Link
from packstation.ui.answer import SiteAnswer
from packstation.ui.central.presenter import CentralShown
from packstation.ui.question import AskCode
from packstation.ui.sentences import sentence
from packstation.ui.site.presenter import SitePresenter, SiteTools
from packstation.ui.verdict import Said, Verdict
from tests.application.site import LEA_BADGE
from tests.fakes.runner import Lane
from tests.fakes.site_door import PLATE, FakeSiteDoor
from tests.fakes.store import FakeStore
from tests.ui.at_bench import AtBench

WELL = CentralShown(Link.CONNECTED, Standing.GO, 35, 0, None, 27, 420, None, 0)
FILE = Path("stick/bench-9.enrolment")
NINE = replace(PLATE, station_id="bench-9")
AWAY = Refused(RefusalCode.NO_WAY_TO_CENTRAL, why=WayFault.NO_ANSWER.value, host="central.example")


class AtDoor:
    """The bench with what tells of its site, and what came of it."""

    def __init__(self, bench: AtBench) -> None:
        self.bench = bench
        self.door = FakeSiteDoor()
        self.shown = WELL
        self.restarts: list[Verdict] = []
        self.picked: list[Callable[[Sequence[Path]], None]] = []
        self.order = ""
        hall = replace(bench.presenter.hall, order_open=lambda: self.order)
        tools = SiteTools(self.door, self, hall, lambda: self.shown, self.restart)
        self.presenter = bench.desk.site = SitePresenter(bench.desk, tools)

    def pick_enrolment(self, picked: Callable[[Sequence[Path]], None]) -> None:
        self.picked.append(picked)

    def restart(self, errand: Errand, verdict: Verdict) -> None:
        errand()
        self.restarts.append(verdict)

    def touch(self) -> None:
        """The line about central."""
        self.presenter.on_line()
        self.bench.runner.settle()

    def answer(self, answer: SiteAnswer) -> None:
        """Press the number of this answer."""
        self.bench.answer(self.offered.index(answer) + 1)

    @property
    def asked(self) -> str | None:
        """The open question."""
        question = self.bench.view.question
        return question.code.value if question else None

    @property
    def offered(self) -> list[object]:
        question = self.bench.view.question
        return [choice.code for choice in question.choices] if question else []

    @property
    def text(self) -> str:
        question = self.bench.view.question
        return str(question.facts["text"]) if question else ""

    @property
    def code(self) -> str:
        """Of the newest answer."""
        return self.bench.verdict.code.value

    @property
    def heard(self) -> str:
        return sentence(self.bench.verdict)


@pytest.fixture
def at(bench: AtBench) -> AtDoor:
    return AtDoor(bench)


@pytest.fixture
def lead(at: AtDoor) -> AtDoor:
    at.bench.badge(LEA_BADGE)
    return at


def test_a_packer_reads_how_it_stands_and_can_only_test_the_way(at: AtDoor) -> None:
    at.bench.badge()
    at.touch()
    assert at.asked == AskCode.SITE_HERE.value
    assert at.offered == [SiteAnswer.TRY, SiteAnswer.SEEN]
    for words in ("Connected for 35 min", "has been sent", "27, for 7 h", "central.example", "8842d03b"):
        assert words in at.text
    at.touch()
    assert at.asked is None


def test_settings_that_wait_for_the_next_start_are_told(at: AtDoor) -> None:
    at.bench.badge()
    at.touch()
    assert "Other settings" not in at.text
    at.touch()
    at.door.enrolled = replace(PLATE, settings_wait=True)
    at.touch()
    assert "Other settings are here: they count from the next start of this bench." in at.text


def test_nobody_signed_in_reads_nothing(at: AtDoor) -> None:
    at.touch()
    assert at.asked is None
    assert at.code == RefusalCode.NOT_SIGNED_IN.value


def test_what_is_read_follows_the_link_while_it_is_open(lead: AtDoor) -> None:
    lead.touch()
    lead.shown = replace(WELL, link=Link.AWAY, since_min=3, unsent=14, oldest_min=2, clock_s=-300)
    lead.presenter.renew()
    for words in ("Not heard from for 3 min. Go on packing", "14, the oldest 2 min ago", "300 s fast"):
        assert words in lead.text
    lead.bench.press(Command.BACK)
    lead.presenter.renew()
    assert lead.asked is None


def test_a_lead_with_an_order_open_reads_only(lead: AtDoor) -> None:
    lead.order = "100234"
    lead.touch()
    assert lead.offered == [SiteAnswer.TRY, SiteAnswer.SEEN]


@pytest.mark.parametrize("fault", WayFault)
def test_a_test_that_fails_says_in_one_sentence_what_to_do(lead: AtDoor, fault: WayFault) -> None:
    facts: dict[str, Fact] = {
        "host": "central.example",
        "port": 5432,
        "station": "bench-4",
        "said": "no pg_hba.conf entry",
    }
    lead.door.way = Refused(RefusalCode.NO_WAY_TO_CENTRAL, why=fault.value, **facts)
    lead.touch()
    lead.answer(SiteAnswer.TRY)
    assert lead.code == RefusalCode.NO_WAY_TO_CENTRAL.value
    assert lead.heard in lead.text
    assert "?" not in lead.heard.replace("off?", "")
    assert lead.heard.endswith((".", "?"))


def test_while_central_is_asked_back_is_heard_and_what_comes_later_is_not_said(lead: AtDoor) -> None:
    lead.bench.runner.held.add(Lane.BESIDE)
    lead.touch()
    lead.answer(SiteAnswer.TRY)
    assert "Test: central is being asked" in lead.text
    lead.bench.press(Command.BACK)
    said = len(lead.bench.view.verdicts)
    lead.bench.runner.held.clear()
    lead.bench.runner.settle()
    assert lead.asked is None
    assert len(lead.bench.view.verdicts) == said
    lead.touch()
    assert "Test:" not in lead.text


def test_a_lead_leaves_the_site_once_all_is_sent_and_is_asked_once_more(lead: AtDoor) -> None:
    lead.door.unsent_acts = 14
    lead.touch()
    lead.answer(SiteAnswer.LEAVE)
    assert lead.heard == (
        "Central does not have everything yet: 14. Stay until all is sent, then leave the site. "
        "Once central has closed this bench it never will: packstation leave --unsent."
    )
    assert lead.asked is None
    lead.door.unsent_acts = 0
    lead.touch()
    lead.answer(SiteAnswer.LEAVE)
    assert lead.asked == AskCode.LEAVE_SITE.value
    lead.bench.press(Command.NO)
    assert lead.restarts == []
    lead.touch()
    lead.answer(SiteAnswer.LEAVE)
    lead.bench.press(Command.YES)
    assert (lead.door.did, [said.code for said in lead.restarts]) == (["leave"], [Said.SITE_LEFT])


def test_a_bench_alone_joins_by_the_lead_s_menu_and_a_file_that_was_found(lead: AtDoor) -> None:
    lead.door.enrolled, lead.door.files = None, {FILE: NINE}
    lead.bench.press(Command.LEAD)
    lead.bench.press(Command.DIGIT, str(_row(lead, "central")))
    assert lead.asked == AskCode.SITE_ALONE.value
    lead.answer(SiteAnswer.LOAD)
    assert lead.asked == AskCode.WHICH_ENROLMENT.value
    lead.answer(SiteAnswer.FILE)
    assert lead.asked == AskCode.JOIN_SITE.value
    assert "The way is free: central answers, and knows bench-9." in lead.text
    lead.answer(SiteAnswer.JOIN)
    assert lead.door.did == ["join bench-9.enrolment"]
    assert [said.code for said in lead.restarts] == [Said.SITE_JOINED]
    assert "settings_changed" in [act.kind for act in lead.bench.warehouse.acts()]


def test_nobody_joins_before_central_has_taken_the_bench(lead: AtDoor) -> None:
    lead.door.files, lead.door.way = {FILE: NINE}, AWAY
    lead.bench.runner.held.add(Lane.BESIDE)
    lead.presenter.on_files([FILE])
    lead.bench.runner.settle()
    lead.answer(SiteAnswer.JOIN)
    assert lead.code == Said.CHECKING.value
    lead.bench.runner.held.clear()
    lead.bench.runner.settle()
    lead.answer(SiteAnswer.JOIN)
    assert lead.code == RefusalCode.NO_WAY_TO_CENTRAL.value
    assert lead.restarts == []
    lead.door.way = FakeSiteDoor().way
    lead.answer(SiteAnswer.TRY)
    lead.answer(SiteAnswer.JOIN)
    assert (lead.door.tried, len(lead.restarts)) == ([FILE, FILE], 1)


def test_without_a_keyring_a_file_takes_its_place_only_where_somebody_says_so(lead: AtDoor) -> None:
    lead.door.files, lead.door.keyring = {FILE: NINE}, False
    for answer in (Command.NO, Command.YES):
        lead.presenter.on_files([FILE])
        lead.bench.runner.settle()
        assert lead.asked == AskCode.SECRET_IN_FILE.value
        lead.bench.press(answer)
    lead.answer(SiteAnswer.JOIN)
    assert lead.door.did == ["join bench-9.enrolment file"]


@pytest.mark.parametrize("fault", EnrolmentFault)
def test_a_file_that_will_not_do_is_told_with_what_to_do(lead: AtDoor, fault: EnrolmentFault) -> None:
    lead.door.files = {FILE: Refused(RefusalCode.ENROLMENT_UNFIT, why=fault.value)}
    lead.presenter.on_files([FILE])
    lead.bench.runner.settle()
    assert lead.code == RefusalCode.ENROLMENT_UNFIT.value
    assert len(lead.heard.split()) > 5
    assert lead.asked is None


def test_a_packer_brings_no_enrolment(at: AtDoor) -> None:
    at.door.files = {FILE: NINE}
    at.bench.badge()
    at.presenter.on_files([FILE])
    at.bench.runner.settle()
    assert at.code == RefusalCode.ROLE_FORBIDS.value
    assert at.asked is None


def test_where_nothing_was_found_a_dialog_opens(lead: AtDoor) -> None:
    lead.touch()
    lead.answer(SiteAnswer.LOAD)
    assert len(lead.picked) == 1
    lead.door.files = {FILE: NINE}
    lead.picked[0]([FILE])
    lead.bench.runner.settle()
    assert lead.asked == AskCode.JOIN_SITE.value


def test_an_order_on_the_bench_is_packed_first(lead: AtDoor) -> None:
    lead.door.files, lead.order = {FILE: NINE}, "100234"
    lead.presenter.on_files([FILE])
    lead.bench.runner.settle()
    assert lead.code == RefusalCode.ORDER_OPEN_HERE.value
    assert lead.asked is None


def test_another_bench_s_file_is_refused_while_anything_is_unsent_and_its_own_is_not(lead: AtDoor) -> None:
    lead.door.unsent_acts = 14
    for file, restarts in ((NINE, 0), (PLATE, 1)):
        lead.door.files = {FILE: file}
        lead.presenter.on_files([FILE])
        lead.bench.runner.settle()
        lead.answer(SiteAnswer.JOIN)
        assert len(lead.restarts) == restarts
        if not restarts:
            assert lead.code == RefusalCode.ACTS_UNSENT.value
    assert lead.restarts[0].code is Said.SITE_JOINED


def test_the_name_that_a_bench_no_longer_has_is_to_be_closed(lead: AtDoor) -> None:
    lead.door.files = {FILE: NINE}
    lead.presenter.on_files([FILE])
    lead.bench.runner.settle()
    lead.answer(SiteAnswer.JOIN)
    assert sentence(lead.restarts[0]) == (
        "This bench is bench-9 now. Delete bench-9.enrolment. "
        "Close bench-4 at central: packstation central close."
    )


def test_of_a_copied_bench_with_an_order_on_it_a_lead_makes_another_one(lead: AtDoor) -> None:
    lead.door.files, lead.door.copied, lead.door.unsent_acts = {FILE: NINE}, True, 5
    lead.order, lead.shown = "100234", replace(WELL, link=Link.FORKED, unsent=5, oldest_min=1)
    store = lead.bench.warehouse.bench.store
    assert isinstance(store, FakeStore)
    store.fail(FaultCode.FORKED)
    lead.touch()
    assert lead.offered == [SiteAnswer.TRY, SiteAnswer.SEEN, SiteAnswer.LOAD]
    lead.answer(SiteAnswer.LOAD)
    lead.answer(SiteAnswer.FILE)
    assert "This bench was copied: 5 of its acts never reach central." in lead.text
    lead.answer(SiteAnswer.JOIN)
    assert lead.door.did == ["join bench-9.enrolment"]
    assert [said.code for said in lead.restarts] == [Said.SITE_JOINED]


def _row(at: AtDoor, answer: str) -> int:
    return [str(code) for code in at.offered].index(answer) + 1
