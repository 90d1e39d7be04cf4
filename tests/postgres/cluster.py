"""The demo's PostgreSQL of one's own as tests need it: killed, followed by a standby, as durable as asked."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from packstation.demo.postgres import ADMIN, PrivatePostgres

ADMIN_PASSWORD = secrets.token_urlsafe(12)


class Cluster(PrivatePostgres):
    """A PostgreSQL that listens on the loopback. `durable`: what it says is committed survives a kill."""

    wrapped_in = ("setpriv", "--pdeathsig=QUIT")

    def __init__(self, folder: Path, *, durable: bool = False, options: Sequence[str] = ()) -> None:
        super().__init__(folder, options)
        self.password = ADMIN_PASSWORD
        self.settings = {
            "max_connections": "200",
            "shared_buffers": "256MB",
            "log_min_messages": "panic",
            **({} if durable else {"fsync": "off", "full_page_writes": "off"}),
        }

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
