"""Who stands at the bench: right secrets, wrong ones, and what waiting survives."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from packstation.application.people import NewBadge
from packstation.application.sign_in import Enrol, People, SignIn, SignOut
from packstation.domain.act import PersonEnrolled, Refusal, SignedIn, SignedOut
from packstation.domain.badge import Badge
from packstation.domain.person import Actor, Role, SignInWay, Verb
from packstation.domain.refusal import Fact, RefusalCode, Refused
from tests.application.site import IDA_BADGE, LEA_BADGE, ON_DISK, TOM_BADGE
from tests.application.warehouse import Warehouse

WRONG = Badge(IDA_BADGE.number, "9" * 40)


def sign_in(warehouse: Warehouse) -> SignIn:
    return SignIn(warehouse.bench, warehouse.secrets)


def ask_for_both(warehouse: Warehouse) -> None:
    warehouse.policy = replace(warehouse.policy, sign_in_way=SignInWay.BADGE_AND_PIN)


def disable(warehouse: Warehouse, user_id: str) -> None:
    user = warehouse.user(user_id)
    with warehouse.store.transaction() as work:
        work.users.put(replace(user, disabled=True))


def miss(warehouse: Warehouse, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(Refused) as no:
            sign_in(warehouse).by_pin("ida", "9999")
        assert no.value.code is RefusalCode.PIN_WRONG


def wait_said(warehouse: Warehouse, pin: str = "1234") -> Fact:
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_pin("ida", pin)
    assert no.value.code is RefusalCode.SIGN_IN_DELAYED
    return no.value.data["wait_s"]


# --- yes ---


def test_a_badge_signs_its_person_in(warehouse: Warehouse) -> None:
    assert sign_in(warehouse).by_badge(IDA_BADGE) == Actor("ida", "Ida", Role.PACKER)
    entry = warehouse.opened.journal()[-1]
    assert (entry.act, entry.actor) == (SignedIn("badge"), "ida")


def test_a_picked_name_signs_in_by_pin(warehouse: Warehouse) -> None:
    assert sign_in(warehouse).by_pin("lea", "123456") == warehouse.lea
    assert warehouse.newest() == [SignedIn("pin")]


def test_where_the_site_asks_for_both_a_badge_alone_asks_for_the_pin(warehouse: Warehouse) -> None:
    ask_for_both(warehouse)
    acts = warehouse.acts()
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(IDA_BADGE)
    assert (no.value.code, dict(no.value.data)) == (RefusalCode.PIN_NEEDED, {"name": "Ida"})
    assert warehouse.acts() == acts
    assert sign_in(warehouse).by_badge(IDA_BADGE, "1234") == warehouse.ida
    assert warehouse.newest() == [SignedIn("badge_and_pin")]


def test_the_right_secret_forgets_earlier_misses(warehouse: Warehouse) -> None:
    miss(warehouse, 4)
    sign_in(warehouse).by_pin("ida", "1234")
    miss(warehouse, 4)
    assert warehouse.user("ida").misses == 4


# --- no ---


@pytest.mark.parametrize("badge", [WRONG, Badge(99, "9" * 40)])
def test_an_unknown_badge_and_a_wrong_one_are_refused_alike(warehouse: Warehouse, badge: Badge) -> None:
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(badge)
    assert (no.value.code, dict(no.value.data)) == (RefusalCode.BADGE_UNKNOWN, {})
    assert warehouse.newest() == [Refusal("sign_in", "badge_unknown", {})]


@pytest.mark.parametrize("badge", [IDA_BADGE, WRONG, Badge(99, "9" * 40)])
def test_a_badge_costs_the_same_work_whoever_carries_it(warehouse: Warehouse, badge: Badge) -> None:
    with suppress(Refused):
        sign_in(warehouse).by_badge(badge)
    assert warehouse.secrets.checks == 1


@pytest.mark.parametrize(("user_id", "pin"), [("ida", "1234"), ("ida", "9999"), ("nobody", "1234")])
def test_a_pin_costs_the_same_work_whoever_is_picked(warehouse: Warehouse, user_id: str, pin: str) -> None:
    with suppress(Refused):
        sign_in(warehouse).by_pin(user_id, pin)
    assert warehouse.secrets.checks == 1


def test_a_person_without_badge_or_pin_gets_the_same_no_for_the_same_work(warehouse: Warehouse) -> None:
    user = replace(warehouse.user("ida"), badge_hash=None, pin_hash=None)
    with warehouse.store.transaction() as work:
        work.users.put(user)
    with pytest.raises(Refused) as by_badge:
        sign_in(warehouse).by_badge(IDA_BADGE)
    with pytest.raises(Refused) as by_pin:
        sign_in(warehouse).by_pin("ida", "1234")
    assert (by_badge.value.code, by_pin.value.code) == (RefusalCode.BADGE_UNKNOWN, RefusalCode.PIN_WRONG)
    assert warehouse.secrets.checks == 2


def test_a_wrong_pin_is_counted_and_written_down_in_one_step(warehouse: Warehouse) -> None:
    miss(warehouse)
    assert (warehouse.user("ida").misses, warehouse.user("ida").missed_at) == (1, warehouse.clock.now())
    entry = warehouse.opened.journal()[-1]
    assert (entry.act, entry.actor) == (Refusal("sign_in", "pin_wrong", {}), "ida")


def test_a_wrong_pin_behind_the_right_badge_counts_as_a_miss(warehouse: Warehouse) -> None:
    ask_for_both(warehouse)
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(IDA_BADGE, "9999")
    assert no.value.code is RefusalCode.PIN_WRONG
    assert warehouse.user("ida").misses == 1


@pytest.mark.parametrize("user_id", ["ida", "nobody"])
def test_where_the_site_asks_for_both_a_name_alone_is_not_enough(warehouse: Warehouse, user_id: str) -> None:
    ask_for_both(warehouse)
    with warehouse.refused(Verb.SIGN_IN, RefusalCode.BADGE_UNKNOWN):
        sign_in(warehouse).by_pin(user_id, "1234")


def test_a_disabled_person_is_named_on_the_screen_and_not_in_the_journal(warehouse: Warehouse) -> None:
    disable(warehouse, "ida")
    with warehouse.refused(Verb.SIGN_IN, RefusalCode.USER_DISABLED, name="Ida"):
        sign_in(warehouse).by_badge(IDA_BADGE)
    assert "Ida" not in str(warehouse.newest())


def test_a_person_disabled_while_the_hash_was_checked_stays_outside(warehouse: Warehouse) -> None:
    warehouse.secrets.on_check = lambda: disable(warehouse, "ida")
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(IDA_BADGE)
    assert no.value.code is RefusalCode.USER_DISABLED
    assert warehouse.user("ida").disabled


def test_a_badge_taken_away_while_its_hash_was_checked_opens_nothing(warehouse: Warehouse) -> None:
    new_badge = NewBadge(warehouse.bench, warehouse.secrets)

    def take_away() -> None:
        warehouse.secrets.on_check = lambda: None
        new_badge(warehouse.lea, "ida", TOM_BADGE)

    warehouse.secrets.on_check = take_away
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(IDA_BADGE)
    assert no.value.code is RefusalCode.BADGE_UNKNOWN
    assert sign_in(warehouse).by_badge(TOM_BADGE) == warehouse.ida


# --- waiting ---


def test_after_five_misses_the_sixth_try_has_to_wait_even_with_the_right_pin(warehouse: Warehouse) -> None:
    miss(warehouse, 5)
    checks = warehouse.secrets.checks
    assert wait_said(warehouse) == 15
    assert warehouse.secrets.checks == checks
    assert warehouse.newest() == [Refusal("sign_in", "sign_in_delayed", {"wait_s": 15})]


def test_trying_while_waiting_is_no_further_miss(warehouse: Warehouse) -> None:
    miss(warehouse, 5)
    wait_said(warehouse, "9999")
    assert warehouse.user("ida").misses == 5


def test_each_further_miss_doubles_the_wait(warehouse: Warehouse) -> None:
    miss(warehouse, 5)
    waits = []
    for _ in range(8):
        wait = wait_said(warehouse)
        assert isinstance(wait, int)
        waits.append(wait)
        warehouse.clock.advance(wait)
        miss(warehouse)
    assert waits == [15, 30, 60, 120, 240, 480, 900, 900]


def test_the_wait_holds_for_the_badge_too(warehouse: Warehouse) -> None:
    miss(warehouse, 5)
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(IDA_BADGE)
    assert no.value.code is RefusalCode.SIGN_IN_DELAYED


def test_nobody_else_has_to_wait(warehouse: Warehouse) -> None:
    miss(warehouse, 5)
    assert sign_in(warehouse).by_badge(LEA_BADGE) == warehouse.lea


@ON_DISK
def test_the_wait_outlives_a_restart(warehouse: Warehouse) -> None:
    miss(warehouse, 5)
    warehouse.restart()
    assert wait_said(warehouse) == 15
    warehouse.clock.advance(14)
    assert wait_said(warehouse) == 1
    warehouse.clock.advance(1)
    assert sign_in(warehouse).by_pin("ida", "1234") == warehouse.ida


@pytest.mark.parametrize("back_s", [1, 3_600, 10 * 86_400])
def test_a_wall_clock_set_back_lets_the_wait_run_out_all_the_same(warehouse: Warehouse, back_s: int) -> None:
    miss(warehouse, 5)
    warehouse.clock.turn_wall(-back_s)
    assert wait_said(warehouse) == 15
    warehouse.clock.advance(15)
    assert sign_in(warehouse).by_pin("ida", "1234") == warehouse.ida


# --- hashes ---


def test_an_old_hash_is_renewed_by_the_right_pin_and_only_by_it(warehouse: Warehouse) -> None:
    warehouse.secrets.generation = 2
    miss(warehouse)
    assert warehouse.user("ida").pin_hash == "fake$1$4321"
    sign_in(warehouse).by_pin("ida", "1234")
    assert warehouse.user("ida").pin_hash == "fake$2$4321"
    assert sign_in(warehouse).by_pin("ida", "1234") == warehouse.ida


@pytest.mark.parametrize("both", [False, True])
def test_an_old_badge_hash_is_renewed_at_sign_in(warehouse: Warehouse, both: bool) -> None:
    if both:
        ask_for_both(warehouse)
    warehouse.secrets.generation = 2
    sign_in(warehouse).by_badge(IDA_BADGE, "1234")
    user = warehouse.user("ida")
    assert user.badge_hash == f"fake$2${IDA_BADGE.secret}"
    assert user.pin_hash == ("fake$2$4321" if both else "fake$1$4321")


def test_no_secret_is_ever_in_the_journal(warehouse: Warehouse) -> None:
    sign_in(warehouse).by_badge(IDA_BADGE)
    miss(warehouse)
    with pytest.raises(Refused):
        sign_in(warehouse).by_badge(WRONG)
    Enrol(warehouse.bench, warehouse.secrets)(warehouse.lea, "Tom", Role.PACKER, "8712", TOM_BADGE)
    written = warehouse.said()
    for secret in (IDA_BADGE.secret, WRONG.secret, TOM_BADGE.secret, "9999", "8712"):
        assert secret not in written


# --- leaving, joining ---


@pytest.mark.parametrize("idle", [True, False])
def test_leaving_is_written_down_and_the_order_stays_open(warehouse: Warehouse, idle: bool) -> None:
    task = warehouse.pack("MUG", number="100234")
    SignOut(warehouse.bench)(warehouse.ida, idle=idle)
    assert warehouse.newest() == [SignedOut(idle)]
    assert warehouse.on_bench("100234").task == task


def test_a_lead_adds_a_packer_who_can_sign_in_at_once(warehouse: Warehouse) -> None:
    enrol = Enrol(warehouse.bench, warehouse.secrets)
    tom = enrol(warehouse.lea, " Tom ", Role.PACKER, "4711", TOM_BADGE)
    assert (tom.name, tom.role) == ("Tom", Role.PACKER)
    entry = warehouse.opened.journal()[-1]
    assert (entry.act, entry.actor) == (PersonEnrolled(tom.user_id, "packer", 19), "lea")
    assert sign_in(warehouse).by_badge(TOM_BADGE) == tom
    assert sign_in(warehouse).by_pin(tom.user_id, "4711") == tom


@pytest.mark.parametrize(
    ("role", "name", "pin", "code", "data"),
    [
        (Role.PACKER, "  ", "4711", RefusalCode.NAME_NEEDED, {}),
        (Role.PACKER, "Tom", "471", RefusalCode.PIN_TOO_SHORT, {"digits": 4}),
        (Role.PACKER, "Tom", "47a1", RefusalCode.PIN_TOO_SHORT, {"digits": 4}),
        (Role.PACKER, "Tom", "\u0664\u0667\u0661\u0661", RefusalCode.PIN_TOO_SHORT, {"digits": 4}),
        (Role.PACKER, "Tom", "", RefusalCode.PIN_TOO_SHORT, {"digits": 4}),
        (Role.LEAD, "Tom", "47110", RefusalCode.PIN_TOO_SHORT, {"digits": 6}),
        (Role.ADMIN, "Tom", "47110", RefusalCode.PIN_TOO_SHORT, {"digits": 6}),
    ],
)
def test_a_person_needs_a_name_and_a_pin_long_enough(
    warehouse: Warehouse, role: Role, name: str, pin: str, code: RefusalCode, data: dict[str, Fact]
) -> None:
    with warehouse.refused(Verb.ENROL, code, **data):
        Enrol(warehouse.bench, warehouse.secrets)(warehouse.lea, name, role, pin, None)


def test_a_packer_adds_nobody(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.ENROL, RefusalCode.ROLE_FORBIDS, role="packer", verb="enrol"):
        Enrol(warehouse.bench, warehouse.secrets)(warehouse.ida, "Tom", Role.PACKER, "4711", None)


def test_a_badge_somebody_bears_is_not_given_to_another(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.ENROL, RefusalCode.BADGE_TAKEN, number=17):
        Enrol(warehouse.bench, warehouse.secrets)(warehouse.lea, "Tom", Role.PACKER, "4711", IDA_BADGE)


def test_a_lead_disabled_meanwhile_adds_nobody(warehouse: Warehouse) -> None:
    disable(warehouse, "lea")
    with warehouse.refused(Verb.ENROL, RefusalCode.USER_DISABLED, name="Lea"):
        Enrol(warehouse.bench, warehouse.secrets)(warehouse.lea, "Tom", Role.PACKER, "4711", None)


def test_once_somebody_is_here_nobody_adds_himself(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.ENROL, RefusalCode.NOT_SIGNED_IN):
        Enrol(warehouse.bench, warehouse.secrets)(None, "Tom", Role.LEAD, "471100", None)


def test_the_first_lead_needs_nobodys_leave(empty_warehouse: Warehouse) -> None:
    lead = Enrol(empty_warehouse.bench, empty_warehouse.secrets)(None, "Lea", Role.LEAD, "123456", None)
    assert empty_warehouse.newest() == [PersonEnrolled(lead.user_id, "lead", None)]
    assert sign_in(empty_warehouse).by_pin(lead.user_id, "123456") == lead


def test_the_first_person_is_one_who_may_add_the_next(empty_warehouse: Warehouse) -> None:
    with empty_warehouse.refused(Verb.ENROL, RefusalCode.ROLE_FORBIDS, role="packer"):
        Enrol(empty_warehouse.bench, empty_warehouse.secrets)(None, "Ida", Role.PACKER, "1234", None)


def test_everybody_but_the_disabled_may_be_picked_by_name(warehouse: Warehouse) -> None:
    disable(warehouse, "adam")
    assert People(warehouse.bench)() == (warehouse.ida, warehouse.lea)
