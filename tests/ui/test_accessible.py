"""Whoever hears the window, or has only keys, gets as far as whoever sees and touches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from packstation.application.change_settings import ChangeSettings
from packstation.application.setup_ports import FoundPort
from packstation.application.sign_in import Enrol
from packstation.demo.gallery import choose_language, made_page
from packstation.demo.gallery_pages import PAGES
from packstation.domain.bench_setup import SetupStep
from packstation.domain.refusal import FaultCode, RefusalCode
from packstation.places import resources
from packstation.ui import translation
from packstation.ui.conversation import choose
from packstation.ui.desk import Screen
from packstation.ui.main_loop import load_fonts
from packstation.ui.pseudo import PseudoTranslations
from packstation.ui.question import Question
from packstation.ui.setup.course import Course, SetupTools
from packstation.ui.setup.presenter import SetupPresenter
from packstation.ui.setup.view import SetupWindow
from packstation.ui.theme import Look
from packstation.ui.translation import OWN_NAMES, languages, set_language, speak
from packstation.ui.verdict import Verdict, VerdictKind
from packstation.ui.widgets import aloud
from tests.application.site import LEA_BADGE, MUG, TRAY
from tests.application.warehouse import Warehouse
from tests.fakes.runner import FakeRunner
from tests.fakes.secrets import FakeSecrets
from tests.fakes.setup import FakeFinder, FakeSetupFile, FakeSetupMemory, FakeTrial
from tests.ui import heard
from tests.ui.asked import NUMBER, SECRET, TEXT, YES
from tests.ui.at_window import STATES, AtWindow
from tests.ui.intake.at_files import AtFiles, orders

pytestmark = pytest.mark.gui

TRANSLATIONS = resources() / "translations"
LANGUAGES = ("en", *languages(TRANSLATIONS))
OWN_WORDS = frozenset({"Bench 1", "Adam", "Ida", "Lea", *OWN_NAMES.values()})


def asking(question: Question) -> Callable[[AtWindow], None]:
    def state(bench: AtWindow) -> None:
        bench.open("100234")
        bench.desk.take(lambda: bench.desk.conversation.start(choose(question), lambda _: None))

    return state


def put_back(bench: AtWindow) -> None:
    bench.pack(MUG, MUG, number="100234")
    bench.warehouse.cancel("100234")
    bench.scan(TRAY)


def code_pad(bench: AtWindow) -> None:
    bench.badge()
    bench.show_all()
    bench.click("code_keys")


def lead_menu(bench: AtWindow) -> None:
    bench.badge(LEA_BADGE)
    bench.show_all()
    bench.key(Qt.Key.Key_F11)


def help_list(bench: AtWindow) -> None:
    bench.open("100234")
    bench.show_all()
    bench.key(Qt.Key.Key_F1)


SCREENS: dict[str, Callable[[AtWindow], None]] = {
    **STATES,
    "put back": put_back,
    "code pad": code_pad,
    "lead menu": lead_menu,
    "help": help_list,
    "yes or no": asking(YES),
    "number": asking(NUMBER),
    "text": asking(TEXT),
    "secret": asking(SECRET),
    "first lead": lambda bench: bench.window.show_screen(Screen.FIRST_LEAD),
}


@pytest.fixture(autouse=True)
def _as_before(qapp: object) -> Iterator[None]:
    load_fonts(resources() / "fonts")
    before = translation._current, translation._spoken
    QAccessible.setActive(True)
    aloud.tell_roles()
    yield
    translation._current, translation._spoken = before
    QAccessible.setActive(False)


def opened(qtbot: QtBot, warehouse: Warehouse, screen: str) -> AtWindow:
    bench = AtWindow(warehouse)
    qtbot.addWidget(bench.window)
    for device in ("scanner", "scale", "printer"):
        bench.lamp(device, FaultCode.SILENT if device == "scale" else None)
    SCREENS[screen](bench)
    bench.show_all()
    return bench


def faults(page: QWidget) -> list[str]:
    """All that is wrong for ears."""
    return [*heard.nameless(page), *heard.unspeakable(page), *heard.same_names(page)]


@pytest.mark.parametrize("screen", SCREENS)
def test_everything_on_every_screen_has_a_name_in_the_language_of_the_window(
    qtbot: QtBot, warehouse: Warehouse, screen: str
) -> None:
    bench = opened(qtbot, warehouse, screen)
    for language in LANGUAGES:
        set_language(TRANSLATIONS, language)
        bench.window.speak()
        assert (language, faults(bench.window)) == (language, [])
    speak(PseudoTranslations())
    bench.window.speak()
    assert heard.foreign(bench.window, OWN_WORDS) == []


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("screen", SCREENS)
def test_tab_leads_to_everything_in_the_order_it_is_read(
    qtbot: QtBot, warehouse: Warehouse, screen: str, *, mirrored: bool
) -> None:
    bench = opened(qtbot, warehouse, screen)
    if mirrored:
        bench.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        bench.show_all()
    assert heard.unreachable(bench.window) == []
    assert heard.dead_stops(bench.window) == []
    assert heard.jumps(bench.window) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_what_has_the_focus_is_seen(qtbot: QtBot, warehouse: Warehouse, screen: str) -> None:
    assert heard.unmarked(opened(qtbot, warehouse, screen).window) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_part_of_the_gallery_has_a_name(qtbot: QtBot, name: str) -> None:
    for language in LANGUAGES:
        choose_language(language)
        page = made_page(name, Look())
        qtbot.addWidget(page)
        wrong = [*heard.nameless(page), *heard.unspeakable(page)]
        assert (language, wrong) == (language, [])


def files_bench(qtbot: QtBot, warehouse: Warehouse, folder: Path, name: str, text: str) -> AtFiles:
    bench = AtFiles(warehouse)
    bench.folder = folder
    qtbot.addWidget(bench.window)
    bench.lead()
    bench.take_in(name, text)
    return bench


def test_rows_that_wait_are_heard_and_reached(qtbot: QtBot, warehouse: Warehouse, tmp_path: Path) -> None:
    wrong = orders(("A1", "MUG", "many"), ("A2", "", 1))
    bench = files_bench(qtbot, warehouse, tmp_path, "orders.csv", wrong)
    bench.answer(2)
    bench.show_all()
    assert bench.window._screen is Screen.WAITING_ROWS
    assert faults(bench.window) == []
    assert heard.unreachable(bench.window) == []
    assert heard.dead_stops(bench.window) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_of_the_first_start_is_heard_and_reached(
    qtbot: QtBot, warehouse: Warehouse, language: str
) -> None:
    set_language(TRANSLATIONS, language)
    window = SetupWindow()
    qtbot.addWidget(window)
    runner = FakeRunner(warehouse.printer)
    change = ChangeSettings(warehouse.bench, FakeSetupFile())
    ports = FakeFinder(FoundPort("COM3", "Scanner"), FoundPort("COM4"))
    tools = SetupTools(
        change,
        Enrol(warehouse.bench, FakeSecrets()),
        FakeSetupMemory(None),
        ports,
        FakeTrial(),
        lambda: LANGUAGES,
    )
    presenter = SetupPresenter(Course(window, tools, runner, by=None, has_lead=False))
    window.attach(presenter)
    presenter.open()
    window.show()
    wrong = []
    for step in SetupStep:
        runner.settle()
        QApplication.processEvents()
        wrong += [f"{step}: {one}" for one in (*faults(window), *heard.unreachable(window))]
        presenter.on_skip()
    assert wrong == []


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[QAccessibleAnnouncementEvent]:
    """What a screen reader is told to say."""
    heard_now: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(aloud, "deliver", heard_now.append)
    return heard_now


def test_an_answer_is_said_at_once_and_what_to_do_next_after_it(
    at_window: AtWindow, said: list[QAccessibleAnnouncementEvent]
) -> None:
    at_window.open("100234")
    said.clear()
    at_window.scan(MUG)
    polite, assertive = (
        QAccessible.AnnouncementPoliteness.Polite,
        QAccessible.AnnouncementPoliteness.Assertive,
    )
    answer = at_window.window.verdict.accessibleName()
    assert [(one.message(), one.politeness()) for one in said if one.message() == answer] == [
        (answer, assertive)
    ]
    at_window.scan("nonsense")
    assert said[-1].message().startswith("NO ")
    at_window.key(Qt.Key.Key_F1)
    assert (said[-1].message(), said[-1].politeness()) == ("What would you like to do?", polite)


def test_nothing_is_said_where_nobody_listens(
    at_window: AtWindow, said: list[QAccessibleAnnouncementEvent]
) -> None:
    QAccessible.setActive(False)
    at_window.window.show_verdict(Verdict(VerdictKind.NO, RefusalCode.CODE_UNREADABLE))
    assert (said, QAccessible.isActive()) == ([], False)


def test_painted_parts_are_known_for_what_they_are(at_window: AtWindow) -> None:
    at_window.lamp("scale", None)
    at_window.open("100234")
    at_window.scan(MUG)
    at_window.show_all()
    roles = {type(one.widget).__name__: one.role for one in heard.heard(at_window.window)}
    assert {kind: roles[kind] for kind in aloud.ROLES} == aloud.ROLES


class TestPlanted:
    """What these tests are there to find is found."""

    def test_a_button_without_a_name(self, at_window: AtWindow) -> None:
        at_window.button("command_HELP").setAccessibleName("")
        at_window.button("command_HELP").setText("")
        at_window.badge()
        at_window.show_all()
        assert heard.nameless(at_window.window) == ["Button command_HELP ''"]

    @pytest.mark.parametrize("name", ["command_HELP", "\u232b", "QPushButton"])
    def test_a_name_that_is_no_word(self, at_window: AtWindow, name: str) -> None:
        at_window.badge()
        at_window.show_all()
        at_window.button("command_HELP").setAccessibleName(name)
        assert heard.unspeakable(at_window.window) == [f"Button command_HELP {name!r}"]

    def test_two_buttons_that_sound_alike(self, at_window: AtWindow) -> None:
        at_window.badge()
        at_window.show_all()
        at_window.button("command_HELP").setAccessibleName(at_window.button("command_LOCK").accessibleName())
        assert len(heard.same_names(at_window.window)) == 1

    def test_a_name_in_another_language(self, at_window: AtWindow) -> None:
        at_window.badge()
        speak(PseudoTranslations())
        at_window.window.speak()
        at_window.show_all()
        at_window.button("command_HELP").setAccessibleName("Help")
        assert heard.foreign(at_window.window, OWN_WORDS) == ["Button command_HELP 'Help'"]

    def test_an_order_of_tab_that_jumps(self, at_window: AtWindow) -> None:
        at_window.badge()
        at_window.show_all()
        QWidget.setTabOrder(at_window.button("command_LOCK"), at_window.button("command_HELP"))
        assert "command_LOCK -> command_HELP" in heard.jumps(at_window.window)

    def test_a_button_that_tab_never_comes_to(self, at_window: AtWindow) -> None:
        at_window.badge()
        at_window.show_all()
        at_window.button("command_HELP").setFocusPolicy(Qt.FocusPolicy.NoFocus)
        assert heard.unreachable(at_window.window) == ["command_HELP"]

    def test_a_focus_that_cannot_be_seen(self, at_window: AtWindow) -> None:
        at_window.badge()
        at_window.show_all()
        flat = "QPushButton, QPushButton:focus { border: 2px solid black; outline: none; }"
        at_window.button("command_HELP").setStyleSheet(flat)
        assert heard.unmarked(at_window.window) == ["command_HELP"]
