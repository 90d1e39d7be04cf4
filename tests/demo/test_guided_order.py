"""Somebody who clicks whatever the guide points at, and reads nothing else, packs an order."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from packstation.demo.assembly import DemoBench
from packstation.demo.dock import WorldDock
from packstation.demo.guide import Hint, Target
from packstation.demo.guide_view import GuideView
from packstation.demo.play import LabelChute, add_dock, guide_of
from packstation.ui.verdict import ActCode
from tests.ui import heard

pytestmark = pytest.mark.gui

LOOKED_S = 0.3
MOST_CLICKS = 20
"""An order of four pieces needs nine."""
NOTHING_TO_CLICK = frozenset({Hint.WAIT, Hint.READ, Hint.ALL})


class Newcomer:
    """Sees the ring and clicks into the middle of it."""

    def __init__(self, bench: DemoBench, chute: LabelChute, bot: QtBot) -> None:
        self.window = bench.station.window
        self.dock: WorldDock = add_dock(bench, chute)
        self.guide: GuideView = guide_of(bench)
        self._bot = bot
        self.window.resize(1366, 768)
        self.sees(lambda: len(self.dock.player.screen.glance().lamps) == 3)
        self.guide.start()

    def sees(self, condition: Callable[[], bool]) -> None:
        """Wait for something to be seen."""
        self._bot.waitUntil(condition, timeout=8000)

    def part(self, name: str) -> QWidget:
        """A part of the guide."""
        found = self.window.findChild(QWidget, name)
        assert isinstance(found, QWidget)
        return found

    def says(self) -> str:
        """The sentence beside the ring."""
        words = self.window.findChild(QLabel, "guide_words")
        assert isinstance(words, QLabel)
        return words.text() if words.isVisible() else ""

    def covered(self) -> list[str]:
        """What is pressed or carried, and lies below the sentence."""
        balloon = self.part("guide_balloon")
        over = QRect(balloon.mapTo(self.window, QPoint(0, 0)), balloon.size())
        kinds: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QComboBox, QListWidget)
        parts = [part for kind in kinds for part in self.window.findChildren(kind) if part.isVisible()]
        return [
            part.objectName()
            for part in parts
            if not balloon.isAncestorOf(part)
            and part.visibleRegion().translated(part.mapTo(self.window, QPoint(0, 0))).intersects(over)
        ]

    def clicks_the_ring(self) -> None:
        """Click what is in the middle of the ring, and wait until something has come of it."""
        ring = self.part("guide_ring")
        assert ring.isVisible()
        assert self.covered() == []
        middle = ring.geometry().center()
        below = self.window.childAt(middle)
        assert below is not None
        before = (self.dock.player.screen.glance(), self.guide.pointer)
        QTest.mouseClick(below, Qt.MouseButton.LeftButton, pos=below.mapFrom(self.window, middle))
        self.sees(lambda: (self.dock.player.screen.glance(), self.guide.pointer) != before)
        self.sees(self._still())

    def _still(self) -> Callable[[], bool]:
        """Whether the screen has stood still as long as a person takes to look at it."""
        seen, since = self.dock.player.screen.glance(), monotonic()

        def still() -> bool:
            nonlocal seen, since
            now = self.dock.player.screen.glance()
            if now != seen:
                seen, since = now, monotonic()
            return monotonic() - since > LOOKED_S

        return still

    def follows(self) -> int:
        """Click until there is nothing more to click; how often that was."""
        clicks = 0
        while clicks < MOST_CLICKS and self.hint() is not Hint.ALL:
            self.sees(lambda: self.hint() is Hint.ALL or self.hint() not in NOTHING_TO_CLICK)
            if self.hint() is not Hint.ALL:
                self.clicks_the_ring()
                clicks += 1
                self.guide.look()
        return clicks

    def hint(self) -> Hint | None:
        """What is said now."""
        return self.guide.pointer.hint if self.guide.pointer else None


@pytest.fixture
def newcomer(bench: DemoBench, chute: LabelChute, qtbot: QtBot) -> Newcomer:
    return Newcomer(bench, chute, qtbot)


def test_who_clicks_where_the_guide_points_packs_the_first_order(newcomer: Newcomer) -> None:
    assert newcomer.follows() < MOST_CLICKS
    assert newcomer.says().startswith("That is all")
    (box,) = newcomer.dock.player.world.table.shelf
    assert box.pieces == {"MUG-BLUE": 2, "TEA-EARL": 1, "NOTE-A5": 1}
    assert box.label is not None


def test_who_does_something_else_is_pointed_on_from_there(newcomer: Newcomer) -> None:
    player = newcomer.dock.player
    newcomer.clicks_the_ring()
    newcomer.sees(lambda: player.screen.act is ActCode.START_ORDER)
    third = player.world.table.rack[2]
    player.scan_tote(third)
    newcomer.sees(lambda: newcomer.hint() is Hint.GOOD)
    player.world.machines.pull_cable("scale")
    assert newcomer.follows() < MOST_CLICKS
    (box,) = player.world.table.shelf
    assert box.order_number == third.order.number


def test_the_guide_can_be_left_at_any_moment_and_taken_up_again(newcomer: Newcomer) -> None:
    newcomer.clicks_the_ring()
    newcomer.sees(lambda: newcomer.hint() is Hint.TOTE)
    leave = newcomer.window.findChild(QPushButton, "guide_leave")
    assert isinstance(leave, QPushButton)
    QTest.mouseClick(leave, Qt.MouseButton.LeftButton)
    assert not newcomer.part("guide_ring").isVisible()
    assert newcomer.says() == ""
    switch = newcomer.window.findChild(QPushButton, "world_guide")
    assert isinstance(switch, QPushButton)
    assert not switch.isChecked()
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert newcomer.part("guide_ring").isVisible()
    assert newcomer.guide.pointer is not None
    assert newcomer.guide.pointer.target is Target.TOTE


def test_tab_comes_to_the_key_that_ends_the_guide(newcomer: Newcomer) -> None:
    newcomer.window.show()
    newcomer.window.activateWindow()
    QAccessible.setActive(True)
    leave = newcomer.part("guide_leave")
    for _ in range(2):
        newcomer.clicks_the_ring()
        assert leave.isVisible()
        # What the click has set going may take the keys away from Tab once more.
        newcomer.sees(lambda: heard.unreachable(newcomer.window) == [])
        # Tab has scrolled the dock: it is pointed at anew.
        newcomer.guide.stop()
        newcomer.guide.start()
    spoken = QAccessible.queryAccessibleInterface(leave)
    assert spoken.text(QAccessible.Text.Name) == "Leave the guide"
    leave.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(leave, Qt.Key.Key_Return)
    assert newcomer.guide.pointer is None
    assert not newcomer.part("guide_ring").isVisible()
    assert leave not in heard.tabbed(newcomer.window)


def test_neither_ring_nor_sentence_covers_the_bench_while_they_point_at_the_dock(newcomer: Newcomer) -> None:
    balloon, ground = newcomer.part("guide_balloon"), newcomer.part("ground").geometry()
    said = QRect(balloon.mapTo(newcomer.window, QPoint(0, 0)), balloon.size())
    assert newcomer.dock.geometry().contains(said)
    assert not ground.intersects(said)
    assert newcomer.covered() == []


class TestCarry:
    """Things are carried with the mouse to where they shall lie."""

    def carry(self, newcomer: Newcomer, name: str, to: str) -> None:
        start, end = newcomer.part(name), newcomer.part(to)
        newcomer.dock.area.ensureWidgetVisible(end)
        viewport = getattr(start, "viewport", None)
        held = viewport() if viewport is not None else start
        place = QPoint(20, 12)
        away = held.mapFrom(newcomer.window, end.mapTo(newcomer.window, end.rect().center()))
        QTest.mousePress(held, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseMove(held, place + QPoint(40, 0))
        QTest.mouseMove(held, away)
        QTest.mouseRelease(held, Qt.MouseButton.LeftButton, pos=away)

    def opened(self, newcomer: Newcomer) -> None:
        newcomer.sees(lambda: newcomer.hint() is Hint.BADGE)
        newcomer.clicks_the_ring()
        newcomer.sees(lambda: newcomer.hint() is Hint.TOTE)
        newcomer.clicks_the_ring()
        newcomer.sees(lambda: newcomer.hint() is Hint.GOOD)

    def test_a_thing_carried_into_the_carton_on_the_scale_weighs_what_it_weighs(
        self, newcomer: Newcomer
    ) -> None:
        self.opened(newcomer)
        table = newcomer.dock.player.world.table
        newcomer.dock.player.put_on_scale()
        newcomer.sees(lambda: "g" in newcomer.dock.player.screen.text("weight"))
        self.carry(newcomer, "world_goods", "world_box")
        assert table.box is not None
        assert [good.product.sku for good in table.box.goods] == ["MUG-BLUE"]
        self.carry(newcomer, "world_goods", "world_pad")
        assert len(table.box.goods) == 2
        self.carry(newcomer, "world_box", "world_goods")
        assert len(table.box.goods) == 1

    def test_a_thing_on_the_empty_scale_is_weighed_alone_and_stays_in_no_carton(
        self, newcomer: Newcomer
    ) -> None:
        self.opened(newcomer)
        table = newcomer.dock.player.world.table
        self.carry(newcomer, "world_goods", "world_pad")
        newcomer.sees(lambda: "310" in newcomer.dock.player.screen.text("weight"))
        assert table.box is not None
        assert table.box.goods == []

    def test_the_carton_is_carried_onto_the_scale_and_off_it(self, newcomer: Newcomer) -> None:
        self.opened(newcomer)
        table = newcomer.dock.player.world.table
        self.carry(newcomer, "world_carton", "world_pad")
        assert table.on_scale
        self.carry(newcomer, "world_carton", "world_totes")
        assert not table.on_scale

    def test_the_label_is_carried_onto_the_carton_and_read_there(self, newcomer: Newcomer) -> None:
        while newcomer.hint() is not Hint.LABEL:
            newcomer.sees(lambda: newcomer.hint() not in NOTHING_TO_CLICK)
            if newcomer.hint() is not Hint.LABEL:
                newcomer.clicks_the_ring()
                newcomer.guide.look()
        self.carry(newcomer, "world_label", "world_box")
        newcomer.sees(lambda: newcomer.hint() is Hint.ALL)
        assert newcomer.dock.player.world.table.shelf[0].label is not None
