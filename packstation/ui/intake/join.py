"""Joins what takes files in to the window of a bench that is up already: no start waits for it."""

from __future__ import annotations

from packstation.ui.desk import Desk, Hall
from packstation.ui.intake.presenter import FilesPresenter
from packstation.ui.intake.view import FilesAtWindow
from packstation.ui.intake.worker import FileThread
from packstation.ui.station.view import StationWindow


def join_files(desk: Desk, window: StationWindow, hall: Hall) -> FileThread:
    """From now on files can be brought; the thread that takes them in, to be stopped with the others."""
    thread, view = FileThread(), FilesAtWindow(window)
    files = FilesPresenter(desk, view, thread, hall)
    view.attach(files)
    desk.files = files
    files.person_changed()
    return thread
