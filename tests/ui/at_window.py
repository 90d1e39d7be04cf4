"""The same bench with its real window: what is pressed, typed and read is what a person presses and reads."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTableView, QWidget

from packstation.domain.refusal import FaultCode
from packstation.ui.sign_in.view import SignInScreens
from packstation.ui.station.view import StationWindow
from tests.application.site import LID, LID_CASE, MUG, TRAY
from tests.ui.at_bench import AtBench

Size = tuple[int, int]
NESTED_LAYOUTS = 4
SIZES: tuple[Size, ...] = ((1920, 1080), (1366, 768), (1024, 768))


class AtWindow(AtBench):
    """A person at a bench with a window of 1366 by 768 pixels."""

    station_name = "Bench 1"

    def start(self) -> None:
        """Switch the station on."""
        self.window = StationWindow(self.station_name, demo=False)
        self.window.resize(*SIZES[1])
        self.join(self.window, SignInScreens(self.window.sign_in, self.window.first_lead), self.window.pack)
        self.window.attach(self.presenter)
        self.window.sign_in.on_picked = self.presenter.sign_in.on_picked
        self.window.sign_in.on_pin = self.presenter.sign_in.on_pin
        self.window.first_lead.on_first_lead = self.presenter.sign_in.on_first_lead
        self.window.show()
        self.window.activateWindow()
        self.show_all()

    def show_all(self) -> None:
        """Let everything that was asked be answered and shown."""
        self.runner.settle()
        QApplication.processEvents()

    def take_place(self) -> None:
        """Let everything find its place: what is laid out anew lays out what lies in it."""
        for _ in range(NESTED_LAYOUTS):
            self.show_all()

    def lamp(self, device: str, fault: FaultCode | None) -> None:
        """A device comes or goes."""
        super().lamp(device, fault)
        self.show_all()

    def key(self, key: Qt.Key) -> None:
        """Press a key, whatever has the focus."""
        QTest.keyClick(self.focused, key)
        self.show_all()

    def write(self, text: str) -> None:
        """Type letters into whatever has the focus."""
        QTest.keyClicks(self.focused, text)

    def click(self, name: str) -> None:
        """Click a button."""
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)
        self.show_all()

    def button(self, name: str) -> QPushButton:
        """A button by its name."""
        found = self.window.findChild(QPushButton, name)
        assert isinstance(found, QPushButton)
        return found

    @property
    def focused(self) -> QWidget:
        """What keys go to."""
        focused: QWidget | None = self.window.focusWidget()
        return self.window if focused is None else focused

    def read_text(self, name: str) -> str:
        """The text of a label that can be seen, else nothing."""
        label = self.window.findChild(QLabel, name)
        assert isinstance(label, QLabel), name
        return label.text() if label.isVisible() else ""

    @property
    def asked(self) -> str:
        """The next act as it is read."""
        return self.read_text("next_act")

    @property
    def buttons(self) -> set[str]:
        """Commands whose buttons can be seen."""
        visible = [button for button in self.window.findChildren(QPushButton) if button.isVisible()]
        names = {button.objectName() for button in visible}
        return {name.removeprefix("command_") for name in names if name.startswith("command_")}

    def everything_written(self) -> str:
        """Every text anywhere in the window, shown or hidden."""
        window = self.window
        texts = [window.windowTitle(), window.verdict.word, window.verdict.saying]
        for widget in [window, *window.findChildren(QWidget)]:
            texts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, QLabel | QPushButton | QLineEdit):
                texts.append(widget.text())
            if isinstance(widget, QLineEdit):
                texts.append(widget.placeholderText())
            if isinstance(widget, QTableView):
                texts += cells(widget)
        return "\n".join(texts)


def cells(table: QTableView) -> list[str]:
    """Every cell of a table as text."""
    model = table.model()
    return [
        str(model.data(model.index(row, column)))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def paper_out(bench: AtWindow) -> None:
    bench.printer.refuse(FaultCode.PAPER_OUT)
    bench.close()


def question(bench: AtWindow) -> None:
    bench.printer.fault_at_confirm = FaultCode.PAPER_OUT
    bench.close()
    bench.printer.fault_at_confirm = None


def light(bench: AtWindow) -> None:
    bench.pack()
    bench.weigh(200)


def cancelled(bench: AtWindow) -> None:
    bench.pack()
    bench.warehouse.cancel("100235")
    bench.scan(MUG)


STATES: dict[str, Callable[[AtWindow], None]] = {
    "signed out": lambda _: None,
    "pin": lambda bench: bench.click("pick_Ida"),
    "start": lambda bench: bench.badge(),
    "packing": lambda bench: bench.open("100234"),
    "weighing": lambda bench: bench.pack(),
    "blind": lambda bench: bench.pack(MUG, MUG, LID_CASE, LID, TRAY, number="100234"),
    "light": light,
    "paper out": paper_out,
    "question": question,
    "stick": lambda bench: bench.close(),
    "cancelled": cancelled,
}
