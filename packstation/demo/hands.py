"""Hands that have one thing only: a scanner, a keyboard or a touch screen; or, mixed, all of them.

Each signs in, reads codes, gives commands and answers questions with nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt

from packstation.demo.goods import AIM_CODE_128
from packstation.demo.input import Input
from packstation.demo.screen_reader import ScreenReader
from packstation.demo.trigger import Reads
from packstation.demo.warehouse import DemoPerson, PrintedCode
from packstation.domain.command_code import Command
from packstation.ui.command_words import KEYS, command_word

SOON_S = 5.0
"""What a person waits for a list or a field to appear before she wonders."""

BREATH_S = 0.5
"""Nobody pulls the trigger at the same code again sooner."""

Card = Callable[[Command, str], str]
"""The command card beside the bench: the code of a command with its argument."""


class Hands(Reads, Protocol):
    """What the packer tells the bench something with."""

    def sign_in(self, person: DemoPerson) -> None:
        """Say who is here."""

    def draw_breath(self, code: PrintedCode, /) -> None:
        """Wait as long as anybody does before this code is read once more."""

    def spell(self, code: str, /) -> bool:
        """Type a code that no scanner reads any more; False for hands that cannot."""

    def command(self, command: Command) -> None:
        """Give a command that the bench offers now."""

    def pick(self, number: int) -> None:
        """Take a numbered answer."""

    def count(self, number: int) -> None:
        """Answer how many."""

    def times(self, number: int) -> None:
        """Say that there are so many of what was scanned just before."""

    def allow(self, lead: DemoPerson, number: int, /) -> None:
        """The lead shows who allows it; `number` is the answer with that name."""


class ScannerHands:
    """Nothing but a scanner: badges, goods, labels, and the command card."""

    def __init__(self, gun: Reads, card: Card, screen: ScreenReader) -> None:
        self._gun = gun
        self._card = card
        self._screen = screen
        self._last = ("", 0.0)

    def sign_in(self, person: DemoPerson) -> None:
        """Scan the badge."""
        self.read(PrintedCode(person.badge, AIM_CODE_128))

    def read(self, code: PrintedCode, *, twice: bool = False) -> None:
        """Scan it; the same code again only after a breath."""
        self.draw_breath(code)
        self._gun.read(code, twice=twice)
        self._last = (code.text, time.monotonic())

    def draw_breath(self, code: PrintedCode, /) -> None:
        """Only the code that was read last would be taken for the same read."""
        last, at_s = self._last
        if last == code.text:
            self._screen.wait_until(lambda: time.monotonic() - at_s >= BREATH_S, BREATH_S)

    def spell(self, _: str, /) -> bool:
        """Without keys there is no typing."""
        return False

    def command(self, command: Command) -> None:
        """Scan it off the card."""
        self._scan_command(command, "")

    def pick(self, number: int) -> None:
        """Scan the digit off the card."""
        self._scan_command(Command.DIGIT, str(number))

    def count(self, number: int) -> None:
        """Scan digit after digit, and NEXT."""
        for digit in str(number):
            self._scan_command(Command.DIGIT, digit)
        self.command(Command.NEXT)

    def times(self, number: int) -> None:
        """Scan xN off the card."""
        self._scan_command(Command.TIMES, str(number))

    def allow(self, lead: DemoPerson, _: int, /) -> None:
        """The lead's badge is scanned."""
        self.sign_in(lead)

    def _scan_command(self, command: Command, argument: str) -> None:
        self.read(PrintedCode(self._card(command, argument), AIM_CODE_128))


class KeyboardHands:
    """Nothing but a keyboard."""

    def __init__(self, screen: ScreenReader) -> None:
        self._screen = screen

    def sign_in(self, person: DemoPerson) -> None:
        """Go to the name by Tab, take it, and type the PIN."""
        self._screen.wait_until(lambda: self._tab_to(person.name), SOON_S)
        self._screen.press(Qt.Key.Key_Space)
        self._screen.wait_until(lambda: self._screen.sees("pin"), SOON_S)
        self._line(person.pin)

    def read(self, code: PrintedCode, *, twice: bool = False) -> None:
        """Type what is printed below the bars. Whoever types twice means it."""
        for _ in range(2 if twice else 1):
            self._line(code.typed)

    def draw_breath(self, _: PrintedCode, /) -> None:
        """What is typed twice is meant twice."""

    def spell(self, code: str, /) -> bool:
        """Type it."""
        self._line(code)
        return True

    def command(self, command: Command) -> None:
        """Press its key."""
        self._screen.press(KEYS[command])

    def pick(self, number: int) -> None:
        """Press the digit."""
        self._screen.write(str(number))

    def count(self, number: int) -> None:
        """Type it."""
        self._line(str(number))

    def times(self, number: int) -> None:
        """Type it with an x in front."""
        self._line(f"x{number}")

    def allow(self, _: DemoPerson, number: int, /) -> None:
        """Press the number beside the name; the PIN is asked for then."""
        self.pick(number)

    def _line(self, text: str) -> None:
        self._screen.write(text)
        self._screen.press(Qt.Key.Key_Return)

    def _tab_to(self, name: str) -> bool:
        if self._screen.focused != name:
            self._screen.press(Qt.Key.Key_Tab)
        return self._screen.focused == name


class TouchHands:
    """Nothing but fingers on the screen."""

    def __init__(self, screen: ScreenReader) -> None:
        self._screen = screen

    def sign_in(self, person: DemoPerson) -> None:
        """Tap the name, then the PIN on its pad."""
        self._tap_soon(f"pick_{person.name}")
        self._spell("pad", person.pin)

    def read(self, code: PrintedCode, *, twice: bool = False) -> None:
        """Tap what is printed below the bars on the keys over the code field."""
        for _ in range(2 if twice else 1):
            self.spell(code.typed)

    def draw_breath(self, _: PrintedCode, /) -> None:
        """What is tapped twice is meant twice."""

    def spell(self, code: str, /) -> bool:
        """Tap it: into the field of an open question, else into the code field."""
        self._spell("key" if self._screen.sees("answer_field") else self._page_for(code), code)
        return True

    def command(self, command: Command) -> None:
        """Touch its button, or find it by its name in the list behind HELP."""
        if self._screen.click(command.value):
            return
        self._tap_soon(f"command_{Command.HELP.value}")
        words = f"{command_word(command)}:"
        self._screen.wait_until(lambda: self._screen.glance().answer(words) > 0, SOON_S)
        self.pick(self._screen.glance().answer(words))

    def pick(self, number: int) -> None:
        """Touch the answer."""
        self._screen.tap(f"answer_{number}")

    def count(self, number: int) -> None:
        """Touch digit after digit, and OK."""
        self._spell("key", str(number))

    def times(self, number: int) -> None:
        """Find it in the list, and touch how many."""
        self.command(Command.TIMES)
        self._screen.wait_until(lambda: self._screen.glance().asks_line, SOON_S)
        self.count(number)

    def allow(self, _: DemoPerson, number: int, /) -> None:
        """Touch the name; the PIN is asked for then."""
        self.pick(number)

    def _page_for(self, code: str) -> str:
        """The page of keys that has all of the code, brought to the front."""
        page = "digit" if code.isdecimal() else "letter"
        if not self._screen.sees("code_pad"):
            self._tap_soon("code_keys")
        if not self._screen.sees(f"{page}_0"):
            self._tap_soon("code_turn")
        return page

    def _spell(self, page: str, text: str) -> None:
        """Key after key, up to one that is not there."""
        all(self._tap_soon(f"{page}_{key}") for key in (*text, "OK"))

    def _tap_soon(self, name: str) -> bool:
        return self._screen.wait_until(lambda: self._screen.tap(name), SOON_S)


class MixedHands(ScannerHands):
    """A scanner, a keyboard and a mouse, whatever is nearest: badge and goods by scan, the rest by hand."""

    BY_KEY = frozenset({Command.LOCK, Command.YES})

    def __init__(self, gun: Reads, card: Card, screen: ScreenReader) -> None:
        super().__init__(gun, card, screen)
        self._keyboard = KeyboardHands(screen)
        self._touch = TouchHands(screen)

    def spell(self, code: str, /) -> bool:
        """Type it."""
        return self._keyboard.spell(code)

    def command(self, command: Command) -> None:
        """Some by key, the others by touch."""
        (self._keyboard if command in self.BY_KEY else self._touch).command(command)

    def pick(self, number: int) -> None:
        """Touch the answer."""
        self._touch.pick(number)

    def count(self, number: int) -> None:
        """Type it."""
        self._keyboard.count(number)


def hands_for(kind: Input, gun: Reads, card: Card, screen: ScreenReader) -> Hands:
    """The hands that have this and nothing else."""
    if kind is Input.KEYBOARD:
        return KeyboardHands(screen)
    if kind is Input.TOUCH:
        return TouchHands(screen)
    return (ScannerHands if kind is Input.SCANNER else MixedHands)(gun, card, screen)
