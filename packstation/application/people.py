"""What a lead changes about people at the bench: who may sign in, as what, by which PIN and which badge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from packstation.application.bench import Bench
from packstation.application.identify import hashed_pin, refuse_taken, refuse_unless_still
from packstation.application.ports import Secrets, Work
from packstation.domain.badge import Badge, some_number
from packstation.domain.person import Actor, Role, User, Verb, is_led, outgrows_pin, shortest_pin
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import BadgeIssued, PersonChange, PersonChanged
from packstation.domain.value import value


@value
class Listed:
    """A person as a lead's list shows them, without secrets."""

    actor: Actor
    disabled: bool
    has_badge: bool


@value
class ListPeople:
    """Everybody this site knows, for those who may change people."""

    bench: Bench

    def __call__(self, by: Actor) -> tuple[Listed, ...]:
        """By name, those disabled too."""
        with self.bench.attempt(Verb.CHANGE_PERSON, by) as work:
            refuse_unless_still(work, by, Verb.CHANGE_PERSON)
            return tuple(
                Listed(user.actor, user.disabled, user.badge_number is not None) for user in work.users.all()
            )


@value
class ChangePerson:
    """Disable, enable, another role, another PIN. Those with a PIN are slow: never on the write lane.

    Nobody disables oneself or changes the own role, and somebody who may change people always stays.
    """

    bench: Bench
    secrets: Secrets

    def disable(self, by: Actor, user_id: str) -> Actor:
        """From now on the person can neither sign in nor allow anything; what they did stays theirs."""
        with self._change(by, user_id) as (work, user):
            return _saved(work, by, user, replace(user, disabled=True), PersonChange.DISABLED)

    def enable(self, by: Actor, user_id: str) -> Actor:
        """The person may sign in again, with the PIN and the badge from before."""
        with self._change(by, user_id) as (work, user):
            return _saved(work, by, user, replace(user, disabled=False), PersonChange.ENABLED)

    def give_role(self, by: Actor, user_id: str, role: Role, pin: str = "") -> Actor:
        """The person in another role. Refused where it asks for a longer PIN and none came with it."""
        pin_hash = hashed_pin(self.secrets, role, pin) if pin else None
        with self._change(by, user_id) as (work, user):
            if (pin or outgrows_pin(user.role, role)) and pin_hash is None:
                raise Refused(RefusalCode.PIN_TOO_SHORT, digits=shortest_pin(role))
            after = replace(user, role=role, pin_hash=pin_hash or user.pin_hash)
            return _saved(work, by, user, after, PersonChange.ROLE)

    def give_pin(self, by: Actor, user_id: str, pin: str) -> Actor:
        """The person with another PIN; wrong tries with the one before are forgotten. Refused: too short."""
        with self.bench.attempt(Verb.CHANGE_PERSON, by) as work:
            role = _person(work, user_id).role
        pin_hash = hashed_pin(self.secrets, role, pin)
        with self._change(by, user_id) as (work, user):
            if pin_hash is None or outgrows_pin(role, user.role):
                raise Refused(RefusalCode.PIN_TOO_SHORT, digits=shortest_pin(user.role))
            return _saved(work, by, user, replace(user, pin_hash=pin_hash).welcomed(), PersonChange.PIN)

    @contextmanager
    def _change(self, by: Actor, user_id: str) -> Iterator[tuple[Work, User]]:
        """The person as the store has them now, for one change by somebody who still may."""
        with self.bench.attempt(Verb.CHANGE_PERSON, by) as work:
            refuse_unless_still(work, by, Verb.CHANGE_PERSON)
            yield work, _person(work, user_id)


@value
class NewBadge:
    """A fresh badge for a person; the one before stops working at once. Slow: never on the write lane.

    The secret is returned once, to be printed, and kept nowhere: the store has its hash.
    """

    bench: Bench
    secrets: Secrets

    def __call__(self, by: Actor, user_id: str, badge: Badge | None = None) -> Badge:
        """The badge: `badge`, printed elsewhere, or one that is made now. Refused: taken, or disabled."""
        fresh = badge or self._made()
        hash_text = self.secrets.hashed(fresh.secret)
        with self.bench.attempt(Verb.CHANGE_PERSON, by) as work:
            refuse_unless_still(work, by, Verb.CHANGE_PERSON)
            user = _person(work, user_id)
            if user.disabled:
                raise Refused(RefusalCode.USER_DISABLED, name=user.name)
            refuse_taken(work, fresh, user_id)
            work.users.put(replace(user, badge_number=fresh.number, badge_hash=hash_text))
            work.record(BadgeIssued(user_id, fresh.number), by)
        return fresh

    def _made(self) -> Badge:
        with self.bench.store.transaction() as work:
            while work.users.by_badge(number := some_number()) is not None:
                pass
        return Badge.make(number)


def _person(work: Work, user_id: str) -> User:
    user = work.users.user(user_id)
    if user is None:
        raise KeyError(user_id)
    return user


def _saved(work: Work, by: Actor, before: User, after: User, what: PersonChange) -> Actor:
    """Keep the change, unless it locks the bench's people out of their own bench."""
    work.users.put(after)
    if is_led([before]) and not is_led(work.users.all()):
        raise Refused(RefusalCode.LAST_LEAD, name=before.name)
    loses_place = after.disabled or after.role is not before.role
    if by.user_id == before.user_id and loses_place:
        raise Refused(RefusalCode.NOT_ONESELF)
    work.record(PersonChanged(after.user_id, what.value, after.role.value), by)
    return after.actor
