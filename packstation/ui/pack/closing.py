"""The carton on the scale: what it weighs, and its close, by a settled weight or because somebody says so."""

from __future__ import annotations

from collections.abc import Callable

from packstation.application.bench import OnBench
from packstation.domain.pack_task import PackTask
from packstation.domain.value import value
from packstation.domain.weight import ExpectedWeight, Reading
from packstation.ui.desk import Desk
from packstation.ui.pack.instructing import Instructing
from packstation.ui.pack.pack_view import PackView
from packstation.ui.pack.weighing import Weighing, WeightShown
from packstation.ui.verdict import ActCode, NextAct


@value
class CartonOnScale:
    """What it asks and tells: `task` is the order in hand, `partial` whether its carton is closed early."""

    task: Callable[[], PackTask | None]
    partial: Callable[[PackTask], bool]
    closed: Callable[[OnBench], None]
    refused: Callable[[Exception], None]


class Closing:
    """One close at a time; what the order asks for before it is asked first."""

    def __init__(self, desk: Desk, view: PackView, instructing: Instructing, carton: CartonOnScale) -> None:
        self._desk = desk
        self._view = view
        self._instructing = instructing
        self._carton = carton
        self._weighing = Weighing(desk.verbs.bench.policy)
        self._shown: WeightShown | None = None
        self._under_way = False

    @property
    def carton_left(self) -> bool:
        """Whether the carton weighed last still lies on the scale."""
        return self._weighing.carton_left(self._desk.clock.mono_ms())

    def forget(self) -> None:
        """The order is gone from the bench, or the bench is locked."""
        self._weighing.carton_open()
        self._shown = None
        self._under_way = False

    def ended(self) -> None:
        """A close that was asked for, if any was, came to nothing."""
        self._under_way = False

    def on_reading(self, reading: Reading) -> None:
        """A weight, or why there is none."""
        self._weighing.feed(reading)
        if self._carton.task() is None:
            return
        self.show_weight()
        if not self._under_way and self._is_due():
            self._under_way = True
            self._desk.take(self._close_if_due)

    def look(self, *, full: bool) -> None:
        """Take note of the order as it is now; `full`: nothing more comes into its open carton."""
        if full:
            self._weighing.carton_complete(self._desk.clock.mono_ms())
        else:
            self._weighing.carton_open()

    def show_weight(self) -> None:
        """Also where nothing was heard: a scale that fell silent says nothing by itself."""
        shown = self._weighing.shown(self._desk.clock.mono_ms(), self._expected())
        if shown != self._shown:
            self._shown = shown
            self._view.show_weight(shown)

    def next_act(self) -> NextAct:
        """What the packer is to do once the carton is full."""
        asked = self._instructing.holds
        if asked or self._under_way:
            return NextAct(ActCode.FOLLOW_INSTRUCTIONS if asked else ActCode.WAIT_FOR_WEIGHT)
        return self._weighing.next_act(self._desk.clock.mono_ms(), self._expected())

    def close(self, task: PackTask) -> None:
        """Close its open carton, as heavy as it is."""
        self._instructing.before_close(task, self._close_now)

    def _expected(self) -> ExpectedWeight | None:
        task = self._carton.task()
        carton = task and (task.open_carton or task.unverified_carton)
        return task.expected(carton, self._desk.verbs.bench.policy.tolerance) if task and carton else None

    def _is_due(self) -> bool:
        # Whoever is asked something is not done with the carton, whatever it weighs.
        asked = self._desk.conversation.under_way or self._instructing.holds
        return not asked and self._weighing.due(self._desk.clock.mono_ms(), self._expected())

    def _close_if_due(self) -> None:
        """Whatever came before in the queue may have changed the carton, or the person."""
        task = self._carton.task()
        if task is not None and self._is_due():
            self.close(task)
        else:
            self._under_way = False

    def _close_now(self) -> None:
        task, actor, close_carton = self._carton.task(), self._desk.person, self._desk.verbs.close_carton
        if task is None:
            raise RuntimeError("no order is open")
        weighed = self._weighing.judge(self._desk.clock.mono_ms())
        self._under_way, partial = True, self._carton.partial(task)
        self._desk.run(
            lambda: close_carton(actor, task, weighed, partial=partial), self._closed, self._carton.refused
        )

    def _closed(self, on_bench: OnBench) -> None:
        self._under_way = False
        self._weighing.carton_weighed()
        self._carton.closed(on_bench)
