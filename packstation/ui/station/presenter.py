"""Where a scan goes, whatever has the focus: to the door checks, then to the screen in front."""

from __future__ import annotations

import re
from dataclasses import replace

from packstation.application.bench import OnBench
from packstation.domain.badge import Badge, looks_like_badge
from packstation.domain.command_code import Asked, Command, parse_command
from packstation.domain.device import Lamp
from packstation.domain.double_read import DoubleReadWatch
from packstation.domain.person import Actor, Verb
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.rule import Rule
from packstation.domain.scan import MAX_CODE_LENGTH, Scan
from packstation.domain.weight import Reading
from packstation.ui.desk import Desk, Hall
from packstation.ui.help import command_help
from packstation.ui.pack.batch import Batch
from packstation.ui.pack.pack_view import PackView
from packstation.ui.pack.presenter import PackPresenter
from packstation.ui.question import AskCode, Takes
from packstation.ui.screen_talk import change_screen
from packstation.ui.sign_in.presenter import SignInPresenter, SignInView
from packstation.ui.start.presenter import StartPresenter
from packstation.ui.talk import KEYBOARD
from packstation.ui.verdict import Said, Verdict, VerdictKind, verdict_of

TIMES_TYPED = re.compile(r"[xX*\u00d7] ?([0-9]{1,4})")
"""How many is typed in front of Enter: x12."""
SHUT_BY = {
    Command.SCREEN: frozenset({AskCode.SCREEN, AskCode.SCREEN_COLOURS, AskCode.SCREEN_LANGUAGE}),
    Command.HELP: frozenset({AskCode.HELP}),
}
"""The questions that the key which opened them shuts again."""


class StationPresenter:
    """One bench: signs people in and out, and hands scans, readings and lamps to the screen in front."""

    def __init__(self, desk: Desk, sign_in_view: SignInView, pack_view: PackView) -> None:
        self._desk = desk
        self._sign_in = SignInPresenter(desk, sign_in_view, self._signed_in)
        self._batch = Batch(desk, self._opened, self._left)
        self._start = StartPresenter(desk, self._opened, self._batch, lambda: self._pack.carton_left)
        self._pack = PackPresenter(desk, pack_view, self._left, self._batch)
        self._reads = DoubleReadWatch(desk.verbs.bench.policy.double_read_ms)
        self._last_act_ms = desk.clock.mono_ms()
        self._read_by: str | None = None

    @property
    def sign_in(self) -> SignInPresenter:
        """The sign-in screen's presenter, for its view to speak to."""
        return self._sign_in

    @property
    def hall(self) -> Hall:
        """How screens about files and those of packing give way to each other."""
        return Hall(self._start.put_away, self._left, self._touch, self._order_open)

    def open(self) -> None:
        """Show the first screen."""
        self._desk.view.show_person(None)
        self._sign_in.show()

    def on_scan(self, scan: Scan) -> None:
        """A scanner read something."""
        self._desk.take(lambda: self._route(scan))

    def on_typed(self, text: str) -> None:
        """Somebody typed a code and pressed Enter; nothing but Enter means NEXT."""
        if not text.strip():
            self.on_command(Command.NEXT)
            return
        # Pasted control characters, and keyboard scanners that send some, are as unreadable as scanned ones.
        code = text.strip()
        at_ms, unreadable = self._desk.clock.mono_ms(), not code.isprintable()
        scan = Scan(code, KEYBOARD, at_ms, unreadable=unreadable, typed=True)
        # Typed twice is meant twice: the double-read rule is for triggers.
        self._desk.take(lambda: self._admit(scan))

    def on_edited(self, text: str) -> None:
        """What stands in the field of the open question, before Enter."""
        self._desk.conversation.on_edited(text)

    def on_command(self, command: Command, argument: str = "") -> None:
        """A key or a button."""
        self._desk.take(lambda: self._pressed(Asked(command, argument)))

    def on_reading(self, reading: Reading) -> None:
        """The scale said something."""
        self._pack.on_reading(reading)
        self._start.look()

    def on_lamp(self, lamp: Lamp) -> None:
        """A device was lost or came back."""
        self._desk.view.show_lamp(lamp)
        note = self._desk.verbs.note_lamp
        self._desk.runner.run(lambda: note(lamp), _nothing, lambda error: self._desk.say(verdict_of(error)))
        self._pack.on_lamp(lamp)

    def look_again(self) -> None:
        """There is news of the site, from other benches or from the office."""
        if self._desk.actor is None:
            self._sign_in.look_again()
        self._pack.look_again()

    def on_tick(self) -> None:
        """Once a second: lock the bench when nobody did anything for long; ask a printer again."""
        if self._is_idle():
            self._desk.take(self._lock_if_idle)
        if self._desk.actor is None:
            self._sign_in.on_tick()
        self._pack.on_tick()
        self._start.look()

    def _is_idle(self) -> bool:
        idle_ms = self._desk.clock.mono_ms() - self._last_act_ms
        return self._desk.actor is not None and idle_ms >= self._desk.verbs.bench.policy.idle_lock_s * 1000

    def _lock_if_idle(self) -> None:
        # A scan may have waited in front of the lock.
        if self._is_idle():
            self._leave(idle=True)

    def _route(self, scan: Scan) -> None:
        self._touch()
        self._read_by = scan.device
        gap_ms = self._reads.gap_ms(scan)
        self._reads = self._reads.after(scan)
        if gap_ms is not None and self._desk.verbs.bench.rules.hold(Rule.ONE_READ_ONE_UNIT):
            self._refuse(Verb.SCAN_UNIT, Refused(RefusalCode.DOUBLE_READ, gap_ms=gap_ms))
            return
        self._admit(scan)

    def _admit(self, scan: Scan) -> None:
        self._touch()
        self._read_by = scan.device
        desk = self._desk
        # No code of ours begins or ends with a space; a badge with one before it is still a badge.
        scan = replace(scan, text=scan.text.strip(" "))
        if self._is_secret(scan):
            desk.conversation.on_scan(scan)
        elif scan.unreadable or not 0 < len(scan.text) <= MAX_CODE_LENGTH:
            self._refuse(Verb.SCAN_UNIT, Refused(RefusalCode.CODE_UNREADABLE))
        elif looks_like_badge(scan.text):
            self._badge(scan.text)
        elif self._is_command(scan):
            return
        elif desk.conversation.open is not None:
            self._refuse_unless_answered(Verb.SCAN_UNIT, desk.conversation.on_scan(scan))
        elif desk.actor is None:
            self._refuse(Verb.SIGN_IN, Refused(RefusalCode.NOT_SIGNED_IN))
        elif self._pack.task is not None:
            self._pack.on_scan(scan)
        elif desk.files is not None and desk.files.in_front:
            self._refuse(Verb.SCAN_UNIT, Refused(RefusalCode.QUESTION_OPEN))
        else:
            self._start.on_scan(scan)

    def _is_secret(self, scan: Scan) -> bool:
        """Whether it answers a question for a secret, which nothing else may look at."""
        question = self._desk.conversation.open
        return scan.typed and question is not None and question.takes is Takes.SECRET

    def _badge(self, text: str) -> None:
        badge, conversation = Badge.parse(text), self._desk.conversation
        if conversation.open is not None and badge is not None:
            self._refuse_unless_answered(Verb.SIGN_IN, conversation.on_badge(badge))
        elif conversation.open is not None:
            self._refuse(Verb.SIGN_IN, Refused(RefusalCode.BADGE_UNKNOWN))
        elif self._desk.actor is not None:
            self._refuse(Verb.SIGN_IN, Refused(RefusalCode.BADGE_NOT_HERE, name=self._desk.actor.name))
        elif badge is None:
            self._refuse(Verb.SIGN_IN, Refused(RefusalCode.BADGE_UNKNOWN))
        else:
            self._sign_in.on_badge(badge)

    def _is_command(self, scan: Scan) -> bool:
        try:
            asked = parse_command(scan.text, self._desk.verbs.bench.store.site_secret)
        except Refused as no:
            self._refuse(Verb.COMMAND, no)
            return True
        asked = asked or self._times(scan)
        if asked is None:
            return False
        self._command(asked)
        return True

    def _times(self, scan: Scan) -> Asked | None:
        """`x12` typed over an open carton."""
        task = self._pack.task
        if not scan.typed or task is None or task.open_carton is None or self._desk.conversation.open:
            return None
        typed = TIMES_TYPED.fullmatch(scan.text)
        return Asked(Command.TIMES, typed[1]) if typed else None

    def _pressed(self, asked: Asked) -> None:
        self._read_by = None
        self._command(asked)

    def _command(self, asked: Asked) -> None:
        self._touch()
        desk = self._desk
        if self._changed_view(asked.command):
            return
        if desk.actor is None:
            self._refuse(Verb.COMMAND, Refused(RefusalCode.NOT_SIGNED_IN))
        elif asked.command is Command.LOCK:
            self._leave(idle=False)
        elif desk.conversation.open is not None:
            self._refuse_unless_answered(Verb.COMMAND, desk.conversation.on_command(asked))
        elif asked.command is Command.HELP:
            leads = desk.person.may(Verb.IMPORT_ORDERS)
            offered = desk.offered | {Command.SCREEN}
            desk.conversation.start(command_help(desk.act, offered, leads=leads), self._command)
        elif asked.command is Command.SCREEN:
            desk.conversation.start(change_screen(desk.view.looks), _nothing)
        elif self._pack.task is not None:
            self._refuse_unless(self._pack.on_command(asked), asked.command)
        elif desk.files is not None and desk.files.in_front:
            self._refuse_unless(desk.files.on_command(asked), asked.command)
        else:
            self._refuse_unless(self._start.on_command(asked), asked.command)

    def _changed_view(self, command: Command) -> bool:
        """What only changes what is seen is never refused: the key shuts what it opened.

        Where a list of it would have no room, Aa goes round the sizes of the letters.
        """
        desk, question = self._desk, self._desk.conversation.open
        if question is not None and question.code in SHUT_BY.get(command, ()):
            desk.conversation.forget()
            return True
        listed = question is not None and command in question.commands
        room = desk.actor is not None and (listed or not desk.conversation.under_way)
        if command is Command.SCREEN and not room:
            desk.view.looks.choose(desk.view.looks.now.in_next_size())
            return True
        return False

    def _refuse_unless_answered(self, verb: Verb, answered: bool) -> None:
        """Aloud and at once: what does not answer the question must not wait for its end."""
        if not answered:
            self._refuse(verb, Refused(RefusalCode.QUESTION_OPEN))

    def _refuse_unless(self, known: bool, command: Command) -> None:
        if not known:
            self._refuse(Verb.COMMAND, Refused(RefusalCode.COMMAND_NOT_HERE, command=command.value))

    def _refuse(self, verb: Verb, no: Refused) -> None:
        desk, task, actor = self._desk, self._pack.task, self._desk.actor
        device = self._read_by
        desk.run(
            lambda: desk.verbs.note_refusal(actor, task, verb, no, device), lambda _: desk.say(verdict_of(no))
        )

    def _signed_in(self, actor: Actor) -> None:
        self._touch()
        self._desk.actor = actor
        self._desk.view.show_person(actor)
        self._person_changed()
        self._desk.say(Verdict(VerdictKind.NOTE, Said.SIGNED_IN, {"name": actor.name}))
        if self._desk.setup_waits and self._desk.open_settings and actor.may(Verb.CHANGE_SETTINGS):
            self._desk.open_settings()
        elif actor.may(Verb.OPEN_ORDER):
            resume_order = self._desk.verbs.resume_order
            self._desk.run(lambda: resume_order(actor), self._resumed, lambda _: self._start.show())
        else:
            self._start.show()

    def _resumed(self, on_bench: OnBench | None) -> None:
        if on_bench is None:
            self._start.show()
        else:
            self._opened(on_bench, resumed=True)

    def _opened(self, on_bench: OnBench, *, resumed: bool = False) -> None:
        self._start.put_away()
        self._pack.open(on_bench, resumed=resumed)

    def _order_open(self) -> str:
        return self._pack.task.order.number if self._pack.task is not None else ""

    def _person_changed(self) -> None:
        if self._desk.files is not None:
            self._desk.files.person_changed()

    def _left(self) -> None:
        self._start.show()

    def _leave(self, *, idle: bool) -> None:
        actor = self._desk.actor
        if actor is None:
            return
        sign_out = self._desk.verbs.sign_out
        self._desk.conversation.forget()
        self._desk.actor = None
        self._batch.forget()
        self._start.put_away()
        self._pack.put_away()
        self._desk.view.show_person(None)
        self._person_changed()
        self._sign_in.show()
        said = Said.LOCKED if idle else Said.SIGNED_OUT
        self._desk.run(
            lambda: sign_out(actor, idle=idle), lambda _: self._desk.say(Verdict(VerdictKind.NOTE, said))
        )

    def _touch(self) -> None:
        self._last_act_ms = self._desk.clock.mono_ms()


def _nothing(_: object) -> None:
    return None
