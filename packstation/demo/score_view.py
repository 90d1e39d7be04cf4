"""The end of a training round: the score over the whole window, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from packstation.demo.score import Score
from packstation.demo.score_words import (
    advice_words,
    again_words,
    close_words,
    head_words,
    mistake_rows,
    pace_words,
    practise_words,
    sum_words,
)
from packstation.ui.design.palette import colours
from packstation.ui.theme import sizes_for
from packstation.ui.widgets.plain_text import PlainText


class ScoreView(QFrame):
    """Covers the window; two keys lead on."""

    def __init__(
        self, window: QWidget, score: Score, again: Callable[[], None], closed: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self.setObjectName("score")
        p, sizes = colours(), sizes_for(window.width(), window.height())
        self.setStyleSheet(
            f"QFrame#score, QWidget#score_page {{ background: {p.ground}; }}"
            f"QLabel {{ color: {p.ink}; font-size: {sizes.text}px; background: transparent; }}"
            f"QLabel#score_head {{ font-size: {sizes.head}px; font-weight: bold; }}"
            f"QLabel#score_pace, QLabel#score_sum, QLabel#score_practise {{ font-weight: bold; }}"
            f"QLabel#score_practise {{ color: {p.accent}; }}"
        )
        sheet, page = QWidget(), QVBoxLayout(self)
        sheet.setObjectName("score_page")
        self._lines = QVBoxLayout(sheet)
        self._lines.setSpacing(sizes.space // 2)
        self._write(score)
        self._lines.addStretch()
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        margin = 2 * sizes.space
        page.setContentsMargins(margin, margin, margin, margin)
        page.addWidget(area, stretch=1)
        keys = QHBoxLayout()
        for name, words, pressed in (
            ("score_again", again_words(), again),
            ("score_close", close_words(), closed),
        ):
            key = QPushButton(words)
            key.setObjectName(name)
            key.clicked.connect(lambda _checked=False, act=pressed: act())
            keys.addWidget(key)
        keys.addStretch()
        page.addLayout(keys)
        window.installEventFilter(self)
        self._cover(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self._cover(watched)
        return super().eventFilter(watched, event)

    def _cover(self, window: QWidget) -> None:
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

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

    def _say(self, name: str, words: str) -> None:
        line = PlainText(name, wrap=True)
        line.put(words)
        line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(line)
