"""The words of SCREEN: what can be changed on it, and to what."""

from __future__ import annotations

from collections.abc import Mapping

from packstation.ui.question import AskCode
from packstation.ui.screen_talk import LanguageAnswer, ScreenAnswer
from packstation.ui.theme import Theme
from packstation.ui.translation import N_

ASKED: Mapping[AskCode, str] = {
    AskCode.SCREEN: N_("What shall the screen be like?"),
    AskCode.SCREEN_COLOURS: N_("Which colours?"),
    AskCode.SCREEN_LANGUAGE: N_("Which language?"),
}

HINTS: Mapping[AskCode, str] = {
    AskCode.SCREEN: N_("It changes at once and stays so at this bench. BACK when it is right."),
}

SCREEN_ANSWERS: Mapping[ScreenAnswer, str] = {
    ScreenAnswer.LARGER: N_("Larger letters"),
    ScreenAnswer.SMALLER: N_("Smaller letters"),
    ScreenAnswer.COLOURS: N_("Other colours"),
    ScreenAnswer.LANGUAGE: N_("Another language"),
    ScreenAnswer.HAND: N_("Keys for the other hand"),
    ScreenAnswer.TONES: N_("Tones off or on"),
    ScreenAnswer.LOUDER: N_("Louder tones"),
    ScreenAnswer.QUIETER: N_("Quieter tones"),
}

THEME_ANSWERS: Mapping[Theme, str] = {
    Theme.LIGHT: N_("Light"),
    Theme.DARK: N_("Dark"),
    Theme.HIGH_CONTRAST: N_("High contrast"),
    Theme.SYSTEM: N_("As the PC does it"),
}

LANGUAGE_ANSWERS: Mapping[LanguageAnswer, str] = {LanguageAnswer.ONE: "{name}"}
