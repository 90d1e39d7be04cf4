"""Badge, or name and PIN on keys large enough for gloves; the first lead's name and PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from packstation.domain.person import Actor
from packstation.ui.sign_in.languages import LanguageRow
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.pad import DIGITS, Pad
from packstation.ui.widgets.plain_text import PlainText
from packstation.ui.widgets.tab_order import tab_through

LETTERS_SHOWN = 18
"""Letters of a name that fit on one line of its button; a longer name takes two."""


class NameGrid(QScrollArea):
    """A button for everybody, in as many columns as there is room for."""

    def __init__(self, picked: Callable[[Actor], None]) -> None:
        super().__init__()
        self._picked = picked
        self._buttons: list[tuple[QPushButton, str]] = []
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._grid.setContentsMargins(0, 0, sizes.space, 0)
        self._grid.setSpacing(sizes.space)
        self._arrange()

    def put(self, people: tuple[Actor, ...]) -> None:
        """Offer these people."""
        self.clear()
        for actor in people:
            button = QPushButton()
            button.setObjectName(f"pick_{actor.name}")
            button.setAccessibleName(actor.name)
            button.setAutoDefault(True)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, a=actor: self._picked(a))
            self._buttons.append((button, actor.name))
        self._arrange()

    def clear(self) -> None:
        """Offer nobody."""
        for button, _name in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._buttons:
            return
        first = self._buttons[0][0]
        self._grid.addWidget(first, 0, 0)
        first.ensurePolished()
        letters = first.fontMetrics()
        # Not viewport(): looking its type up costs the start forty milliseconds.
        shown = LETTERS_SHOWN * letters.averageCharWidth()
        columns = max(1, self.maximumViewportSize().width() // (shown + 6 * self._grid.spacing()))
        for number, (button, name) in enumerate(self._buttons):
            button.setText(_on_button(name, letters, shown))
            self._grid.addWidget(button, number // columns, number % columns)
        tab_through(self, [button for button, _name in self._buttons])
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _on_button(name: str, letters: QFontMetrics, shown: int) -> str:
    """A name in one line or two, plain: an ampersand is no shortcut."""
    given, _space, family = name.rpartition(" ")
    lines = [given, family] if given and letters.horizontalAdvance(name) > shown else [name]
    short = [letters.elidedText(line, Qt.TextElideMode.ElideRight, shown) for line in lines]
    return "\n".join(short).replace("&", "&&")


class SignInScreen(QWidget):
    """Names to pick from, then a field and a pad for the PIN."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sign_in")
        self.on_picked: Callable[[Actor], None] = lambda _actor: None
        self.on_pin: Callable[[str], None] = lambda _pin: None
        self.names = NameGrid(self._pick)
        self.pin = _pin_field("pin")
        self.pin.returnPressed.connect(self._entered)
        self.languages = LanguageRow()
        self._pad = Pad("pad", DIGITS, self.pin, self._entered, _("Sign in"))
        self._hint = PlainText("sign_in_hint", soft=True, wrap=True)
        self._left = left = QVBoxLayout()
        left.addWidget(self._hint)
        left.addWidget(self.names, stretch=1)
        left.addWidget(self.languages)
        right = QVBoxLayout()
        right.addWidget(self.pin)
        right.addWidget(self._pad)
        right.addStretch()
        self._page = QHBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.addLayout(left, stretch=2)
        self._page.addLayout(right, stretch=1)
        # Where Tab starts from, and where keys go while nobody has picked a name.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name = ""
        self.speak()
        self.clear()

    def speak(self) -> None:
        """Say everything in the language of the window."""
        self._hint.put(_("Or pick your name and type your PIN."))
        self._pad.speak(_("Sign in"))
        self.setAccessibleName(_("Sign in"))
        self.pin.setAccessibleName(_("PIN"))
        if self._name:
            self.pin.setPlaceholderText(_("PIN of {name}").format(name=self._name))

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._page.setSpacing(sizes.space * 2)
        self._left.setSpacing(sizes.space)
        self.names.fit(sizes)
        self.languages.fit(sizes)

    def turn(self, direction: QBoxLayout.Direction) -> None:
        """Lay the keys of the PIN out for the other hand."""
        self._page.setDirection(direction)

    def show_people(self, people: tuple[Actor, ...]) -> None:
        """Offer names."""
        self._hint.setVisible(bool(people))
        self.names.put(people)

    def ask_pin(self, name: str) -> None:
        """Ask for the PIN."""
        self._name = name
        self.pin.clear()
        self.pin.setPlaceholderText(_("PIN of {name}").format(name=name))
        self.pin.show()
        self._pad.show()
        self.pin.setFocus()

    def clear(self) -> None:
        """Forget names and PIN."""
        self._hint.hide()
        self._name = ""
        self.names.clear()
        self.pin.clear()
        self.pin.setPlaceholderText("")
        self.pin.hide()
        self._pad.hide()

    def _pick(self, actor: Actor) -> None:
        self.on_picked(actor)

    def _entered(self) -> None:
        pin = self.pin.text()
        self.pin.clear()
        if pin:
            self.on_pin(pin)


class FirstLeadScreen(QWidget):
    """A new site: one name, one PIN, typed twice."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("first_lead")
        self.on_first_lead: Callable[[str, str], None] = lambda _name, _pin: None
        self.name = QLineEdit()
        self.name.setObjectName("lead_name")
        self.pin = _pin_field("lead_pin")
        self.again = _pin_field("lead_pin_again")
        self.note = PlainText("lead_note", wrap=True)
        self.button = QPushButton()
        self.button.setObjectName("lead_ok")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._entered)
        self._form = QGridLayout()
        fields = (self.name, self.pin, self.again)
        self._captions = [PlainText(f"{field.objectName()}_caption", wrap=True) for field in fields]
        for row, (label, field) in enumerate(zip(self._captions, fields, strict=True)):
            label.setBuddy(field)
            field.returnPressed.connect(self._next_field)
            self._form.addWidget(label, row, 0)
            self._form.addWidget(field, row, 1)
        self._form.addWidget(self.button, len(fields), 1)
        self._form.addWidget(self.note, len(fields) + 1, 1)
        self._form.setRowStretch(len(fields) + 2, 1)
        self._form.setColumnStretch(0, 2)
        self._form.setColumnStretch(1, 3)
        self._page = QHBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.addLayout(self._form, stretch=3)
        self._page.addStretch(1)
        self.speak()

    def speak(self) -> None:
        """Say everything in the language of the window."""
        texts = (_("Name"), _("PIN, at least 6 digits"), _("The same PIN again"))
        for label, field, text in zip(self._captions, (self.name, self.pin, self.again), texts, strict=True):
            label.put(text)
            field.setAccessibleName(text)
        self.button.setText(_("Make this person the lead"))
        self.note.put("")

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window: large letters need its whole width."""
        self._form.setSpacing(sizes.space)
        self._page.setStretch(1, 0 if sizes.larger else 1)
        self._form.setColumnStretch(0, 3 if sizes.larger else 2)

    @property
    def fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """Name, PIN, and the same PIN again."""
        return self.name, self.pin, self.again

    def ask(self) -> None:
        """Put the cursor where typing starts."""
        self.name.setFocus()

    def _next_field(self) -> None:
        """Enter leads to whatever is still empty, and then on."""
        for field in (self.name, self.pin, self.again):
            if not field.text().strip():
                field.setFocus()
                return
        self._entered()

    def _entered(self) -> None:
        name, pin, again = self.name.text(), self.pin.text(), self.again.text()
        self.pin.clear()
        self.again.clear()
        self.pin.setFocus()
        if pin != again:
            self.note.put(_("The two PINs differ. Type them again."))
            return
        self.note.put("")
        self.on_first_lead(name, pin)


class SignInScreens:
    """The two screens as the presenter sees them."""

    def __init__(self, sign_in: SignInScreen, first_lead: FirstLeadScreen) -> None:
        self._sign_in = sign_in
        self._first_lead = first_lead

    def show_people(self, people: tuple[Actor, ...]) -> None:
        """Offer names to pick from."""
        self._sign_in.show_people(people)

    def ask_pin(self, name: str) -> None:
        """Ask for a PIN."""
        self._sign_in.ask_pin(name)

    def ask_first_lead(self) -> None:
        """Ask for the first lead."""
        self._first_lead.ask()

    def clear(self) -> None:
        """Forget whatever was typed."""
        self._sign_in.clear()


def _pin_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    field.setMaxLength(32)
    field.setAccessibleName(_("PIN"))
    return field
