"""Where keys come up in a window once somebody touches a field: letters for whoever has no keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from packstation.ui import theme
from packstation.ui.widgets.pad import Field
from packstation.ui.widgets.scrolled_stack import bring_into_sight

if TYPE_CHECKING:
    from packstation.ui.widgets.keyboard import Keyboard

DIGIT_WIDTH = 2
"""How wide a key of a number is, in heights of a button."""
_SERVED = "touch_keys"


class TouchKeys(QWidget):
    """An empty place until a served field is touched; then the keys for it, until somebody leaves the field.

    Whoever types on real keys has some, and these go. They come `instead_of` what is only read, and are made
    at their first use: most benches have a scanner and a keyboard, and the start no time.
    """

    def __init__(self, *instead_of: QWidget) -> None:
        super().__init__()
        self.setObjectName("touch_keys")
        self._instead_of = instead_of
        self.field: Field | None = None
        self._sizes = theme.sizes_for(theme.BASE_WIDTH, theme.BASE_HEIGHT)
        self._keys: Keyboard | None = None
        self._page = QVBoxLayout(self)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def serve(self, *fields: Field) -> None:
        """Bring keys to these from now on."""
        for field in fields:
            field.setProperty(_SERVED, True)
            field.installEventFilter(self)
            if not isinstance(field, QLineEdit):
                field.viewport().installEventFilter(self)

    def come(self, field: Field) -> None:
        """Bring keys to a field that was touched."""
        came = self.field is None
        if field is self.field:
            return
        self._bring(field)
        if came:
            self._show_instead(keys=True)
        # Once the window has found out how much room is left for the rest.
        QTimer.singleShot(0, self, self._reveal)

    def fit(self, sizes: theme.Sizes) -> None:
        """Take the sizes of the window."""
        self._sizes = sizes
        if self.field is not None:
            self._bring(self.field)

    def speak(self) -> None:
        """Say it in the language of the window."""
        if self._keys is not None:
            self._keys.speak()

    def shut(self) -> None:
        """Give the room back."""
        if self.field is None:
            return
        self._take_away()
        self.field = None
        self._show_instead(keys=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come with a touch, go with a real key, follow from field to field."""
        kind, field = event.type(), _field_of(watched)
        if field is None:
            return False
        if kind is QEvent.Type.MouseButtonRelease and field.isEnabled():
            self.come(field)
        elif self.field is None:
            return False
        elif kind is QEvent.Type.FocusIn and field is not self.field:
            self.come(field)
        elif kind is QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._left(event.reason())
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.spontaneous() and event.text().isprintable() and event.text():
                self.shut()
        elif kind is QEvent.Type.Hide and field is self.field:
            self.shut()
        return False

    def _show_instead(self, *, keys: bool) -> None:
        for part in self._instead_of:
            part.setVisible(not keys)
        self.setVisible(keys)

    def _left(self, why: Qt.FocusReason) -> None:
        """Another part has the focus; only another window in front leaves everything as it is."""
        if why in {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}:
            return
        if _field_of(QApplication.focusWidget()) is None:
            self.shut()

    def _bring(self, field: Field) -> None:
        from packstation.ui.widgets.keyboard import Keyboard  # noqa: PLC0415  the class says why

        self._take_away()
        self.field = field
        keys = self._keys = Keyboard(field, self._enter, self._sizes, self.shut)
        keys.setFixedHeight(len(keys.rows) * (self._sizes.row + self._sizes.space // 2))
        if keys.digits:
            keys.setFixedWidth(3 * DIGIT_WIDTH * self._sizes.button)
        self._page.addWidget(keys, alignment=Qt.AlignmentFlag(0))

    def _take_away(self) -> None:
        if self._keys is not None:
            self._keys.hide()
            self._keys.deleteLater()
            self._keys = None

    def _enter(self) -> None:
        """What Enter does in this field; where it does nothing, all is written and the keys go."""
        field = self.field
        if not isinstance(field, QLineEdit):
            if field is not None:
                field.insertPlainText("\n")
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                field, QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            )
        if self.field is field:
            self.shut()

    def _reveal(self) -> None:
        if self.field is not None:
            bring_into_sight(self.field)


def _field_of(watched: QObject | None) -> Field | None:
    """The served field this is, or is the inside of."""
    for one in (watched, watched.parent() if watched is not None else None):
        if isinstance(one, Field) and one.property(_SERVED):
            return one
    return None
