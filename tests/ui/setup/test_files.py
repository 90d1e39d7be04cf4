"""Files at their step: one that still comes in keeps the bench from starting, and can be stopped there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from packstation.domain.bench_setup import SetupStep
from packstation.ui.setup.join_files import join_files
from tests.application.warehouse import Warehouse
from tests.fakes.file_worker import FakeFileWorker
from tests.ui.at_bench import verbs_of
from tests.ui.intake.at_files import drop_files, orders
from tests.ui.setup.test_walks import AtSettings

pytestmark = pytest.mark.gui


class AtFileStep(AtSettings):
    """A lead at the step of files, and a worker that waits for the test."""

    def __init__(self, warehouse: Warehouse, qtbot: QtBot, folder: Path) -> None:
        super().__init__(warehouse, qtbot)
        self.worker, self._folder = FakeFileWorker(), folder
        tools = verbs_of(warehouse), self.runner, warehouse.clock, self.worker
        join_files(self.window, self.presenter, self.presenter._course, tools)
        self.presenter.on_step(SetupStep.FILES)
        self.settle()

    def bring(self, name: str = "orders.csv") -> None:
        """Drag a file onto the step and say yes."""
        path = self._folder / name
        path.write_text(orders(("A1", "MUG", 1)), "utf-8")
        stage = self.window.stage
        drop_files(self.window, stage.mapTo(self.window, stage.rect().center()), path)
        self.settle()
        self.click("answer_1")

    def click(self, name: str) -> None:
        """Click a key."""
        key = self.window.findChild(QPushButton, name)
        assert isinstance(key, QPushButton)
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def said(self) -> str:
        """The answer below the step."""
        return self.window._answer.text()


@pytest.fixture
def at(qtbot: QtBot, warehouse: Warehouse, tmp_path: Path) -> AtFileStep:
    """The step of files in front."""
    return AtFileStep(warehouse, qtbot, tmp_path)


def test_a_file_that_comes_in_keeps_the_bench_from_starting(at: AtFileStep) -> None:
    at.bring()
    assert len(at.worker.jobs) == 1
    at.click("setup_next")
    assert at.step is SetupStep.SUMMARY
    at.click("setup_next")
    assert not at.presenter.finished
    assert "still coming in" in at.said
    at.worker.work()
    at.settle()
    at.click("setup_next")
    assert at.presenter.finished


def test_its_line_is_touched_to_stop_it(at: AtFileStep) -> None:
    at.bring()
    at.click("file_note")
    assert at.window.stage.question is not None
    at.click("answer_1")
    assert at.worker.cancelled


def test_back_withdraws_a_question_before_it_leaves_the_step(at: AtFileStep) -> None:
    at.bring()
    at.click("file_note")
    steps = []
    for _ in range(2):
        at.click("setup_back")
        assert at.window.stage.question is None
        steps.append(at.step)
    assert steps == [SetupStep.FILES, SetupStep.SUMMARY]


def test_a_digit_answers_and_no_other_key_does(at: AtFileStep) -> None:
    at.bring()
    at.click("file_note")
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None
    for key in (Qt.Key.Key_9, Qt.Key.Key_A):
        QTest.keyClick(focused, key)
        at.settle()
    assert at.window.stage.question is not None
    QTest.keyClick(focused, Qt.Key.Key_2)
    at.settle()
    assert at.window.stage.question is None
    assert not at.worker.cancelled
