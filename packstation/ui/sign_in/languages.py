"""Languages to pick from before anybody has signed in: each by what it calls itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from packstation.ui.theme import Sizes
from packstation.ui.translation import OWN_NAMES
from packstation.ui.widgets.tab_order import tab_through


class LanguageRow(QWidget):
    """A button a language, the spoken one pressed in; nothing at all where there is only one."""

    def __init__(self) -> None:
        super().__init__()
        self.on_picked: Callable[[str], None] = lambda _language: None
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[str, QPushButton] = {}
        self.hide()

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._rows.setSpacing(sizes.space)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of rows."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest name: what has no room beside the others goes below them."""
        widest = max((button.sizeHint().width() for button in self._buttons.values()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def put(self, languages: tuple[str, ...], spoken: str) -> None:
        """Offer these."""
        for language in languages:
            if language not in self._buttons:
                self._add(language)
        for language, button in self._buttons.items():
            button.setVisible(language in languages)
        self.mark(spoken)
        self.setVisible(len(languages) > 1)
        self._arrange()

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
        self._buttons[language] = button

    def _arrange(self) -> None:
        """As many beside each other as the width has room for."""
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        for button in buttons:
            button.ensurePolished()
        gap = self._rows.spacing()
        widths = [button.sizeHint().width() + gap for button in buttons]
        columns = next((n for n in range(len(buttons), 1, -1) if _needs(widths, n) - gap <= self.width()), 1)
        for place, button in enumerate(buttons):
            self._rows.addWidget(button, place // columns, place % columns)
        for column in range(self._rows.columnCount()):
            self._rows.setColumnStretch(column, 0)
        self._rows.setColumnStretch(columns, 1)
        tab_through(self, self._buttons.values())


def _needs(widths: list[int], columns: int) -> int:
    """The pixels of so many columns, each as wide as the widest in it."""
    return sum(max(widths[column::columns]) for column in range(columns))
