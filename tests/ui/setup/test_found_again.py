"""The steps say by which numbers files and settings are found again, and the bench has them there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from packstation.domain.bench_setup import SetupStep
from packstation.domain.command_code import Command
from packstation.places import resources
from packstation.ui.setup.choices import wrong_field
from packstation.ui.setup.words import step_hint
from packstation.ui.translation import languages, set_language
from tests.application.warehouse import Warehouse
from tests.ui.intake.at_files import AtFiles
from tests.ui.setup.test_presenter import FOUR_LINES

TRANSLATIONS = resources() / "translations"
FILES, SETTINGS = "5", "7"


@pytest.mark.gui
def test_what_the_steps_say_is_what_a_lead_finds(warehouse: Warehouse, tmp_path: Path, qtbot: QtBot) -> None:
    bench = AtFiles(warehouse)
    bench.folder = tmp_path
    qtbot.addWidget(bench.window)
    bench.desk.open_settings = lambda: None
    bench.lead()
    bench.press(Command.LEAD)
    bench.show_all()
    rows = dict(enumerate(bench.answers(), 1))
    assert "Take in a file" in rows[int(FILES)]
    assert "Settings" in rows[int(SETTINGS)]
    assert step_hint(SetupStep.FILES).endswith(f"key LEAD, then {FILES}.")
    assert f"then {SETTINGS} for Settings, {FILES} for files" in step_hint(SetupStep.SUMMARY)


@pytest.mark.parametrize("language", ["en", *languages(TRANSLATIONS)])
def test_every_language_names_them(language: str) -> None:
    set_language(TRANSLATIONS, language)
    assert FILES in step_hint(SetupStep.FILES)
    assert {FILES, SETTINGS} <= set(step_hint(SetupStep.SUMMARY))


def test_four_lines_of_a_sender_are_taken_blank_ones_do_not_count() -> None:
    assert wrong_field(FOUR_LINES) is None
