"""The end of a training round: the score over the whole window, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from packstation.demo.score import Score
from packstation.demo.score_words import (
    advice_words,
    again_words,
    before_words,
    close_words,
    head_words,
    mistake_rows,
    pace_words,
    practise_words,
    sum_words,
    try_words,
)
from packstation.demo.training_book import Try
from packstation.ui.design.palette import colours
from packstation.ui.theme import Sizes, sizes_for
from packstation.ui.widgets.plain_text import PlainText
from packstation.ui.widgets.tab_order import tab_through

SHOWN_TRIES = 5


class ScoreView(QFrame):
    """Covers the window: the score, what came of the rounds before it, and two keys that lead on."""

    def __init__(
        self, window: QWidget, score: Score, before: Sequence[Try], acts: tuple[Callable[[], None], ...]
    ) -> None:
        super().__init__(window)
        self.setObjectName("score")
        self._score, self._before = score, before
        self._said: list[PlainText] = []
        self._keys: list[QPushButton] = []
        sizes = sizes_for(window.width(), window.height())
        self.setStyleSheet(_style(sizes))
        sheet, page = QWidget(), QVBoxLayout(self)
        sheet.setObjectName("score_page")
        self._lines = QVBoxLayout(sheet)
        self._lines.setSpacing(sizes.space // 2)
        self._lines.addStretch()
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        # A long score is scrolled by keys, too.
        area.setObjectName("score_sheet")
        margin = 2 * sizes.space
        page.setContentsMargins(margin, margin, margin, margin)
        page.addWidget(area, stretch=1)
        page.addLayout(self._make_keys(acts))
        self.speak()
        self._keep_tab_here(window)
        window.installEventFilter(self)
        self._cover(window)

    def speak(self) -> None:
        """Say it in the language of the window."""
        for line in self._said:
            line.hide()
            line.deleteLater()
        self._said.clear()
        self._write(self._score)
        for key, words in zip(self._keys, (again_words(), close_words()), strict=True):
            key.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self._cover(watched)
        return super().eventFilter(watched, event)

    def _make_keys(self, acts: tuple[Callable[[], None], ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        for name, pressed in zip(("score_again", "score_close"), acts, strict=True):
            key = QPushButton()
            key.setObjectName(name)
            key.setAutoDefault(True)
            key.clicked.connect(lambda _checked=False, act=pressed: act())
            row.addWidget(key)
            self._keys.append(key)
        row.addStretch()
        return row

    def _keep_tab_here(self, window: QWidget) -> None:
        """Tab goes round the two keys, and never behind the sheet; no stray Enter begins anything."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for behind in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if behind is not self and not behind.isWindow():
                behind.setEnabled(False)
        tab_through(self, self._keys)

    def _cover(self, window: QWidget) -> None:
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()

    def _write(self, score: Score) -> None:
        for name, words in (
            ("score_head", head_words(score)),
            ("score_pace", pace_words(score)),
            ("score_sum", sum_words(score)),
        ):
            self._say(name, words)
        for mistake, order, outcome in mistake_rows(score):
            self._say("score_row", f"{order}   {mistake}: {outcome}")
        advice = advice_words(score)
        if advice:
            self._say("score_practise", practise_words())
        for sentence in advice:
            self._say("score_advice", sentence)
        if self._before:
            self._say("score_practise", before_words())
        for one in reversed(self._before[-SHOWN_TRIES:]):
            self._say("score_before", try_words(one))

    def _say(self, name: str, words: str) -> None:
        line = PlainText(name, wrap=True)
        line.put(words)
        line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._said.append(line)
        self._lines.insertWidget(self._lines.count() - 1, line)


def _style(sizes: Sizes) -> str:
    p = colours()
    return (
        f"QFrame#score, QWidget#score_page {{ background: {p.ground}; }}"
        f"QLabel {{ color: {p.ink}; font-size: {sizes.text}px; background: transparent; }}"
        f"QLabel#score_head {{ font-size: {sizes.head}px; font-weight: bold; }}"
        f"QLabel#score_pace, QLabel#score_sum, QLabel#score_practise {{ font-weight: bold; }}"
        f"QLabel#score_practise {{ color: {p.accent}; }}"
    )
