"""Letters by touch, as they lie in the window's language: names, addresses, notes without a keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from packstation.ui.theme import Sizes
from packstation.ui.translation import SOURCE, _, spoken
from packstation.ui.widgets.letter_rows import FEWER, MORE, OTHERS, ROWS, SHIFT, SHUT
from packstation.ui.widgets.pad import DIGITS, ENTER, Act, Field, Pad

NEW_LINE = "↵"
"""On the key OK over a field of several lines."""


class Keyboard(QFrame):
    """The keys for one field: digits where its hints say that it takes only those, else letters.

    A word begins with a large letter by itself, as names and streets do, but for a field whose hints say
    otherwise. `shut` is called by the key that puts the keys away; without one there is no such key.
    """

    def __init__(
        self,
        field: Field,
        entered: Callable[[], None],
        sizes: Sizes,
        shut: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("keyboard")
        self._field, self._entered, self._shut, self._sizes = field, entered, shut, sizes
        self._foreign = False
        self._chosen: bool | None = None
        self._pad: Pad | None = None
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.speak()
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self._look)

    @property
    def digits(self) -> bool:
        """Whether the field takes nothing but digits."""
        return bool(self._field.inputMethodHints() & Qt.InputMethodHint.ImhDigitsOnly)

    @property
    def rows(self) -> tuple[str, ...]:
        """The keys in front."""
        if self.digits:
            return (*DIGITS, " ".join([SHUT] * 3)) if self._shut else DIGITS
        rows = OTHERS if self._foreign else ROWS.get(spoken(), ROWS[SOURCE])
        # Where there is nothing to shut, the key beside it is so much wider.
        return rows if self._shut else tuple(row.replace(SHUT, row.split()[1]) for row in rows)

    def speak(self) -> None:
        """Lay the keys of the window's language out, and name them in it."""
        if self._pad is not None:
            self._pad.hide()
            self._pad.deleteLater()
        acts = {
            SHIFT: Act(_("Large letters"), self._shift),
            MORE: Act(_("Letters of other languages"), self._turn),
            FEWER: Act(_("Letters"), self._turn),
        }
        if self._shut is not None:
            acts[SHUT] = Act(_("Put the keys away"), self._shut)
        several = not isinstance(self._field, QLineEdit)
        enter = _("New line") if several else _("Confirm")
        self._pad = Pad("write", self.rows, self._field, self._entered, enter, acts)
        sizes = self._sizes
        letter_px = sizes.row * 3 // 5 if self.digits else sizes.saying
        self._pad.grow(letter_px, sizes.space // 2, sizes.row)
        if several:
            self._pad.put_text(ENTER, NEW_LINE)
        self._page.addWidget(self._pad)
        self._pad.show()
        self._look()

    def _turn(self) -> None:
        self._foreign = not self._foreign
        self.speak()

    def _shift(self) -> None:
        self._chosen = not self._capital
        self._look()

    def _typed(self, *_text: object) -> None:
        """A letter was written: the choice of its size was for that one."""
        self._chosen = None
        self._look()

    def _look(self, *_places: object) -> None:
        if self._pad is not None and not self.digits:
            self._pad.put_case(capital=self._capital)
            self._pad.press_in(SHIFT, down=self._capital)

    @property
    def _capital(self) -> bool:
        if self._chosen is not None:
            return self._chosen
        small = self._field.inputMethodHints() & Qt.InputMethodHint.ImhNoAutoUppercase
        return not small and self._before()[-1:].strip() == ""

    def _before(self) -> str:
        """What stands before the cursor in its line."""
        if isinstance(self._field, QLineEdit):
            return self._field.text()[: self._field.cursorPosition()]
        cursor = self._field.textCursor()
        return cursor.block().text()[: cursor.positionInBlock()]
