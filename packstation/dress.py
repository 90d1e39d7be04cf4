"""A window looks, reads and sounds as this bench was left; what is changed is kept."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Protocol

from packstation.places import resources
from packstation.settings.screen import ScreenMemory, ScreenSettings, ThemeSetting
from packstation.ui.pool_runner import PoolRunner
from packstation.ui.station.looks import Looks
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import set_language, whole_languages


class Dressed(Protocol):
    """A window with looks of its own."""

    @property
    def looks(self) -> Looks:
        """How it looks, reads and sounds."""

    def speak(self) -> None:
        """Say everything in the language that has just become the window's."""


def dress(window: Dressed, memory: ScreenMemory, runner: PoolRunner, language: str) -> None:
    """The window looks as this bench was left; what is changed is kept, off the window's thread."""

    def look(screen: ScreenSettings) -> Look:
        return Look(**{**asdict(screen), "theme": Theme(screen.theme.value)})

    def keep(worn: Look) -> None:
        now = ScreenSettings(**{**asdict(worn), "theme": ThemeSetting(worn.theme.value)})
        runner.run(lambda: memory.keep(now), lambda _: None, lambda _: None)

    def speak(chosen: str) -> None:
        set_language(resources() / "translations", chosen or language)
        window.speak()

    window.looks.speak = speak
    window.looks.languages = cache(lambda: whole_languages(resources() / "translations"))
    window.looks.wear(look(memory.recall()), look(memory.usual))
    window.looks.on_change = keep
