"""Simulated devices in another process, and the words to command them: they outlive a killed station."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from packstation.devices.simulated.printer import Jam
from packstation.domain.value import value

ANSWER_TIMEOUT_S = 10.0


@value
class SimulatedPorts:
    """What the drivers open."""

    scanner: str
    scale: str
    printer_host: str
    printer_port: int


@value
class SimulatedLabels:
    """Labels by what became of them: `received` are all, in order."""

    received: tuple[bytes, ...]
    printed: tuple[bytes, ...]
    waiting: tuple[bytes, ...]


class SimulatorProcess:
    """One running set of simulated devices. Start it by making it; end it with `stop` or as a context.

    `on_label` is called with every label that comes out, on a thread of this object. A command the
    process refuses is a ValueError, a process that is gone an EOFError.
    """

    def __init__(
        self,
        directory: Path,
        *,
        scale: str = "mt_sics",
        print_s: float = 0.0,
        on_label: Callable[[bytes], None] | None = None,
    ) -> None:
        self._on_label = on_label
        self._answers: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        command = [sys.executable, "-m", "packstation.devices.simulated", "--directory", str(directory)]
        command += ["--scale", scale, "--print-seconds", str(print_s)]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="ascii"
        )
        self._reader = threading.Thread(target=self._read, name="simulator process", daemon=True)
        self._reader.start()
        try:
            ready = self._next_answer()
        except EOFError:
            self.stop()
            raise
        self.ports = SimulatedPorts(
            ready["scanner"], ready["scale"], ready["printer"]["host"], ready["printer"]["port"]
        )

    def tell(self, do: str, **facts: object) -> dict[str, Any]:
        """Any command of the simulated bench; its answer."""
        with self._lock:
            if self._process.stdin is None or self._process.stdin.closed:
                raise EOFError("the simulated devices were stopped")
            try:
                self._process.stdin.write(json.dumps({"do": do, **facts}) + "\n")
                self._process.stdin.flush()
            except OSError as error:
                raise EOFError("the simulated devices are gone") from error
            answer = self._next_answer()
        if not answer["ok"]:
            raise ValueError(answer["error"])
        return answer

    def scan(self, text: str, aim: str = "") -> int:
        """Scan a code. The monotonic nanosecond after its last byte (one clock for all processes here)."""
        return int(self.tell("scan", text=text, aim=aim)["at_ns"])

    def put(self, grams: int) -> None:
        """Let this weight lie on the scale, at rest."""
        self.tell("put", grams=grams)

    def clear(self) -> None:
        """Take everything off the scale."""
        self.tell("clear")

    def move(self, moving: bool = True) -> None:
        """Let the load on the scale move, or come to rest."""
        self.tell("move", on=moving)

    def unplug(self, device: str) -> None:
        """Pull the cable of the scanner, the scale or the printer."""
        self.tell("unplug", device=device)

    def replug(self, device: str) -> None:
        """Plug it in again."""
        self.tell("replug", device=device)

    def jam(self, kind: Jam) -> None:
        """Stop the printer from printing."""
        self.tell("jam", kind=kind.value)

    def jam_at_next(self, kind: Jam) -> None:
        """Stop the printer when the next label has arrived and has not come out."""
        self.tell("jam_at_next", kind=kind.value)

    def unjam(self) -> None:
        """Put the printer right; what waits in it comes out."""
        self.tell("unjam")

    def labels(self) -> SimulatedLabels:
        """Every label the printer ever received."""
        answer = self.tell("labels")
        received, printed, waiting = (
            tuple(label.encode("latin-1") for label in answer[name])
            for name in ("received", "printed", "waiting")
        )
        return SimulatedLabels(received, printed, waiting)

    def stop(self, timeout_s: float = 5.0) -> None:
        """End the process by ending its input; by force when that does not help in time."""
        with self._lock:
            if self._process.stdin is not None:
                with contextlib.suppress(OSError):
                    self._process.stdin.close()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            message = json.loads(line)
            if message.get("event") != "label":
                self._answers.put(message)
            elif self._on_label is not None:
                self._on_label(message["data"].encode("latin-1"))
        self._answers.put(None)

    def _next_answer(self) -> dict[str, Any]:
        try:
            answer = self._answers.get(timeout=ANSWER_TIMEOUT_S)
        except queue.Empty:
            raise EOFError("the simulated devices do not answer") from None
        if answer is None:
            raise EOFError("the simulated devices are gone")
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
