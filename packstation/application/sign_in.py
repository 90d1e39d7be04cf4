"""Who stands at the bench: sign in and out, a second person beside the first, and people who are new."""

from __future__ import annotations

from packstation.application.bench import Bench
from packstation.application.identify import Identify, hashed_pin, refuse_taken, refuse_unless_still
from packstation.application.ports import Secrets, Work
from packstation.domain.act import PersonEnrolled, SignedIn, SignedOut
from packstation.domain.badge import Badge
from packstation.domain.person import ALLOWED, Actor, Role, SignInWay, User, Verb, shortest_pin
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.site_act import LeaveGiven
from packstation.domain.value import value


@value
class SignIn:
    """Check a badge, a PIN, or both, and let their owner work here. Slow: never on the write lane."""

    bench: Bench
    secrets: Secrets

    def by_badge(self, badge: Badge, pin: str | None = None) -> Actor:
        """The person whose badge was scanned. Refused: unknown, disabled, must wait, PIN needed or wrong."""
        return self._identify.by_badge(badge, pin)

    def by_pin(self, user_id: str, pin: str) -> Actor:
        """The person picked by name, proven by PIN. Refused also where the site wants the badge first."""
        return self._identify.by_pin(user_id, pin)

    @property
    def _identify(self) -> Identify:
        return Identify(self.bench, self.secrets, _signed_in)


def _signed_in(work: Work, actor: Actor, way: str) -> None:
    work.record(SignedIn(way), actor)


@value
class IdentifySecond:
    """Find out who stands beside the person at the bench, for one act and without signing them in.

    Their wrong secrets count and make them wait as at sign-in. Slow: never on the write lane.
    """

    bench: Bench
    secrets: Secrets

    def by_badge(self, first: Actor, verb: Verb, badge: Badge, pin: str | None = None) -> Actor:
        """Who allows `first` the verb. Refused also: the same person, or one whose role may not allow it."""
        return self._identify(first, verb).by_badge(badge, pin)

    def by_pin(self, first: Actor, verb: Verb, user_id: str, pin: str) -> Actor:
        """The same for a person picked by name."""
        return self._identify(first, verb).by_pin(user_id, pin)

    def who(self, first: Actor, verb: Verb) -> tuple[Actor, ...]:
        """Everybody who might allow it, by name; nobody where the site wants a badge."""
        if self.bench.policy.sign_in_way is SignInWay.BADGE_AND_PIN:
            return ()
        return tuple(person for person in People(self.bench)() if person.may_allow(verb, first))

    def _identify(self, first: Actor, verb: Verb) -> Identify:
        def allow(work: Work, second: Actor, _way: str) -> None:
            if second.user_id == first.user_id:
                raise Refused(RefusalCode.SAME_PERSON, name=second.name)
            if not second.may_allow(verb, first):
                raise Refused(RefusalCode.ROLE_FORBIDS, role=second.role.value, verb=verb.value)
            work.record(LeaveGiven(verb.value), first, allowed_by=second)

        return Identify(self.bench, self.secrets, allow, verb, first)


@value
class SignOut:
    """A person leaves, or the bench locks itself; the order stays open."""

    bench: Bench

    def __call__(self, actor: Actor, *, idle: bool) -> None:
        """Write it down."""
        with self.bench.store.transaction() as work:
            work.record(SignedOut(idle), actor)


@value
class Enrol:
    """Give a person a place at this site; the very first one, a lead, needs nobody's leave."""

    bench: Bench
    secrets: Secrets

    def __call__(self, by: Actor | None, name: str, role: Role, pin: str, badge: Badge | None) -> Actor:
        """The new person. Refused: no name, PIN too short, badge taken, or not allowed to add people.

        The first one must be somebody who may add the next: else nobody ever could.
        """
        secret = self.secrets.hashed(badge.secret) if badge else None
        pin_hash = hashed_pin(self.secrets, role, pin)
        with self.bench.attempt(Verb.ENROL, by) as work:
            if by is not None:
                refuse_unless_still(work, by, Verb.ENROL)
            if not name.strip():
                raise Refused(RefusalCode.NAME_NEEDED)
            if pin_hash is None:
                raise Refused(RefusalCode.PIN_TOO_SHORT, digits=shortest_pin(role))
            if by is None and work.users.all():
                raise Refused(RefusalCode.NOT_SIGNED_IN)
            if by is None and Verb.ENROL not in ALLOWED[role]:
                raise Refused(RefusalCode.ROLE_FORBIDS, role=role.value)
            user = User(
                user_id=str(self.bench.new_id()),
                name=name.strip(),
                role=role,
                badge_number=badge.number if badge else None,
                badge_hash=secret,
                pin_hash=pin_hash,
            )
            if badge is not None:
                refuse_taken(work, badge, user.user_id)
            work.users.put(user)
            act = PersonEnrolled(user.user_id, role.value, user.badge_number)
            work.record(act, by or user.actor)
            return user.actor


@value
class People:
    """Everybody who may be picked by name at this bench."""

    bench: Bench

    def __call__(self) -> tuple[Actor, ...]:
        """By name, without those disabled."""
        with self.bench.store.transaction() as work:
            return tuple(user.actor for user in work.users.all() if not user.disabled)
