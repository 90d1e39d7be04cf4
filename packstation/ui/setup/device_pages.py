"""The steps with devices: what hangs on the serial ports, and the label printer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from packstation.domain.bench_setup import SPEEDS, DeviceKind, LabelWay
from packstation.ui.setup.answers import DeviceKeys, SetupForm, SetupShown
from packstation.ui.setup.choices import printer_of
from packstation.ui.setup.pages import Page
from packstation.ui.setup.parts import ChoiceKeys, caption, field, key, put_words
from packstation.ui.setup.words import (
    address_caption,
    devices_in_use,
    kind_word,
    printer_address,
    way_word,
)
from packstation.ui.theme import Sizes
from packstation.ui.translation import _
from packstation.ui.widgets.pad import Field

RESOLUTIONS = (203, 300)
"""Of label printers, in dots an inch."""


class DevicesPage(Page):
    """Ports found, what hangs on one, its speed; test it, use it. Below: what is in use already."""

    def __init__(self, devices: DeviceKeys) -> None:
        super().__init__()
        self._devices = devices
        self.port = field("setup_port", Qt.InputMethodHint.ImhNoAutoUppercase)
        self._ports = ChoiceKeys("setup_found", 2, self.port.setText)
        self._kinds = ChoiceKeys("setup_kind", 3, lambda _kind: None)
        self._speeds = ChoiceKeys("setup_speed", 4, lambda _speed: None)
        self._look = key("setup_look", devices.on_look)
        self._test = key("setup_test", lambda: devices.on_try(*self._chosen()))
        self._use = key("setup_use", lambda: devices.on_use(*self._chosen()))
        self.typed = field("setup_typed", Qt.InputMethodHint.ImhNoAutoUppercase)
        self.typed.returnPressed.connect(self._typed)
        self._captions = [caption(f"setup_device_caption_{row}") for row in range(3)]
        self._note = caption("setup_typed_note", self.typed)
        self._in_use = ChoiceKeys("setup_remove", 2, devices.on_remove, stay=False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._lay_out()

    def put(self, shown: SetupShown) -> None:
        """Fill the fields."""
        texts = (_("Port"), _("What hangs on it, and its speed"), _("A scanner that types like a keyboard"))
        for words, text in zip(self._captions, texts, strict=True):
            words.put(text)
        self.port.setAccessibleName(texts[0])
        self.typed.setAccessibleName(texts[2])
        self._note.put(_("It needs no port. To test it, tap here and scan."))
        self._invite()
        put_words(self._look, _("LOOK AGAIN"))
        put_words(self._test, _("TEST"))
        put_words(self._use, _("USE IT"))
        self._kinds.put({kind.value: kind_word(kind) for kind in DeviceKind}, DeviceKind.SCANNER.value)
        self._speeds.put({str(speed): str(speed) for speed in SPEEDS}, str(SPEEDS[0]))
        self.port.clear()
        self.typed.clear()
        self.refresh(shown)
        self.port.setFocus()

    def refresh(self, shown: SetupShown) -> None:
        """Other ports, other devices in use."""
        self._ports.put(
            {each.port: f"{each.port}\n{each.described}".strip() for each in shown.ports}, self.port.text()
        )
        if shown.ports and not self.port.text():
            self.port.setText(shown.ports[0].port)
            self._ports.choose(shown.ports[0].port)
        used = {
            port: _("REMOVE {device}").format(device=words) for port, words in devices_in_use(shown.setup)
        }
        self._in_use.put(used, "")
        self._in_use.setVisible(bool(used))

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        # Closer than elsewhere: all of it is seen at once on a display of 1366 by 768.
        self._grid.setSpacing(sizes.space // 2)
        self._grid.setColumnStretch(1, 2 if sizes.larger else 3)
        for keys in (self._ports, self._kinds, self._speeds, self._in_use):
            keys.fit(sizes)
        self._invite()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for words in the field."""
        super().resizeEvent(event)
        self._invite()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The port, and what a scanner types."""
        return self.port, self.typed

    def _invite(self) -> None:
        """In the field stands what it is for; what it has no room for stands below it."""
        words = self._note.text()
        letters = self.typed.fontMetrics()
        # As much as the style keeps free at both ends, and the place of the cursor.
        room = self.typed.contentsRect().width() - 3 * letters.averageCharWidth()
        fits = letters.horizontalAdvance(words) <= room
        self._note.setVisible(not fits)
        self.typed.setPlaceholderText(words if fits else "")

    def _chosen(self) -> tuple[DeviceKind, str, int]:
        return DeviceKind(self._kinds.chosen), self.port.text(), int(self._speeds.chosen)

    def _typed(self) -> None:
        text = self.typed.text()
        self.typed.clear()
        self._devices.on_typed(text)

    def _lay_out(self) -> None:
        port = QHBoxLayout()
        port.addWidget(self.port, stretch=1)
        port.addWidget(self._look)
        acts = QHBoxLayout()
        for button in (self._test, self._use):
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            acts.addWidget(button)
        rows: list[QWidget | QHBoxLayout] = [port, self._ports, self._kinds, self._speeds, acts, self.typed]
        words = {0: 0, 2: 1, 5: 2}
        for number, row in enumerate(rows):
            if number in words:
                self._grid.addWidget(self._captions[words[number]], number, 0)
            if isinstance(row, QWidget):
                self._grid.addWidget(row, number, 1)
            else:
                self._grid.addLayout(row, number, 1)
        self._grid.addWidget(self._note, len(rows), 1)
        self._grid.addWidget(self._in_use, len(rows) + 1, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 3)
        self._grid.setRowStretch(len(rows) + 2, 1)


class PrinterPage(Page):
    """How labels reach the printer, where it is, how fine it prints, and a label to see."""

    def __init__(self, devices: DeviceKeys) -> None:
        super().__init__()
        self._way = LabelWay.TCP
        self.address = field("setup_address", Qt.InputMethodHint.ImhNoAutoUppercase)
        self._ways = ChoiceKeys("setup_way", 3, self._turn)
        self._ports = ChoiceKeys("setup_printer_port", 2, self.address.setText)
        self._speeds = ChoiceKeys("setup_printer_speed", 4, lambda _speed: None)
        self._dots = ChoiceKeys("setup_dpi", 2, lambda _dpi: None)
        self._test = key("setup_print", devices.on_print)
        self._captions = [caption(f"setup_printer_caption_{row}") for row in range(3)]
        self._grid = QGridLayout(self)
        rows = (self._ways, self.address, self._ports, self._speeds, self._dots, self._test)
        words = {0: 0, 1: 1, 4: 2}
        for number, row in enumerate(rows):
            if number in words:
                self._grid.addWidget(self._captions[words[number]], number, 0)
            self._grid.addWidget(row, number, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 3)
        self._grid.setRowStretch(len(rows), 1)

    def put(self, shown: SetupShown) -> None:
        """Fill the fields."""
        printer = shown.setup.printer
        self._way = printer.way if printer else LabelWay.TCP
        self._captions[0].put(_("How labels get there"))
        self._captions[2].put(_("How fine it prints"))
        self._ways.put({way.value: way_word(way) for way in LabelWay}, self._way.value)
        baud = printer.line.baud if printer and printer.line else SPEEDS[0]
        self._speeds.put({str(speed): str(speed) for speed in SPEEDS}, str(baud))
        self._dots.put(
            {str(dots): _("{dots} dpi").format(dots=dots) for dots in RESOLUTIONS},
            str(printer.dpi if printer else RESOLUTIONS[0]),
        )
        put_words(self._test, _("PRINT A TEST LABEL"))
        self.address.setText(printer_address(printer))
        self._turn(self._way.value)
        self.refresh(shown)
        self.address.setFocus()

    def refresh(self, shown: SetupShown) -> None:
        """Other ports."""
        self._ports.put(
            {each.port: f"{each.port}\n{each.described}".strip() for each in shown.ports}, self.address.text()
        )

    def fit(self, sizes: Sizes) -> None:
        """Take the sizes of the window."""
        self._grid.setSpacing(sizes.space)
        self._grid.setColumnStretch(1, 1 if sizes.roomy else 2 if sizes.larger else 3)
        for keys in (self._ways, self._ports, self._speeds, self._dots):
            keys.fit(sizes)

    def form(self) -> SetupForm:
        """The printer that stands in the fields."""
        baud, dpi = int(self._speeds.chosen or SPEEDS[0]), int(self._dots.chosen or RESOLUTIONS[0])
        return SetupForm(printer=printer_of(self._way, self.address.text(), baud, dpi))

    @property
    def fields(self) -> tuple[Field, ...]:
        """Where the printer is."""
        return (self.address,)

    def _turn(self, way: str) -> None:
        if way != self._way.value:
            self.address.clear()
        self._way = LabelWay(way)
        words = address_caption(self._way)
        self._captions[1].put(words)
        self.address.setAccessibleName(words)
        for row in (self._ports, self._speeds):
            row.setVisible(self._way is LabelWay.SERIAL)
