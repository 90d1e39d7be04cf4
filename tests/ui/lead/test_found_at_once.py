"""The lead finds the lead's screen at the empty bench: a key that is seen, a card, and words that name it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.command_words import command_explanation
from packstation.ui.translation import languages, set_language
from tests.application.site import IDA_BADGE, LEA_BADGE
from tests.ui.at_window import AtWindow

pytestmark = pytest.mark.gui

MENU = "What needs a lead?"


@pytest.mark.parametrize("way", ["touch", "key", "card"])
def test_it_is_one_touch_one_key_or_one_scan_away(at_window: AtWindow, way: str) -> None:
    at_window.badge(LEA_BADGE)
    at_window.show_all()
    assert at_window.button("command_LEAD").text() == "LEAD\nF11"
    {
        "touch": lambda: at_window.click("command_LEAD"),
        "key": lambda: at_window.key(Qt.Key.Key_F11),
        "card": lambda: at_window.scan_command(Command.LEAD),
    }[way]()
    at_window.show_all()
    assert at_window.asked == MENU


def test_where_pieces_are_counted_its_place_is_that_of_undo(at_window: AtWindow) -> None:
    at_window.badge(LEA_BADGE)
    at_window.show_all()
    place = at_window.button("command_LEAD").geometry()
    at_window.scan("100234")
    at_window.show_all()
    assert "LEAD" not in at_window.buttons
    assert at_window.button("command_UNDO").geometry() == place


def test_a_lead_reads_in_help_that_files_and_settings_are_there(at_window: AtWindow) -> None:
    at_window.badge(LEA_BADGE)
    at_window.key(Qt.Key.Key_F1)
    words = at_window.everything_written()
    assert "LEAD: For the lead: files, people, orders on hold, unknown codes, weights, settings." in words


def test_a_packer_reads_in_help_what_a_lead_beside_can_do(at_window: AtWindow) -> None:
    at_window.badge(IDA_BADGE)
    at_window.key(Qt.Key.Key_F1)
    words = at_window.everything_written()
    assert "LEAD: Let an order go on that is on hold, with a lead beside." in words
    assert "settings" not in words


@pytest.mark.parametrize("language", ["en", *languages(resources() / "translations")])
def test_the_card_names_files_and_settings_in_every_language(language: str) -> None:
    set_language(resources() / "translations", language)
    words = {"en": ("files", "settings"), "de": ("Dateien", "Einstellungen"), "fr": ("fichiers", "réglages")}
    words |= {"es": ("archivos", "ajustes"), "pl": ("pliki", "ustawienia")}
    assert [word for word in words[language] if word not in command_explanation(Command.LEAD)] == []
