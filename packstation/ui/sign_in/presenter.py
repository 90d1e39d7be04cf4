"""Sign in by badge, or by name and PIN; on a new site, name the first lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from packstation.domain.badge import Badge
from packstation.domain.person import Actor, Role, SignInWay
from packstation.domain.refusal import RefusalCode, Refused
from packstation.ui.desk import Desk, Screen
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind


class SignInView(Protocol):
    """What the sign-in screen can show."""

    def show_people(self, people: tuple[Actor, ...]) -> None:
        """Offer these names to pick from; none where the site wants a badge."""

    def ask_pin(self, name: str) -> None:
        """Ask for a PIN, unseen while typed; what was typed before is gone."""

    def ask_first_lead(self) -> None:
        """Ask for a name and a PIN."""

    def clear(self) -> None:
        """Forget names and whatever was typed."""


PIN_WAIT_MS = 60_000
"""How long a name or a badge waits for its PIN: whoever walks away must not leave half a sign-in."""

TRY_AGAIN = frozenset({RefusalCode.PIN_WRONG, RefusalCode.SIGN_IN_DELAYED})


class SignInPresenter:
    """Nobody is at the bench: find out who comes."""

    def __init__(self, desk: Desk, view: SignInView, signed_in: Callable[[Actor], None]) -> None:
        self._desk = desk
        self._view = view
        self._signed_in = signed_in
        self._badge: Badge | None = None
        self._picked: Actor | None = None
        self._name = ""
        self._asked_at_ms = 0
        self._people_shown: tuple[Actor, ...] = ()

    def show(self) -> None:
        """Nobody is here: ask for the first lead on a new site, else for a badge or a name."""
        self._forget()
        # At once and whatever the store says: nothing of an order may stay readable.
        self._desk.view.show_screen(Screen.SIGN_IN)
        self._desk.ask(NextAct(ActCode.SIGN_IN))
        self._desk.offer(frozenset())
        self._desk.run(self._desk.verbs.people, self._people)

    def on_badge(self, badge: Badge) -> None:
        """A badge was scanned."""
        self._desk.say(Verdict(VerdictKind.NOTE, Said.CHECKING))
        sign_in = self._desk.verbs.sign_in
        self._desk.run(
            lambda: sign_in.by_badge(badge), self._welcome, lambda no: self._pin_for(badge, no), slow=True
        )

    def on_picked(self, actor: Actor) -> None:
        """A name was picked."""
        self._desk.take(lambda: self._ask_pin(actor.name, actor, None))

    def on_pin(self, pin: str) -> None:
        """A PIN was typed."""
        self._desk.take(lambda: self._check_pin(pin))

    def on_first_lead(self, name: str, pin: str) -> None:
        """The first lead's name and PIN were typed."""
        enrol = self._desk.verbs.enrol
        self._desk.take(
            lambda: self._desk.run(lambda: enrol(None, name, Role.LEAD, pin, None), self._enrolled, slow=True)
        )

    def on_tick(self) -> None:
        """Once a second while nobody is here."""
        waits = self._badge is not None or self._picked is not None
        if waits and self._desk.clock.mono_ms() - self._asked_at_ms >= PIN_WAIT_MS:
            self._desk.take(self._give_up)

    def look_again(self) -> None:
        """There is news of the site: people may have come, unless somebody is asked for a PIN right now."""
        if self._badge is None and self._picked is None:
            self._desk.run(self._desk.verbs.people, self._look_at)

    def _look_at(self, people: tuple[Actor, ...]) -> None:
        if self._desk.actor is None and people != self._people_shown:
            self.show()

    def _people(self, people: tuple[Actor, ...]) -> None:
        self._people_shown = people
        if not people:
            self._desk.view.show_screen(Screen.FIRST_LEAD)
            self._view.ask_first_lead()
            self._desk.ask(NextAct(ActCode.NAME_FIRST_LEAD))
            return
        both = self._desk.verbs.bench.policy.sign_in_way is SignInWay.BADGE_AND_PIN
        self._view.show_people(() if both else people)

    def _pin_for(self, badge: Badge, no: Exception) -> None:
        if isinstance(no, Refused) and no.code is RefusalCode.PIN_NEEDED:
            self._ask_pin(str(no.data["name"]), None, badge)

    def _ask_pin(self, name: str, picked: Actor | None, badge: Badge | None) -> None:
        if self._desk.actor is not None:
            return
        self._name, self._picked, self._badge = name, picked, badge
        self._asked_at_ms = self._desk.clock.mono_ms()
        self._view.ask_pin(name)
        self._desk.ask(NextAct(ActCode.ENTER_PIN, {"name": name}))

    def _check_pin(self, pin: str) -> None:
        sign_in, badge, picked = self._desk.verbs.sign_in, self._badge, self._picked
        if badge is not None:
            self._desk.say(Verdict(VerdictKind.NOTE, Said.CHECKING))
            self._desk.run(lambda: sign_in.by_badge(badge, pin), self._welcome, self._again, slow=True)
        elif picked is not None:
            self._desk.say(Verdict(VerdictKind.NOTE, Said.CHECKING))
            self._desk.run(lambda: sign_in.by_pin(picked.user_id, pin), self._welcome, self._again, slow=True)

    def _again(self, no: Exception) -> None:
        if isinstance(no, Refused) and no.code in TRY_AGAIN:
            self._ask_pin(self._name, self._picked, self._badge)
        else:
            self.show()

    def _give_up(self) -> None:
        if self._desk.actor is None:
            self.show()

    def _welcome(self, actor: Actor) -> None:
        self._forget()
        self._signed_in(actor)

    def _forget(self) -> None:
        self._badge = self._picked = None
        self._view.clear()

    def _enrolled(self, actor: Actor) -> None:
        self._desk.say(Verdict(VerdictKind.NOTE, Said.ENROLLED, {"name": actor.name}))
        self.show()
