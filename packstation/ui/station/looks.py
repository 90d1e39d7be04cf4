"""How one window looks, reads and sounds, and the keys that change it, the same on every screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from packstation.ui.design.palette import PALETTES, colours, wear
from packstation.ui.theme import Look, Theme
from packstation.ui.translation import SOURCE

LARGER, SMALLER, USUAL, OTHER_HAND = ("Ctrl++", "Ctrl+="), ("Ctrl+-",), ("Ctrl+0",), ("Ctrl+L",)
"""Ctrl = is the key of the plus sign where that stands above the equals sign."""
COLOURS, TONES = ("Ctrl+T",), ("Ctrl+M",)


class Looks:
    """The look of one window: `worn` shows it, and `on_change` is told what somebody chose.

    `languages` tells which are offered, `speak` is told the one that was chosen and says everything anew;
    `followers` are told of every
    look that is worn: what stands beside the window, and what sounds.
    """

    def __init__(self, window: QWidget, worn: Callable[[], None]) -> None:
        self.now = Look()
        self.on_change: Callable[[Look], None] = lambda _look: None
        self.speak: Callable[[str], None] = lambda _language: None
        self.languages: Callable[[], tuple[str, ...]] = lambda: (SOURCE,)
        self.followers: list[Callable[[Look], None]] = []
        self._usual = Look()
        self._worn = worn
        self._follows_system = False
        self._listen(window, LARGER, Look.larger)
        self._listen(window, SMALLER, Look.smaller)
        self._listen(window, USUAL, lambda look: replace(look, text_percent=self._usual.text_percent))
        self._listen(window, OTHER_HAND, Look.for_other_hand)
        self._listen(window, COLOURS, Look.in_next_theme)
        self._listen(window, TONES, Look.muted_or_not)

    def wear(self, look: Look, usual: Look) -> None:
        """Look like this; Ctrl 0 brings the usual size back."""
        other_language = look.language != self.now.language
        self.now, self._usual = look, usual
        if look.theme is Theme.SYSTEM and not self._follows_system:
            self._follows_system = True
            QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._recolour())
        wear(PALETTES[painted(look.theme)])
        if other_language:
            self.speak(look.language)
        self._worn()
        for follow in self.followers:
            follow(look)

    def choose(self, look: Look) -> None:
        """Wear what somebody chose, and tell it to whoever keeps it."""
        if look != self.now:
            self.wear(look, self._usual)
            self.on_change(look)

    def choose_language(self, language: str) -> None:
        """Speak the language that somebody chose."""
        self.choose(replace(self.now, language=language))

    def _recolour(self) -> None:
        if self.now.theme is Theme.SYSTEM and colours() is not PALETTES[painted(Theme.SYSTEM)]:
            self.wear(self.now, self._usual)

    def _listen(self, window: QWidget, all_keys: tuple[str, ...], wanted: Callable[[Look], Look]) -> None:
        for keys in all_keys:
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda: self.choose(wanted(self.now)))


def painted(theme: Theme) -> Theme:
    """The theme that is painted: what the PC wears where the bench does as the PC does."""
    if theme is not Theme.SYSTEM:
        return theme
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return Theme.HIGH_CONTRAST
    return Theme.DARK if hints.colorScheme() is Qt.ColorScheme.Dark else Theme.LIGHT
