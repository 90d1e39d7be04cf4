"""SCREEN: letters, colours, language, hand and tones, by number; every answer is seen or heard at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Protocol

from packstation.ui.conversation import Talk, choose
from packstation.ui.question import AskCode, Choice, Question
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import OWN_NAMES


class ScreenAnswer(StrEnum):
    """What can be changed; in this order, so that a number always means the same."""

    LARGER = "larger"
    SMALLER = "smaller"
    COLOURS = "colours"
    LANGUAGE = "language"
    HAND = "hand"
    TONES = "tones"
    LOUDER = "louder"
    QUIETER = "quieter"


class LanguageAnswer(StrEnum):
    """A language by what it calls itself."""

    ONE = "one"


class Wardrobe(Protocol):
    """The looks of a window."""

    @property
    def now(self) -> Look:
        """What it looks like."""

    def languages(self) -> tuple[str, ...]:
        """The languages all of whose texts there are."""

    def choose(self, look: Look) -> None:
        """Look like this from now on, and keep it."""


_AT_ONCE: Mapping[ScreenAnswer, Callable[[Look], Look]] = {
    ScreenAnswer.LARGER: Look.larger,
    ScreenAnswer.SMALLER: Look.smaller,
    ScreenAnswer.HAND: Look.for_other_hand,
    ScreenAnswer.TONES: Look.muted_or_not,
    ScreenAnswer.LOUDER: Look.louder,
    ScreenAnswer.QUIETER: Look.quieter,
}


def change_screen(looks: Wardrobe) -> Talk[None]:
    """Ask what is to change, change it, and ask again, until BACK."""
    answers = tuple(ScreenAnswer)
    while True:
        answer = answers[(yield from choose(Question(AskCode.SCREEN, choices=tuple(map(Choice, answers)))))]
        if answer is ScreenAnswer.COLOURS:
            yield from _choose_colours(looks)
        elif answer is ScreenAnswer.LANGUAGE:
            yield from _choose_language(looks)
        else:
            looks.choose(_AT_ONCE[answer](looks.now))


def _choose_colours(looks: Wardrobe) -> Talk[None]:
    themes = tuple(Theme)
    number = yield from choose(Question(AskCode.SCREEN_COLOURS, choices=tuple(map(Choice, themes))))
    looks.choose(replace(looks.now, theme=themes[number]))


def _choose_language(looks: Wardrobe) -> Talk[None]:
    names = looks.languages()
    choices = (Choice(LanguageAnswer.ONE, {"name": OWN_NAMES.get(name, name)}) for name in names)
    number = yield from choose(Question(AskCode.SCREEN_LANGUAGE, choices=tuple(choices)))
    looks.choose(replace(looks.now, language=names[number]))
