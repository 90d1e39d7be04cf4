"""A second person's leave, at the bench of the first: by badge or by name, never by oneself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.command_code import Command
from packstation.domain.person import Actor, Role, SignInWay, Verb
from packstation.domain.refusal import RefusalCode
from packstation.domain.site_act import LeaveGiven
from packstation.ui.lead.leave import ask_leave
from packstation.ui.question import AskCode
from packstation.ui.verdict import Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE, MUG, TOM_BADGE
from tests.ui.at_bench import AtBench
from tests.ui.lead.lead_at_bench import asked, offered


def ask(bench: AtBench, verb: Verb = Verb.SHIP_SHORT) -> list[Actor | None]:
    """Ask for leave, as another talk does; who gave it lands in the list."""
    given: list[Actor | None] = []
    bench.desk.take(lambda: bench.desk.conversation.start(ask_leave(bench.desk, verb), given.append))
    bench.runner.settle()
    return given


@pytest.fixture
def packing(bench: AtBench) -> AtBench:
    """Ida with a mug in her carton."""
    bench.open("100234")
    bench.scan(MUG)
    return bench


def test_a_lead_scans_the_badge_and_stays_a_guest(packing: AtBench) -> None:
    given = ask(packing)
    assert asked(packing) is AskCode.LEAVE_BADGE_OR_NAME
    packing.badge(LEA_BADGE)
    assert given == [packing.warehouse.lea]
    assert packing.view.person == packing.warehouse.ida
    entry = packing.warehouse.opened.journal()[-1]
    assert (entry.act, entry.actor, entry.second_actor) == (LeaveGiven("ship_short"), "ida", "lea")


@pytest.mark.parametrize("way", ["key", "typed", "card"])
def test_a_lead_without_a_badge_picks_the_name_and_types_the_pin(packing: AtBench, way: str) -> None:
    given = ask(packing)
    assert offered(packing) == ["Lea and the PIN"]
    {
        "key": lambda: packing.answer(1),
        "typed": lambda: packing.type("1"),
        "card": lambda: packing.scan_command(Command.DIGIT, "1"),
    }[way]()
    assert asked(packing) is AskCode.PIN_OF
    packing.type("123456")
    assert given == [packing.warehouse.lea]


@pytest.mark.parametrize(
    ("badge", "code"),
    [(IDA_BADGE, RefusalCode.SAME_PERSON), (TOM_BADGE, RefusalCode.BADGE_UNKNOWN)],
    ids=["oneself", "a stranger"],
)
def test_whoever_may_not_is_refused_and_the_next_one_may(
    packing: AtBench, badge: object, code: RefusalCode
) -> None:
    given = ask(packing)
    packing.badge(badge)  # type: ignore[arg-type]
    assert packing.said == (VerdictKind.NO, code)
    assert (given, asked(packing)) == ([], AskCode.LEAVE_BADGE_OR_NAME)
    packing.badge(LEA_BADGE)
    assert given == [packing.warehouse.lea]


def test_another_packer_is_not_enough(packing: AtBench) -> None:
    packing.warehouse.hire(Actor("tom", "Tom", Role.PACKER), "4711", TOM_BADGE)
    given = ask(packing)
    packing.badge(TOM_BADGE)
    assert packing.said == (VerdictKind.NO, RefusalCode.ROLE_FORBIDS)
    assert given == []


def test_a_wrong_pin_is_counted_and_the_question_stays(packing: AtBench) -> None:
    given = ask(packing)
    packing.answer(1)
    packing.type("999999")
    assert packing.said == (VerdictKind.NO, RefusalCode.PIN_WRONG)
    assert (given, asked(packing)) == ([], AskCode.LEAVE_BADGE_OR_NAME)
    assert packing.warehouse.user("lea").misses == 1


def test_a_disabled_lead_is_neither_offered_nor_let_through(packing: AtBench) -> None:
    packing.desk.verbs.lead.change_person.disable(packing.warehouse.adam, "lea")
    given = ask(packing)
    assert (asked(packing), offered(packing)) == (AskCode.LEAVE_BADGE, [])
    packing.badge(LEA_BADGE)
    assert packing.said == (VerdictKind.LEAD, RefusalCode.USER_DISABLED)
    assert given == []


def test_back_gives_no_leave_and_the_order_lies_as_before(packing: AtBench) -> None:
    given = ask(packing)
    packing.press(Command.BACK)
    assert packing.said == (VerdictKind.NOTE, Said.WITHDRAWN)
    assert (given, packing.packed(1, "100234")) == ([], 1)
    packing.scan(MUG)
    assert packing.packed(1, "100234") == 2


def test_a_product_scanned_meanwhile_is_refused_aloud(packing: AtBench) -> None:
    ask(packing)
    packing.scan(MUG)
    assert packing.said == (VerdictKind.NO, RefusalCode.QUESTION_OPEN)
    assert packing.packed(1, "100234") == 1


def test_where_the_site_asks_for_both_the_badge_alone_asks_for_the_pin(packing: AtBench) -> None:
    packing.warehouse.policy = replace(packing.warehouse.policy, sign_in_way=SignInWay.BADGE_AND_PIN)
    packing.start()
    packing.badge(IDA_BADGE)
    packing.presenter.sign_in.on_pin("1234")
    packing.runner.settle()
    given = ask(packing)
    assert (asked(packing), offered(packing)) == (AskCode.LEAVE_BADGE, [])
    packing.badge(LEA_BADGE)
    assert asked(packing) is AskCode.PIN_OF
    packing.type("123456")
    assert given == [packing.warehouse.lea]


def test_a_lead_at_the_bench_needs_nobody(bench: AtBench) -> None:
    bench.badge(LEA_BADGE)
    assert ask(bench) == [None]
    assert asked(bench) is None


def test_a_lock_ends_it(packing: AtBench) -> None:
    given = ask(packing)
    packing.press(Command.LOCK)
    packing.badge(LEA_BADGE)
    assert given == []
    assert packing.view.person == packing.warehouse.lea
