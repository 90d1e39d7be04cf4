"""How commands talk: on any terminal, and without letting what was scanned steer it."""

from __future__ import annotations

import sys
from typing import TextIO


def say(text: str) -> None:
    """Write lines for whoever asked."""
    _write(sys.stdout, text)


def complain(trouble: object) -> int:
    """Say why a command could not do it; the exit code for that."""
    _write(sys.stderr, f"packstation: {trouble}")
    return 2


def _write(stream: TextIO, text: str) -> None:
    # Scanned codes hold control characters; a terminal of old Windows knows few letters.
    shown = "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    encoding = stream.encoding or "utf-8"
    stream.write(shown.encode(encoding, "replace").decode(encoding) + "\n")
