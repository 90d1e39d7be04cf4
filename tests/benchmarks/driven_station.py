"""A station in its own process with simulated devices in another, driven from here as a packer would."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from time import monotonic_ns
from typing import Any, Self

from packstation.devices.simulated.process import SimulatorProcess
from tests.benchmarks.big_store import BADGE


class DrivenStation:
    """Scan something, get the next painted verdict with its instant."""

    def __init__(self, home: Path) -> None:
        self.labels: SimpleQueue[bytes] = SimpleQueue()
        self.devices = SimulatorProcess(home / "devices", on_label=self.labels.put)
        ports = self.devices.ports
        command = [sys.executable, "-m", "tests.benchmarks.station_child", str(home), ports.scanner]
        self.started_ns = monotonic_ns()
        self._process = subprocess.Popen(
            [*command, str(ports.printer_port)],
            stdout=subprocess.PIPE,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},  # noqa: TID251  passed on as it is
        )

    def sign_in(self) -> dict[str, Any]:
        """Wait until the bench can be scanned at, and take it; what it said when it was ready."""
        ready = self.wait("ready")
        self.say(BADGE.code, "signed_in")
        return ready

    def say(self, text: str, *verdicts: str, aim: str = "") -> tuple[int, dict[str, Any]]:
        """Scan a code and wait for one of these verdicts; when the last byte was sent, and the verdict."""
        sent_ns = self.devices.scan(text, aim)
        return sent_ns, self.wait(*verdicts)

    def wait(self, *verdicts: str) -> dict[str, Any]:
        """The next verdict of these codes."""
        while True:
            line = self._process.stdout.readline() if self._process.stdout else b""
            if not line:
                raise EOFError("the station ended")
            said: dict[str, Any] = json.loads(line)
            if said["verdict"] in verdicts:
                return said

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """It stands still meanwhile, and takes nothing of the PC."""
        if sys.platform != "win32":
            self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            if sys.platform != "win32":
                self._process.send_signal(signal.SIGCONT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)
        self.devices.stop()
