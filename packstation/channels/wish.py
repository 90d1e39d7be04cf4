"""What a customer asks for beside the goods: a gift, a message with it, as shops and their add-ons write it.

No shop has a field for it: themes and add-ons put it into free pairs of a name and a value, in their own
words. Known are the usual names in English, German and French; whatever else stands there is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from packstation.channels.cell import many_lines

_MESSAGE = re.compile(
    r"gift.?(card.?)?(message|note|text)|message.?(cadeau|card)|greeting|card.?(message|text)"
    r"|gru(ss|ß).?(karte|text|botschaft)|geschenk.?(text|botschaft|nachricht)|carte.?cadeau.?message"
)
_GIFT = re.compile(
    r"(is.?|as.?a.?)?gift(.?(wrap|wrapping|option|order|box))?|geschenk(verpackung)?|(emballage.?)?cadeau"
)
_NO = frozenset({"", "0", "no", "false", "none", "nein", "non", "off", "[]", "{}"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """Whether it is a gift, and what is to be written on its card."""

    gift: bool = False
    message: str = ""


NO_WISHES = Wishes()


def wishes(pairs: Iterable[tuple[str, str]], tags: str = "") -> Wishes:
    """What the pairs and the tags of an order ask for. A message alone makes a gift."""
    gift, messages = any(_GIFT.fullmatch(_key(tag)) for tag in tags.split(",")), []
    for name, value in pairs:
        key, said = _key(name), many_lines(value)
        if said.casefold() in _NO:
            continue
        if _MESSAGE.search(key):
            messages.append(said)
        elif _GIFT.fullmatch(key):
            gift = True
    return Wishes(gift or bool(messages), "\n".join(messages)) if gift or messages else NO_WISHES


def _key(name: str) -> str:
    return name.strip(" _").casefold().replace("_", " ").replace("-", " ")


def pairs_of(text: str) -> list[tuple[str, str]]:
    """The pairs in a cell with one to a line, "name: value"; further lines belong to the value above."""
    pairs: list[tuple[str, str]] = []
    for line in text.splitlines():
        name, colon, value = line.partition(":")
        if colon and 0 < len(name) <= 60:
            pairs.append((name, value.strip()))
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}\n{line}")
    return pairs
