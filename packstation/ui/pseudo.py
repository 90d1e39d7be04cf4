"""A language nobody speaks: English a good third longer, with accents and in brackets, to find what is cut.

What stays plain English was never given to the translators; a text without its closing bracket was cut.
"""

from __future__ import annotations

import re
from gettext import NullTranslations

LONGER = 0.4
"""So much longer: German and Polish are a good third longer than English."""
_ACCENTED = str.maketrans("aeiouycnszAEIOUYCNSZ", "âéîöûýçñšžÂÉÎÖÛÝÇÑŠŽ")
_FACT = re.compile(r"({\w+})")
_FILLER = "~ö~ö~ö~ö "
"""Words as long as those of a language with long words, and no longer: lines break between them."""


class PseudoTranslations(NullTranslations):
    """The catalogue of that language; facts in a text stay what they are."""

    def gettext(self, message: str) -> str:
        """The text in that language."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for a count."""
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(text: str) -> str:
    """One text, longer, accented and in brackets; what holds no letter stays as it is."""
    if not any(letter.isalpha() for letter in _FACT.sub("", text)):
        return text
    parts = (part if _FACT.fullmatch(part) else part.translate(_ACCENTED) for part in _FACT.split(text))
    more = round(len(_FACT.sub("", text)) * LONGER) - 2
    return f"[{''.join(parts)}{(_FILLER * more)[: max(0, more)]}]"
