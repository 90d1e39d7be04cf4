"""Verbs off the window's thread, answers back on it; and what ports say, the same way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from packstation.application.ports import LabelPrinter
from packstation.domain.device import Lamp
from packstation.domain.refusal import RefusalCode, Refused
from packstation.domain.scan import Scan
from packstation.domain.weight import Reading
from packstation.ui.pool_runner import PoolRunner
from packstation.ui.port_signals import PortSignals
from tests.fakes.printer import FakePrinter

pytestmark = pytest.mark.gui


class OwnThread:
    """Stands in for the printer's port: every piece of work gets a thread of its own."""

    def submit(self, work: Callable[[LabelPrinter], None]) -> None:
        """Run it."""
        threading.Thread(target=work, args=(FakePrinter(),), name="port printer").start()


def never(_: object = None) -> None:
    """Told only when something is wrong."""
    raise AssertionError("nobody should have called")


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[PoolRunner]:
    """A runner, stopped in the end."""
    made = PoolRunner(OwnThread())
    yield made
    made.stop()


def refuse() -> None:
    """A verb that says no."""
    raise Refused(RefusalCode.UNKNOWN_CODE)


def here() -> str:
    return threading.current_thread().name


def test_verbs_work_on_their_lane_and_answer_on_the_windows_thread(qtbot: QtBot, runner: PoolRunner) -> None:
    worked, answered = list[str](), list[str]()
    runner.run(lambda: worked.append(here()), lambda _: answered.append(here()), never)
    runner.run_slow(lambda: worked.append(here()), lambda _: answered.append(here()), never)
    runner.run_printer(lambda _: worked.append(here()), lambda _: answered.append(here()), never)
    assert answered == []
    qtbot.waitUntil(lambda: len(answered) == 3)
    assert {name.rpartition("_")[0] or name for name in worked} == {"verbs", "slow-verbs", "port printer"}
    assert set(answered) == {threading.main_thread().name}


def test_verbs_of_the_lane_never_overtake_each_other(qtbot: QtBot, runner: PoolRunner) -> None:
    answered = list[int]()
    for number in range(50):
        runner.run(partial(int, number), answered.append, never)
    qtbot.waitUntil(lambda: len(answered) == 50)
    assert answered == list(range(50))


def test_a_slow_verb_holds_up_no_quick_one(qtbot: QtBot, runner: PoolRunner) -> None:
    gate, answered = threading.Event(), list[str]()
    runner.run_slow(lambda: gate.wait(5), lambda _: answered.append("slow"), never)
    runner.run(lambda: None, lambda _: answered.append("quick"), never)
    qtbot.waitUntil(lambda: answered == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: answered == ["quick", "slow"])


def test_a_sheet_that_takes_long_holds_up_neither_a_verb_nor_a_badge(
    qtbot: QtBot, runner: PoolRunner
) -> None:
    gate, answered = threading.Event(), list[str]()
    runner.run_beside(lambda: gate.wait(5), lambda _: answered.append("sheet"), never)
    runner.run_slow(lambda: None, lambda _: answered.append("badge"), never)
    runner.run(lambda: None, lambda _: answered.append("scan"), never)
    qtbot.waitUntil(lambda: sorted(answered) == ["badge", "scan"])
    gate.set()
    qtbot.waitUntil(lambda: answered[-1] == "sheet")


def test_a_no_and_a_bug_are_told_and_only_the_bug_is_logged(
    qtbot: QtBot, runner: PoolRunner, caplog: pytest.LogCaptureFixture
) -> None:
    told = list[Exception]()
    no, bug = Refused(RefusalCode.NOT_ON_ORDER, sku="MUG"), ZeroDivisionError("a bug")

    def fail(error: Exception) -> None:
        raise error

    for error in (no, bug):
        runner.run(partial(fail, error), never, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [no, bug]
    assert [record.exc_info[1] for record in caplog.records if record.exc_info] == [bug]


class Beside:
    """Somebody who works long beside the window."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []

    def asked(self) -> None:
        """A verb."""
        self.heard.append(("asked", here()))

    def shown(self) -> None:
        """Its answer."""
        self.heard.append(("shown", here()))


class Sheet(QWidget):
    """Says when it is painted."""

    def __init__(self, said: list[tuple[str, str]]) -> None:
        super().__init__()
        self._said = said

    def paintEvent(self, _: QPaintEvent) -> None:
        """Painted."""
        self._said.append(("painted", here()))


def test_whoever_works_beside_a_verb_hears_when_what_came_of_it_is_painted(qtbot: QtBot) -> None:
    beside, heard = Beside(), list[int]()
    sheet = Sheet(beside.heard)
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    qtbot.waitUntil(lambda: bool(beside.heard))
    beside.heard.clear()
    runner = PoolRunner(OwnThread(), beside)
    runner.run(lambda: heard.append(len(beside.heard)), lambda _: sheet.update(), never)
    qtbot.waitUntil(lambda: beside.heard[-1:] == [("shown", here())])
    runner.stop()
    assert heard == [1]
    assert beside.heard == [(what, threading.main_thread().name) for what in ("asked", "painted", "shown")]


def test_a_refused_verb_is_shown_too(qtbot: QtBot) -> None:
    beside, told = Beside(), list[Exception]()
    runner = PoolRunner(OwnThread(), beside)
    runner.run(refuse, never, told.append)
    qtbot.waitUntil(lambda: len(beside.heard) == 2)
    runner.stop()
    assert [what for what, _ in beside.heard] == ["asked", "shown"]
    assert len(told) == 1


def test_nobody_waits_for_the_painting_of_a_window_that_was_closed(qtbot: QtBot) -> None:
    """A bench that starts again in this process would else keep its imports waiting at every breath."""
    beside = Beside()
    runner = PoolRunner(OwnThread(), beside)
    runner.run(lambda: None, lambda _: None, never)
    runner.stop()
    assert [what for what, _ in beside.heard] == ["asked", "shown"]
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()
    assert [what for what, _ in beside.heard] == ["asked", "shown"]


def test_work_asked_for_after_the_stop_is_left_undone(qtbot: QtBot) -> None:
    runner = PoolRunner(OwnThread())
    runner.stop()
    for run in (runner.run, runner.run_slow):
        run(never, never, never)


class Listening:
    """Hears the ports, and on which thread."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, str]] = []

    def on_scan(self, scan: Scan) -> None:
        """A scan."""
        self.heard.append((scan, here()))

    def on_reading(self, reading: Reading) -> None:
        """A reading."""
        self.heard.append((reading, here()))

    def on_lamp(self, lamp: Lamp) -> None:
        """A lamp."""
        self.heard.append((lamp, here()))


def test_ports_are_heard_in_order_on_the_windows_thread(qtbot: QtBot) -> None:
    signals, listening = PortSignals(), Listening()
    signals.connect_to(listening)
    told = [Scan("4711", "scanner", 1), Reading(500, True, 2), Lamp("scale", None)]

    def port() -> None:
        signals.scan(told[0])  # type: ignore[arg-type]
        signals.reading(told[1])  # type: ignore[arg-type]
        signals.lamp(told[2])  # type: ignore[arg-type]

    thread = threading.Thread(target=port)
    thread.start()
    thread.join(5)
    assert listening.heard == []
    qtbot.waitUntil(lambda: len(listening.heard) == 3)
    assert listening.heard == [(thing, threading.main_thread().name) for thing in told]
