"""The ring around what to do next, and the sentence at the dock's head: neither covers what is pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from packstation.demo.dock import WorldDock
from packstation.demo.guide import Hint, Pointer, Sight, Target, point
from packstation.demo.guide_words import hint_words, leave_words
from packstation.demo.thing_list import ThingList
from packstation.devices.simulated.printer import Jam
from packstation.ui.design.palette import colours
from packstation.ui.station.view import StationWindow
from packstation.ui.verdict import Said, VerdictKind
from packstation.ui.widgets.plain_text import PlainText

LOOK_EVERY_MS = 150
RIM_PX = 3
RING_PX, ROOM_PX = 4, 6
"""How thick the ring is, and how far from what it surrounds."""

NAMES: Mapping[Target, tuple[str, ...]] = {
    Target.BADGE: ("world_scan_badge_packer",),
    Target.LEAD_BADGE: ("world_scan_badge_lead",),
    Target.TOTE: ("world_totes",),
    Target.GOOD: ("world_goods",),
    Target.PUT_IN: ("world_put_in",),
    Target.ASIDE: ("world_put_aside",),
    Target.BESIDE: ("world_look_beside",),
    Target.PUT_ON: ("world_put_on",),
    Target.TAKE_OFF: ("world_take_off",),
    Target.BOX: ("world_take_out",),
    Target.LABEL: ("world_label",),
    Target.SCALE_CABLE: ("world_cable_scale",),
    Target.PRINTER_CABLE: ("world_cable_printer",),
    Target.PAPER: (f"world_jam_{Jam.PAPER_OUT.value}",),
    Target.LID: (f"world_jam_{Jam.HEAD_OPEN.value}",),
    Target.NEXT: ("command_next",),
    Target.SHORT: ("command_short", "command_help"),
    Target.YES: ("act_yes", "command_yes"),
    Target.NO: ("act_no", "command_no"),
    Target.QUESTION: ("question",),
    Target.ACT: ("next_act",),
}
"""What is pointed at, by the names of the window's parts; the first that can be seen."""


class Ring(QWidget):
    """Only painted: the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("guide_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  Qt's name
        """A line in the colour of what counts now, on one in the colour of the ground: seen on anything."""
        painter, palette = QPainter(self), colours()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(RING_PX, RING_PX, -RING_PX, -RING_PX)
        for colour, width in ((palette.panel, 2 * RING_PX), (palette.accent, RING_PX)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(place, 2 * RING_PX, 2 * RING_PX)


class Balloon(QFrame):
    """The sentence and the key that ends the guide, as high as for the longest one: nothing moves."""

    def __init__(self, window: QWidget, left: Callable[[], None]) -> None:
        super().__init__(window)
        self.setObjectName("guide_balloon")
        self.words = PlainText("guide_words", wrap=True)
        self._leave = QPushButton()
        self._leave.setObjectName("guide_leave")
        # A click leaves the keyboard to the bench.
        self._leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._leave.setAutoDefault(True)
        self._leave.clicked.connect(lambda _checked=False: left())
        page = QVBoxLayout(self)
        page.addWidget(self.words)
        page.addWidget(self._leave, alignment=Qt.AlignmentFlag.AlignRight)
        self.hide()

    def say(self, hint: Hint, width: int) -> None:
        """Say it, in a place of that width."""
        p = colours()
        self.setStyleSheet(
            f"QFrame#guide_balloon {{ background: {p.panel}; border: {RIM_PX}px solid {p.accent};"
            " border-radius: 8px; }"
            f"QLabel {{ background: transparent; color: {p.ink}; font-size: 17px; }}"
            f"QPushButton {{ font-size: 13px; min-height: 24px; padding: 2px 10px; border: 1px solid {p.rim};"
            f" color: {p.ink}; background: {p.panel}; }}"
        )
        self._leave.setText(leave_words())
        self.words.put(hint_words(hint))
        self.setFixedHeight(self._height_of_longest(width))

    def _height_of_longest(self, width: int) -> int:
        page = self.layout()
        margins = page.contentsMargins() if page is not None else self.contentsMargins()
        inside = QRect(0, 0, width - margins.left() - margins.right() - 2 * RIM_PX, 0)
        self.words.ensurePolished()
        letters = self.words.fontMetrics()
        wrapped = (letters.boundingRect(inside, Qt.TextFlag.TextWordWrap, hint_words(hint)) for hint in Hint)
        words = max(place.height() for place in wrapped)
        gap = page.spacing() if page is not None else 0
        key = self._leave.sizeHint().height()
        return words + gap + key + margins.top() + margins.bottom() + 2 * RIM_PX


class GuideView(QObject):
    """Points as long as it is on. `pointer` is what it points at now, None while it is off."""

    def __init__(self, dock: WorldDock, window: StationWindow) -> None:
        super().__init__(window)
        self._dock = dock
        self._window = window
        self._ring = Ring(window)
        self._balloon = Balloon(window, self.stop)
        self._shelf = 0
        self.pointer: Pointer | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        dock.player.changed.connect(self._look_if_on)
        dock.on_guide = lambda wanted: self.start() if wanted else self.stop()

    def start(self) -> None:
        """Begin with the order that is packed next."""
        self._shelf = len(self._dock.player.world.table.shelf)
        self._clock.start(LOOK_EVERY_MS)
        self._dock.guide_switch.setChecked(True)
        self._dock.setTitleBarWidget(self._balloon)
        self._balloon.show()
        self.look()

    def stop(self) -> None:
        """Leave everything as it is, and point no more."""
        self._clock.stop()
        self.pointer = None
        self._ring.hide()
        self._dock.setTitleBarWidget(cast("QWidget", None))  # Qt: its own title again
        self._balloon.setParent(self._window)
        self._balloon.hide()
        self._dock.guide_switch.setChecked(False)

    def look(self) -> None:
        """Point at what is to be done now."""
        pointer = point(self._sight())
        if pointer != self.pointer:
            self._reveal(pointer.target)
        self.pointer = pointer
        place = self._place(pointer.target) or self._place(Target.ACT)
        self._balloon.say(pointer.hint, self._dock.width())
        if place is None:
            self._ring.hide()
            return
        room = RING_PX + ROOM_PX
        self._ring.setGeometry(place.adjusted(-room, -room, room, room))
        self._ring.show()
        self._ring.raise_()

    def _look_if_on(self) -> None:
        if self.pointer is not None:
            self.look()

    def _sight(self) -> Sight:
        player = self._dock.player
        table, machines = player.world.table, player.world.machines
        seen = {
            Target.SCALE_CABLE: machines.unplugged("scale"),
            Target.PRINTER_CABLE: machines.unplugged("printer"),
            Target.PAPER: Jam.PAPER_OUT in machines.jams,
            Target.LID: Jam.HEAD_OPEN in machines.jams,
        }
        return Sight(
            act=player.screen.act,
            takes=player.screen.takes,
            refused=player.refused is not None,
            goods=len(table.tote.goods) if table.tote else 0,
            beside=len(table.beside) + len(table.aside),
            tray=self._dock.label is not None,
            stuck=bool(table.box and table.box.label) and not self._said_no(),
            faults=frozenset(target for target, there in seen.items() if there),
            busy=player.screen.answer is not None and player.screen.answer.code is Said.CHECKING,
            packed=len(table.shelf) > self._shelf,
        )

    def _said_no(self) -> bool:
        answer = self._dock.player.screen.answer
        return answer is not None and answer.kind is VerdictKind.NO

    def _part(self, target: Target) -> QWidget | None:
        found = (self._window.findChildren(QWidget, name) for name in NAMES[target])
        return next((part for parts in found for part in parts if part.isVisible()), None)

    def _reveal(self, target: Target) -> None:
        """Scroll the dock to it."""
        part = self._part(target)
        area = self._dock.area
        if part is not None and area.isAncestorOf(part):
            area.ensureWidgetVisible(part)

    def _place(self, target: Target) -> QRect | None:
        """Where it is in the window; of a list the first thing in it."""
        part = self._part(target)
        if part is None:
            return None
        inside = part.rect()
        if isinstance(part, ThingList):
            first = part.first_place()
            inside, part = (inside if first.isEmpty() else first), part.viewport()
        return QRect(part.mapTo(self._window, inside.topLeft()), inside.size())
