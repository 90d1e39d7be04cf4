"""The application object, its fonts, and the loop that runs until the window is closed."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from packstation.ui.widgets.aloud import tell_roles

HEARTBEAT_MS = 200


def application() -> QApplication:
    """The one application object of this process."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("packstation")
    app.setQuitOnLastWindowClosed(False)
    tell_roles()
    return app


def load_fonts(folder: Path) -> None:
    """Bring the bundled fonts: a bench PC may have none that show every script."""
    for font in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(font))


def show_until_closed(window: QWidget) -> int:
    """Show the window over the whole screen until it is closed or a signal ends it; the exit code."""
    app = application()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Later, by the loop itself: Qt forgets a quit that comes before the loop runs.
        signal.signal(number, lambda *_: QTimer.singleShot(0, app.quit))
    # Python sees signals only between two bytecodes; an idle window would never run one.
    heartbeat = QTimer()
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(HEARTBEAT_MS)
    # Kiosks often run without a window manager, and then nobody else makes the window large.
    window.setGeometry(app.primaryScreen().availableGeometry())
    window.showMaximized()
    # Nor does anybody else give it the keys.
    window.activateWindow()
    QTimer.singleShot(0, settle_memory)

    def gone(visible: bool) -> None:
        if not visible:
            QTimer.singleShot(0, app.quit)

    # Qt would end the loop with the last window of all: later than this one where another is left open, and
    # once more behind the loop, where a quit stays in force for whatever window comes next.
    shown = window.windowHandle()
    shown.visibleChanged.connect(gone)
    try:
        return app.exec()
    finally:
        shown.visibleChanged.disconnect(gone)


def later(owner: QObject, wait_ms: int, act: Callable[[], None]) -> None:
    """Do this once so much time has gone by, if `owner` still lives by then."""
    QTimer.singleShot(wait_ms, owner, act)


def settle_memory() -> None:
    """The station is up: later collections leave out what it was built of, so no scan waits for them.

    Nothing is collected first: the start leaves next to no garbage, and looking for it takes 50 ms.
    """
    gc.freeze()
    gc.enable()
