"""The answers before the one in the band, in small letters: what was it that it said just now?"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from packstation.ui.sentences import head, sentence
from packstation.ui.verdict import Said, Verdict
from packstation.ui.widgets.plain_text import OneLine

LAST_VERDICTS = 2


class LastAnswers(QWidget):
    """Two lines; the newest answer is left out while it stands in the band itself."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [OneLine(f"last_verdict_{number}", soft=True) for number in range(LAST_VERDICTS)]
        self._said: list[Verdict] = []
        self._in_band = False
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(2)
        for line in self.lines:
            page.addWidget(line)

    def add(self, verdict: Verdict) -> None:
        """An answer that stands in the band now."""
        if verdict.code is not Said.CHECKING:
            self._said.insert(0, verdict)
        del self._said[LAST_VERDICTS + 1 :]
        self.show_older(in_band=True)

    def show_older(self, *, in_band: bool) -> None:
        """Show the answers before the one in the band, or all of them over an empty band."""
        self._in_band = in_band
        for number, line in enumerate(self.lines, 1 if in_band else 0):
            said = self._said[number] if number < len(self._said) else None
            line.put(f"{head(said.kind)} {sentence(said)}".strip() if said else "")

    def forget(self) -> None:
        """Somebody else will stand here."""
        self._said.clear()
        self.show_older(in_band=False)

    def speak(self) -> None:
        """Say them in the language of the window."""
        self.show_older(in_band=self._in_band)
