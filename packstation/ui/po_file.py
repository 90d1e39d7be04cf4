"""Reads a translator's file (GNU gettext's PO format) as the catalogue that gettext works with.

The PO files are shipped and read as they are, a few milliseconds at the start: a compiled MO beside each
would be a second, binary truth that somebody forgets to make anew, and compiling at build time a step
that a bench started from a checkout does not have.
Format: GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files".
"""

from __future__ import annotations

import json
import struct
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

MO_MAGIC = 0x950412DE
_KEYWORDS = ("msgid_plural", "msgid", "msgstr[", "msgstr")


def read_po(path: Path) -> GNUTranslations:
    """The catalogue in a PO file. ValueError with the line for what is no PO file."""
    return GNUTranslations(BytesIO(_mo_bytes(texts(path.read_text("utf-8")))))


def texts(source: str) -> dict[str, str]:
    """Text by text, plurals joined by NUL as in a MO file; without those that are empty or only guessed."""
    found: dict[str, str] = {}
    for block in source.replace("\r\n", "\n").split("\n\n"):
        entry = _entry(block)
        if entry is not None and all(entry[1].split("\0")):
            found[entry[0]] = entry[1]
    return found


def _entry(block: str) -> tuple[str, str] | None:
    """Text and translation of one paragraph of the file, or None for a comment or a guess."""
    parts: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("#,") and "fuzzy" in line:
            return None
        if not line.strip() or line.startswith("#"):
            continue
        keyword = next((word for word in _KEYWORDS if line.startswith(word)), "")
        quoted = line[line.find('"') :] if '"' in line else ""
        if not quoted or (not keyword and not line.startswith('"')) or (not keyword and not parts):
            raise ValueError(f"no line of a PO file: {line}")
        text = json.loads(quoted)  # the escapes of C that PO files use are those of JSON
        if keyword:
            parts.append((keyword, text))
        else:
            parts[-1] = (parts[-1][0], parts[-1][1] + text)
    ids = [text for keyword, text in parts if keyword.startswith("msgid")]
    translations = [text for keyword, text in parts if keyword.startswith("msgstr")]
    return ("\0".join(ids), "\0".join(translations)) if ids else None


def _mo_bytes(found: dict[str, str]) -> bytes:
    """The same texts as a MO file: a header, two tables of (length, offset), and the texts, sorted."""
    keys = sorted(found, key=lambda text: text.encode())
    originals = [key.encode() for key in keys]
    translated = [found[key].encode() for key in keys]
    tables_at = 7 * 4
    texts_at = tables_at + 2 * 8 * len(keys)
    tables, blob = b"", b""
    for text in (*originals, *translated):
        tables += struct.pack("<II", len(text), texts_at + len(blob))
        blob += text + b"\0"
    head = struct.pack("<7I", MO_MAGIC, 0, len(keys), tables_at, tables_at + 8 * len(keys), 0, texts_at)
    return head + tables + blob
