"""The log of a running bench: device trouble and bugs in rotating files, no personal data, no codes.

The words of an error may hold anything: a statement's values, the name somebody typed. So a traceback is
written with its places and the kinds of its errors, and with words only where they are our own or the
system's. What the exception said is on no disk.
"""

from __future__ import annotations

import copy
import logging
import os
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from packstation.domain.refusal import DeviceFault, Refused
from packstation.places import LOG_NAME

LOG_BYTES = 2_000_000
LOGS_KEPT = 5

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

_CAUSE = "The above exception was the direct cause of the following exception:"
_CONTEXT = "During handling of the above exception, another exception occurred:"


class QuietFormatter(logging.Formatter):
    """Lines with a time; of an error the kind and where it came up."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, whatever another handler has already made of its error."""
        ours = copy.copy(record)
        ours.exc_text = None
        return super().format(ours)

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802  logging's name
        """The traceback without what the errors say."""
        return "" if ei[1] is None else "\n".join(_traceback(ei[1], set()))


def keep_log(folder: Path) -> None:
    """Log into this folder from now on; with a full file the oldest goes."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8"
    )
    handler.setFormatter(QuietFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def _traceback(error: BaseException, told: set[int]) -> Iterator[str]:
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in told:
        yield from _traceback(before, told)
        yield from ("", _CAUSE if error.__cause__ else _CONTEXT, "")
    yield "Traceback (most recent call last):"
    yield from "".join(traceback.format_tb(error.__traceback__)).splitlines()
    yield _words(error)


def _words(error: BaseException) -> str:
    """What may be told of an error: its kind, and the code of a no, of a fault or of the system."""
    kind = type(error).__qualname__
    if isinstance(error, Refused):
        return f"{kind}: {error.code.value}"
    if isinstance(error, DeviceFault):
        return f"{kind}: {error.device}: {error.code.value}"
    if isinstance(error, OSError) and error.errno is not None:
        return f"{kind}: [Errno {error.errno}] {os.strerror(error.errno)}"
    return kind
