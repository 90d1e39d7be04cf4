"""Where lives of the station begin: a process that has imported everything forks for each of them.

Importing is half of a life's time and all of it happens before the store is opened. Each life is a process
of its own, with its own QApplication, threads, ports and store, made after the fork as at any start. Systems
without fork start an interpreter for each life.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Self

from tests.crash import child
from tests.crash.station_process import ERRORS_NAME, ROOT, StationProcess, spawned

if sys.platform == "win32":

    class Cradle:
        """Starts an interpreter for each life."""

        def birth(self, home: Path) -> StationProcess:
            """A station that waits for its start."""
            return spawned(home)

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

else:

    class Cradle:
        """Forks each life off one process that has imported everything and has no thread but its own."""

        def __init__(self) -> None:
            self._channel, its_end = socket.socketpair()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.cradle", str(its_end.fileno())],
                stdin=subprocess.DEVNULL,
                pass_fds=[its_end.fileno()],
                cwd=ROOT,
            )
            its_end.close()

        def birth(self, home: Path) -> StationProcess:
            """A station that waits for its start."""
            its_input, to_it = os.pipe()
            from_it, its_output = os.pipe()
            with (home / ERRORS_NAME).open("ab") as errors:
                ends = [its_input, its_output, errors.fileno()]
                socket.send_fds(self._channel, [str(home).encode()], ends)
                self._channel.recv(1)
            os.close(its_input)
            os.close(its_output)
            return StationProcess(home, os.fdopen(to_it, "wb"), os.fdopen(from_it, "rb"))

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            self._channel.close()
            self._process.wait()

    def main(channel: socket.socket) -> int:
        """Fork for each home that is sent, until the channel is closed."""
        while True:
            home, ends, _, _ = socket.recv_fds(channel, 4096, 3)
            if not home:
                return 0
            _bury_dead()
            if threading.active_count() > 1:
                raise RuntimeError("a process with threads is no place to be born")
            if os.fork() == 0:  # noqa: TID251  the other branch of this file is for systems without
                channel.close()
                for number, end in enumerate(ends):
                    os.dup2(end, number)
                    os.close(end)
                return child.main(Path(home.decode()))
            for end in ends:
                os.close(end)
            channel.send(b".")

    def _bury_dead() -> None:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass

    if __name__ == "__main__":
        sys.exit(main(socket.socket(fileno=int(sys.argv[1]))))
