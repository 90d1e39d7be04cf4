"""The runner of the real bench: a lane for verbs, workers for slow ones and sheets, the printer's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

from packstation.application.ports import LabelPrinter
from packstation.domain.refusal import DeviceFault, Refused
from packstation.ui.runner import Failed

T = TypeVar("T")
log = logging.getLogger(__name__)

_AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1
"""Windows are told to paint what changed by an event of low priority."""


class PrinterThread(Protocol):
    """The thread that owns the label printer."""

    def submit(self, work: Callable[[LabelPrinter], None]) -> None:
        """Run work there, in the order asked."""


class Courteous(Protocol):
    """Whoever works for long beside the window, and lets it go first."""

    def asked(self) -> None:
        """A verb was asked for."""

    def shown(self) -> None:
        """What came of it is painted."""


class PoolRunner(QObject):
    """Delivers every answer by a queued signal, so presenters only ever run on the window's thread."""

    _answered = Signal(object)

    def __init__(self, printer: PrinterThread, courteous: Courteous | None = None) -> None:
        """`courteous` is told of each verb of the lane."""
        super().__init__()
        self._courteous = courteous
        self._unshown = 0
        self._printer = printer
        self._lane = ThreadPoolExecutor(1, thread_name_prefix="verbs")
        self._slow = ThreadPoolExecutor(1, thread_name_prefix="slow-verbs")
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="sheets")
        self._stopped = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work on the write lane."""
        if self._courteous is None or self._stopped:
            self._ask(self._lane, work, done, failed)
            return
        self._unshown += 1
        self._courteous.asked()
        self._ask(self._lane, work, self._and_shown(done), self._and_shown(failed))

    def _and_shown(self, tell: Callable[[T], None]) -> Callable[[T], None]:
        def told(what: T) -> None:
            try:
                tell(what)
            finally:
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), _AFTER_PAINTING)

        return told

    def customEvent(self, _: QEvent) -> None:
        """All that came of an answer is painted."""
        if self._unshown:
            self._shown()

    def _shown(self) -> None:
        self._unshown -= 1
        if self._courteous is not None:
            self._courteous.shown()

    def run_slow(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work beside the lane."""
        self._ask(self._slow, work, done, failed)

    def run_beside(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Work that waits for things outside."""
        self._ask(self._beside, work, done, failed)

    def run_printer(
        self, work: Callable[[LabelPrinter], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        """Work on the printer's thread."""
        self._printer.submit(lambda printer: self._attempt(lambda: work(printer), done, failed))

    def stop(self) -> None:
        """Finish what was asked and end the threads; what is asked from now on is left undone."""
        self._stopped = True
        self._lane.shutdown(wait=True)
        self._slow.shutdown(wait=True)
        self._beside.shutdown(wait=True)
        while self._unshown:
            # Nothing of it is painted any more: whoever else works in this process must not wait for it.
            self._shown()

    def _ask(
        self, lane: ThreadPoolExecutor, work: Callable[[], T], done: Callable[[T], None], failed: Failed
    ) -> None:
        # A lamp or a tick may still be on its way when the window has closed.
        if not self._stopped:
            lane.submit(self._attempt, work, done, failed)

    def _attempt(self, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        try:
            answer = work()
        except (Refused, DeviceFault) as error:
            self._answered.emit(_Answer(failed, error))
        except Exception as error:
            log.exception("a verb failed")
            self._answered.emit(_Answer(failed, error))
        else:
            self._answered.emit(_Answer(done, answer))

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        answer.tell(answer.what)


class _Answer:
    """Who is to be told what."""

    __slots__ = ("tell", "what")

    def __init__(self, tell: Callable[..., None], what: object) -> None:
        self.tell = tell
        self.what = what
