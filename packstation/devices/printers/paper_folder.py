"""A folder instead of a printer of sheets: each document a PDF file, for a print service that watches it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from packstation.domain.refusal import DeviceFault, FaultCode

_UNFIT = re.compile(r"[^0-9A-Za-z._-]+")
_LONGEST = 80


class PaperFolder:
    """Writes whole files only: a service never sees half a document. `new_id` keeps their names apart."""

    def __init__(self, device: str, folder: Path, new_id: Callable[[], UUID]) -> None:
        self._device = device
        self._folder = folder
        self._new_id = new_id

    @property
    def name(self) -> str:
        """The configured name of the device."""
        return self._device

    def print(self, pdf: bytes, title: str) -> None:
        """Drop a document. DeviceFault when the folder is not there, or cannot be written."""
        name = f"{_UNFIT.sub('-', title)[:_LONGEST].strip('-.')}-{self._new_id()}"
        part = self._folder / f".{name}.part"
        try:
            part.write_bytes(pdf)
            part.replace(self._folder / f"{name}.pdf")
        except FileNotFoundError as error:
            raise DeviceFault(FaultCode.GONE, self._device, "no such folder") from error
        except OSError as error:
            raise DeviceFault(FaultCode.PRINTER_ERROR, self._device, error.strerror or "") from error
