"""The bar above everything: which bench this is, its devices, who stands at it, and the key to its screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from packstation.domain.person import Actor
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.lamps import Lamps
from packstation.ui.widgets.plain_text import OneLine
from packstation.ui.widgets.tab_order import tab_through

SCREEN_MARK = "Aa"
"""On the key that changes letters, colours, language and tones; the same in any language."""


class TopBar(QWidget):
    """One line. `pressed` is told when the key to the screen's own settings is touched."""

    def __init__(self, station_name: str, *, demo: bool, pressed: Callable[[], None]) -> None:
        super().__init__()
        self.lamps = Lamps()
        self.person = OneLine("person")
        self.person.setProperty("strong", True)
        self._actor: Actor | None = None
        self._added: list[QWidget] = []
        self._training = False
        self._mark = OneLine("demo_mark") if demo else None
        self._key = QPushButton(SCREEN_MARK)
        self._key.setObjectName("screen_key")
        self._key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key.clicked.connect(lambda _checked=False: pressed())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        name = OneLine("station")
        name.put(station_name)
        name.setProperty("strong", True)
        self._row.addWidget(name)
        if self._mark is not None:
            self._row.addWidget(self._mark)
        self._row.addStretch()
        for part in (self.lamps, self.person, self._key):
            self._row.addWidget(part)
        self.speak()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._row.setSpacing(2 * sizes.space)
        self.lamps.fit(sizes)

    def add(self, part: QWidget) -> None:
        """Take in one part more, before the devices."""
        self._row.insertWidget(self._row.indexOf(self.lamps), part)
        self._added.append(part)
        tab_through(self, self._added)

    def show_person(self, actor: Actor | None) -> None:
        """Say who is here; only somebody who is can change the screen by the key."""
        self._actor = actor
        self.person.put(actor.name if actor else _("nobody signed in"))
        self._key.setVisible(actor is not None)

    def mark_training(self) -> None:
        """Say from now on that this demo is for practice."""
        self._training = True
        self.speak()

    def speak(self) -> None:
        """Say it in the language of the window."""
        self.show_person(self._actor)
        self.lamps.speak()
        self._key.setAccessibleName(_("Screen: letters, colours, language, tones"))
        if self._mark is not None:
            training = _("TRAINING: nothing here is real")
            self._mark.put(training if self._training else _("DEMO: nothing here is real"))
