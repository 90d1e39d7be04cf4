"""A second person beside the first: who may allow what, and what the journal keeps of both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from packstation.application.people import ChangePerson
from packstation.application.sign_in import IdentifySecond, SignIn
from packstation.domain.act import Refusal, SignedIn
from packstation.domain.badge import Badge
from packstation.domain.person import ALLOWED, OVERRIDABLE, Actor, Role, SignInWay, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import LeaveGiven
from tests.application.site import IDA_BADGE, LEA_BADGE, TOM_BADGE
from tests.application.warehouse import Warehouse

pytestmark = pytest.mark.parametrize("open_store", ["memory", "disk"], indirect=True)
WRONG = Badge(LEA_BADGE.number, "9" * 40)


def second(warehouse: Warehouse) -> IdentifySecond:
    return IdentifySecond(warehouse.bench, warehouse.secrets)


def both(warehouse: Warehouse) -> tuple[str | None, str | None]:
    """Who stands in the newest row of the journal, and who beside."""
    entry = warehouse.opened.journal()[-1]
    return entry.actor, entry.second_actor


@pytest.mark.parametrize("way", ["badge", "pin"])
def test_a_lead_allows_an_act_at_a_packers_bench_and_both_are_written_down(
    warehouse: Warehouse, way: str
) -> None:
    if way == "badge":
        lead = second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE)
    else:
        lead = second(warehouse).by_pin(warehouse.ida, Verb.LIFT_HOLD, "lea", "123456")
    assert lead == warehouse.lea
    assert warehouse.newest() == [LeaveGiven("lift_hold")]
    assert both(warehouse) == ("ida", "lea")
    assert SignedIn not in map(type, warehouse.acts())


@pytest.mark.parametrize("verb", list(Verb))
def test_only_what_is_meant_to_be_allowed_can_be(warehouse: Warehouse, verb: Verb) -> None:
    if verb in OVERRIDABLE:
        assert second(warehouse).by_badge(warehouse.ida, verb, LEA_BADGE) == warehouse.lea
        return
    with warehouse.refused(verb, RefusalCode.ROLE_FORBIDS, role="lead", verb=verb.value):
        second(warehouse).by_badge(warehouse.ida, verb, LEA_BADGE)


def test_nobody_allows_oneself_anything(warehouse: Warehouse) -> None:
    with warehouse.refused(Verb.SHIP_SHORT, RefusalCode.SAME_PERSON, name="Lea"):
        second(warehouse).by_badge(warehouse.lea, Verb.SHIP_SHORT, LEA_BADGE)
    with warehouse.refused(Verb.SHIP_SHORT, RefusalCode.SAME_PERSON, name="Ida"):
        second(warehouse).by_pin(warehouse.ida, Verb.SHIP_SHORT, "ida", "1234")
    assert both(warehouse) == ("ida", "ida")


@pytest.mark.parametrize("role", [Role.PACKER, Role.ADMIN])
def test_another_packer_or_admin_allows_nothing(warehouse: Warehouse, role: Role) -> None:
    assert Verb.SHIP_SHORT not in ALLOWED[role]
    warehouse.hire(Actor("tom", "Tom", role), "471100", TOM_BADGE)
    with warehouse.refused(Verb.SHIP_SHORT, RefusalCode.ROLE_FORBIDS, role=role.value, verb="ship_short"):
        second(warehouse).by_badge(warehouse.ida, Verb.SHIP_SHORT, TOM_BADGE)
    assert both(warehouse) == ("ida", "tom")


def test_a_disabled_lead_allows_nothing(warehouse: Warehouse) -> None:
    ChangePerson(warehouse.bench, warehouse.secrets).disable(warehouse.adam, "lea")
    with warehouse.refused(Verb.LIFT_HOLD, RefusalCode.USER_DISABLED, name="Lea"):
        second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE)


def test_wrong_secrets_of_the_second_count_and_make_that_person_wait(warehouse: Warehouse) -> None:
    for _ in range(5):
        with pytest.raises(Refused) as no:
            second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, WRONG)
        assert no.value.code is RefusalCode.BADGE_UNKNOWN
    assert warehouse.newest() == [Refusal("lift_hold", "badge_unknown", {})]
    assert both(warehouse) == ("ida", "lea")
    assert (warehouse.user("lea").misses, warehouse.user("ida").misses) == (5, 0)
    with pytest.raises(Refused) as no:
        second(warehouse).by_pin(warehouse.ida, Verb.LIFT_HOLD, "lea", "123456")
    assert no.value.code is RefusalCode.SIGN_IN_DELAYED
    with pytest.raises(Refused) as no:
        SignIn(warehouse.bench, warehouse.secrets).by_badge(LEA_BADGE)
    assert no.value.code is RefusalCode.SIGN_IN_DELAYED
    warehouse.clock.advance(15)
    assert second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE) == warehouse.lea


def test_a_badge_nobody_bears_costs_the_same_work(warehouse: Warehouse) -> None:
    with pytest.raises(Refused) as no:
        second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, TOM_BADGE)
    assert no.value.code is RefusalCode.BADGE_UNKNOWN
    assert warehouse.secrets.checks == 1
    assert both(warehouse) == ("ida", None)


def test_where_the_site_asks_for_both_the_second_brings_both(warehouse: Warehouse) -> None:
    warehouse.policy = replace(warehouse.policy, sign_in_way=SignInWay.BADGE_AND_PIN)
    with pytest.raises(Refused) as no:
        second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE)
    assert no.value.code is RefusalCode.PIN_NEEDED
    lead = second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE, "123456")
    assert lead == warehouse.lea
    assert second(warehouse).who(warehouse.ida, Verb.LIFT_HOLD) == ()


def test_who_is_offered_by_name_may_allow_it_and_is_somebody_else(warehouse: Warehouse) -> None:
    lars = Actor("lars", "Lars", Role.LEAD)
    warehouse.hire(lars, "999999", TOM_BADGE)
    assert second(warehouse).who(warehouse.ida, Verb.SHIP_SHORT) == (lars, warehouse.lea)
    assert second(warehouse).who(warehouse.lea, Verb.SHIP_SHORT) == (lars,)
    assert second(warehouse).who(warehouse.ida, Verb.MAP_CODE) == ()


def test_no_name_and_no_secret_of_the_second_is_in_the_journal(warehouse: Warehouse) -> None:
    second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, LEA_BADGE)
    with pytest.raises(Refused):
        second(warehouse).by_badge(warehouse.ida, Verb.LIFT_HOLD, IDA_BADGE)
    written = str([entry.act.payload() for entry in warehouse.opened.journal()])
    for secret in ("Lea", "Ida", LEA_BADGE.secret, IDA_BADGE.secret):
        assert secret not in written
