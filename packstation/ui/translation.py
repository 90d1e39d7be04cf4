"""The language of the window, by GNU gettext catalogues under resources/translations."""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "packstation"

_current: gettext.NullTranslations = gettext.NullTranslations()


def set_language(folder: Path, language: str) -> None:
    """Speak `language` ("de"); English, the language of the source, where there is no catalogue."""
    global _current  # noqa: PLW0603  one window, one language; texts are asked for as they are shown
    _current = gettext.translation(DOMAIN, folder, [language], fallback=True)


def _(text: str) -> str:
    """The text in the language of the window."""
    return _current.gettext(text)


def N_(text: str) -> str:  # noqa: N802  gettext's customary name for a text that is translated when shown
    """Mark a text for the catalogues."""
    return text


def ngettext(one: str, many: str, count: int) -> str:
    """The text for a count in the language of the window."""
    return _current.ngettext(one, many, count)
