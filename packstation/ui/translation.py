"""The language of the window, by gettext catalogues under resources/translations."""

from __future__ import annotations

import gettext
from pathlib import Path

from packstation.ui.po_file import read_po

DOMAIN = "packstation"

_current: gettext.NullTranslations = gettext.NullTranslations()


def set_language(folder: Path, language: str) -> None:
    """Speak `language` ("de", "de_AT"); English, the language of the source, where there is no catalogue."""
    global _current  # noqa: PLW0603  one window, one language; texts are asked for as they are shown
    path = _catalogue(folder, language)
    _current = read_po(path) if path else gettext.NullTranslations()


def languages(folder: Path) -> tuple[str, ...]:
    """The languages there are catalogues for."""
    return tuple(sorted(path.parts[-3] for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


def _catalogue(folder: Path, language: str) -> Path | None:
    known = languages(folder)
    for name in (language, language.replace("-", "_").split("_")[0]):
        if name in known:
            return folder / name / "LC_MESSAGES" / f"{DOMAIN}.po"
    return None


def _(text: str) -> str:
    """The text in the language of the window."""
    return _current.gettext(text)


def N_(text: str) -> str:  # noqa: N802  gettext's customary name for a text that is translated when shown
    """Mark a text for the catalogues."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a count in the language of the window."""
    return _current.ngettext(one, many, count)
