"""The station's process as a test holds it: start it, read its screen, kill it."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from tests.crash.planted import Plan

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0
"""Longer than any step of a healthy bench takes, also on a PC that is busy with something else."""

if sys.platform == "win32":
    KILL = signal.SIGTERM
else:
    KILL = signal.SIGKILL
ERRORS_NAME = "stderr.txt"

Event = dict[str, Any]


@dataclass
class Screen:
    """What a person at the bench sees now, put together from what the witness said."""

    act: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    says: str = ""
    order: str = ""
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    saying: str = ""
    refused: bool = False
    lamps: dict[str, str | None] = field(default_factory=dict)

    def show(self, event: Event) -> None:
        """The screen after one more change."""
        if "lamp" in event:
            self.lamps[event["lamp"]] = event["fault"]
            return
        if "order" not in event:
            return
        if "act" in event:
            self.act, self.facts, self.says = event["act"], event["data"], event["says"]
        if "verdict" in event:
            self.refused = event["kind"] == "no"
        self.order, self.saying = event["order"], event["saying"]
        self.counts = {sku: (packed, wanted) for sku, packed, wanted in event["rows"]}


class Gone(Exception):
    """The station's process is no more."""


class StationProcess:
    """One life of the station. Made, it waits; `go` starts the bench; `next` tells what its screen does."""

    def __init__(
        self,
        home: Path,
        to_it: IO[bytes],
        from_it: IO[bytes],
        process: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self.screen = Screen()
        self.story: list[Event] = []
        self.pid: int | None = None
        self._to_it = to_it
        self._from_it = from_it
        self._process = process
        self._errors = home / ERRORS_NAME
        self._heard: queue.SimpleQueue[Event | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="witness", daemon=True)
        self._reader.start()

    def go(self, plan: Plan) -> None:
        """Start the bench with these faults planted."""
        self.pid = int(self.next()["ready"])
        self.tell(json.dumps(asdict(plan)))

    def tell(self, word: str) -> None:
        """A word to the process, for the faults planted in it."""
        self._to_it.write(word.encode() + b"\n")
        self._to_it.flush()

    def next(self, timeout_s: float = PATIENCE_S) -> Event:
        """The next change of the screen. Gone when the process is; AssertionError when nothing happens."""
        try:
            event = self._heard.get(timeout=timeout_s)
        except queue.Empty:
            raise AssertionError(f"nothing happens on the screen: {self.screen}\n{self.errors()}") from None
        if event is None:
            raise Gone
        self.story.append(event)
        self.screen.show(event)
        return event

    def rest(self) -> list[Event]:
        """What the screen still said before the process was gone."""
        events = []
        try:
            while True:
                events.append(self.next())
        except Gone:
            return events

    def kill(self) -> None:
        """End it as a power cut would, without a word (on Windows: TerminateProcess)."""
        self._signal(KILL)

    def close_window(self) -> None:
        """End it in good order."""
        self._to_it.close()
        self._signal(signal.SIGTERM)
        self._reader.join(PATIENCE_S)

    def _signal(self, number: signal.Signals) -> None:
        # It may have ended by itself just now: whoever started it lays it to rest, not this test.
        if self.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def bury(self) -> None:
        """Make sure that nothing is left of it."""
        if self._reader.is_alive():
            self.kill()
        if not self._to_it.closed:
            self._to_it.close()
        self._reader.join(PATIENCE_S)
        self._from_it.close()
        if self._process is not None:
            self._process.wait(PATIENCE_S)

    def exit_code(self) -> int:
        """How it ended, as soon as it has; only a spawned one can tell."""
        if self._process is None:
            raise ValueError("nobody waits for a process that was forked elsewhere")
        return self._process.wait(PATIENCE_S)

    def errors(self) -> str:
        """What it wrote on standard error."""
        return self._errors.read_text("utf-8", errors="replace")[-4000:]

    def _read(self) -> None:
        for line in self._from_it:
            self._heard.put({**json.loads(line), "heard_s": time.monotonic()})
        self._heard.put(None)


def spawned(home: Path, tracer: Sequence[str] = ()) -> StationProcess:
    """A station in a fresh interpreter, perhaps under a tracer; its exit code can be asked for."""
    with (home / ERRORS_NAME).open("ab") as errors:
        process = subprocess.Popen(
            [*tracer, sys.executable, "-m", "tests.crash.child", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
        )
    if process.stdin is None or process.stdout is None:
        raise OSError("no pipes")
    return StationProcess(home, process.stdin, process.stdout, process)
