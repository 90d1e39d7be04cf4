"""The bar above everything: which bench this is, its devices, who stands at it, and the key to its screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from packstation.domain.person import Actor
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.lamps import Lamps, Words
from packstation.ui.widgets.plain_text import OneLine
from packstation.ui.widgets.quiet_line import QuietLine
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
        self._added: list[QuietLine] = []
        self._training = False
        self._mark = OneLine("demo_mark") if demo else None
        self._key = QPushButton(SCREEN_MARK)
        self._key.setObjectName("screen_key")
        self._key.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._key.clicked.connect(lambda _checked=False: pressed())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._name = OneLine("station")
        self._name.put(station_name)
        self._name.setProperty("strong", True)
        self._row.addWidget(self._name)
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

    def add(self, part: QuietLine) -> None:
        """Take in one line more, before the devices."""
        self._row.insertWidget(self._row.indexOf(self.lamps), part)
        self._added.append(part)
        tab_through(self, self._added)

    def show_person(self, actor: Actor | None) -> None:
        """Say who is here; only somebody who is can change the screen by the key."""
        self._actor = actor
        self.person.put(actor.name if actor else _("nobody signed in"))
        self._key.setVisible(actor is not None)

    @property
    def mark(self) -> str:
        """Why nothing here is real; nothing at a bench where all of it is."""
        if self._mark is None:
            return ""
        return _("TRAINING: nothing here is real") if self._training else _("DEMO: nothing here is real")

    def mark_training(self) -> None:
        """Say from now on that this demo is for practice."""
        self._training = True
        self.speak()

    def speak(self) -> None:
        """Say it in the language of the window."""
        self.show_person(self._actor)
        self.lamps.speak()
        self._key.setAccessibleName(_("Screen: letters, colours, language, tones"))
        self._share_room()

    def event(self, event: QEvent) -> bool:
        """What stands in the bar is longer or shorter now, or the bar itself is."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._share_room()
        return super().event(event)

    def _share_room(self) -> None:
        """Names are never shortened as long as anything else can be: lamps say less, then the lines do."""
        lines = [part for part in self._added if part.words]
        gaps = len(lines) * self._row.spacing()
        whole = gaps + sum(line.sizeHint().width() for line in lines)
        room = {words: self.width() - self._needed(words) for words in Words}
        floors = [line.width_of_first() for line in lines]
        if gaps + sum(floors) > room[Words.NAMES]:
            floors = [line.minimumSizeHint().width() for line in lines]
        least = gaps + sum(floors)
        fits = [words for words in Words if room[words] >= (whole if words is Words.ALL else least)]
        words = fits[0] if fits else Words.MARKS
        self.lamps.shorten(words)
        if self._mark is not None:
            self._mark.put(self._mark_words(words))
        spare = room[words] - least
        for line, floor in zip(lines, floors, strict=True):
            more = max(0, min(spare, line.sizeHint().width() - floor))
            spare -= more
            line.setFixedWidth(floor + more)

    def _needed(self, words: Words) -> int:
        """The pixels that everything but the lines takes, its lamps saying so much."""
        parts = [part for part in (self._name, self.person, self._key) if not part.isHidden()]
        needed = sum(part.sizeHint().width() for part in parts) + self.lamps.width_of(words)
        if self._mark is not None:
            letters = self._mark.fontMetrics().horizontalAdvance
            needed += self._mark.sizeHint().width()
            needed += letters(self._mark_words(words)) - letters(self._mark.text())
        return needed + (len(parts) + 1 + (self._mark is not None)) * self._row.spacing()

    def _mark_words(self, words: Words) -> str:
        """Why nothing here is real; in a narrow bar only that it is not."""
        training = _("TRAINING: nothing here is real")
        said = training if self._training else _("DEMO: nothing here is real")
        return said if words is Words.ALL else said.partition(":")[0].strip()
