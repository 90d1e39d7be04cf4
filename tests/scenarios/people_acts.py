"""What a script can have a lead do about people, and two people about one act."""

from __future__ import annotations

from packstation.application.lift_hold import FindHeld, LiftHold
from packstation.application.people import ChangePerson, NewBadge
from packstation.application.sign_in import Enrol, IdentifySecond
from packstation.domain.badge import Badge
from packstation.domain.order import HoldReason
from packstation.domain.person import Actor, Role, Verb
from packstation.domain.site_act import HoldLifted
from tests.scenarios.packer import Acts, Packer

act = Acts()


def _change(packer: Packer) -> ChangePerson:
    return ChangePerson(packer.warehouse.bench, packer.warehouse.secrets)


def _id_of(packer: Packer, name: str) -> str:
    return packer.people[name][0].user_id


@act(r"add (packer|lead|admin) (\S+) with PIN (\d+)")
def add(packer: Packer, role: str, name: str, pin: str) -> list[str]:
    enrol = Enrol(packer.warehouse.bench, packer.warehouse.secrets)
    packer.people[name] = (enrol(packer.somebody, name, Role(role), pin, None), "")
    return [f"{name} added"]


@act(r"new badge for (\S+)")
def new_badge(packer: Packer, name: str) -> list[str]:
    """The badge before is kept under the name `old NAME`, as it may be found again."""
    verb = NewBadge(packer.warehouse.bench, packer.warehouse.secrets)
    badge = verb(packer.somebody, _id_of(packer, name))
    person, before = packer.people[name]
    packer.people[f"old {name}"] = (person, before)
    packer.people[name] = (person, badge.code)
    return [f"badge made for {name}"]


@act(r"give (\S+) the badge (\d+)")
def give_badge(packer: Packer, name: str, number: str) -> list[str]:
    verb = NewBadge(packer.warehouse.bench, packer.warehouse.secrets)
    verb(packer.somebody, _id_of(packer, name), Badge(int(number), number.zfill(40)))
    return [f"badge made for {name}"]


@act(r"(disable|enable) (\S+)")
def place(packer: Packer, what: str, name: str) -> list[str]:
    change = _change(packer)
    (change.disable if what == "disable" else change.enable)(packer.somebody, _id_of(packer, name))
    return [f"{name} may {'not ' * (what == 'disable')}sign in"]


@act(r"make (\S+) an? (packer|lead|admin)(?: with PIN (\d+))?")
def role(packer: Packer, name: str, new: str, pin: str | None) -> list[str]:
    _change(packer).give_role(packer.somebody, _id_of(packer, name), Role(new), pin or "")
    return [f"{name} is {new}"]


@act(r"new PIN (\d+) for (\S+)")
def new_pin(packer: Packer, pin: str, name: str) -> list[str]:
    _change(packer).give_pin(packer.somebody, _id_of(packer, name), pin)
    return [f"{name} has a new PIN"]


def _beside(packer: Packer, name: str, pin: str | None) -> Actor:
    """Who stands beside, shown by badge, or by name and PIN."""
    second = IdentifySecond(packer.warehouse.bench, packer.warehouse.secrets)
    if pin is not None:
        return second.by_pin(packer.somebody, Verb.LIFT_HOLD, _id_of(packer, name), pin)
    badge = Badge.parse(packer.people[name][1])
    assert badge is not None
    return second.by_badge(packer.somebody, Verb.LIFT_HOLD, badge)


@act(r"lift (\w+) on order (\S+)(?: beside (\S+?)(?: by PIN (\d+))?)?")
def lift(packer: Packer, reason: str, number: str, name: str | None, pin: str | None) -> list[str]:
    bench = packer.warehouse.bench
    (order,) = FindHeld(bench)(packer.somebody, packer.warehouse.read(number))
    second = _beside(packer, name, pin) if name else None
    after = LiftHold(bench)(packer.somebody, order.order_id, HoldReason(reason), second)
    return [f"order {number} can go on" if not after.holds else f"order {number} is still held"]


@act(r"who lifted the hold")
def who_lifted(packer: Packer) -> list[str]:
    rows = [row for row in packer.warehouse.opened.journal() if isinstance(row.act, HoldLifted)]
    return [" with ".join(person for person in (rows[-1].actor, rows[-1].second_actor) if person)]
