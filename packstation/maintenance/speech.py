"""How commands talk: on any terminal, and without letting what was scanned steer it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, TextIO

from packstation.domain.refusal import DeviceFault, FaultCode

_LINE_LETTERS = 78
TO_DO_COPIED = "another PC has this bench's files and name: enrol this one under another name, with --unsent"
_TO_DO = {
    FaultCode.DISK_FULL: "make room on the disk, then say it again",
    FaultCode.DISK_FAILED: "the disk is read only or broken, or the file is: packstation doctor looks",
    FaultCode.BUSY: "another program has the file open: close it",
    FaultCode.FORKED: TO_DO_COPIED,
}


def say(text: str) -> None:
    """Write lines for whoever asked."""
    _write(sys.stdout, text)


def complain(trouble: object) -> int:
    """Say why a command could not do it, and what to do about a disk; the exit code for that."""
    todo = _TO_DO.get(trouble.code) if isinstance(trouble, DeviceFault) else None
    _write(sys.stderr, f"packstation: {trouble} ({todo})" if todo else f"packstation: {trouble}")
    return 2


def span_words(seconds: int) -> str:
    """How long, in the largest unit that fits."""
    for unit, length in (("d", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"


def progress_line(now: Mapping[str, Any]) -> None:
    """How far an import is, in one line of a terminal that is written over again and again."""
    left = f", {now['remaining_s']} s left" if now["remaining_s"] is not None else ""
    rows = now["rows_read"] if now["stage"] == "reading" else now["rows_settled"]
    said = f"\r{now['percent']} %, {rows} rows, {now['rows_per_s']} a second{left}"
    sys.stderr.write(said.ljust(_LINE_LETTERS) + "\r")
    sys.stderr.flush()


def _write(stream: TextIO, text: str) -> None:
    # Scanned codes hold control characters; a terminal of old Windows knows few letters.
    shown = "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    encoding = stream.encoding or "utf-8"
    stream.write(shown.encode(encoding, "replace").decode(encoding) + "\n")
