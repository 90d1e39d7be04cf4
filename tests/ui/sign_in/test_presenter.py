"""Who comes: badge, name and PIN, both, and the first lead of a new site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.domain.act import SignedIn
from packstation.domain.badge import Badge
from packstation.domain.person import Role, SignInWay
from packstation.domain.refusal import RefusalCode
from packstation.ui.desk import Screen
from packstation.ui.verdict import ActCode, Said, VerdictKind
from tests.application.site import IDA_BADGE, LEA_BADGE
from tests.application.warehouse import Warehouse
from tests.fakes.runner import Lane
from tests.ui.at_bench import ON_DISK, AtBench, BrokenVerb


@pytest.fixture
def strict(warehouse: Warehouse) -> AtBench:
    """A site that wants badge and PIN."""
    warehouse.policy = replace(warehouse.policy, sign_in_way=SignInWay.BADGE_AND_PIN)
    return AtBench(warehouse)


def test_a_badge_signs_in(bench: AtBench) -> None:
    assert (bench.view.screen, bench.act) == (Screen.SIGN_IN, ActCode.SIGN_IN)
    bench.badge()
    assert bench.verdicts_of(Said.SIGNED_IN)[0].data == {"name": "Ida"}
    assert bench.view.person == bench.warehouse.ida
    assert (bench.view.screen, bench.act) == (Screen.START, ActCode.START_ORDER)
    assert bench.warehouse.newest() == [SignedIn("badge")]


def test_a_badge_is_answered_before_it_is_checked(bench: AtBench) -> None:
    bench.runner.held = {Lane.SLOW}
    bench.badge()
    assert bench.said == (VerdictKind.NOTE, Said.CHECKING)
    assert bench.view.person is None


def test_an_unknown_badge_is_a_no_and_the_bench_still_asks(bench: AtBench) -> None:
    bench.badge(Badge(99, "9" * 40))
    assert bench.said == (VerdictKind.NO, RefusalCode.BADGE_UNKNOWN)
    assert (bench.view.screen, bench.act, bench.view.person) == (Screen.SIGN_IN, ActCode.SIGN_IN, None)
    assert [person.name for person in bench.sign_in_view.people] == ["Adam", "Ida", "Lea"]


def test_a_torn_badge_is_a_no(bench: AtBench) -> None:
    bench.scan("PSB0000171111")
    assert bench.said == (VerdictKind.NO, RefusalCode.BADGE_UNKNOWN)


def test_a_name_and_its_pin_sign_in(bench: AtBench) -> None:
    bench.presenter.sign_in.on_picked(bench.warehouse.ida)
    assert bench.sign_in_view.pin_of == "Ida"
    assert bench.act is ActCode.ENTER_PIN
    bench.presenter.sign_in.on_pin("1234")
    bench.runner.settle()
    assert (bench.view.screen, bench.view.person) == (Screen.START, bench.warehouse.ida)


def test_a_wrong_pin_is_asked_for_again_with_the_names_still_there(bench: AtBench) -> None:
    bench.pick(bench.warehouse.ida, "9999")
    assert bench.said == (VerdictKind.NO, RefusalCode.PIN_WRONG)
    assert (bench.act, bench.sign_in_view.pin_of) == (ActCode.ENTER_PIN, "Ida")
    assert len(bench.sign_in_view.people) == 3
    bench.presenter.sign_in.on_pin("1234")
    bench.runner.settle()
    assert bench.view.person == bench.warehouse.ida


@ON_DISK
def test_five_wrong_pins_make_everybody_wait_even_for_the_right_one(bench: AtBench) -> None:
    for _ in range(5):
        bench.pick(bench.warehouse.ida, "9999")
    bench.restart()
    bench.pick(bench.warehouse.ida, "1234")
    assert bench.said == (VerdictKind.NO, RefusalCode.SIGN_IN_DELAYED)
    assert (bench.act, bench.view.person) == (ActCode.ENTER_PIN, None)


def test_another_name_may_be_picked_instead(bench: AtBench) -> None:
    bench.presenter.sign_in.on_picked(bench.warehouse.lea)
    bench.pick(bench.warehouse.ida, "1234")
    assert bench.view.person == bench.warehouse.ida


def test_a_badge_scanned_while_a_pin_is_asked_for_signs_in(bench: AtBench) -> None:
    bench.presenter.sign_in.on_picked(bench.warehouse.ida)
    bench.badge(LEA_BADGE)
    assert bench.view.person == bench.warehouse.lea
    assert bench.sign_in_view.pin_of is None


def test_badge_and_pin_asks_for_the_pin_in_a_friendly_way(strict: AtBench) -> None:
    assert strict.sign_in_view.people == ()
    strict.badge()
    assert strict.said == (VerdictKind.NOTE, RefusalCode.PIN_NEEDED)
    assert (strict.act, strict.sign_in_view.pin_of, strict.view.person) == (ActCode.ENTER_PIN, "Ida", None)
    strict.presenter.sign_in.on_pin("1234")
    strict.runner.settle()
    assert strict.warehouse.newest() == [SignedIn("badge_and_pin")]
    assert strict.view.person == strict.warehouse.ida


def test_badge_and_wrong_pin_asks_again_without_the_badge(strict: AtBench) -> None:
    strict.badge()
    strict.presenter.sign_in.on_pin("9999")
    strict.runner.settle()
    assert strict.said == (VerdictKind.NO, RefusalCode.PIN_WRONG)
    assert (strict.act, strict.sign_in_view.pin_of) == (ActCode.ENTER_PIN, "Ida")
    strict.presenter.sign_in.on_pin("1234")
    strict.runner.settle()
    assert strict.view.person == strict.warehouse.ida


def test_a_badge_left_without_its_pin_counts_for_a_minute(strict: AtBench) -> None:
    strict.badge()
    strict.wait(59)
    assert strict.act is ActCode.ENTER_PIN
    strict.wait(1)
    assert (strict.act, strict.sign_in_view.pin_of) == (ActCode.SIGN_IN, None)
    said = len(strict.view.verdicts)
    strict.presenter.sign_in.on_pin("1234")
    strict.runner.settle()
    assert (strict.view.person, len(strict.view.verdicts)) == (None, said)


def test_a_pin_typed_twice_in_a_hurry_signs_in_once(bench: AtBench) -> None:
    bench.runner.held = {Lane.SLOW}
    bench.presenter.sign_in.on_picked(bench.warehouse.ida)
    bench.presenter.sign_in.on_pin("1234")
    bench.presenter.sign_in.on_pin("1234")
    bench.presenter.sign_in.on_picked(bench.warehouse.lea)
    bench.runner.held = set()
    bench.runner.settle()
    assert sum(isinstance(act, SignedIn) for act in bench.warehouse.acts()) == 1
    assert (bench.view.person, bench.act) == (bench.warehouse.ida, ActCode.START_ORDER)


def test_somebody_who_left_the_site_is_sent_back_to_the_start(bench: AtBench) -> None:
    gone = replace(bench.warehouse.user("ida"), disabled=True)
    with bench.warehouse.store.transaction() as work:
        work.users.put(gone)
    bench.pick(bench.warehouse.ida, "1234")
    assert bench.said == (VerdictKind.LEAD, RefusalCode.USER_DISABLED)
    assert bench.act is ActCode.SIGN_IN
    assert [person.name for person in bench.sign_in_view.people] == ["Adam", "Lea"]


def test_an_admin_may_sign_in_and_not_pack(bench: AtBench) -> None:
    bench.pick(bench.warehouse.adam, "654321")
    assert bench.view.screen is Screen.START
    bench.scan("100235")
    assert bench.said == (VerdictKind.NO, RefusalCode.ROLE_FORBIDS)


def test_no_pin_and_no_badge_secret_is_ever_written_down(bench: AtBench) -> None:
    bench.badge(Badge(99, "7" * 40))
    bench.scan("PSB000099" + "7" * 39)
    bench.badge()
    bench.scan(IDA_BADGE.code)
    bench.scan(" " + IDA_BADGE.code)
    journal = "".join(str(act) for act in bench.warehouse.acts())
    assert "7" * 10 not in journal
    assert "1" * 10 not in journal
    screen = "".join(str(verdict) for verdict in bench.view.verdicts)
    assert "7" * 10 not in screen
    assert "1" * 10 not in screen


class TestFirstLead:
    """A new site knows nobody."""

    def test_it_asks_for_the_first_lead_who_can_then_sign_in(self, empty_warehouse: Warehouse) -> None:
        bench = AtBench(empty_warehouse)
        assert (bench.view.screen, bench.act) == (Screen.FIRST_LEAD, ActCode.NAME_FIRST_LEAD)
        bench.presenter.sign_in.on_first_lead("Mona", "471147")
        bench.runner.settle()
        assert bench.said == (VerdictKind.NOTE, Said.ENROLLED)
        assert bench.view.screen is Screen.SIGN_IN
        (mona,) = bench.sign_in_view.people
        assert (mona.name, mona.role) == ("Mona", Role.LEAD)
        bench.pick(mona, "471147")
        assert bench.view.person == mona

    @pytest.mark.parametrize(
        ("name", "pin", "no"),
        [("Mona", "4711", RefusalCode.PIN_TOO_SHORT), ("  ", "471147", RefusalCode.NAME_NEEDED)],
    )
    def test_it_says_what_is_missing(
        self, empty_warehouse: Warehouse, name: str, pin: str, no: RefusalCode
    ) -> None:
        bench = AtBench(empty_warehouse)
        bench.presenter.sign_in.on_first_lead(name, pin)
        bench.runner.settle()
        assert bench.said == (VerdictKind.NO, no)
        assert bench.view.screen is Screen.FIRST_LEAD

    def test_a_badge_is_unknown_to_a_new_site(self, empty_warehouse: Warehouse) -> None:
        bench = AtBench(empty_warehouse)
        bench.badge()
        assert bench.said == (VerdictKind.NO, RefusalCode.BADGE_UNKNOWN)
        assert bench.view.screen is Screen.FIRST_LEAD

    def test_nobody_makes_himself_a_lead_where_there_is_one(self, bench: AtBench) -> None:
        bench.presenter.sign_in.on_first_lead("Mallory", "471147")
        bench.runner.settle()
        assert bench.said == (VerdictKind.NO, RefusalCode.NOT_SIGNED_IN)


def test_a_bug_while_signing_in_leaves_the_badge_usable(bench: AtBench) -> None:
    good = bench.desk.verbs.sign_in

    class Broken:
        by_badge = BrokenVerb()

    bench.plant(sign_in=Broken())
    bench.badge()
    assert bench.said == (VerdictKind.LEAD, Said.BUG)
    bench.plant(sign_in=good)
    bench.badge()
    assert bench.view.person == bench.warehouse.ida
