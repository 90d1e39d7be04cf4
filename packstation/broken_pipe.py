"""What a command says goes nowhere once its reader has left, as in `packstation show 1001 | head -1`.

The command goes on and ends as it would have ended: it may be in the middle of something. Not by SIGPIPE,
which would end it there, and which Windows does not have.
"""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _LeavingReader(io.FileIO):
    """Standard output or error whose reader may leave; any other trouble is raised as ever."""

    def write(self, said: ReadableBuffer, /) -> int:
        """Hand it on; as if it were read, where nobody is there any more."""
        try:
            return super().write(said)
        except OSError as trouble:
            if not reader_left(trouble):
                raise
            return memoryview(said).nbytes


def reader_left(trouble: OSError) -> bool:
    """Whether a pipe says that nobody reads it any more; Windows says so in two ways."""
    return trouble.errno == errno.EPIPE or (trouble.errno == errno.EINVAL and sys.platform == "win32")


@contextmanager
def readers_may_leave() -> Iterator[None]:
    """Whoever reads standard output or error may leave meanwhile. SystemExit where a disk takes no more."""
    before = sys.stdout, sys.stderr
    # A window's program on Windows has neither, a test something else in their place.
    out, err = (_safe(one) if isinstance(one, io.TextIOWrapper) else one for one in before)
    sys.stdout, sys.stderr = out, err
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
        for one in (out, err):
            if one is not None:
                _flush(one)


def _flush(text: TextIO) -> None:
    try:
        text.flush()
    except OSError as trouble:
        sys.stderr.write(f"packstation: what was to be said is lost: {trouble.strerror}\n")
        raise SystemExit(2) from trouble


def _safe(text: io.TextIOWrapper) -> io.TextIOWrapper:
    """The same stream, by way of a reader that may leave; anything but a file or a pipe is left as it is."""
    raw = getattr(text.buffer, "raw", text.buffer)
    if not isinstance(raw, io.FileIO):
        return text
    return io.TextIOWrapper(
        io.BufferedWriter(_LeavingReader(raw.fileno(), "w", closefd=False)),
        encoding=text.encoding,
        errors=text.errors,
        line_buffering=text.line_buffering,
        write_through=text.write_through,
    )
