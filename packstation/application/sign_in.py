"""Who stands at the bench: sign in by badge or name and PIN, sign out, and the first lead."""

from __future__ import annotations

from dataclasses import dataclass, replace

from packstation.application.bench import Bench, refusal_act
from packstation.application.ports import Secrets
from packstation.domain.act import PersonEnrolled, SignedIn, SignedOut
from packstation.domain.badge import Badge
from packstation.domain.gtin import is_ascii_number
from packstation.domain.person import ALLOWED, Actor, Role, SignInWay, User, Verb, shortest_pin
from packstation.domain.refusal import RefusalCode, Refused


@dataclass(frozen=True, slots=True)
class SignIn:
    """Check a badge, a PIN, or both. Slow on purpose: never on the write lane.

    An unknown badge takes as long as a wrong secret. Wrong secrets in a row make a person wait, and the
    wait outlives a restart.
    """

    bench: Bench
    secrets: Secrets

    def by_badge(self, badge: Badge, pin: str | None = None) -> Actor:
        """The person whose badge was scanned. Refused: unknown, disabled, must wait, PIN needed or wrong."""
        with self.bench.store.transaction() as work:
            user = work.users.by_badge(badge.number)
        hash_text = user.badge_hash if user else None
        self._refuse_while_waiting(user)
        right = self.secrets.matches(badge.secret, hash_text)
        if user is None or hash_text is None or not right:
            raise self._missed(user, RefusalCode.BADGE_UNKNOWN)
        user = replace(user, badge_hash=self._renewed(badge.secret, hash_text))
        if self.bench.policy.sign_in_way is SignInWay.BADGE_OR_PIN:
            return self._welcome(user, "badge")
        if pin is None:
            raise Refused(RefusalCode.PIN_NEEDED, name=user.name)
        return self._checked_pin(user, pin, "badge_and_pin")

    def by_pin(self, user_id: str, pin: str) -> Actor:
        """The person picked by name, proven by PIN. Refused also where the site wants the badge first."""
        with self.bench.store.transaction() as work:
            user = work.users.user(user_id)
        self._refuse_while_waiting(user)
        if self.bench.policy.sign_in_way is SignInWay.BADGE_AND_PIN:
            no = Refused(RefusalCode.BADGE_UNKNOWN)
            self.bench.record_no(Verb.SIGN_IN, no, user.actor if user else None)
            raise no
        return self._checked_pin(user, pin, "pin")

    def _checked_pin(self, user: User | None, pin: str, way: str) -> Actor:
        hash_text = user.pin_hash if user else None
        right = self.secrets.matches(pin, hash_text)
        if user is None or hash_text is None or not right:
            raise self._missed(user, RefusalCode.PIN_WRONG)
        return self._welcome(replace(user, pin_hash=self._renewed(pin, hash_text)), way)

    def _renewed(self, secret: str, hash_text: str) -> str:
        """The hash by today's parameters; only a right secret lets us make it."""
        return self.secrets.hashed(secret) if self.secrets.outdated(hash_text) else hash_text

    def _refuse_while_waiting(self, user: User | None) -> None:
        if user is None:
            return
        now = self.bench.clock.now()
        known = user.no_later_than(now)
        if known != user:
            with self.bench.store.transaction() as work:
                work.users.put(known)
        wait_s = known.wait_s(now)
        if wait_s:
            no = Refused(RefusalCode.SIGN_IN_DELAYED, wait_s=wait_s)
            self.bench.record_no(Verb.SIGN_IN, no, user.actor)
            raise no

    def _missed(self, user: User | None, code: RefusalCode) -> Refused:
        """The no to a wrong secret, counted and recorded in one transaction."""
        no = Refused(code)
        with self.bench.store.transaction() as work:
            if user is not None:
                known = work.users.user(user.user_id) or user
                work.users.put(known.missed(self.bench.clock.now()))
            work.record(refusal_act(Verb.SIGN_IN, no), user.actor if user else None)
        return no

    def _welcome(self, user: User, way: str) -> Actor:
        with self.bench.store.transaction() as work:
            # Checking took a while; what a lead changed meanwhile (disabled, above all) stands.
            known = work.users.user(user.user_id) or user
            if not known.disabled:
                hashes = replace(known, badge_hash=user.badge_hash, pin_hash=user.pin_hash)
                work.users.put(hashes.welcomed())
                work.record(SignedIn(way), known.actor)
                return known.actor
        no = Refused(RefusalCode.USER_DISABLED, name=user.name)
        self.bench.record_no(Verb.SIGN_IN, no, user.actor)
        raise no


@dataclass(frozen=True, slots=True)
class SignOut:
    """A person leaves, or the bench locks itself; the order stays open."""

    bench: Bench

    def __call__(self, actor: Actor, *, idle: bool) -> None:
        """Write it down."""
        with self.bench.store.transaction() as work:
            work.record(SignedOut(idle), actor)


@dataclass(frozen=True, slots=True)
class Enrol:
    """Give a person a place at this site; the very first one, a lead, needs nobody's leave."""

    bench: Bench
    secrets: Secrets

    def __call__(self, by: Actor | None, name: str, role: Role, pin: str, badge: Badge | None) -> Actor:
        """The new person. Refused: no name, PIN too short, or not allowed to add people.

        The first one must be somebody who may add the next: else nobody ever could.
        """
        secret = self.secrets.hashed(badge.secret) if badge else None
        pin_hash = self._pin_hash(role, pin)
        with self.bench.attempt(Verb.ENROL, by) as work:
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
            work.users.put(user)
            act = PersonEnrolled(user.user_id, role.value, user.badge_number)
            work.record(act, by or user.actor)
            return user.actor

    def _pin_hash(self, role: Role, pin: str) -> str | None:
        good = is_ascii_number(pin) and len(pin) >= shortest_pin(role)
        return self.secrets.hashed(pin) if good else None


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who may be picked by name at this bench."""

    bench: Bench

    def __call__(self) -> tuple[Actor, ...]:
        """By name, without those disabled."""
        with self.bench.store.transaction() as work:
            return tuple(user.actor for user in work.users.all() if not user.disabled)
