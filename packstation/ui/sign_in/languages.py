"""Languages to pick from before anybody has signed in: each by what it calls itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from packstation.ui.theme import Sizes
from packstation.ui.translation import OWN_NAMES
from packstation.ui.widgets.tab_order import tab_through


class LanguageRow(QWidget):
    """A button a language, the spoken one pressed in; nothing at all where there is only one."""

    def __init__(self) -> None:
        super().__init__()
        self.on_picked: Callable[[str], None] = lambda _language: None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch()
        self._buttons: dict[str, QPushButton] = {}
        self.hide()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._row.setSpacing(sizes.space)

    def put(self, languages: tuple[str, ...], spoken: str) -> None:
        """Offer these."""
        for language in languages:
            if language not in self._buttons:
                self._add(language)
        for language, button in self._buttons.items():
            button.setVisible(language in languages)
        self.mark(spoken)
        self.setVisible(len(languages) > 1)

    def mark(self, spoken: str) -> None:
        """Press the button of the spoken language in."""
        for language, button in self._buttons.items():
            button.setChecked(language == spoken)

    def _add(self, language: str) -> None:
        button = QPushButton(OWN_NAMES.get(language, language))
        button.setObjectName(f"language_{language}")
        button.setAccessibleName(button.text())
        button.setCheckable(True)
        button.setAutoDefault(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self.on_picked(language))
        self._row.insertWidget(self._row.count() - 1, button)
        self._buttons[language] = button
        tab_through(self, self._buttons.values())
