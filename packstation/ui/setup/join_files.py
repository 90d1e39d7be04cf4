"""Joins the intake to the step of files: its presenter, its worker, and the place in the window."""

from __future__ import annotations

from packstation.application.ports import Clock
from packstation.ui.intake.files_view import FileWorker
from packstation.ui.intake.view import FilesAtWindow
from packstation.ui.runner import Runner
from packstation.ui.setup.answers import SetupSaid
from packstation.ui.setup.course import Course
from packstation.ui.setup.files import SetupFiles
from packstation.ui.setup.presenter import SetupPresenter
from packstation.ui.setup.view import SetupWindow
from packstation.ui.verbs import Verbs


def join_files(
    window: SetupWindow,
    presenter: SetupPresenter,
    course: Course,
    tools: tuple[Verbs, Runner, Clock, FileWorker],
) -> None:
    """From now on files can be brought to the step."""
    verbs, runner, clock, worker = tools
    stage = window.stage
    view = FilesAtWindow(stage, stage)
    files = SetupFiles((stage, view), verbs, runner, clock, worker)
    view.attach(files)
    stage.pick, stage.answered = files.on_pick, files.on_answer
    stage.typed, stage.edited = files.on_typed, files.on_edited
    files.no_lead = lambda: course.say(SetupSaid.LEAD_NEEDED, good=False)
    files.wait = lambda: course.say(SetupSaid.FILE_COMES, good=False)
    presenter.files = files
