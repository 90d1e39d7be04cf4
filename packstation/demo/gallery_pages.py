"""Every part of the window in every state it can be in, page by page, with made-up goods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from packstation.demo import gallery_central, gallery_intake, gallery_setup
from packstation.demo.dock_words import cable_words, key_words, section_words
from packstation.demo.gallery_parts import Showcase
from packstation.domain.carton import Carton, CartonType
from packstation.domain.command_code import Command
from packstation.domain.device import Lamp
from packstation.domain.order import Order, OrderLine
from packstation.domain.pack_task import PackTask
from packstation.domain.person import Actor, Role
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.domain.weight import ExpectedWeight
from packstation.ui.command_words import KEYS
from packstation.ui.design.palette import colours
from packstation.ui.pack.view import PackScreen
from packstation.ui.pack.weighing import WeightShown
from packstation.ui.pack.weight_panel import WeightPanel
from packstation.ui.question import AskCode, Choice, Question, Takes
from packstation.ui.question_words import question_sentence
from packstation.ui.screen_talk import ScreenAnswer
from packstation.ui.sentences import act_sentence
from packstation.ui.sign_in.languages import LanguageRow
from packstation.ui.theme import FONT, Sizes
from packstation.ui.translation import OWN_NAMES, spoken
from packstation.ui.verdict import ActCode, NextAct, Said, Verdict, VerdictKind
from packstation.ui.widgets.act_answers import ActAnswers
from packstation.ui.widgets.code_field import CodeField
from packstation.ui.widgets.command_bar import CommandBar
from packstation.ui.widgets.pad import DIGITS, LETTERS, Pad
from packstation.ui.widgets.plain_text import FittedText, OneLine
from packstation.ui.widgets.product_picture import ProductPicture
from packstation.ui.widgets.question_panel import QuestionPanel
from packstation.ui.widgets.top_bar import TopBar
from packstation.ui.widgets.verdict_band import VerdictBand

BOX = CartonType("BOX", 180, name="Box, small")
LINES = (
    OrderLine(1, "MUG-BLUE", 2, "Mug, blue"),
    OrderLine(2, "LID-13", 13, "Lid for the mug, blue, dishwasher-safe"),
    OrderLine(3, "TRAY", 1, "Tray"),
    OrderLine(4, "CABLE-3M", 4, "Cable, 3 m"),
)
TASK = PackTask(
    Order(UUID(int=1), "100234", LINES, tote="T-7", carrier="Local"),
    (Carton(UUID(int=2), 1, BOX, contents=((1, 2), (2, 5))),),
)
EXPECTED = ExpectedWeight(1460, 29, 300)
BLIND = ExpectedWeight(1460, 29, 20)
WEIGHTS: Mapping[str, WeightShown] = {
    "silent": WeightShown(None, False, FaultCode.SILENT, False, EXPECTED, True, False),
    "empty": WeightShown(0, True, None, False, EXPECTED, True, False),
    "moving": WeightShown(1322, False, None, True, EXPECTED, True, True),
    "right": WeightShown(1462, True, None, True, EXPECTED, True, True),
    "light": WeightShown(1160, True, None, True, EXPECTED, True, True),
    "blind": WeightShown(1702, True, None, True, BLIND, True, True),
}
VERDICTS: tuple[Verdict, ...] = (
    Verdict(VerdictKind.YES, Said.LABEL_PRINTED, {"digits": "0013"}),
    Verdict(VerdictKind.LINE_COMPLETE, Said.CARTON_CLOSED, {"grams": 1460}),
    Verdict(VerdictKind.ORDER_COMPLETE, Said.ORDER_DONE, {"order": "100234"}),
    Verdict(VerdictKind.NO, RefusalCode.CODE_UNREADABLE),
    Verdict(VerdictKind.LEAD, RefusalCode.SSCC_EXHAUSTED),
    Verdict(VerdictKind.NOTE, Said.SIGNED_OUT),
)


def verdicts(sizes: Sizes) -> QWidget:
    """The band with each kind of answer."""
    page = Showcase(sizes)
    for verdict in VERDICTS:
        band = VerdictBand()
        band.fit(sizes)
        band.put(verdict)
        page.add(band)
    page.page.addStretch()
    return page


def keys(sizes: Sizes) -> QWidget:
    """The commands, an act with its answers, and both pads."""
    page = Showcase(sizes)
    act = FittedText("next_act", FONT)
    act.fit(sizes.act, sizes.act_room)
    asked = NextAct(ActCode.ANSWER_LABEL, {"digits": "0013"})
    act.put(act_sentence(asked))
    answers = ActAnswers(_nothing)
    answers.fit(sizes)
    answers.put(asked)
    page.add(act)
    page.add(answers)
    for offered in ({Command.NEXT, Command.UNDO, Command.BACK}, {Command.YES, Command.NO}):
        bar = CommandBar(KEYS, _nothing)
        page.add(bar)
        bar.offer(frozenset(offered | {Command.HELP, Command.LOCK}))
        bar.fit(sizes)
    page.page.addStretch()
    return page


def pads(sizes: Sizes) -> QWidget:
    """Digits and letters for fingers, with their fields."""
    page = Showcase(sizes)
    for rows, typed in ((DIGITS, "12"), (LETTERS, "RACK 7")):
        field = QLineEdit(typed)
        field.setAccessibleName(question_sentence(Question(AskCode.HOW_MANY)))
        pad = Pad("pad", rows, field, lambda: None, "OK")
        pad.grow(sizes.head, sizes.space)
        page.add(field)
        page.add(pad, stretch=1)
    return page


def question(sizes: Sizes) -> QWidget:
    """A question with numbered answers."""
    page = Showcase(sizes)
    act = FittedText("next_act", FONT)
    act.fit(sizes.act, sizes.act_room)
    asked = Question(AskCode.SCREEN, choices=tuple(map(Choice, ScreenAnswer)))
    act.put(question_sentence(asked))
    panel = QuestionPanel(_nothing, lambda: None)
    panel.fit(sizes)
    panel.put(asked)
    page.add(act)
    page.add(panel, stretch=1)
    return page


def number(sizes: Sizes) -> QWidget:
    """A question for a number."""
    page = Showcase(sizes)
    panel = QuestionPanel(_nothing, lambda: None)
    panel.fit(sizes)
    panel.put(Question(AskCode.HOW_MANY, takes=Takes.NUMBER))
    panel.show_typed("12")
    page.add(panel, stretch=1)
    return page


def order(sizes: Sizes) -> QWidget:
    """The open order: a line that is done, one in hand, one to come; carton, weight and picture."""
    page = Showcase(sizes)
    screen = PackScreen()
    screen.show_task(TASK)
    screen.show_count(TASK, 2)
    screen.show_weight(WEIGHTS["moving"])
    screen.fit(sizes)
    page.add(screen, stretch=1)
    closed = PackScreen()
    closed.show_task(TASK)
    closed.show_plate("095212340000000013")
    closed.fit(sizes)
    page.add(closed, stretch=1)
    return page


def weights(sizes: Sizes) -> QWidget:
    """The scale in every state."""
    page = Showcase(sizes)
    grid = QGridLayout()
    grid.setSpacing(sizes.space)
    for place, shown in enumerate(WEIGHTS.values()):
        panel = WeightPanel()
        panel.fit(sizes)
        panel.put(shown)
        grid.addWidget(panel, place // 3, place % 3)
    page.page.addLayout(grid)
    page.page.addStretch()
    return page


def bars(sizes: Sizes) -> QWidget:
    """Who is here, lamps well and ill, fields, buttons, notices and progress."""
    page = Showcase(sizes)
    for fault, actor in ((None, Actor("1", "Ida", Role.PACKER)), (FaultCode.SILENT, None)):
        bar = TopBar("Bench 1", demo=fault is None, pressed=lambda: None)
        for device in ("scanner", "scale", "printer"):
            bar.lamps.put(Lamp(device, fault))
        bar.show_person(actor)
        bar.fit(sizes)
        page.add(bar)
    fields = [CodeField(lambda: None, _nothing) for _ in range(3)]
    fields[1].setText("100234")
    fields[2].setText("10O234")
    fields[2].setProperty("wrong", True)
    page.add(*fields)
    buttons = [QPushButton(text) for text in ("OK", "123\u2009ABC", "Aa", "OK")]
    buttons[1].setCheckable(True)
    buttons[1].setChecked(True)
    buttons[3].setEnabled(False)
    page.add(*buttons)
    languages = LanguageRow()
    languages.fit(sizes)
    languages.put(tuple(OWN_NAMES), spoken())
    page.add(languages)
    progress = QProgressBar()
    progress.setValue(62)
    progress.setTextVisible(False)
    progress.setAccessibleName(act_sentence(NextAct(ActCode.START_ORDER)))
    page.add(progress)
    for soft in (False, True):
        line = OneLine("notice", soft=soft)
        line.put(act_sentence(NextAct(ActCode.START_ORDER)))
        page.add(line)
    page.page.addStretch()
    return page


def pictures(sizes: Sizes) -> QWidget:
    """Products without a picture, in every shape; one that is not square."""
    page = Showcase(sizes)
    shown = []
    for line in LINES:
        picture = ProductPicture()
        picture.fit(sizes)
        picture.put(line.sku, line.name, f"1 / {line.quantity}")
        shown.append(picture)
    page.add(*shown, stretch=1)
    photo = OneLine("photo")
    image = QImage(320, 160, QImage.Format.Format_RGB32)
    image.fill(colours().accent)
    photo.setPixmap(QPixmap.fromImage(image))
    page.add(photo)
    return page


def world(sizes: Sizes) -> QWidget:
    """How the simulated world beside the demo looks."""
    page = Showcase(sizes)
    inside = QWidget()
    inside.setObjectName("world")
    rows = QVBoxLayout(inside)
    for turn in (True, False):
        section = QGroupBox(section_words("totes"))
        section.setProperty("turn", turn)
        held = QHBoxLayout(section)
        pulled = QPushButton(cable_words("scale"))
        pulled.setCheckable(True)
        pulled.setChecked(turn)
        held.addWidget(QPushButton(key_words("scan_tote")))
        held.addWidget(pulled)
        held.addStretch()
        rows.addWidget(section)
    frame = QFrame()
    frame.setProperty("panel", True)
    QVBoxLayout(frame).addWidget(inside)
    page.add(frame)
    page.page.addStretch()
    return page


PAGES: Mapping[str, Callable[[Sizes], QWidget]] = {
    "verdicts": verdicts,
    "keys": keys,
    "pads": pads,
    "question": question,
    "number": number,
    "order": order,
    "weights": weights,
    "bars": bars,
    "pictures": pictures,
    "world": world,
    **gallery_intake.PAGES,
    **gallery_setup.PAGES,
    **gallery_central.PAGES,
}
"""By the name of their picture."""


def _nothing(_: object) -> None:
    return None
