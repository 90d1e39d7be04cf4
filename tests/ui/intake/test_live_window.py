"""A running station takes a large file in while somebody packs: real threads, store on disk, devices."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from packstation.domain.person import Role
from packstation.domain.refusal import RefusalCode
from packstation.door import NOTE_NAME
from packstation.persistence.product_pictures import ProductPictures
from packstation.places import PICTURES_NAME
from packstation.ui.picture_loader import PictureLoader
from tests.application.site import LEA_BADGE, MUG
from tests.ui.intake.at_files import drop_files, orders
from tests.ui.real_bench import RealBench

pytestmark = pytest.mark.gui

ORDERS = 3_000
LONG_S = 60_000


class FileBench(RealBench):
    """A station to which files are brought, and a lead who does."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        super().__init__(qtbot, home)
        self.station.take_files()
        lead = next(person for person in self.station.verbs.people() if person.role is Role.LEAD)
        self.station.verbs.enrol(lead, "Mona", Role.LEAD, "654321", LEA_BADGE)

    def scan(self, code: str) -> None:
        """Read a code with the scanner."""
        self.devices.scanner.scan(code)

    def drop(self, path: Path) -> None:
        """Let a file fall onto the window."""
        drop_files(self.station.window, QPoint(20, 20), path)

    def key(self, key: Qt.Key) -> None:
        """Press a key."""
        QTest.keyClick(self.station.window, key)

    def line(self) -> str:
        """What the quiet line says."""
        found = self.station.window.findChild(QPushButton, "file_note")
        return found.accessibleName() if found is not None else ""

    def mark(self) -> str:
        """What the mark of the rows that wait says; nothing where it is not seen."""
        found = self.station.window.findChild(QPushButton, "rows_wait")
        return found.accessibleName() if found is not None and found.isVisible() else ""

    def command(self, qtbot: QtBot, home: Path, *words: str) -> None:
        """Let a command in another process do something, while the window goes on."""
        asked = [sys.executable, "-m", "packstation", "--home", str(home), *words]
        with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as running:
            qtbot.waitUntil(lambda: running.poll() is not None, timeout=LONG_S)
            told = running.stdout.read().decode() if running.stdout else ""
        assert running.returncode == 0, told


@pytest.fixture
def bench(qtbot: QtBot, tmp_path: Path) -> Iterator[FileBench]:
    """A running station with Mona, a lead, signed in."""
    made = FileBench(qtbot, tmp_path)
    made.scan(LEA_BADGE.code)
    made.asks("Scan a tote")
    yield made
    made.stop()


def large(folder: Path) -> Path:
    """A file of some thousand rows."""
    path = folder / "large.csv"
    path.write_text(orders(*((f"L{n}", "MUG", 1) for n in range(ORDERS))), "utf-8")
    return path


def known(bench: FileBench, number: str) -> bool:
    """Whether an order of that number is here."""
    with bench.station.store.transaction() as work:
        return work.orders.by_number(number) is not None


def test_scans_are_answered_while_some_thousand_rows_come_in(
    bench: FileBench, qtbot: QtBot, tmp_path: Path
) -> None:
    bench.drop(large(tmp_path))
    bench.asks("Take in orders from large.csv?")
    bench.key(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: " rows, " in bench.line(), timeout=LONG_S)
    bench.scan("100234")
    bench.asks("Scan the goods")
    bench.scan(MUG)
    bench.answers("YES", "1 of 2")
    assert not known(bench, f"L{ORDERS - 1}"), "the file was in before anybody could pack beside it"
    QTest.keyClicks(bench.station.window.entry, MUG)
    QTest.keyClick(bench.station.window.entry, Qt.Key.Key_Return)
    bench.answers("LINE COMPLETE", "2 of 2")
    qtbot.waitUntil(lambda: bench.line() == "large.csv: is in", timeout=LONG_S)
    assert known(bench, f"L{ORDERS - 1}")
    assert bench.text("next_act").startswith("Scan the goods")


def test_a_window_that_is_closed_meanwhile_leaves_whole_orders_and_no_thread(
    qtbot: QtBot, tmp_path: Path
) -> None:
    bench = FileBench(qtbot, tmp_path)
    bench.scan(LEA_BADGE.code)
    bench.asks("Scan a tote")
    bench.drop(large(tmp_path))
    bench.asks("Take in orders")
    bench.key(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: known(bench, "L0"), timeout=LONG_S)
    bench.stop()
    assert [thread.name for thread in threading.enumerate() if thread.name == "files"] == []
    newest = bench.acts()
    imported = [act for act in newest if type(act).__name__ == "OrdersImported"]
    assert len(imported) == 1
    assert not imported[0].complete  # type: ignore[attr-defined]


def test_the_packer_whose_order_a_file_changes_is_told_in_the_window(
    bench: FileBench, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(orders(("A1", "MUG", 1)), "utf-8")
    bench.drop(path)
    bench.asks("Take in orders")
    bench.key(Qt.Key.Key_F3)
    bench.asks("orders.csv is in")
    bench.key(Qt.Key.Key_Escape)
    bench.scan("A1")
    bench.asks("Scan the goods: 1 left")
    path.write_text(orders(("A1", "MUG", 3)), "utf-8")
    bench.drop(path)
    bench.asks("Take in orders")
    bench.key(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: bench.line() == "orders.csv: is in", timeout=LONG_S)
    bench.scan(MUG)
    bench.answers("NO", "A1")
    assert RefusalCode.ORDER_CHANGED in {getattr(act, "code", "") for act in bench.acts()}
    bench.asks("Scan the goods: 3 left")


def test_rows_that_a_command_leaves_waiting_are_marked_in_the_window_at_once(
    bench: FileBench, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(orders(("A1", "MUG", "many"), ("A2", "MUG", 1)), "utf-8")
    bench.station.open_door(tmp_path)
    qtbot.waitUntil((tmp_path / "door.json").exists, timeout=LONG_S)
    assert bench.mark() == ""
    bench.command(qtbot, tmp_path, "import", str(path))
    assert known(bench, "A2")
    qtbot.waitUntil(lambda: bench.mark() == "Rows that wait: 1", timeout=LONG_S)
    path.write_text(orders(("A1", "MUG", 3), ("A2", "MUG", 1)), "utf-8")
    bench.command(qtbot, tmp_path, "import", str(path))
    qtbot.waitUntil(lambda: bench.mark() == "", timeout=LONG_S)


def test_pictures_that_came_with_a_file_are_looked_for_whoever_brought_it(
    bench: FileBench, qtbot: QtBot, tmp_path: Path
) -> None:
    looked = list[str | None]()

    class Loader(PictureLoader):
        def forget(self, sku: str | None = None) -> None:
            looked.append(sku)

    window = bench.station.window
    window.pack.picture.load_from(Loader(ProductPictures(tmp_path / PICTURES_NAME), window))
    path = tmp_path / "few.csv"
    path.write_text(orders(("F1", "MUG", 1)), "utf-8")
    bench.drop(path)
    bench.asks("Take in orders from few.csv?")
    bench.key(Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: looked == [None], timeout=LONG_S)
    bench.station.open_door(tmp_path)
    qtbot.waitUntil((tmp_path / NOTE_NAME).exists, timeout=LONG_S)
    bench.command(qtbot, tmp_path, "import", str(path))
    qtbot.waitUntil(lambda: looked == [None, None], timeout=LONG_S)
