"""Joins what takes files in to the window of a bench that is up already: no start waits for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from packstation.ui.desk import Desk, Hall, Screen
from packstation.ui.intake.presenter import FilesPresenter
from packstation.ui.intake.view import FilesAtWindow
from packstation.ui.intake.worker import FileThread
from packstation.ui.station.looks import Looks
from packstation.ui.station.view import StationWindow
from packstation.ui.widgets.quiet_line import QuietLine
from packstation.ui.widgets.tab_order import tab_through
from packstation.ui.widgets.touch_keys import TouchKeys


class BenchHome:
    """The window of a bench, as files come to it: lines in the bar above everything."""

    def __init__(self, window: StationWindow) -> None:
        self._window = window
        # A code field would write the file's name down; the window is to get it.
        window.entry.setAcceptDrops(False)

    @property
    def looks(self) -> Looks:
        """How the window looks."""
        return self._window.looks

    @property
    def touch_keys(self) -> TouchKeys:
        """What brings letters to a field that is touched."""
        return self._window.touch_keys

    @property
    def usual_focus(self) -> QWidget:
        """The code field."""
        return self._window.entry

    def add_line(self, line: QuietLine) -> None:
        """Take in a quiet line."""
        self._window.top.add(line)

    def add_screen(self, screen: Screen, widget: QWidget) -> None:
        """Take in a screen."""
        self._window.screens[screen] = widget
        self._window.stack.addWidget(widget)
        parts = (part for part in widget.findChildren(QWidget) if part.window() is self._window)
        stops = (part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus)
        tab_through(self._window.stack, [widget, *stops])


def join_files(desk: Desk, window: StationWindow, hall: Hall) -> FileThread:
    """From now on files can be brought; the thread that takes them in, to be stopped with the others."""
    thread, view = FileThread(), FilesAtWindow(window, BenchHome(window))
    files = FilesPresenter(desk, view, thread, hall)
    view.attach(files)
    files.after_each = window.pack.picture.look_again
    desk.files = files
    files.person_changed()
    return thread
