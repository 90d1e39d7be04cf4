"""Badge, or name and PIN on keys large enough for gloves; the first lead's name and PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from packstation.domain.person import Actor
from packstation.ui import theme
from packstation.ui.translation import _
from packstation.ui.widgets.plain_text import PlainText

COLUMNS = 4
PAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "⌫", "0", "OK")


class SignInScreen(QWidget):
    """Names to pick from, then a field and a pad for the PIN."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sign_in")
        self.on_picked: Callable[[Actor], None] = lambda _actor: None
        self.on_pin: Callable[[str], None] = lambda _pin: None
        self._names = QGridLayout()
        self._names.setSpacing(theme.SPACE_PX)
        self.pin = _pin_field("pin")
        self.pin.returnPressed.connect(self._entered)
        self._pad = self._make_pad()
        self._hint = PlainText("sign_in_hint", soft=True)
        self._hint.put(_("Or pick your name and type your PIN."))
        left = QVBoxLayout()
        left.addWidget(self._hint)
        left.addLayout(self._names)
        left.addStretch()
        right = QVBoxLayout()
        right.addWidget(self.pin)
        right.addWidget(self._pad)
        right.addStretch()
        page = QHBoxLayout(self)
        page.addLayout(left, stretch=2)
        page.addLayout(right, stretch=1)
        self.clear()

    def show_people(self, people: tuple[Actor, ...]) -> None:
        """Offer names."""
        self._hint.setVisible(bool(people))
        for number, actor in enumerate(people):
            button = QPushButton(actor.name.replace("&", "&&"))
            button.setObjectName(f"pick_{actor.name}")
            button.setAccessibleName(actor.name)
            button.clicked.connect(lambda _checked=False, a=actor: self.on_picked(a))
            self._names.addWidget(button, number // COLUMNS, number % COLUMNS)

    def ask_pin(self, name: str) -> None:
        """Ask for the PIN."""
        self.pin.setPlaceholderText(_("PIN of {name}").format(name=name))
        self.pin.show()
        self._pad.show()
        self.pin.setFocus()

    def clear(self) -> None:
        """Forget names and PIN."""
        while (item := self._names.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        self.pin.clear()
        self.pin.hide()
        self._pad.hide()

    def _make_pad(self) -> QWidget:
        pad = QWidget()
        grid = QGridLayout(pad)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, key in enumerate(PAD):
            button = QPushButton(key)
            button.setObjectName(f"pad_{key}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, k=key: self._pad_key(k))
            grid.addWidget(button, number // 3, number % 3)
        return pad

    def _pad_key(self, key: str) -> None:
        if key == "OK":
            self._entered()
        elif key == "⌫":
            self.pin.backspace()
        else:
            self.pin.insert(key)

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
        self.name.setPlaceholderText(_("Name"))
        self.name.setAccessibleName(_("Name"))
        self.pin = _pin_field("lead_pin")
        self.pin.setPlaceholderText(_("PIN, at least 6 digits"))
        self.again = _pin_field("lead_pin_again")
        self.again.setPlaceholderText(_("The same PIN again"))
        self.note = PlainText("lead_note", soft=True, wrap=True)
        self.button = QPushButton(_("Make this person the lead"))
        self.button.setObjectName("lead_ok")
        self.button.clicked.connect(self._entered)
        self.again.returnPressed.connect(self._entered)
        page = QVBoxLayout(self)
        for part in (self.name, self.pin, self.again, self.button, self.note):
            page.addWidget(part)
        page.addStretch()

    def ask(self) -> None:
        """Put the cursor where typing starts."""
        self.name.setFocus()

    def _entered(self) -> None:
        if self.pin.text() != self.again.text():
            self.note.put(_("The two PINs differ. Type them again."))
            self.pin.clear()
            self.again.clear()
            self.pin.setFocus()
            return
        self.note.put("")
        name, pin = self.name.text(), self.pin.text()
        self.pin.clear()
        self.again.clear()
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
    field.setAccessibleName("PIN")
    field.setPlaceholderText("PIN")
    return field
