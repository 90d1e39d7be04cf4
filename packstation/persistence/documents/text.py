"""The text of a document: written in one way only, read with what a later release added to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from packstation.domain.journal import at_text

Fields = dict[str, Any]

_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def written(fields: Mapping[str, object], unknown: Mapping[str, object] | None = None) -> str:
    """The text of an object; `unknown` is what a later release had added to it."""
    return _CANONICAL.encode({**unknown, **fields} if unknown else fields)


def read(text: str) -> Fields:
    """The object of a text. ValueError when it is none."""
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("a document is an object")  # noqa: TRY004  the text is at fault
    return found


def unknown_in(fields: Mapping[str, Any], known: Collection[str]) -> Fields:
    """What of an object this release does not know."""
    return {name: value for name, value in fields.items() if name not in known}


def instant(at: datetime | None) -> str | None:
    """An instant as text, if there is one."""
    return None if at is None else at_text(at)


def at(text: str | None) -> datetime | None:
    """The aware instant again."""
    return None if text is None else datetime.fromisoformat(text)
