"""Letters and hand as set in station.toml, and as changed at the bench and kept beside it."""

from __future__ import annotations

import logging
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from packstation.settings.screen import ScreenMemory, ScreenSettings, ThemeSetting
from packstation.settings.section import SettingsError
from packstation.settings.station import parse
from packstation.ui import theme

USUAL = ScreenSettings(125, left_handed=True)


def read(source: str) -> ScreenSettings:
    return parse(tomllib.loads(source), source).screen


@pytest.fixture
def memory(tmp_path: Path) -> ScreenMemory:
    """The memory of a bench that was never touched."""
    return ScreenMemory(tmp_path / "screen.toml", USUAL)


def test_a_bench_begins_with_usual_letters_for_the_right_hand() -> None:
    assert read("") == ScreenSettings(100, left_handed=False)
    assert read("[screen]\ntext_percent = 137\nleft_handed = true\n") == ScreenSettings(137, left_handed=True)


@pytest.mark.parametrize("wrong", ["text_percent = 99", "text_percent = 201", "left_handed = 1", "size = 2"])
def test_a_screen_that_cannot_be_is_refused_with_its_line(wrong: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(f"[screen]\n{wrong}\n")
    assert refused.value.line == 2


def test_the_window_goes_as_far_as_the_settings_do() -> None:
    smallest, largest = theme.SMALLEST_PERCENT, theme.LARGEST_PERCENT
    assert [read(f"[screen]\ntext_percent = {p}").text_percent for p in (smallest, largest)] == [100, 200]


def test_what_was_changed_at_the_bench_is_there_after_a_restart(memory: ScreenMemory) -> None:
    for chosen in (ScreenSettings(200, left_handed=True), ScreenSettings(125), ScreenSettings(175)):
        memory.keep(chosen)
        assert ScreenMemory(memory.path, USUAL).recall() == chosen


def test_only_what_differs_is_kept_so_that_the_settings_file_still_counts(memory: ScreenMemory) -> None:
    memory.keep(ScreenSettings(200, left_handed=True))
    assert ScreenMemory(memory.path, ScreenSettings(100)).recall() == ScreenSettings(200)
    memory.keep(USUAL)
    assert list(memory.path.parent.iterdir()) == []
    assert memory.recall() == USUAL


@pytest.mark.parametrize("spoilt", [b"text_percent = 999\n", b"text_per", b"\xff\xfe", b"colour = 1\n"])
def test_a_spoilt_file_costs_nobody_the_start(
    memory: ScreenMemory, spoilt: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    memory.path.write_bytes(spoilt)
    with caplog.at_level(logging.WARNING):
        assert memory.recall() == USUAL
    assert "cannot be read" in caplog.text


def test_what_cannot_be_kept_is_no_bug(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        ScreenMemory(tmp_path / "gone" / "screen.toml", USUAL).keep(ScreenSettings(200))
    assert "could not be kept" in caplog.text


def test_theme_tones_and_language_are_set_and_kept(memory: ScreenMemory) -> None:
    source = '[screen]\ntheme = "high_contrast"\nsounds = false\nvolume = 40\n'
    assert read(source) == ScreenSettings(theme=ThemeSetting.HIGH_CONTRAST, sounds=False, volume=40)
    chosen = ScreenSettings(150, theme=ThemeSetting.DARK, language="fr", sounds=False, volume=10)
    memory.keep(chosen)
    assert ScreenMemory(memory.path, USUAL).recall() == chosen


@pytest.mark.parametrize("wrong", ['theme = "blue"', "theme = 1", "volume = 101", 'sounds = "no"'])
def test_colours_and_tones_that_cannot_be_are_refused(wrong: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read(f"[screen]\n{wrong}\n")
    assert refused.value.line == 2


def test_the_window_knows_every_theme_of_the_settings() -> None:
    assert [setting.value for setting in ThemeSetting] == [painted.value for painted in theme.Theme]
    assert {field.name for field in fields(ScreenSettings)} == {field.name for field in fields(theme.Look)}
