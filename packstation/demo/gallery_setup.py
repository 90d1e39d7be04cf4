"""The keys for letters, and the steps of the first start in the states they can be in, for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QWidget

from packstation.application.setup_ports import FoundPort
from packstation.demo.gallery_parts import Showcase
from packstation.domain.bench_setup import (
    BenchSetup,
    DeviceKind,
    LabelWay,
    PrinterChoice,
    ScaleChoice,
    ScannerChoice,
    SetupStep,
    line_for,
)
from packstation.ui.question import YES_OR_NO, AskCode, Question
from packstation.ui.setup.answers import Proof, SetupAnswer, SetupSaid, SetupShown
from packstation.ui.setup.device_pages import DevicesPage, PrinterPage
from packstation.ui.setup.files_stage import FilesStage
from packstation.ui.setup.pages import (
    FilesPage,
    LanguagePage,
    LeadPage,
    Page,
    SitePage,
    SummaryPage,
)
from packstation.ui.setup.words import marked, step_hint, step_place, step_title
from packstation.ui.station.looks import Looks
from packstation.ui.theme import FONT, Sizes
from packstation.ui.translation import OWN_NAMES
from packstation.ui.widgets.keyboard import Keyboard
from packstation.ui.widgets.letter_rows import MORE
from packstation.ui.widgets.plain_text import FittedText, PlainText
from packstation.ui.widgets.touch_keys import TouchKeys

PORTS = (FoundPort("COM3", "Scanner"), FoundPort("COM4"))
NEW = BenchSetup()
AT_WORK = BenchSetup(
    name="Bench 7",
    ship_from=("Mugs & Co.", "Street 1", "12345 Town"),
    company_prefix="9521234",
    scanners=(ScannerChoice("scanner", line_for(DeviceKind.SCANNER, "COM3", 9600)),),
    scale=ScaleChoice(DeviceKind.MT_SICS, line_for(DeviceKind.MT_SICS, "COM4", 9600)),
    printer=PrinterChoice(LabelWay.TCP, "192.0.2.10"),
)
SERIAL = replace(
    AT_WORK, printer=PrinterChoice(LabelWay.SERIAL, line=line_for(DeviceKind.SCANNER, "COM4", 9600))
)
ANSWERS: Mapping[SetupStep, Sequence[SetupAnswer]] = {
    SetupStep.SITE: (SetupAnswer(SetupSaid.NAME_WRONG, {}, good=False),),
    SetupStep.LEAD: (SetupAnswer(SetupSaid.LEAD_THERE, {"name": "Lea"}),),
    SetupStep.DEVICES: (
        SetupAnswer(SetupSaid.WEIGHED, {"grams": 500}),
        SetupAnswer(SetupSaid.SCAN_UNREADABLE, {}, good=False),
    ),
    SetupStep.PRINTER: (SetupAnswer(SetupSaid.PRINTING, {}), SetupAnswer(SetupSaid.ONE_MOMENT, {})),
    SetupStep.FILES: (SetupAnswer(SetupSaid.LEAD_NEEDED, {}, good=False),),
}


class Idle:
    """Nobody listens to the keys of the gallery."""

    def on_look(self) -> None:
        """Nothing is looked for."""

    def on_try(self, kind: DeviceKind, port: str, baud: int) -> None:
        """Nothing is tried."""

    def on_use(self, kind: DeviceKind, port: str, baud: int) -> None:
        """Nothing is used."""

    def on_remove(self, port: str) -> None:
        """Nothing is removed."""

    def on_typed(self, text: str) -> None:
        """Nothing is typed."""

    def on_print(self) -> None:
        """Nothing is printed."""


def keyboard(sizes: Sizes) -> QWidget:
    """Letters at the beginning of a word and in it, those of other languages, lines, digits."""
    page = Showcase(sizes)
    for text, foreign in (("", False), ("Lea", False), ("", True)):
        field = QLineEdit(text)
        _add_keys(page, field, foreign=foreign)
    _add_keys(page, QPlainTextEdit())
    digits = QLineEdit("9521234")
    digits.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    _add_keys(page, digits)
    page.page.addStretch()
    return page


def _add_keys(page: Showcase, field: QLineEdit | QPlainTextEdit, *, foreign: bool = False) -> None:
    field.setAccessibleName(step_title(SetupStep.SITE))
    if not isinstance(field, QLineEdit):
        field.setFixedHeight(3 * page.sizes.text)
    keys = Keyboard(field, _nothing, page.sizes, _nothing)
    if foreign:
        more = keys.findChild(QPushButton, f"write_{MORE}")
        if isinstance(more, QPushButton):
            more.click()
    page.add(field)
    page.add(keys)


def step(made: SetupStep, sizes: Sizes) -> QWidget:
    """A step as it is met first, as it is found again, and what it answers."""
    page = Showcase(sizes)
    for name, words in (("setup_place", step_place(made)), ("setup_hint", step_hint(made))):
        line = PlainText(name, soft=True, wrap=True)
        line.put(words)
        page.add(line)
    title = FittedText("setup_title", FONT)
    title.fit(sizes.head, sizes.saying_room)
    title.put(step_title(made))
    page.add(title)
    for shown in _states(made):
        inside = _page(made, page)
        inside.put(shown)
        inside.refresh(shown)
        inside.fit(sizes)
        page.add(inside)
    for answer in ANSWERS.get(made, ()):
        line = PlainText("setup_answer", wrap=True)
        line.setProperty("strong", True)
        line.put(marked(answer))
        page.add(line)
    page.page.addStretch()
    return page


def _states(made: SetupStep) -> tuple[SetupShown, ...]:
    languages = tuple(OWN_NAMES)
    new = SetupShown(made, NEW, languages, ports=PORTS)
    found = SetupShown(made, AT_WORK, languages, True, PORTS, frozenset({Proof.SCANNER, Proof.SCALE}))
    if made in {SetupStep.LANGUAGE, SetupStep.SITE}:
        return (new if made is SetupStep.LANGUAGE else found,)
    if made is SetupStep.PRINTER:
        return new, found, replace(found, setup=SERIAL)
    return new, found


def _page(made: SetupStep, window: QWidget) -> Page:
    pages: Mapping[SetupStep, Callable[[], Page]] = {
        SetupStep.LANGUAGE: lambda: LanguagePage(lambda _language: None),
        SetupStep.SITE: lambda: SitePage(_nothing),
        SetupStep.LEAD: lambda: LeadPage(lambda _name, _pin: None),
        SetupStep.DEVICES: lambda: DevicesPage(Idle()),
        SetupStep.PRINTER: lambda: PrinterPage(Idle()),
        SetupStep.FILES: lambda: FilesPage(_stage(window)),
        SetupStep.SUMMARY: lambda: SummaryPage(lambda _step: None),
    }
    return pages[made]()


def _stage(window: QWidget) -> FilesStage:
    """The second one asks something."""
    stage = FilesStage(Looks(window, _nothing), TouchKeys(), lambda _verdict: None)
    if window.findChildren(FilesStage):
        facts = {"file": "orders.csv", "form": "shopify-csv"}
        stage.show_question(Question(AskCode.TAKE_IN_ORDERS, facts, YES_OR_NO))
    return stage


def _nothing() -> None:
    return None


PAGES: Mapping[str, Callable[[Sizes], QWidget]] = {
    "keyboard": keyboard,
    **{f"setup_{made.value}": partial(step, made) for made in SetupStep},
}
"""By the name of their picture."""
