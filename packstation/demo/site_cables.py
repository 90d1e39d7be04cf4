"""The cables of the demonstration site, as keys below the bench that has a window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QGridLayout, QPushButton, QVBoxLayout, QWidget

from packstation.demo.dock_parts import switch
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import PlainText

CUT, JOIN = "cut", "join"
LOOK_MS = 200


class CableDock(QDockWidget):
    """A key for each bench: pressed in, its cable is out. `tell` hears `cut 2` and `join 2`.

    `out` holds the numbers of the benches whose cable is out, also by somebody else's hand.
    """

    def __init__(self, count: int, tell: Callable[[str], None], out: set[int]) -> None:
        super().__init__()
        self.setObjectName("cables")
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget())
        self._tell, self._out = tell, out
        inside = QWidget()
        inside.setObjectName("world")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._say = PlainText("cables_say", wrap=True)
        page, self._rows = QVBoxLayout(inside), QGridLayout()
        page.addWidget(self._say)
        page.addLayout(self._rows)
        self.keys: list[QPushButton] = []
        for number in range(1, count + 1):
            key = switch(f"cable_{number}", lambda is_out, n=number: self._switched(n, is_out=is_out))  # type: ignore[misc]
            self._rows.addWidget(key, 0, number - 1)
            self.keys.append(key)
        self._columns = count
        self.setWidget(inside)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.speak()

    def speak(self) -> None:
        """Say it in the language of the window."""
        self._say.put(_("Network: pull a bench off central and plug it in again. It packs on meanwhile."))
        for number, key in enumerate(self.keys, 1):
            words = _("Bench {number}: cut off") if key.isChecked() else _("Bench {number}: connected")
            key.setText(words.format(number=number))
            key.setAccessibleName(key.text())

    def event(self, event: QEvent) -> bool:
        """The window is narrower or wider now, or its letters are."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        """All keys in a row; where the letters are too large for that, two in a row and no more words."""
        gaps = (len(self.keys) + 1) * self._rows.horizontalSpacing()
        needed = gaps + sum(key.sizeHint().width() for key in self.keys)
        columns = len(self.keys) if needed <= self.window().width() else 2
        if columns != self._columns:
            self._columns = columns
            self._say.setVisible(columns == len(self.keys))
            for number, key in enumerate(self.keys):
                self._rows.addWidget(key, number // columns, number % columns)

    def _switched(self, number: int, *, is_out: bool) -> None:
        if is_out != (number in self._out):
            (self._out.add if is_out else self._out.discard)(number)
            self._tell(f"{CUT if is_out else JOIN} {number}")
        self.speak()

    def _look(self) -> None:
        for number, key in enumerate(self.keys, 1):
            key.setChecked(number in self._out)
