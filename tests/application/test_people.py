"""What a lead changes about people: places, roles, PINs and badges, and what nobody may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packstation.application.people import ChangePerson, Listed, ListPeople, NewBadge
from packstation.application.sign_in import People, SignIn
from packstation.domain.person import Actor, Role, Verb, is_led
from packstation.domain.refusal import Fact, RefusalCode, Refused
from packstation.domain.site_act import BadgeIssued, PersonChanged
from tests.application.opener import opener
from tests.application.site import IDA_BADGE, LEA_BADGE, TOM_BADGE
from tests.application.warehouse import Warehouse

ON_BOTH = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)


def change(warehouse: Warehouse) -> ChangePerson:
    return ChangePerson(warehouse.bench, warehouse.secrets)


def new_badge(warehouse: Warehouse) -> NewBadge:
    return NewBadge(warehouse.bench, warehouse.secrets)


def sign_in(warehouse: Warehouse) -> SignIn:
    return SignIn(warehouse.bench, warehouse.secrets)


def no_of(sign: object) -> RefusalCode:
    assert isinstance(sign, pytest.ExceptionInfo)
    assert isinstance(sign.value, Refused)
    return sign.value.code


# --- places ---


@ON_BOTH
def test_a_disabled_person_gets_in_by_no_way_until_enabled_again(warehouse: Warehouse) -> None:
    change(warehouse).disable(warehouse.lea, "ida")
    assert warehouse.newest() == [PersonChanged("ida", "disabled", "packer")]
    with warehouse.refused(Verb.SIGN_IN, RefusalCode.USER_DISABLED, name="Ida"):
        sign_in(warehouse).by_badge(IDA_BADGE)
    with warehouse.refused(Verb.SIGN_IN, RefusalCode.USER_DISABLED, name="Ida"):
        sign_in(warehouse).by_pin("ida", "1234")
    assert warehouse.ida not in People(warehouse.bench)()
    change(warehouse).enable(warehouse.lea, "ida")
    assert warehouse.newest() == [PersonChanged("ida", "enabled", "packer")]
    assert sign_in(warehouse).by_badge(IDA_BADGE) == warehouse.ida


@ON_BOTH
def test_nobody_takes_the_own_place_away(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.NOT_ONESELF):
        change(warehouse).disable(warehouse.lea, "lea")
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.NOT_ONESELF):
        change(warehouse).give_role(warehouse.adam, "adam", Role.LEAD)


@ON_BOTH
def test_the_last_one_who_may_change_people_stays(warehouse: Warehouse) -> None:
    change(warehouse).disable(warehouse.lea, "adam")
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.LAST_LEAD, name="Lea"):
        change(warehouse).disable(warehouse.lea, "lea")
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.LAST_LEAD, name="Lea"):
        change(warehouse).give_role(warehouse.lea, "lea", Role.PACKER)
    change(warehouse).enable(warehouse.lea, "adam")
    change(warehouse).disable(warehouse.adam, "lea")
    assert warehouse.user("lea").disabled


def test_a_lead_disabled_elsewhere_meanwhile_changes_nobody(warehouse: Warehouse) -> None:
    change(warehouse).disable(warehouse.adam, "lea")
    for attempt in (
        lambda: change(warehouse).disable(warehouse.lea, "adam"),
        lambda: change(warehouse).give_role(warehouse.lea, "ida", Role.LEAD, "123456"),
        lambda: new_badge(warehouse)(warehouse.lea, "ida"),
        lambda: ListPeople(warehouse.bench)(warehouse.lea),
    ):
        with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.USER_DISABLED, name="Lea"):
            attempt()


def test_a_lead_made_packer_meanwhile_changes_nobody(warehouse: Warehouse) -> None:
    change(warehouse).give_role(warehouse.adam, "lea", Role.PACKER)
    forbids: dict[str, Fact] = {"role": "packer", "verb": "change_person"}
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.ROLE_FORBIDS, **forbids):
        change(warehouse).disable(warehouse.lea, "ida")


def test_a_packer_changes_nobody_and_sees_no_list(warehouse: Warehouse) -> None:
    forbids: dict[str, Fact] = {"role": "packer", "verb": "change_person"}
    for attempt in (
        lambda: change(warehouse).disable(warehouse.ida, "lea"),
        lambda: change(warehouse).give_pin(warehouse.ida, "lea", "999999"),
        lambda: new_badge(warehouse)(warehouse.ida, "lea"),
        lambda: ListPeople(warehouse.bench)(warehouse.ida),
    ):
        with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.ROLE_FORBIDS, **forbids):
            attempt()


@ON_BOTH
def test_the_list_shows_everybody_and_no_secret(warehouse: Warehouse) -> None:
    change(warehouse).disable(warehouse.lea, "ida")
    listed = ListPeople(warehouse.bench)(warehouse.adam)
    assert listed == (
        Listed(warehouse.adam, disabled=False, has_badge=False),
        Listed(warehouse.ida, disabled=True, has_badge=True),
        Listed(warehouse.lea, disabled=False, has_badge=True),
    )
    assert "fake$" not in str(listed)


# --- roles and PINs ---


@ON_BOTH
def test_another_role_counts_from_the_next_sign_in(warehouse: Warehouse) -> None:
    change(warehouse).give_role(warehouse.adam, "lea", Role.PACKER)
    assert warehouse.newest() == [PersonChanged("lea", "role", "packer")]
    assert sign_in(warehouse).by_badge(LEA_BADGE).role is Role.PACKER


@pytest.mark.parametrize("role", [Role.LEAD, Role.ADMIN])
def test_a_packer_who_becomes_more_needs_a_longer_pin_at_once(warehouse: Warehouse, role: Role) -> None:
    for pin in ("", "12345", "12345x"):
        with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.PIN_TOO_SHORT, digits=6):
            change(warehouse).give_role(warehouse.lea, "ida", role, pin)
    change(warehouse).give_role(warehouse.lea, "ida", role, "987654")
    assert sign_in(warehouse).by_pin("ida", "987654").role is role


@ON_BOTH
def test_a_new_pin_replaces_the_one_before_and_ends_the_wait(warehouse: Warehouse) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            sign_in(warehouse).by_pin("ida", "9999")
    change(warehouse).give_pin(warehouse.lea, "ida", "8642")
    assert warehouse.newest() == [PersonChanged("ida", "pin", "packer")]
    assert sign_in(warehouse).by_pin("ida", "8642") == warehouse.ida
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_pin("ida", "1234")
    assert no_of(no) is RefusalCode.PIN_WRONG


@pytest.mark.parametrize(("person", "pin", "digits"), [("ida", "123", 4), ("lea", "12345", 6)])
def test_a_new_pin_has_the_digits_its_role_asks_for(
    warehouse: Warehouse, person: str, pin: str, digits: int
) -> None:
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.PIN_TOO_SHORT, digits=digits):
        change(warehouse).give_pin(warehouse.adam, person, pin)


# --- badges ---


@ON_BOTH
def test_the_old_badge_is_dead_the_moment_the_new_one_is_made(warehouse: Warehouse) -> None:
    badge = new_badge(warehouse)(warehouse.lea, "ida")
    assert warehouse.newest() == [BadgeIssued("ida", badge.number)]
    with pytest.raises(Refused) as no:
        sign_in(warehouse).by_badge(IDA_BADGE)
    assert no_of(no) is RefusalCode.BADGE_UNKNOWN
    assert sign_in(warehouse).by_badge(badge) == warehouse.ida


def test_an_old_badge_that_is_found_makes_nobody_wait(warehouse: Warehouse) -> None:
    new_badge(warehouse)(warehouse.lea, "ida")
    for _ in range(6):
        with pytest.raises(Refused):
            sign_in(warehouse).by_badge(IDA_BADGE)
    assert warehouse.user("ida").misses == 0


@ON_BOTH
def test_a_badge_number_somebody_bears_is_refused_not_a_crash(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.BADGE_TAKEN, number=18):
        new_badge(warehouse)(warehouse.lea, "ida", LEA_BADGE)
    assert new_badge(warehouse)(warehouse.lea, "ida", TOM_BADGE) == TOM_BADGE
    assert sign_in(warehouse).by_badge(TOM_BADGE) == warehouse.ida


def test_a_disabled_person_gets_no_badge(warehouse: Warehouse) -> None:
    change(warehouse).disable(warehouse.lea, "ida")
    with warehouse.refused(Verb.CHANGE_PERSON, RefusalCode.USER_DISABLED, name="Ida"):
        new_badge(warehouse)(warehouse.lea, "ida")


def test_neither_secrets_nor_names_reach_the_journal(warehouse: Warehouse) -> None:
    badge = new_badge(warehouse)(warehouse.lea, "ida")
    change(warehouse).give_pin(warehouse.lea, "ida", "8642")
    change(warehouse).disable(warehouse.lea, "ida")
    written = str([entry.act.payload() for entry in warehouse.opened.journal()])
    for secret in (badge.secret, "8642", "Ida", "Lea", "fake$"):
        assert secret not in written


# --- whatever happens ---

PEOPLE = ("ida", "lea", "adam")
CHANGES = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(["disable", "enable", "packer", "lead", "admin"]),
    st.sampled_from(PEOPLE),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(CHANGES, max_size=12))
def test_whatever_people_do_to_each_other_somebody_can_still_change_people(
    changes: list[tuple[str, str, str]],
) -> None:
    warehouse = Warehouse(opener(Path(), on_disk=False))
    warehouse.move_in()
    for who, what, whom in changes:
        before = warehouse.user(who)
        by = Actor(who, before.name, before.role)
        try:
            if what in {"disable", "enable"}:
                getattr(change(warehouse), what)(by, whom)
            else:
                change(warehouse).give_role(by, whom, Role(what), "123456")
        except Refused:
            continue
        assert not before.disabled
        assert not warehouse.user(who).disabled
        assert warehouse.user(who).role is before.role
        with warehouse.store.transaction() as work:
            assert is_led(work.users.all())
