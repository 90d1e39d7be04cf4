"""A lead changes people by number: nobody is lost, no secret is shown, BACK leaves everything."""

from __future__ import annotations

import pytest

from packstation.domain.badge import Badge, BadgeContent
from packstation.domain.command_code import Command
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.domain.site_act import BadgeSent
from packstation.ui.desk import Screen
from packstation.ui.question import AskCode
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE
from tests.fakes.badge_writer import FakeBadgeWriter
from tests.fakes.runner import Lane
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import (
    ADAM,
    ADD,
    IDA,
    LEA,
    MAY_SIGN_IN,
    NEW_BADGE,
    NEW_PIN,
    NEW_ROLE,
    NO,
    YES,
    asked,
    heard,
    offered,
    sign_out,
    somebody,
    to_people,
)


def printed(bench: AtBench) -> Badge:
    """The badge on the newest paper."""
    badge = Badge.parse(bench.printer.paper[-1].decode().removeprefix("BADGE "))
    assert badge is not None
    return badge


def contents(bench: AtBench) -> list[BadgeContent]:
    """What was written on badges."""
    writer = bench.warehouse.badges
    assert isinstance(writer, FakeBadgeWriter)
    return writer.contents


class TestAdd:
    """A new person, with or without a badge."""

    def add(self, bench: AtBench, *pins: str) -> None:
        """Lea adds Tom as a packer."""
        to_people(bench, ADD)
        bench.type(" Tom ")
        bench.answer(1)
        for pin in pins:
            bench.type(pin)

    def test_a_packer_is_added_gets_a_badge_and_signs_in_with_it(self, bench: AtBench) -> None:
        self.add(bench, "4711", "4711")
        assert heard(bench) == (VerdictKind.YES, Said.ENROLLED)
        assert asked(bench) is AskCode.PRINT_BADGE
        bench.press(Command.YES)
        assert heard(bench) == (VerdictKind.YES, Said.BADGE_PRINTED)
        assert [content.name for content in contents(bench)] == ["Tom"]
        assert contents(bench)[0].place == "Bench 1"
        assert asked(bench) is AskCode.PEOPLE
        sign_out(bench)
        bench.badge(printed(bench))
        assert (bench.view.person, bench.act) == (somebody(bench, "Tom"), ActCode.START_ORDER)

    def test_without_a_badge_the_pin_will_do(self, bench: AtBench) -> None:
        self.add(bench, "4711", "4711")
        bench.press(Command.NO)
        assert bench.printer.paper == []
        sign_out(bench)
        bench.pick(somebody(bench, "Tom"), "4711")
        assert bench.view.person == somebody(bench, "Tom")

    def test_a_pin_that_is_too_short_is_asked_for_again(self, bench: AtBench) -> None:
        self.add(bench, "471")
        assert asked(bench) is AskCode.PIN_SHORT
        bench.type("47x1")
        assert asked(bench) is AskCode.PIN_SHORT
        bench.type("4711")
        assert asked(bench) is AskCode.PIN_AGAIN

    def test_two_pins_that_differ_are_both_forgotten(self, bench: AtBench) -> None:
        self.add(bench, "4711", "4712")
        assert asked(bench) is AskCode.PIN_DIFFERED
        bench.type("8888")
        assert asked(bench) is AskCode.PIN_AGAIN
        bench.type("8888")
        assert heard(bench) == (VerdictKind.YES, Said.ENROLLED)

    @pytest.mark.parametrize("answers", range(4))
    def test_back_at_any_question_adds_nobody(self, bench: AtBench, answers: int) -> None:
        seen = bench.warehouse.seen()
        to_people(bench, ADD)
        for step in ("Tom", "1", "4711")[:answers]:
            bench.type(step)
        bench.press(Command.BACK)
        assert heard(bench) == (VerdictKind.NOTE, Said.WITHDRAWN)
        assert (asked(bench), bench.view.screen) == (None, Screen.START)
        assert bench.warehouse.seen() == seen

    def test_a_badge_is_nobodys_name(self, bench: AtBench) -> None:
        to_people(bench, ADD)
        bench.badge(IDA_BADGE)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
        assert asked(bench) is AskCode.PERSON_NAME

    def test_no_pin_is_shown_and_none_is_written_down(self, bench: AtBench) -> None:
        self.add(bench, "4711", "4712", "8888", "8888")
        assert "4711" not in str(bench.view.verdicts) + bench.warehouse.said()
        assert "8888" not in str(bench.view.verdicts) + bench.warehouse.said()

    def test_while_the_pin_is_hashed_the_lane_is_free(self, bench: AtBench) -> None:
        self.add(bench, "4711")
        bench.runner.held.add(Lane.SLOW)
        bench.type("4711")
        assert (bench.runner.waiting(Lane.SLOW), bench.runner.waiting(Lane.VERBS)) == (1, 0)


class TestBadge:
    """A new badge ends the old one; paper is a matter of its own."""

    def rebadge(self, bench: AtBench) -> None:
        """Lea gives Ida a new badge."""
        to_people(bench, NEW_BADGE, IDA)
        assert asked(bench) is AskCode.NEW_BADGE
        bench.press(Command.YES)

    def test_the_old_badge_is_refused_and_the_new_one_opens(self, bench: AtBench) -> None:
        self.rebadge(bench)
        sign_out(bench)
        bench.badge(IDA_BADGE)
        assert heard(bench) == (VerdictKind.NO, RefusalCode.BADGE_UNKNOWN)
        bench.badge(printed(bench))
        assert bench.view.person == bench.warehouse.ida

    def test_no_keeps_the_old_badge(self, bench: AtBench) -> None:
        to_people(bench, NEW_BADGE, IDA)
        bench.press(Command.NO)
        sign_out(bench)
        bench.badge(IDA_BADGE)
        assert bench.view.person == bench.warehouse.ida

    def test_who_has_none_yet_is_asked_about_no_old_one(self, bench: AtBench) -> None:
        to_people(bench, NEW_BADGE, ADAM)
        assert asked(bench) is AskCode.PRINT_BADGE

    def test_a_printer_without_paper_is_said_and_tried_again_with_the_same_badge(
        self, bench: AtBench
    ) -> None:
        bench.printer.refuse(FaultCode.PAPER_OUT)
        self.rebadge(bench)
        assert heard(bench) == (VerdictKind.NO, FaultCode.PAPER_OUT)
        assert asked(bench) is AskCode.BADGE_ONCE_MORE
        bench.printer.state = type(bench.printer.state)(fault=None)
        bench.press(Command.YES)
        assert heard(bench) == (VerdictKind.YES, Said.BADGE_PRINTED)
        assert [content.again for content in contents(bench)] == [False]
        sign_out(bench)
        bench.badge(printed(bench))
        assert bench.view.person == bench.warehouse.ida

    def test_giving_up_leaves_a_person_whose_pin_still_works(self, bench: AtBench) -> None:
        bench.printer.refuse(FaultCode.PAPER_OUT)
        self.rebadge(bench)
        bench.press(Command.NO)
        assert heard(bench) == (VerdictKind.NOTE, Said.BADGE_NOT_PRINTED)
        sign_out(bench)
        bench.pick(bench.warehouse.ida, "1234")
        assert bench.view.person == bench.warehouse.ida

    @pytest.mark.parametrize(("came_out", "papers"), [(True, 1), (False, 2)])
    def test_behind_the_bytes_the_lead_says_whether_it_came_out(
        self, bench: AtBench, came_out: bool, papers: int
    ) -> None:
        bench.printer.unsure_at_send = True
        self.rebadge(bench)
        assert asked(bench) is AskCode.BADGE_CAME_OUT
        bench.printer.unsure_at_send = False
        bench.press(Command.YES if came_out else Command.NO)
        assert heard(bench) == (VerdictKind.YES, Said.BADGE_PRINTED)
        assert len(bench.printer.paper) == papers
        sent = [act.copy for act in bench.warehouse.acts() if isinstance(act, BadgeSent)]
        assert sent == [1, 2][:papers]
        assert [content.again for content in contents(bench)] == [False, True][:papers]

    def test_a_lock_while_it_prints_leaves_nothing_open(self, bench: AtBench) -> None:
        bench.runner.held.add(Lane.PRINTER)
        self.rebadge(bench)
        sign_out(bench)
        bench.runner.held.clear()
        bench.runner.settle()
        assert (bench.view.screen, asked(bench), bench.view.person) == (Screen.SIGN_IN, None, None)

    def test_no_secret_is_shown(self, bench: AtBench) -> None:
        self.rebadge(bench)
        secret = printed(bench).secret
        assert secret not in str(bench.view.verdicts) + str(bench.warehouse.opened.journal())


class TestPlaceRolePin:
    """Disable and enable, another role, another PIN."""

    def test_a_disabled_packer_is_refused_at_the_bench_until_enabled(self, bench: AtBench) -> None:
        to_people(bench, MAY_SIGN_IN, 2, YES)
        assert heard(bench) == (VerdictKind.YES, Said.PERSON_DISABLED)
        sign_out(bench)
        bench.badge(IDA_BADGE)
        assert heard(bench) == (VerdictKind.LEAD, RefusalCode.USER_DISABLED)
        assert bench.view.person is None
        to_people(bench, MAY_SIGN_IN)
        assert offered(bench) == ["Adam, admin", "Ida, may not sign in"]
        bench.answer(2)
        bench.press(Command.YES)
        sign_out(bench)
        bench.badge(IDA_BADGE)
        assert bench.view.person == bench.warehouse.ida

    def test_nobody_is_offered_to_disable_oneself_or_to_change_the_own_role(self, bench: AtBench) -> None:
        to_people(bench, MAY_SIGN_IN)
        assert offered(bench) == ["Adam, admin", "Ida"]
        bench.press(Command.BACK)
        bench.press(Command.LEAD)
        bench.answer(1)
        bench.answer(NEW_ROLE)
        assert offered(bench) == ["Adam, admin", "Ida"]

    def test_a_packer_becomes_a_lead_with_a_longer_pin(self, bench: AtBench) -> None:
        to_people(bench, NEW_ROLE, 2, 2)
        assert asked(bench) is AskCode.PERSON_PIN
        bench.type("987654")
        bench.type("987654")
        assert heard(bench) == (VerdictKind.YES, Said.ROLE_CHANGED)
        sign_out(bench)
        bench.badge(IDA_BADGE)
        assert bench.view.person == Actor("ida", "Ida", Role.LEAD)

    def test_another_role_that_needs_no_longer_pin_asks_for_none(self, bench: AtBench) -> None:
        to_people(bench, NEW_ROLE, 1, 1)
        assert heard(bench) == (VerdictKind.YES, Said.ROLE_CHANGED)
        assert somebody(bench, "Adam").role is Role.PACKER

    def test_a_forgotten_pin_is_replaced_and_the_wait_is_over(self, bench: AtBench) -> None:
        for _ in range(6):
            bench.pick(bench.warehouse.ida, "9999")
        to_people(bench, NEW_PIN, IDA)
        bench.type("8642")
        bench.type("8642")
        assert heard(bench) == (VerdictKind.YES, Said.PIN_CHANGED)
        sign_out(bench)
        bench.pick(bench.warehouse.ida, "8642")
        assert bench.view.person == bench.warehouse.ida

    def test_where_nobody_is_left_to_choose_it_is_said(self, bench: AtBench) -> None:
        to_people(bench, MAY_SIGN_IN, 1, YES)
        bench.answer(MAY_SIGN_IN)
        bench.answer(2)
        bench.press(Command.YES)
        bench.answer(NEW_ROLE)
        assert heard(bench) == (VerdictKind.NOTE, Said.NOBODY_THERE)
        assert asked(bench) is AskCode.PEOPLE

    def test_a_lead_disabled_elsewhere_meanwhile_gets_a_no_and_stays_in_the_list(
        self, bench: AtBench
    ) -> None:
        to_people(bench, NEW_PIN, LEA)
        bench.type("111111")
        bench.desk.verbs.lead.change_person.disable(bench.warehouse.adam, "lea")
        bench.type("111111")
        assert heard(bench) == (VerdictKind.LEAD, RefusalCode.USER_DISABLED)
        assert asked(bench) is AskCode.PEOPLE


def test_many_people_come_in_pages(bench: AtBench) -> None:
    for number in range(20):
        bench.warehouse.hire(Actor(f"p{number:02}", f"P{number:02}", Role.PACKER), "1111", None)
    to_people(bench, NEW_PIN)
    assert len(offered(bench)) == 9
    bench.answer(9)
    bench.answer(9)
    assert offered(bench) == [*(f"P{number:02}" for number in range(13, 20)), "More …"]
    bench.answer(7)
    bench.type("2222")
    bench.type("2222")
    sign_out(bench)
    bench.pick(Actor("p19", "P19", Role.PACKER), "2222")
    assert bench.view.person == Actor("p19", "P19", Role.PACKER)


def test_the_card_alone_will_do(bench: AtBench) -> None:
    bench.badge(LEA_BADGE)
    bench.scan_command(Command.LEAD)
    bench.scan_digits(f"1{MAY_SIGN_IN}2")
    bench.scan_command(Command.YES)
    assert heard(bench) == (VerdictKind.YES, Said.PERSON_DISABLED)


@pytest.mark.parametrize("answer", [YES, NO])
def test_yes_and_no_are_numbers_too(bench: AtBench, answer: int) -> None:
    to_people(bench, MAY_SIGN_IN, 2, answer)
    assert bench.warehouse.user("ida").disabled is (answer == YES)
