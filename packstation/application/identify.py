"""Find out who somebody is by badge, PIN or both, for signing in and for allowing another one's act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from packstation.application.bench import Bench, refusal_act
from packstation.application.ports import Secrets, Work
from packstation.domain.act import Act
from packstation.domain.badge import Badge
from packstation.domain.person import Actor, Role, SignInWay, User, Verb, pin_fits
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.value import value

Welcome = Callable[[Work, Actor, str], None]
"""Told in the transaction who it is, and by which way they showed it; may still refuse."""


@value
class Identify:
    """Check secrets. Slow on purpose: never on the write lane.

    An unknown badge takes as long as a wrong secret. Wrong secrets in a row make a person wait, and the
    wait outlives a restart. The journal names a no by `verb`; `first` is who stands at the bench already.
    """

    bench: Bench
    secrets: Secrets
    welcome: Welcome
    verb: Verb = Verb.SIGN_IN
    first: Actor | None = None

    def by_badge(self, badge: Badge, pin: str | None = None) -> Actor:
        """Whose badge it is. Refused: unknown, disabled, must wait, PIN needed or wrong."""
        with self.bench.store.transaction() as work:
            user = work.users.by_badge(badge.number)
        hash_text = user.badge_hash if user else None
        self._refuse_while_waiting(user)
        right = self.secrets.matches(badge.secret, hash_text)
        if user is None or hash_text is None or not right:
            raise self._missed(user, RefusalCode.BADGE_UNKNOWN)
        renewed = replace(user, badge_hash=self._renewed(badge.secret, hash_text))
        if self.bench.policy.sign_in_way is SignInWay.BADGE_OR_PIN:
            return self._welcome(user, renewed, "badge")
        if pin is None:
            raise Refused(RefusalCode.PIN_NEEDED, name=user.name)
        return self._checked_pin(user, renewed, pin, "badge_and_pin")

    def by_pin(self, user_id: str, pin: str) -> Actor:
        """The person picked by name, proven by PIN. Refused also where the site wants the badge first."""
        with self.bench.store.transaction() as work:
            user = work.users.user(user_id)
        self._refuse_while_waiting(user)
        if self.bench.policy.sign_in_way is SignInWay.BADGE_AND_PIN:
            no = Refused(RefusalCode.BADGE_UNKNOWN)
            self._record_no(no, user)
            raise no
        return self._checked_pin(user, user, pin, "pin")

    def _checked_pin(self, user: User | None, renewed: User | None, pin: str, way: str) -> Actor:
        hash_text = user.pin_hash if user else None
        right = self.secrets.matches(pin, hash_text)
        if user is None or renewed is None or hash_text is None or not right:
            raise self._missed(user, RefusalCode.PIN_WRONG)
        return self._welcome(user, replace(renewed, pin_hash=self._renewed(pin, hash_text)), way)

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
            self._record_no(no, user)
            raise no

    def _missed(self, user: User | None, code: RefusalCode) -> Refused:
        """The no to a wrong secret, counted and recorded in one transaction."""
        no = Refused(code)
        with self.bench.store.transaction() as work:
            if user is not None:
                known = work.users.user(user.user_id) or user
                work.users.put(known.missed(self.bench.clock.now()))
            self._record(work, refusal_act(self.verb, no), user)
        return no

    def _welcome(self, user: User, renewed: User, way: str) -> Actor:
        try:
            with self.bench.store.transaction() as work:
                # Checking took a while; what a lead changed meanwhile stands.
                known = work.users.user(user.user_id) or user
                if known.disabled:
                    raise Refused(RefusalCode.USER_DISABLED, name=user.name)
                if (known.badge_hash, known.pin_hash) != (user.badge_hash, user.pin_hash):
                    raise Refused(RefusalCode.PIN_WRONG if way == "pin" else RefusalCode.BADGE_UNKNOWN)
                hashes = replace(known, badge_hash=renewed.badge_hash, pin_hash=renewed.pin_hash)
                work.users.put(hashes.welcomed())
                self.welcome(work, known.actor, way)
                return known.actor
        except Refused as no:
            self._record_no(no, user)
            raise

    def _record_no(self, no: Refused, user: User | None) -> None:
        with self.bench.store.transaction() as work:
            self._record(work, refusal_act(self.verb, no), user)

    def _record(self, work: Work, act: Act, user: User | None) -> None:
        """Write down what somebody tried who is, or says to be, this person."""
        actor = user.actor if user else None
        if self.first is None:
            work.record(act, actor)
        else:
            work.record(act, self.first, allowed_by=actor)


def refuse_unless_still(work: Work, by: Actor, verb: Verb) -> None:
    """Raise Refused where the store says that somebody has lost the role, or the place, since signing in."""
    known = work.users.user(by.user_id)
    if known is None or known.disabled:
        raise Refused(RefusalCode.USER_DISABLED, name=by.name)
    if not known.actor.may(verb):
        raise Refused(RefusalCode.ROLE_FORBIDS, role=known.role.value, verb=verb.value)


def hashed_pin(secrets: Secrets, role: Role, pin: str) -> str | None:
    """The hash of a PIN that will do for the role, else None. Slow."""
    return secrets.hashed(pin) if pin_fits(role, pin) else None


def refuse_taken(work: Work, badge: Badge, user_id: str) -> None:
    """Raise Refused for a badge whose number somebody else bears."""
    bearer = work.users.by_badge(badge.number)
    if bearer is not None and bearer.user_id != user_id:
        raise Refused(RefusalCode.BADGE_TAKEN, number=badge.number)
