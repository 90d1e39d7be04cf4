"""One screen that lies open, and the ways to have it look differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from packstation.demo.gallery import choose_language
from packstation.places import resources
from packstation.ui.design.palette import PALETTES
from packstation.ui.setup.view import SetupWindow
from packstation.ui.station.view import StationWindow
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import languages

Display = tuple[int, int, int]
"""Width and height in pixels, and the percent of its letters."""
DISPLAYS: tuple[Display, ...] = ((1024, 768, 100), (1366, 768, 125), (1920, 1080, 150), (3840, 2160, 200))
LANGUAGES = ("en", *languages(resources() / "translations"))
THEMES = tuple(PALETTES)
NESTED_LAYOUTS = 4
"""A part in a part in a part takes its place after so many rounds."""


@dataclass(frozen=True)
class Appearance:
    """How a screen is to look."""

    theme: Theme
    language: str
    display: Display

    @property
    def name(self) -> str:
        """For a picture of it."""
        width, height, percent = self.display
        return f"{self.theme.value} {self.language} {width}x{height} {percent} %"


EVERY = tuple(Appearance(*one) for one in product(THEMES, LANGUAGES, DISPLAYS))
"""Three themes, five languages, four sizes."""
LIGHT, DARK, HIGH_CONTRAST = THEMES
SEEN = (
    Appearance(LIGHT, "en", DISPLAYS[0]),
    Appearance(DARK, "de", DISPLAYS[1]),
    Appearance(HIGH_CONTRAST, "fr", DISPLAYS[2]),
    Appearance(LIGHT, "pl", DISPLAYS[3]),
    Appearance(DARK, "es", DISPLAYS[0]),
    Appearance(HIGH_CONTRAST, "de", DISPLAYS[3]),
)
"""What stands on one sheet: each theme, language and size at least once."""


@dataclass
class Sight:
    """A window with a screen in front.

    `answered` lets everything that was asked be answered; `again` opens what another look shuts.
    """

    window: StationWindow | SetupWindow
    answered: Callable[[], None] = lambda: None
    again: Callable[[], None] = lambda: None
    mirrored: bool = False

    def wear(self, appearance: Appearance) -> None:
        """Look like this."""
        width, height, percent = appearance.display
        window = self.window
        look = Look(percent, theme=appearance.theme, language=appearance.language)
        window.looks.speak = self._speak
        window.resize(width, height)
        if self.mirrored:
            window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        window.looks.wear(look, look)
        self.settle()
        self.again()
        self.settle()

    def settle(self) -> None:
        """Let everything take its place."""
        self.answered()
        for _ in range(NESTED_LAYOUTS):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def grab(self) -> QImage:
        """What a person sees."""
        return self.window.grab().toImage()

    def close(self) -> None:
        """No more of it."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _speak(self, language: str) -> None:
        choose_language(language)
        self.window.speak()
