"""A PostgreSQL cluster in a folder of its own, on a port of its own, as a plain user, deleted at the end."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event

import psycopg

from packstation.demo.postgres import (
    ADMIN,
    ENVIRONMENT,
    START_TIMEOUT_S,
    find_binaries,
    free_port,
    plain_user,
)

ADMIN_PASSWORD = secrets.token_urlsafe(12)


class Cluster:
    """A PostgreSQL that listens on the loopback. `durable`: what it says is committed survives a kill."""

    def __init__(self, folder: Path, *, durable: bool = False, options: Sequence[str] = ()) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.binaries = find_binaries()
        self._user = plain_user()
        self._durable = durable
        self.options = tuple(options)
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the files of an empty cluster."""
        secret = self.folder / "password"
        secret.write_text(ADMIN_PASSWORD, "ascii")
        self.give(self.folder, secret)
        self.run(
            "initdb", "-D", str(self.data), "-U", ADMIN, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
            "--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile", str(secret),
        )  # fmt: skip

    def copy_of(self, primary: Cluster) -> None:
        """Make the files of a standby that follows this one, as far as it is now."""
        self.give(self.folder)
        self.run(
            *("pg_basebackup", "-D", str(self.data), "-R", "-X", "stream", "--checkpoint=fast", "--no-sync"),
            *("-d", f"host={primary.folder} port={primary.port} user={ADMIN}"),
        )

    def promote(self) -> None:
        """From now on this one is the primary."""
        with self.admin() as admin:
            admin.execute("SELECT pg_promote(true, 30)")

    def give(self, *paths: Path) -> None:
        """Let the plain user have these."""
        if sys.platform != "win32" and self._user:
            import pwd  # noqa: PLC0415  as above

            for path in paths:
                shutil.chown(path, self._user, pwd.getpwnam(self._user).pw_gid)

    def run(self, program: str, *arguments: str) -> str:
        """Run one of PostgreSQL's programs as the plain user; what it printed."""
        done = subprocess.run(
            [*self.as_plain_user(), str(self.binaries / program), *arguments],
            cwd=self.folder,
            env=ENVIRONMENT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def as_plain_user(self) -> list[str]:
        """What to put before a command, so that it runs as the plain user."""
        user = self._user
        if sys.platform == "win32":
            return []
        if not user:
            return []
        import pwd  # noqa: PLC0415  as above

        return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups"]

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "max_connections": "200",
            "shared_buffers": "256MB",
            "log_min_messages": "panic",
            **({} if self._durable else {"fsync": "off", "full_page_writes": "off"}),
        }
        told = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        own = [part for option in self.options for part in ("-c", option)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(*self.as_plain_user(), "setpriv", "--pdeathsig=QUIT"),
                    *(str(self.binaries / "postgres"), "-D", str(self.data), *told, *own),
                ],
                cwd=self.folder,
                env=ENVIRONMENT,
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            assert self._process is not None
            assert self._process.poll() is None, (self.folder / "log").read_text("utf-8", "replace")
            try:
                self.admin().close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, "PostgreSQL does not answer"
                Event().wait(0.02)
            else:
                return

    def stop(self) -> None:
        """End it at once."""
        if self._process is not None:
            if sys.platform != "win32":
                self._process.send_signal(signal.SIGQUIT)
            self._process.wait(30)
            self._process = None

    def kill(self) -> None:
        """kill -9 of the process that all others belong to, and of those."""
        process = self._process
        assert process is not None
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=False
        )
        process.kill()
        process.wait(30)
        for pid in found.stdout.split():
            with suppress(ProcessLookupError):
                if sys.platform != "win32":
                    os.kill(int(pid), signal.SIGKILL)
        self._process = None

    @property
    def pid(self) -> int:
        """The process that listens."""
        assert self._process is not None
        return self._process.pid

    def url(self, database: str = ADMIN, user: str = ADMIN) -> str:
        """Where a database is, without a password."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def admin(self, database: str = ADMIN) -> psycopg.Connection:
        """A connection with all rights, each statement its own transaction."""
        return psycopg.connect(self.url(database), password=ADMIN_PASSWORD, autocommit=True)


@contextmanager
def running(*, durable: bool = False, options: Sequence[str] = ()) -> Iterator[Cluster]:
    """A cluster that is there for a while."""
    folder = Path(tempfile.mkdtemp(prefix="packstation-pg-"))
    cluster = Cluster(folder, durable=durable, options=options)
    try:
        cluster.make()
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
