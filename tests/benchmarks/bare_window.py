"""The floor: a PySide6 window with a line of text and nothing behind it."""

from __future__ import annotations

import os
import sys
from time import monotonic_ns

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.memory import rss_kb


def main() -> int:
    """Show it, say when it was painted and how much memory that takes, and end."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Scan your badge"))
    window.resize(1920, 1080)
    window.show()

    def painted() -> None:
        os.write(1, f"{monotonic_ns()} {rss_kb()}\n".encode())
        app.quit()

    QTimer.singleShot(0, painted)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
