"""The language of the window, by gettext catalogues under resources/translations."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from packstation.ui.po_file import read_po, texts

DOMAIN = "packstation"

SOURCE = "en"
"""The language the texts are written in."""
OWN_NAMES: Mapping[str, str] = MappingProxyType(
    {SOURCE: "English", "de": "Deutsch", "es": "Español", "fr": "Français", "pl": "Polski"}
)
"""What a language calls itself, so that it is found by whoever speaks no other."""

_current: gettext.NullTranslations = gettext.NullTranslations()
_spoken = SOURCE


def set_language(folder: Path, language: str) -> None:
    """Speak `language` ("de", "de_AT"); English, the language of the source, where there is no catalogue."""
    global _current, _spoken  # noqa: PLW0603  one window, one language; texts are asked for as they are shown
    path = _catalogue(folder, language)
    _current = read_po(path) if path else gettext.NullTranslations()
    _spoken = path.parts[-3] if path else SOURCE


def spoken() -> str:
    """The language of the window."""
    return _spoken


def speak(catalogue: gettext.NullTranslations) -> None:
    """Speak by this catalogue: one that was made, and not read from the folder."""
    global _current  # noqa: PLW0603  as above
    _current = catalogue


def whole_languages(folder: Path) -> tuple[str, ...]:
    """English, and every language whose catalogue has all the texts that any has: these are offered."""
    known = {name: set(texts(_file(folder, name).read_text("utf-8"))) for name in languages(folder)}
    wanted = set().union(*known.values())
    return tuple(sorted({SOURCE, *(name for name, held in known.items() if held == wanted)}))


def languages(folder: Path) -> tuple[str, ...]:
    """The languages there are catalogues for."""
    return tuple(sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


def _catalogue(folder: Path, language: str) -> Path | None:
    known = languages(folder)
    for name in (language, language.replace("-", "_").split("_")[0]):
        if name in known:
            return _file(folder, name)
    return None


def _file(folder: Path, language: str) -> Path:
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def _(text: str) -> str:
    """The text in the language of the window."""
    return _current.gettext(text)


def N_(text: str) -> str:  # noqa: N802  gettext's customary name for a text that is translated when shown
    """Mark a text for the catalogues."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a count in the language of the window."""
    return _current.ngettext(one, many, count)
