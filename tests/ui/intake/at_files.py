"""A person who brings files to the window of a bench."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from packstation.domain.badge import Badge
from packstation.ui.intake.join import BenchHome
from packstation.ui.intake.presenter import FilesPresenter
from packstation.ui.intake.view import FilesAtWindow
from tests.application.site import LEA_BADGE
from tests.fakes.file_worker import FakeFileWorker
from tests.ui.at_window import AtWindow

HEADERS = ("Order number", "SKU", "Quantity", "Name", "Street", "Postcode", "City", "Country")
TO = ("Ada Lovelace", "Mill 1", "12345", "Town", "DE")
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def orders(*rows: tuple[object, ...], headers: tuple[str, ...] = HEADERS) -> str:
    """A table of orders: number, SKU, pieces; to one and the same person."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerows((*row, *TO) for row in rows)
    return text.getvalue()


def drop_files(window: QWidget, at: QPoint, *paths: Path) -> None:
    """Drag files into a window and let them fall there, as the system tells of it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    data.setText("\n".join(map(str, paths)))
    copy, handle = Qt.DropAction.CopyAction, window.windowHandle()
    QApplication.sendEvent(handle, QDragEnterEvent(at, copy, data, LEFT, NOTHING))
    QApplication.sendEvent(handle, QDropEvent(QPointF(at), copy, data, LEFT, NOTHING))


class AtFiles(AtWindow):
    """The bench with its window, files in a folder, and a worker that waits for the test."""

    folder = Path()

    def start(self) -> None:
        """Switch the station on."""
        super().start()
        self.worker = FakeFileWorker()
        self.files_view = FilesAtWindow(self.window, BenchHome(self.window))
        self.files = FilesPresenter(self.desk, self.files_view, self.worker, self.presenter.hall)
        self.files_view.attach(self.files)
        self.desk.files = self.files

    def lead(self, badge: Badge = LEA_BADGE) -> None:
        """A lead signs in."""
        self.badge(badge)
        self.show_all()

    def write_file(self, name: str, text: str) -> Path:
        """A file on this PC."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def drag(self, *paths: Path, onto: QWidget | None = None) -> None:
        """Drag files into the window, onto whatever part of it."""
        part = onto or self.window.verdict
        drop_files(self.window, part.mapTo(self.window, part.rect().center()), *paths)
        self.show_all()

    def yes(self) -> None:
        """Answer yes by the key."""
        self.key(Qt.Key.Key_F3)

    def no(self) -> None:
        """Answer no by the key."""
        self.key(Qt.Key.Key_F4)

    def work(self) -> None:
        """Let the oldest file be taken in."""
        self.worker.work()
        self.show_all()

    def take_in(self, name: str, text: str) -> Path:
        """Bring a file, say yes, and let it be taken in."""
        path = self.write_file(name, text)
        self.drag(path)
        self.yes()
        self.work()
        return path

    def line(self, name: str = "file_note") -> str:
        """What a quiet line says, as it is read; nothing where it is not seen."""
        found = self.window.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found.accessibleName() if found.isVisible() else ""

    def answers(self) -> list[str]:
        """The answers that can be touched."""
        buttons = self.window.stack.findChildren(QPushButton)
        return [button.accessibleName() for button in buttons if button.isVisible()]

    @property
    def saying(self) -> str:
        """What the band says."""
        return self.window.verdict.saying

    def numbers(self) -> set[str]:
        """The orders that are known by these numbers."""
        asked = ("A1", "A2", "A3", "B1", "B2")
        with self.warehouse.store.transaction() as work:
            return {number for number in asked if work.orders.by_number(number) is not None}
