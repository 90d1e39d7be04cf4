"""A PostgreSQL of one's own: its own folder and port, run by a plain user, deleted at the end."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Self

ADMIN = "postgres"
START_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 30.0
ON_WINDOWS = "a PostgreSQL of one's own is started on Linux and macOS only"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


class NoPostgres(Exception):
    """There is no PostgreSQL on this PC, or it does not start."""


def find_binaries() -> Path:
    """The folder of initdb and postgres: as told, Debian's newest, or on the path."""
    told = os.environ.get("PACKSTATION_PG_BIN")  # noqa: TID251  start-up
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    on_path = shutil.which("initdb")
    found = [Path(told)] if told else [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres("no PostgreSQL here: install one, or set PACKSTATION_PG_BIN to its folder of programs")


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class PrivatePostgres:
    """Listens on the loopback. Started as root it runs as somebody who may do nothing else."""

    settings: Mapping[str, str] = {}
    """What it is told beyond where it listens."""
    wrapped_in: tuple[str, ...] = ()
    """What to put before its own command."""

    def __init__(self, folder: Path, options: Sequence[str] = ()) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.password = secrets.token_urlsafe(12)
        self.binaries = find_binaries()
        self._user = plain_user()
        self.options = tuple(options)
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the files of an empty cluster."""
        secret = self.folder / "password"
        secret.write_text(self.password, "ascii")
        self.give(self.folder, secret)
        self.run(
            "initdb", "-D", str(self.data), "-U", ADMIN, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            "--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile", str(secret),
        )  # fmt: skip

    def give(self, *paths: Path) -> None:
        """Let the plain user have these."""
        if self._user:
            for path in paths:
                shutil.chown(path, self._user, _group_of(self._user))

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs as the plain user; what it printed. NoPostgres when it fails."""
        done = subprocess.run(  # noqa: S603  PostgreSQL's own programs
            [*self.as_plain_user(), str(self.binaries / program), *arguments],
            cwd=self.folder,
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise NoPostgres(done.stdout + done.stderr)
        return done.stdout

    def as_plain_user(self) -> list[str]:
        """What to put before a command, so that it runs as the plain user."""
        if not self._user:
            return []
        group = _group_of(self._user)
        return ["/usr/bin/setpriv", f"--reuid={self._user}", f"--regid={group}", "--clear-groups"]

    def start(self) -> Self:
        """Start it, and wait until it answers. NoPostgres."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "shared_buffers": "64MB",
            **self.settings,
        }
        told = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        own = [part for option in self.options for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  as above
                [
                    *self.as_plain_user(),
                    *self.wrapped_in,
                    *(str(self.binaries / "postgres"), "-D", str(self.data), *told, *own),
                ],
                cwd=self.folder,
                env=ENVIRONMENT,
                stdout=log,
                stderr=log,
            )
        deadline_s = time.monotonic() + START_TIMEOUT_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline_s:
                raise NoPostgres((self.folder / "log").read_text("utf-8", "replace"))
            Event().wait(0.05)
        return self

    def _answers(self) -> bool:
        try:
            self.run("pg_isready", "-q", "-h", str(self.folder), "-p", str(self.port))
        except NoPostgres:
            return False
        return True

    def stop(self) -> None:
        """End it as fast as it can."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(STOP_TIMEOUT_S)
            self._process = None

    def make_database(self, name: str) -> None:
        """Make an empty database."""
        self.run("createdb", "-h", str(self.folder), "-p", str(self.port), "-U", ADMIN, name)


def _group_of(user: str) -> int:
    if sys.platform == "win32":
        raise NoPostgres(ON_WINDOWS)
    import pwd  # noqa: PLC0415  Windows has none

    return pwd.getpwnam(user).pw_gid


def plain_user() -> str | None:
    """Who runs PostgreSQL, which refuses to be run by root; None: whoever runs this."""
    if sys.platform == "win32":
        raise NoPostgres(ON_WINDOWS)
    if os.geteuid() != 0:
        return None
    import pwd  # noqa: PLC0415  Windows has none

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in known)


@contextmanager
def private_postgres(database: str) -> Iterator[PrivatePostgres]:
    """One that is there for a while, with an empty database. NoPostgres."""
    with tempfile.TemporaryDirectory(prefix="packstation-pg-", ignore_cleanup_errors=True) as folder:
        made = PrivatePostgres(Path(folder))
        try:
            made.make()
            made.start().make_database(database)
            yield made
        finally:
            made.stop()
