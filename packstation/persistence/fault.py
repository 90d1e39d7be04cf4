"""Why the store cannot be used: a disk that will not take it, or a file this station must not open."""

from __future__ import annotations

from packstation.domain.refusal import DeviceFault, FaultCode

DEVICE = "store"

_FULL = 13
# BUSY: another program writes to the file. The rest: the disk, or what lies on it, is broken.
_CODES = {
    5: FaultCode.BUSY,
    _FULL: FaultCode.DISK_FULL,
    **dict.fromkeys((3, 8, 10, 11, 14, 22, 26), FaultCode.DISK_FAILED),
}
"""Primary result codes of SQLite (sqlite.org/rescode.html): BUSY, FULL; PERM, READONLY, IOERR, CORRUPT,
CANTOPEN, NOLFS, NOTADB."""


def disk_failed(detail: str) -> DeviceFault:
    """The fault of a store that is damaged or cannot be read and written."""
    return DeviceFault(FaultCode.DISK_FAILED, DEVICE, detail)


def forked() -> DeviceFault:
    """The fault of a store that was copied or restored: another one goes by the same station's name."""
    return DeviceFault(FaultCode.FORKED, DEVICE)


def fault_of(error: BaseException) -> DeviceFault | None:
    """The fault an error of SQLite stands for; None when it is none of the disk's (then it is a bug)."""
    extended = getattr(error, "sqlite_errorcode", None)
    if not isinstance(extended, int):
        return None
    code = _CODES.get(extended & 0xFF)
    name = str(getattr(error, "sqlite_errorname", extended))
    return None if code is None else DeviceFault(code, DEVICE, name)


class StoreUnusable(Exception):
    """The station cannot start on this file. Each kind has its own sentence for whoever starts it."""


class StoreLocked(StoreUnusable):
    """Another process runs on this store."""

    def __init__(self) -> None:
        super().__init__("another packstation is running on this store: close that one first")


class StoreTooNew(StoreUnusable):
    """A later release wrote this store; `found` is its schema, `known` the newest this release knows."""

    def __init__(self, found: str, known: str) -> None:
        super().__init__(f"the store has schema {found}, this release knows up to {known}")
        self.found = found
        self.known = known


class StoreTooOld(StoreUnusable):
    """An earlier release wrote this store, and none of this one has run on it yet to bring it up to date."""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(f"the store has schema {found}, this release reads {wanted}: start the station once")


class StoreForeign(StoreUnusable):
    """The file is a database, but not a station's store."""

    def __init__(self) -> None:
        super().__init__("the file is not a station's store")


class DemoMismatch(StoreUnusable):
    """A demo store was opened as a real one, or a real one as a demo; `is_demo` tells which it is."""

    def __init__(self, *, is_demo: bool) -> None:
        super().__init__("the store is a demo store" if is_demo else "the store is not a demo store")
        self.is_demo = is_demo


class BackupUnusable(StoreUnusable):
    """The file offered for restoring is no whole, healthy copy of a store."""
