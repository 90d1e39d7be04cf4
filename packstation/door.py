"""The door of a running station: commands of the same user ask it, over a local socket, to do something.

A socket in a folder of its owner's (POSIX), a pipe with a name that says nothing (Windows), and behind both
a key in a file that only the owner may read. Nothing but JSON goes through; no port of the network is used.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from packstation.domain.refusal import DeviceFault, Refused

if TYPE_CHECKING:
    from multiprocessing import connection
    from multiprocessing.connection import Listener

    if sys.platform == "win32":
        Visitor = connection.Connection[Any, Any] | connection.PipeConnection[Any, Any]
    else:
        Visitor = connection.Connection[Any, Any]

Told = Mapping[str, Any]
Tell = Callable[[Told], None]
Errand = Callable[[Told, Tell, Callable[[], bool]], Told]
"""Does what is asked; tells meanwhile how far it is, and asks whether it is still wanted."""

NOTE_NAME = "door.json"
MOST_BYTES = 1024 * 1024
UNKNOWN = "the running station does not know this command; is it an older release?"
_ASKED_WITHIN_S = 5.0
_STOP_S = 10.0

log = logging.getLogger(__name__)


class NoDoor(Exception):
    """No station can be asked here: none runs, or it was started in a way that has no door."""


class UnknownErrand(Exception):
    """What is asked is none of this release's errands: the command may be of a newer one."""


class Door:
    """The station's side, from `start` to `stop`; one errand at a time, in a thread of its own."""

    def __init__(self, home: Path, errand: Errand) -> None:
        self._note = home / NOTE_NAME
        self._errand = errand
        self._folder: str | None = None
        self._stopping = False
        self._key = secrets.token_bytes(32)
        self._thread = Thread(target=self._serve, name="door", daemon=True)
        self._listener: Listener | None = None

    def start(self) -> None:
        """Open it."""
        self._thread.start()

    def stop(self) -> None:
        """Close it; an errand under way ends at its next whole order."""
        self._stopping = True
        if self._listener is not None:
            # Whoever waits at the door is woken by one more who comes.
            with suppress(OSError, EOFError):
                _knock(str(self._listener.address), self._key).close()
        if self._thread.ident is not None:
            # Also one that has only begun: it would leave its note and its folder behind.
            self._thread.join(_STOP_S)
        self._note.unlink(missing_ok=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _serve(self) -> None:
        from multiprocessing.connection import Listener  # noqa: PLC0415  no start waits for it

        try:
            address = self._address()
            self._listener = Listener(address, authkey=self._key)
            self._write_note(address)
        except OSError as trouble:
            log.error("no command can ask this station: %s", trouble.strerror)
            return
        with self._listener:
            while not self._stopping:
                self._open_once()

    def _open_once(self) -> None:
        from multiprocessing import AuthenticationError  # noqa: PLC0415  as above

        if self._listener is None:
            return
        try:
            with self._listener.accept() as visitor:
                if not self._stopping and visitor.poll(_ASKED_WITHIN_S):
                    self._answer(visitor)
        except (OSError, EOFError, AuthenticationError) as trouble:
            log.info("somebody at the door went away: %s", type(trouble).__name__)

    def _answer(self, visitor: Visitor) -> None:
        try:
            asked = dict(json.loads(visitor.recv_bytes(MOST_BYTES)))
        except (TypeError, ValueError):
            log.error("somebody at the door said what is no errand")  # what it was may be anything
            return

        def gone() -> bool:
            # All a visitor may still say is that it is no longer wanted; one that left wants nothing.
            return self._stopping or visitor.poll(0)

        def tell(progress: Told) -> None:
            with suppress(OSError):
                _send(visitor, {"progress": progress})

        try:
            _send(visitor, {"done": self._errand(asked, tell, gone)})
        except Refused as no:
            _send(visitor, {"refused": no.code.value, "facts": dict(no.data)})
        except DeviceFault as fault:
            _send(visitor, {"fault": fault.code.value, "device": fault.device})
        except UnknownErrand:
            log.error("a command asked for what this release does not know")  # it may be anything
            _send(visitor, {"trouble": UNKNOWN})
        except OSError as trouble:
            _send(visitor, {"trouble": trouble.strerror or type(trouble).__name__})

    def _address(self) -> str:
        if sys.platform == "win32":
            return rf"\\.\pipe\{secrets.token_hex(16)}"
        # Only its owner can enter it; a path under the home may be longer than a socket's may be.
        self._folder = tempfile.mkdtemp(prefix="packstation-")
        return str(Path(self._folder) / "door")

    def _write_note(self, address: str) -> None:
        part = self._note.with_name(f".{NOTE_NAME}.part")
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as note:
            json.dump({"address": address, "key": self._key.hex()}, note)
        part.replace(self._note)


def ask(home: Path, asked: Told, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Told]:
    """What the station under `home` answers: progress, at last how it ended. NoDoor when there is none.

    `cancelled` is asked at each telling; whoever leaves calls the errand off, too.
    """
    from multiprocessing import AuthenticationError  # noqa: PLC0415  only commands ask

    try:
        note = json.loads((home / NOTE_NAME).read_text("utf-8"))
        station = _knock(note["address"], bytes.fromhex(note["key"]))
    except (OSError, EOFError, ValueError, KeyError, AuthenticationError) as trouble:
        raise NoDoor from trouble
    with station:
        _send(station, asked)
        called_off = False
        while True:
            try:
                answer = json.loads(station.recv_bytes())
            except (OSError, EOFError) as trouble:
                raise NoDoor from trouble
            yield answer
            if "progress" not in answer:
                return
            if not called_off and cancelled():
                called_off = True
                _send(station, {})


def _knock(address: str, key: bytes) -> Visitor:
    from multiprocessing.connection import Client  # noqa: PLC0415  as above

    return Client(address, authkey=key)


def _send(visitor: Visitor, told: Told) -> None:
    visitor.send_bytes(json.dumps(told).encode())
