"""What devices and drivers say to each other, typed from the makers' manuals before either was written."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

Exchange = dict[str, Any]

NAMED_BYTES = re.compile(rb"<((?:[0-9a-f]{2})+)>")


def transcript(name: str, table: str = "exchange") -> list[Exchange]:
    """The entries of one table of a transcript, in order."""
    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    entries: list[Exchange] = tomllib.loads(text)[table]
    return entries


def octets(text: str) -> bytes:
    """Bytes written as pairs of hexadecimal digits."""
    return bytes.fromhex(text)


def marked(text: str) -> bytes:
    """Bytes written as text, with those that cannot be seen as <hex>."""
    return NAMED_BYTES.sub(lambda match: bytes.fromhex(match[1].decode()), text.encode("ascii"))


def what(entry: object) -> str:
    """The name of an entry, for the report of a test."""
    return str(entry["what"]) if isinstance(entry, dict) else ""
