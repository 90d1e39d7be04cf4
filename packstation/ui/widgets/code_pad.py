"""Codes by touch: a key beside the code field opens keys for fingers in gloves above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from packstation.ui import theme
from packstation.ui.design.sheet import pad_style
from packstation.ui.translation import _
from packstation.ui.widgets.pad import DIGITS, LETTERS, Pad

BOTH_PAGES, DIGIT_PAGE, LETTER_PAGE = "123\u2009ABC", "123", "ABC"
"""What stands on the keys that open the pages and turn them, in any language."""
KEY_HEIGHT = 1.1
"""How high a key is, in heights of a button."""
DIGIT_WIDTH = 2
"""How wide a digit is, in heights of a button."""
ENOUGH = 0.8
"""Keys as high as this share of what they like to be are better than words covered by higher ones."""
LETTER_SHARE = 0.5
"""How high the letters on a key are, in parts of its height."""
LEAST_SHARE = 2
"""Where there is hardly any room, one in so many parts of a button's height is left of a key's."""


class CodePad(QPushButton):
    """The key that opens and shuts the keys; they write into `field`.

    They lie over `over`, and below all of `below` if they can.
    `entered` is called by OK with something in the field: what a bouncing glove taps twice is no NEXT.
    The keys themselves are made at their first use: most benches have a scanner, and the start no time.
    """

    def __init__(
        self, field: QLineEdit, over: QWidget, below: Sequence[QWidget], entered: Callable[[], None]
    ) -> None:
        super().__init__(BOTH_PAGES)
        self.setObjectName("code_keys")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.toggled.connect(self._toggle)
        self._field = field
        self._over, self._below = over, below
        over.installEventFilter(self)
        self._entered = entered
        self._sizes = theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT)
        self._keys: _Keys | None = None
        self.speak()

    def fit(self, sizes: theme.Sizes) -> None:
        """Take the sizes of the window; the keys are laid out anew when they are opened again."""
        self._sizes = sizes
        self.shut()
        if self._keys is not None:
            self._keys.deleteLater()
            self._keys = None

    def speak(self) -> None:
        """Name itself in the language of the window; the keys are named when they are opened again."""
        self.setAccessibleName(_("Keys for a code"))
        if self._keys is not None:
            self.fit(self._sizes)

    def shut(self) -> None:
        """Give the screen below back."""
        self.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What they lie on got another place."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self.isChecked():
            self._place()
        return super().eventFilter(watched, event)

    def _toggle(self, opened: bool) -> None:
        if self._keys is None and opened:
            self._keys = _Keys(self._field, self._enter, self._place, self._sizes)
            self._keys.setParent(self._over.parentWidget())
        if self._keys is not None:
            self._keys.setVisible(opened)
            self._place()

    def _enter(self) -> None:
        if self._field.text():
            self._entered()

    def _place(self) -> None:
        """Right above the code field, on its side of the window; letters need all the width there is.

        What they are to lie below stays readable, the last of it always: keys are lower for that.
        """
        keys = self._keys
        if keys is None:
            return
        room = self._over.geometry()
        wanted = round(keys.rows * self._sizes.button * KEY_HEIGHT)
        rooms = [room.bottom() - part.geometry().bottom() for part in self._below]
        most = next((left for left in rooms if left >= ENOUGH * wanted), rooms[-1])
        height = min(most, wanted)
        width = room.width() if keys.lettered else min(room.width(), 3 * DIGIT_WIDTH * self._sizes.button)
        on_the_left = self.geometry().center().x() < room.center().x()
        left = room.left() if on_the_left else room.right() + 1 - width
        keys.grow(self._sizes, height)
        keys.setGeometry(left, room.bottom() + 1 - height, width, height)
        keys.raise_()


class _Keys(QFrame):
    """Two pages, one of digits and one of letters, and the key that turns them."""

    def __init__(
        self,
        field: QLineEdit,
        entered: Callable[[], None],
        turned: Callable[[], None],
        sizes: theme.Sizes,
    ) -> None:
        super().__init__()
        self.setObjectName("code_pad")
        self.setProperty("panel", True)
        self._turned = turned
        self._pages = QStackedWidget()
        self._pads: list[Pad] = []
        self._letter_px = 0
        for name, rows in (("digit", DIGITS), ("letter", LETTERS)):
            pad = Pad(name, rows, field, entered, _("Confirm"))
            pad.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            self._pads.append(pad)
            self._pages.addWidget(pad)
        self._turn_key = QPushButton()
        self._turn_key.setObjectName("code_turn")
        self._turn_key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._turn_key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._turn_key.clicked.connect(lambda _checked=False: self._turn())
        page = QVBoxLayout(self)
        page.setContentsMargins(*(sizes.space,) * 4)
        page.setSpacing(sizes.space // 2)
        page.addWidget(self._pages, stretch=len(DIGITS))
        page.addWidget(self._turn_key, stretch=1)
        self._name_turn_key()

    @property
    def lettered(self) -> bool:
        """Whether the letters lie in front."""
        return self._pages.currentIndex() == 1

    @property
    def rows(self) -> int:
        """Rows of keys, the one that turns the page among them."""
        return len(LETTERS if self.lettered else DIGITS) + 1

    def grow(self, sizes: theme.Sizes, height: int) -> None:
        """Letters as large as keys of so many pixels in all have room for."""
        letter_px = min(sizes.head, round(height / self.rows * LETTER_SHARE))
        if letter_px == self._letter_px:
            return
        self._letter_px = letter_px
        for pad in self._pads:
            pad.grow(letter_px, sizes.space // 2, sizes.button // LEAST_SHARE)
        self._turn_key.setStyleSheet(pad_style(min(sizes.text, letter_px), sizes.button // LEAST_SHARE))

    def _turn(self) -> None:
        self._pages.setCurrentIndex(0 if self.lettered else 1)
        self._name_turn_key()
        self._turned()

    def _name_turn_key(self) -> None:
        self._turn_key.setText(DIGIT_PAGE if self.lettered else LETTER_PAGE)
        self._turn_key.setAccessibleName(_("Digits") if self.lettered else _("Letters"))
