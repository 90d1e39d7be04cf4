"""The thread that takes files in: one file at a time, a few more in front of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot

from packstation.domain.refusal import DeviceFault, Refused
from packstation.ui.intake.files_view import FileJob

MOST_WAITING = 8
STOP_S = 10.0
"""A whole order, its commit, and a slow disk."""

log = logging.getLogger(__name__)


class FileThread(QObject):
    """Tells by queued signals, so that presenters only ever run on the window's thread."""

    _answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._jobs: Queue[FileJob | None] = Queue(MOST_WAITING)
        self._stopped, self._cancelled = Event(), Event()
        self._thread = Thread(target=self._work, name="files", daemon=True)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def take(self, job: FileJob) -> bool:
        """Put it behind the others; False where too many wait already."""
        try:
            self._jobs.put_nowait(job)
        except Full:
            return False
        if not self._thread.is_alive() and not self._stopped.is_set():
            # With the first file: most days need none.
            self._thread.start()
        return True

    def cancel(self) -> None:
        """Stop the file at work at its next whole order."""
        self._cancelled.set()

    def on_window(self, what: Callable[[], None]) -> None:
        """Do this on the window's thread, as soon as it comes to it."""
        self._answered.emit(what)

    def stop(self) -> None:
        """Stop at the next whole order and end the thread; what waits is left undone."""
        self._stopped.set()
        with suppress(Full):
            self._jobs.put_nowait(None)
        if self._thread.is_alive():
            self._thread.join(STOP_S)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._stopped.is_set():
            self._cancelled.clear()
            self._do(job)

    def _do(self, job: FileJob) -> None:
        try:
            report = job.work(lambda now: self.on_window(lambda: job.told(now)), self._called_off)
        except (Refused, DeviceFault) as error:
            self._fail(job, error)
        except Exception as error:
            log.exception("a file could not be taken in")
            self._fail(job, error)
        else:
            self.on_window(lambda: job.done(report))

    def _fail(self, job: FileJob, error: Exception) -> None:
        self.on_window(lambda: job.failed(error))

    def _called_off(self) -> bool:
        return self._cancelled.is_set() or self._stopped.is_set()

    @Slot(object)
    def _deliver(self, what: Callable[[], None]) -> None:
        if not self._stopped.is_set():
            what()
